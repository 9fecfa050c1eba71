#include "landmarks.h"

#include "base/ascii.h"
#include "html/tag.h"
#include "text/utf8.h"
#include "vote.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

constexpr std::size_t most_of_a_kind = 40;

void keep(std::vector<NodeId>& list, NodeId node) {
    if (list.size() < most_of_a_kind) list.push_back(node);
}

void read_meta(const Document& document, NodeId node, Landmarks& marks) {
    const std::string_view content = trim_ascii(document.attribute_or(node, "content"));
    if (content.empty() || marks.metas.size() > 400) return;
    for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
        const auto name = document.attribute(node, key);
        if (name) marks.metas.push_back({to_ascii_lower(trim_ascii(*name)), content});
    }
}

void read_link(const Document& document, NodeId node, Landmarks& marks) {
    const std::string_view rel = document.attribute_or(node, "rel");
    const std::string_view href = document.attribute_or(node, "href");
    if (marks.canonical_href.empty() && equals_ignoring_ascii_case(rel, "canonical"))
        marks.canonical_href = href;
    if (marks.image_src_href.empty() && equals_ignoring_ascii_case(rel, "image_src"))
        marks.image_src_href = href;
    if (marks.amp_href.empty() && equals_ignoring_ascii_case(rel, "amphtml")) marks.amp_href = href;
    if (marks.print_href.empty() && equals_ignoring_ascii_case(rel, "alternate") &&
        equals_ignoring_ascii_case(document.attribute_or(node, "media"), "print")) {
        marks.print_href = href;
    }
}

void read_microdata(const Document& document, NodeId node, Landmarks& marks) {
    const std::string_view property = document.attribute_or(node, "itemprop");
    if (property.empty()) return;
    if (property.find("author") != std::string_view::npos || property == "creator")
        keep(marks.item_authors, node);
    if (property.find("datePublished") != std::string_view::npos || property == "dateCreated") {
        keep(marks.item_dates, node);
    }
    if (property.find("headline") != std::string_view::npos) keep(marks.item_headlines, node);
}

bool has_word(std::string_view list, std::string_view word) {
    for (const std::string_view piece : split_ascii(list, ' ')) {
        if (equals_ignoring_ascii_case(piece, word)) return true;
    }
    return false;
}

void read_anchor(const Document& document, NodeId node, Landmarks& marks) {
    const std::string_view rel = document.attribute_or(node, "rel");
    if (!rel.empty()) {
        if (has_word(rel, "author")) keep(marks.author_links, node);
        if (has_word(rel, "tag")) keep(marks.tag_links, node);
    }
    const std::string_view href = document.attribute_or(node, "href");
    for (const char* part : {"/author/", "/authors/", "/auteur/", "/autor/", "/people/", "/by/", "/profile/",
                             "/contributors/", "/staff/"}) {
        if (href.find(part) != std::string_view::npos) {
            keep(marks.author_links, node);
            break;
        }
    }
}

// Subject::author is wider than who wrote the page: users, profiles, biographies.
bool names_author(const Document& document, NodeId node) {
    const std::string_view names = document.attribute_or(node, "class");
    for (const char* word :
         {"author", "byline", "writer", "reporter", "contributor", "journalist", "zuozhe", "auteur"}) {
        if (find_ignoring_ascii_case(names, word) != std::string_view::npos) return true;
    }
    return false;
}

void read_class(const Page& page, NodeId node, Landmarks& marks) {
    const ElementFacts& facts = page.facts(node);
    if (facts.weight == 0 || facts.weight > 160) return;
    if ((facts.subjects & subject_bit(Subject::author)) != 0 && names_author(*page.document, node)) {
        keep(marks.byline_spots, node);
    }
    if ((facts.subjects & subject_bit(Subject::meta)) != 0) keep(marks.date_spots, node);
    if ((facts.subjects & subject_bit(Subject::title)) != 0) keep(marks.title_spots, node);
}

void read_element(const Page& page, NodeId node, Landmarks& marks) {
    const Document& document = *page.document;
    switch (document.tag(node)) {
        case Tag::meta: read_meta(document, node, marks); break;
        case Tag::base:
            if (marks.base_href.empty()) marks.base_href = document.attribute_or(node, "href");
            return;
        case Tag::link: read_link(document, node, marks); return;
        case Tag::html:
            marks.html_language = document.attribute_or(node, "lang");
            if (marks.html_language.empty()) marks.html_language = document.attribute_or(node, "xml:lang");
            return;
        case Tag::title:
            if (marks.title.empty())
                marks.title = text::collapse_whitespace(html::text_content(document, node));
            return;
        case Tag::h1: keep(marks.headings, node); break;
        case Tag::h2:
        case Tag::h3: keep(marks.subheadings, node); break;
        case Tag::time: keep(marks.times, node); break;
        case Tag::a: read_anchor(document, node, marks); break;
        default: break;
    }
    read_microdata(document, node, marks);
    read_class(page, node, marks);
}

NodeId choose_heading(const Page& page, const Landmarks& marks) {
    constexpr std::size_t shortest = 8;
    const std::string title = compare_key(marks.title);
    NodeId best = marks.headings.empty() ? html::no_node : marks.headings.front();
    std::size_t longest = shortest - 1;
    for (const auto* headings : {&marks.headings, &marks.subheadings}) {
        for (const NodeId node : *headings) {
            const std::string key = compare_key(short_text(*page.document, node));
            // Of equals the later h1: a hidden one often stands in the site's head.
            const bool is_longer =
                key.size() > longest || (key.size() == longest && headings == &marks.headings);
            if (!is_longer || title.find(key) == std::string::npos) continue;
            longest = key.size();
            best = node;
        }
    }
    return best;
}

}  // namespace

std::string short_text(const html::Document& document, html::NodeId node) {
    constexpr std::size_t most = 1000;
    std::string text;
    for (html::NodeId inner = node; inner != html::no_node && text.size() < most;) {
        const bool is_text = document.kind(inner) == html::NodeKind::text;
        const html::Tag tag = document.tag(inner);
        if (is_text) text += document.text(inner).substr(0, most);
        if (html::is_block(tag) || tag == html::Tag::br || tag == html::Tag::a || tag == html::Tag::span)
            text += ' ';
        const bool is_skipped = tag == html::Tag::script || tag == html::Tag::style ||
                                tag == html::Tag::svg || tag == html::Tag::template_ ||
                                tag == html::Tag::noscript;
        inner = is_skipped ? document.next_after(inner, node) : document.next(inner, node);
    }
    return text::collapse_whitespace(text);
}

std::size_t heading_block(const Page& page, const Landmarks& marks) {
    return marks.main_heading == html::no_node ? 0 : page.facts(marks.main_heading).first_block;
}

std::string_view Landmarks::meta(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        for (const MetaTag& tag : metas) {
            if (tag.name == name) return tag.content;
        }
    }
    return {};
}

Landmarks find_landmarks(const Page& page) {
    Landmarks marks;
    const Document& document = *page.document;
    for (std::size_t i = 0; i < document.size(); ++i) {
        const auto node = static_cast<NodeId>(i);
        if (document.kind(node) == html::NodeKind::element &&
            document.name_space(node) == html::Namespace::html) {
            read_element(page, node, marks);
        }
    }
    marks.main_heading = choose_heading(page, marks);
    return marks;
}

}  // namespace webclip::extract
