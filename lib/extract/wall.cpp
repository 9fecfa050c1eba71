#include "wall.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

struct Wall {
    const char* name;
    std::string_view phrases;  // lower-case ASCII, other bytes as they stand; separated by |
};

// Titles and headings that begin with these.
constexpr Wall titles[] = {
    {"access denied",
     "access denied|access to this page has been denied|403 forbidden|403 - forbidden|error 403|forbidden|"
     "zugriff verweigert|accès refusé|acceso denegado|доступ "
     "запрещен|禁止访问|拒绝访问|访问被拒绝|アクセス拒否|"
     "アクセスが拒否|접근이 거부|접근 제한"},
    {"a block page",
     "attention required!|just a moment|please wait...|ddos-guard|one more step|checking your browser|"
     "pardon our interruption|请稍候|环境异常|環境異常|请求异常|访问异常"},
    {"a robot check",
     "are you a robot|are you human|captcha|human verification|robot check|security check|verify you are|"
     "sina visitor system|安全验证|人机验证|滑动验证|验证码|百度安全验证|ロボットではない|보안문자"},
    {"a login page",
     "log in|login|sign in|sign up|log into|anmelden|einloggen|connexion|se connecter|iniciar sesión|acceder|"
     "accedi|entrar|войти|вход|登录|登陆|登入|用户登录|用戶登入|ログイン|로그인"},
    {"page not found",
     "404|page not found|not found|error 404|seite nicht gefunden|page introuvable|página no encontrada|"
     "pagina non trovata|страница не "
     "найдена|页面不存在|页面未找到|找不到页面|找不到網頁|頁面不存在|您访问的页面|"
     "ページが見つかりません|お探しのページ|페이지를 찾을 수 없"},
    {"a cookie wall",
     "before you continue|bevor sie fortfahren|avant d'accéder|before you proceed|cookie consent|"
     "wir brauchen ihre zustimmung|zustimmung erforderlich"},
};

// Lines that say it wherever they stand.
constexpr Wall lines[] = {
    {"a block page",
     "checking your browser before accessing|enable javascript and cookies to continue|checking if the site "
     "connection is secure|performance & security by cloudflare|unusual traffic from your computer|"
     "you have been blocked|当前环境异常|當前環境異常|完成验证后即可继续访问|访问过于频繁|您的访问出现异常"},
    {"a robot check",
     "verify you are human|verifying you are human|i'm not a robot|prove you are not a robot|not a bot|"
     "complete the captcha|拖动滑块|请完成下列验证|请输入验证码|私はロボットではありません|로봇이 아닙니다"},
    {"access denied", "you don't have permission to access|you do not have permission to access"},
    {"a login page",
     "log in to continue|sign in to continue|请先登录后|請先登入後|登录后即可访问|ログインしてください|"
     "로그인이 필요합니다"},
    {"a removed post",
     "该内容已被发布者删除|此内容因违规无法查看|此内容被投诉|该公众号已|内容已被删除|此微博已被作者删除|"
     "抱歉，此微博|该文章已被删除|この記事は削除|삭제된 게시물|this post has been deleted|content isn't "
     "available"},
    {"page not found",
     "the page you are looking for|the page you requested|the requested url was not found|die gewünschte "
     "seite|"
     "您要找的页面|您访问的页面不存在|お探しのページは|指定されたページ|요청하신 페이지"},
    {"a cookie wall",
     "accept cookies to continue|mit werbung weiterlesen|zustimmen und weiter|accepter et continuer|"
     "continuer sans accepter|akzeptieren und weiter"},
};

constexpr std::uint32_t paragraph = 60;  // weight of a block that may be prose

bool has_phrase(const Wall& wall, std::string_view text) {
    const auto phrases = split_ascii(wall.phrases, '|');
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
        return find_ignoring_ascii_case(text, phrase) != std::string_view::npos;
    });
}

const char* name_of_line(std::string_view line) {
    for (const Wall& wall : lines) {
        if (has_phrase(wall, line)) return wall.name;
    }
    return nullptr;
}

// A title that is the phrase, with at most a few words (a site's name) behind it: "Log in | Example" is a
// login, "Log in once and for all: the end of the password" is a headline.
const char* name_of_title(std::string_view title) {
    constexpr std::size_t longest_rest = 40;
    for (const Wall& wall : titles) {
        for (const std::string_view phrase : split_ascii(wall.phrases, '|')) {
            if (!starts_with_ignoring_ascii_case(title, phrase)) continue;
            const std::string_view rest = title.substr(phrase.size());
            const bool ends_word = rest.empty() || !is_ascii_alnum(rest.front());
            if (ends_word && text::weighted_length(rest) <= longest_rest) return wall.name;
        }
    }
    return nullptr;
}

// Whether sentences that are not the wall's own weigh more than `most`.
bool has_more_prose(const Page& page, std::uint32_t most) {
    std::uint32_t sum = 0;
    return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const Block& block) {
        const bool is_prose = block.weight >= paragraph && block.stops > 0 && !block.hidden &&
                              block.link_weight * 3 < block.weight && block.cue != Cue::copyright;
        if (is_prose && name_of_line(page.text_of(block)) == nullptr) sum += block.weight;
        return sum > most;
    });
}

bool is_declared_article(const Landmarks& marks, const LinkedArticle& linked) {
    return marks.meta({"og:type"}) == "article" || !marks.meta({"article:published_time"}).empty() ||
           (!linked.headline.empty() && !linked.published.empty());
}

const char* name_of_page(const Page& page, const Landmarks& marks) {
    if (const char* name = name_of_title(marks.title)) return name;
    if (marks.main_heading != html::no_node) {
        if (const char* name = name_of_title(short_text(*page.document, marks.main_heading))) return name;
    }
    constexpr std::uint32_t longest_line = 240;
    for (const Block& block : page.blocks) {
        if (block.weight > longest_line || block.hidden) continue;
        if (const char* name = name_of_line(page.text_of(block))) return name;
    }
    return nullptr;
}

}  // namespace

std::string wall_name(const Page& page, const Landmarks& marks, const LinkedArticle& linked) {
    // What a wall explains of itself is short; an article, even one about logging in, has paragraphs.
    constexpr std::uint32_t most_prose = 400;
    constexpr std::uint32_t most_prose_of_article = 120;
    constexpr std::size_t most_blocks = 400;
    if (page.blocks.size() > most_blocks) return {};
    if (has_more_prose(page, is_declared_article(marks, linked) ? most_prose_of_article : most_prose))
        return {};
    const char* name = name_of_page(page, marks);
    return name == nullptr ? std::string() : name;
}

}  // namespace webclip::extract
