#include "page_links.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "html/tag.h"
#include "metadata.h"
#include "page_number.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

constexpr std::size_t longest_label = 40;  // bytes of compare_key

bool says_next(std::string_view key) {
    constexpr std::array<std::string_view, 16> words{
        "next",         "nextpage",     "continue",   "continuereading", "nextpart", "weiter",
        "nächsteseite", "pagesuivante", "siguiente",  "下一页",          "下一頁",   "下页",
        "下頁",         "次へ",         "次のページ", "다음페이지"};
    return key == "다음" || std::find(words.begin(), words.end(), key) != words.end();
}

bool says_single(std::string_view key) {
    constexpr std::array<std::string_view, 14> words{
        "singlepage",   "viewassinglepage", "viewasasinglepage", "onepage",        "viewall",
        "viewallpages", "readonsinglepage", "showall",           "在本页阅读全文", "全文阅读",
        "显示全文",     "阅读全文",         "全文を読む",        "1ページで読む"};
    return key == "全文表示" || std::find(words.begin(), words.end(), key) != words.end();
}

bool is_number(std::string_view key) {
    return !key.empty() && key.size() <= 3 && std::all_of(key.begin(), key.end(), is_ascii_digit);
}

bool has_word(std::string_view list, std::string_view word) {
    for (const std::string_view one : split_ascii(list, ' ')) {
        if (equals_ignoring_ascii_case(one, word)) return true;
    }
    return false;
}

struct Link {
    url::Url address;
    std::string label;  // compare_key
    bool is_rel_next = false;
};

std::optional<Link> link_at(const html::Document& document, NodeId node, const url::Url& base) {
    const Tag tag = document.tag(node);
    if (tag != Tag::a && tag != Tag::link) return std::nullopt;
    const std::string_view href = document.attribute_or(node, "href");
    if (href.empty()) return std::nullopt;
    const bool is_rel_next = has_word(document.attribute_or(node, "rel"), "next");
    std::string label = tag == Tag::a ? compare_key(short_text(document, node)) : std::string{};
    const bool is_label = !label.empty() && label.size() <= longest_label;
    if (!is_rel_next && !(is_label && (says_next(label) || says_single(label) || is_number(label))))
        return std::nullopt;
    auto address = url::resolve(trim_ascii(href), base);
    if (!address) return std::nullopt;
    return Link{address->without_fragment(), std::move(label), is_rel_next};
}

}  // namespace

PageLinks find_page_links(const Page& page, const PageContext& context, const url::Url& base) {
    const PageOf position = context.earlier.blocks.empty() ? PageOf::first : PageOf::later;
    const html::Document& document = *page.document;
    PageLinks links;
    std::string single;
    for (NodeId node = document.root(); node != html::no_node; node = document.next(node, document.root())) {
        const auto link = link_at(document, node, base);
        if (!link) continue;
        if (says_single(link->label)) {
            if (single.empty() && is_same_story(context.address, link->address))
                single = link->address.href();
        } else if (links.next.empty() && is_next_page(context.address, link->address, position)) {
            links.next = link->address.href();
        }
    }
    if (!links.next.empty()) links.single = single;
    return links;
}

}  // namespace webclip::extract
