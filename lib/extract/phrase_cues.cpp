#include "phrase_cues.h"

#include <array>
#include <vector>

#include "base/ascii.h"

namespace webclip::extract {
namespace {

struct CuePhrases {
    Cue cue;
    std::string_view phrases;  // lower case, separated by |
};

constexpr std::array<CuePhrases, 15> table{{
    {Cue::related,
     "read more|read next|read also|also read|related|more from|more on|more:|see also|you may also|you "
     "might also|"
     "recommended|up next|don't miss|most read|most popular|popular posts|recent posts|latest|trending|top "
     "stories|"
     "keep reading|continue reading|further reading|similar |what to read next|more stories|next:|next post|"
     "previous post|previous article|next article|mehr zum thema|lesen sie auch|auch interessant|weiterlesen|"
     "das könnte|mehr von|lire aussi|à lire|sur le même sujet|leia também|leia mais|lee también|leer más|te "
     "puede|"
     "relacionad|noticias relacionad|leggi anche|lees ook|læs også|czytaj|zobacz|polecamy|читайте "
     "также|читать|"
     "相关阅读|相关新闻|相关文章|相关推荐|相关链接|相关专题|推荐阅读|延伸阅读|猜你喜欢|热门|更多|上一篇|"
     "下一篇|"
     "相關|推薦|延伸閱讀|更多|你可能|熱門|前一篇|関連記事|関連|おすすめ|人気記事|こちらも|次の記事|前の記事|"
     "あわせて読みたい|"
     "関連リンク|관련기사|관련 기사|관련뉴스|많이 본|추천|인기|이전글|다음글|다른 기사"},
    {Cue::share,
     "share|tweet|facebook|twitter|pin it|email this|print this|print|follow us|follow me|follow @|like "
     "this|like us|"
     "whatsapp|linkedin|teilen|partager|compartir|compartilh|condividi|поделиться|udostępnij|分享|分享到|"
     "转发|"
     "扫一扫|微信|微博|打印|收藏|点赞|シェア|ツイート|フォロー|ブックマーク|공유|트위터|페이스북|스크랩|copy "
     "link|send by|"
     "click to share"},
    {Cue::subscribe,
     "subscribe|sign up|newsletter|get the latest|get our|join our|join the|enter your email|your email|"
     "abonnieren|jetzt abonnieren|newsletter "
     "abonnieren|abonnez|inscrivez|suscr|assine|iscriviti|подпис|订阅|關注|关注|"
     "訂閱|メルマガ|購読|登録|구독|뉴스레터|support our|donate|support us|become a|start your free|free "
     "trial|"
     "download our|download the|try "},
    {Cue::copyright,
     "copyright|©|(c) |all rights reserved|© 20|alle rechte|tous droits|todos los derechos|版权|版權|著作権|"
     "無断転載|저작권|ⓒ|无断|免责声明|声明：|声明:|转载|本文来自|未经授权|京icp|沪icp|粤icp|京公网|沪公网|"
     "this material may not|the views expressed|disclaimer|disclosure"},
    {Cue::advert,
     "advertisement|advertising|sponsored|story continues below|article continues|ad "
     "|anzeige|werbung|publicité|"
     "publicidad|publicidade|reklama|реклама|广告|廣告|広告|スポンサー|pr |광고|promoted|affiliate"},
    {Cue::comments,
     "comment|leave a comment|leave a reply|reply|view comments|post a comment|comments are closed|no "
     "comments|"
     "join the "
     "conversation|kommentar|commentaire|comentar|commenti|коммент|komentarz|评论|網友|网友|发表评论|"
     "留言|我要评论|コメント|トラックバック|댓글|의견|report abuse|add a comment|add comment|responses "
     "to|write a comment|"
     "login to|log in to comment"},
    {Cue::byline,
     "by |posted by|written by|von |par |por |di |av |autor|author:|reported by|reporting by|text by|"
     "story by|作者|文/|文／|记者|記者|撰文|文：|著者|執筆|投稿者|글 |기자|posted on|published|updated|last "
     "updated|"
     "posted |created |modified "
     "|veröffentlicht|publié|publicado|发布时间|发布日期|发表于|時間：|时间：|时间:|日期：|日期:|"
     "更新|公開日|投稿日|입력|등록|수정"},
    {Cue::credit,
     "photo:|photo by|photo credit|photograph|image:|image credit|image source|image "
     "via|images:|credit:|picture:|"
     "foto:|foto |bild:|photo "
     ":|crédit|imagen:|getty|图片来源|图源|图片|图为|图：|摄影|圖片|圖／|写真|画像|撮影|사진|"
     "video:|watch:|watch |courtesy|graphic:|illustration"},
    {Cue::source,
     "source:|sources:|source |via |quelle:|quellen|source "
     ":|fuente:|fonte|источник|来源：|来源:|文章来源|稿源|"
     "信息来源|來源|出典|引用元|출처|자료|originally published|this article was|this story "
     "was|reporting|原标题|原文"},
    {Cue::keywords,
     "tags|tag:|tagged|topics|filed under|posted "
     "in|categor|keywords|schlagw|themen|mots-cl|etiquetas|temas|tagi|"
     "теги|метки|标签|关键词|关键字|关键詞|標籤|關鍵|分類|分类|タグ|カテゴリ|キーワード|태그|카테고리|in "
     "this article|labels"},
    {Cue::navigation,
     "home|menu|skip to|search|back to|go to|close|next|previous|prev|show more|load more|view all|see all|"
     "show all|learn more|click here|startseite|zurück|nach oben|accueil|retour|inicio|volver|首页|首頁|返回|"
     "当前位置|您的位置|您当前|現在位置|位置：|位置:|ホーム|トップ|ページ|戻る|目次|홈|목록|이전|다음|jump "
     "to|table of contents|"
     "contents|toggle|expand|collapse|page |字号|字体|大 中|【大|a+|a-"},
    {Cue::editor,
     "责任编辑|责编|編輯|编辑|校对|审核|審核|责任校对|[责任|(责任|（责任|【责任|（编辑|(编辑|（责编|編集|"
     "편집"},
    {Cue::login,
     "log in|login|sign in|register|create an account|already a|forgot|my "
     "account|anmelden|registrieren|connexion|"
     "se connecter|iniciar ses|войти|登录|登陆|注册|登入|註冊|ログイン|会員|로그인|회원"},
    {Cue::about_author,
     "about the author|about author|about |meet the|the author|is a |über den|à propos|sobre "
     "|作者简介|作者介紹|"
     "作者介绍|関連著者|プロフィール|この記事を書いた|contact |follow the|email the|write to|reach "},
    {Cue::correction,
     "correction|clarification|editor's note|editor’s note|note:|update:|this article has|this post was|"
     "this story has|a version of this|订正|訂正|※|注：|备注|注:"},
}};

struct Phrase {
    std::string_view text;
    Cue cue;
};

// Phrases by their first byte: a line is compared with a handful only.
class PhraseIndex {
  public:
    PhraseIndex() {
        for (const CuePhrases& row : table) {
            for (const std::string_view phrase : split_ascii(row.phrases, '|')) {
                buckets_[static_cast<unsigned char>(phrase.front())].push_back({phrase, row.cue});
            }
        }
    }

    Cue find(std::string_view line) const {
        Cue best = Cue::none;
        std::size_t longest = 0;
        for (const Phrase& phrase : buckets_[static_cast<unsigned char>(to_ascii_lower(line.front()))]) {
            if (phrase.text.size() > longest && starts_with_ignoring_ascii_case(line, phrase.text)) {
                best = phrase.cue;
                longest = phrase.text.size();
            }
        }
        return best;
    }

  private:
    std::array<std::vector<Phrase>, 256> buckets_;
};

}  // namespace

Cue cue_of(std::string_view line) {
    static const PhraseIndex index;
    constexpr std::string_view openers = " \t[(-|*>\"";
    while (!line.empty() && openers.find(line.front()) != std::string_view::npos) line.remove_prefix(1);
    return line.empty() ? Cue::none : index.find(line);
}

}  // namespace webclip::extract
