#include "wall.h"

#include <string>

#include <gtest/gtest.h>

#include "html/parse.h"

namespace webclip::extract {
namespace {

std::string wall_of(const std::string& markup) {
    const auto document = html::parse(markup);
    if (!document) return "unreadable";
    const Page page = read_page(*document);
    return wall_name(page, find_landmarks(page), read_linked_data(document->data_scripts()));
}

std::string page_of(const std::string& title, const std::string& body, const std::string& head = "") {
    return "<html><head><title>" + title + "</title>" + head + "</head><body>" + body + "</body></html>";
}

std::string paragraphs(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
        all +=
            "<p>The people who keep the old mill running met on Tuesday evening to talk about what it would "
            "cost "
            "to mend the wheel, and nobody left before the last of the bread was eaten.</p>";
    }
    return all;
}

struct WallCase {
    const char* name;
    const char* title;
    const char* body;
    const char* wall;
};

class Walls : public ::testing::TestWithParam<WallCase> {};

TEST_P(Walls, AreNamed) {
    EXPECT_EQ(wall_of(page_of(GetParam().title, GetParam().body)), GetParam().wall);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, Walls,
    ::testing::Values(
        WallCase{"login", "Log in | Example News", "<form>Name <input> <button>Go</button></form>",
                 "a login page"},
        WallCase{"login_chinese", "用户登录", "<form>手机号 <button>登录</button></form>", "a login page"},
        WallCase{"login_japanese", "ログイン - 例新聞", "<form>会員ID</form>", "a login page"},
        WallCase{"login_korean", "로그인 : 예시일보", "<form>아이디</form>", "a login page"},
        WallCase{"login_in_a_line", "Example News", "<p>Please log in to continue.</p>", "a login page"},
        WallCase{"cloudflare", "Just a moment...", "<p>Enable JavaScript and cookies to continue</p>",
                 "a block page"},
        WallCase{"cloudflare_by_its_line", "news.example.org",
                 "<h2>Checking if the site connection is secure</h2>", "a block page"},
        WallCase{"wechat_environment", "微信公众平台",
                 "<p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>", "a block page"},
        WallCase{"wechat_deleted", "", "<p>该内容已被发布者删除</p>", "a removed post"},
        WallCase{"wechat_forbidden", "", "<p>此内容因违规无法查看</p>", "a removed post"},
        WallCase{"weibo", "Sina Visitor System", "<p>loading</p>", "a robot check"},
        WallCase{"baidu", "百度安全验证", "<p>网络不给力，请稍后重试</p>", "a robot check"},
        WallCase{"captcha_in_a_line", "One step", "<p>Please verify you are human to proceed.</p>",
                 "a robot check"},
        WallCase{"denied", "Access Denied", "<p>Reference #18.5f</p>", "access denied"},
        WallCase{"akamai", "Error", "<p>You don't have permission to access this server.</p>",
                 "access denied"},
        WallCase{"soft_404", "404 Not Found", "<p>nginx</p>", "page not found"},
        WallCase{"soft_404_in_the_heading", "Example", "<h1>Page not found</h1><p>Try the search.</p>",
                 "page not found"},
        WallCase{"soft_404_chinese", "页面不存在", "<p>五秒后返回首页</p>", "page not found"},
        WallCase{"soft_404_japanese", "例新聞", "<p>お探しのページは見つかりませんでした。</p>",
                 "page not found"},
        WallCase{"cookie_wall", "Before you continue to Example", "<p>We use cookies.</p>", "a cookie wall"},
        WallCase{"cookie_wall_german", "Beispiel",
                 "<h2>Mit Werbung weiterlesen</h2><p>Oder ein Abo abschließen.</p>", "a cookie wall"},
        WallCase{"an_ordinary_short_page", "The mill is open again", "<p>It opened on Monday.</p>", ""},
        WallCase{"a_headline_about_logging_in", "Log in once and for all: how passkeys replace the password",
                 "<p>They do.</p>", ""},
        WallCase{"a_headline_that_continues",
                 "Login-Daten von Millionen Kunden standen wochenlang offen im Netz",
                 "<p>Das meldete der Betreiber.</p>", ""},
        WallCase{"a_number_in_a_headline",
                 "404 kilometres on foot: what a winter pilgrimage teaches the hurried", "<p>Patience.</p>",
                 ""}),
    [](const ::testing::TestParamInfo<WallCase>& one) { return std::string(one.param.name); });

TEST(WallName, AnArticleAboutLoggingInIsNone) {
    EXPECT_EQ(wall_of(page_of("Login", "<h1>Login</h1>" + paragraphs(4))), "");
}

TEST(WallName, AShortPageThatDeclaresItsArticleIsNone) {
    const std::string head = R"(<meta property="og:type" content="article">)";
    EXPECT_EQ(wall_of(page_of("Captcha", "<h1>Captcha</h1>" + paragraphs(1), head)), "");
}

TEST(WallName, ANewsPageWithALoginFormInItsMarginIsNone) {
    EXPECT_EQ(wall_of(page_of("The mill is open again",
                              "<div>Log in</div><p>Forgot your password?</p>" + paragraphs(1))),
              "");
}

TEST(WallName, AnArticleThatQuotesABlockPageIsNone) {
    EXPECT_EQ(wall_of(page_of("How it feels to be a robot",
                              paragraphs(3) + "<blockquote>Please verify you are human.</blockquote>")),
              "");
}

TEST(WallName, LinksAroundAWallDoNotHideIt) {
    std::string links;
    for (int i = 0; i < 60; ++i)
        links += "<li><a href=/x>Section of the newspaper number " + std::to_string(i) + "</a></li>";
    EXPECT_EQ(wall_of(page_of("Page not found - Example", "<ul>" + links + "</ul><p>Sorry.</p>")),
              "page not found");
}

}  // namespace
}  // namespace webclip::extract
