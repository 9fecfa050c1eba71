#include "class_words.h"

#include <array>
#include <cstddef>
#include <string>

#include "base/ascii.h"

namespace webclip::extract {
namespace {

struct SubjectWords {
    Subject subject;
    std::string_view words;  // separated by blanks
};

constexpr std::array<SubjectWords, subject_count> table{{
    {Subject::article,
     "article story post entry articlebody articlecontent storybody postbody postcontent "
     "entrycontent blogpost hentry permalink single richtext wysiwyg prose markdown readable"},
    {Subject::content,
     "content contents body text main maincontent bodytext textbody paragraph para copy "
     "zhengwen neirong article_content detail details con nr wenzhang contenttext"},
    {Subject::comment,
     "comment comments commentlist disqus respond reply replies discussion commenter livefyre "
     "commentary pinglun commenting fbcomments feedback"},
    {Subject::related,
     "related relate relates recommend recommended recommendation recommendations recirc "
     "recirculation more similar suggested suggestion trending popular mostread latest next prev "
     "previous also recent further outbrain taboola zergnet teaser teasers readmore readnext "
     "upnext explore discover rec recs tuijian xiangguan hot adjacent crosslinks relatedposts yarpp "
     "jp"},
    {Subject::share,
     "share sharing social facebook twitter addthis sharethis follow followus sns like likes "
     "pinterest whatsapp linkedin instagram addtoany shares bdsharebuttonbox bookmark socials "
     "sharedaddy fenxiang reactions"},
    {Subject::navigation,
     "nav navbar menu breadcrumb breadcrumbs navigation pagination pager crumb crumbs toc tabs "
     "tab topnav subnav navi submenu menus skip weizhi dropdown pages paging"},
    {Subject::footer, "footer foot bottom copyright legal colophon disclaimer footers credits bot"},
    {Subject::side,
     "sidebar side aside rail widget widgets right left column sidebars rightcol leftcol secondary "
     "complementary aux marginalia"},
    {Subject::advert,
     "ad ads adv advert advertisement advertising sponsor sponsored banner promo promotion dfp gpt "
     "adsense adslot adbox promoted promos commercial affiliate adsbygoogle sponsors anzeige "
     "werbung guanggao"},
    {Subject::author,
     "author authors byline bylines bio profile avatar writer contributor contributors vcard "
     "biography user username about reporter journalist editor zuozhe"},
    {Subject::meta,
     "meta date time timestamp published info postmeta dateline source datetime entrymeta pubdate "
     "pubtime laiyuan updated stats count counter views reading"},
    {Subject::newsletter,
     "newsletter newsletters subscribe subscription signup sign paywall optin cta register login "
     "form forms mailchimp mailing donate donation offer regwall piano membership"},
    {Subject::caption,
     "caption captions figcaption credit gallery slide slider slideshow image images photo photos "
     "media video player figure carousel thumb thumbnail thumbs pic img picture audio wpcaption "
     "swiper"},
    {Subject::dialog,
     "cookie cookies consent gdpr modal popup overlay dialog notice alert notification tooltip "
     "lightbox onetrust popover warning toast message"},
    {Subject::header, "header head masthead top hero logo site brand branding topbar jumbotron heading hd"},
    {Subject::keywords,
     "tag tags category categories cat topic topics keyword keywords label labels taxonomy "
     "taglist biaoqian tagcloud cats"},
    {Subject::title,
     "title headline subtitle deck dek standfirst lead summary excerpt intro subhead kicker "
     "subheadline biaoti abstract lede subheading description desc chapo"},
    {Subject::hidden,
     "hidden hide invisible sr visually offscreen noprint print visuallyhidden screenreader "
     "collapse collapsed screen assistive"},
    {Subject::quote, "pullquote quote blockquote quotes pull highlightbox infobox factbox callout note box"},
    {Subject::forum,
     "forum thread answer answers question questions postrow topicpost qa posts threads messages "
     "bbs viewtopic posting board signature sig poster postbit"},
    {Subject::cards,
     "list item items grid card cards listing listings feed results result product products price "
     "tile tiles collection blocks row"},
    {Subject::references,
     "footnote footnotes reference references citation citations cite refs ref notes endnotes "
     "bibliography reflist"},
    {Subject::code,
     "code highlight syntax codehilite prettyprint sourcecode snippet terminal console crayon"},
    {Subject::buttons,
     "btn button buttons icon icons toolbar tool tools action actions toggle control controls "
     "close link links rating vote votes"},
}};

constexpr std::size_t slots = 2048;  // about four times the words

std::uint32_t hash_of(std::string_view word) {
    std::uint32_t hash = 2166136261U;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ (hash >> 15U);
}

// Open addressing over the table above; built once, never changed.
class WordIndex {
  public:
    WordIndex() {
        for (const SubjectWords& row : table) {
            for (const std::string_view word : split_ascii(row.words, ' '))
                add(word, subject_bit(row.subject));
        }
    }

    SubjectSet find(std::string_view word) const {
        for (std::size_t at = hash_of(word) % slots;; at = (at + 1) % slots) {
            if (words_[at].empty()) return 0;
            if (words_[at] == word) return subjects_[at];
        }
    }

  private:
    void add(std::string_view word, SubjectSet bit) {
        std::size_t at = hash_of(word) % slots;
        while (!words_[at].empty() && words_[at] != word) at = (at + 1) % slots;
        words_[at] = word;
        subjects_[at] |= bit;
    }

    std::array<std::string_view, slots> words_{};
    std::array<SubjectSet, slots> subjects_{};
};

}  // namespace

SubjectSet subjects_of(std::string_view names) {
    static const WordIndex index;
    constexpr std::size_t longest = 20;
    SubjectSet found = 0;
    std::array<char, longest> word{};
    std::size_t length = 0;
    const auto flush = [&] {
        if (length > 1 && length <= longest) found |= index.find({word.data(), length});
        length = 0;
    };
    bool was_lower = false;
    for (const char c : names) {
        if (!is_ascii_alpha(c)) {
            flush();
            was_lower = false;
            continue;
        }
        if (is_ascii_upper(c) && was_lower) flush();
        if (length < longest) word[length] = to_ascii_lower(c);
        ++length;
        was_lower = is_ascii_lower(c);
    }
    flush();
    return found;
}

}  // namespace webclip::extract
