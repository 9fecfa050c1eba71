#include "headline.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "html/tag.h"
#include "landmarks.h"
#include "text/utf8.h"
#include "vote.h"

namespace webclip::extract {
namespace {

using html::Document;
using html::NodeId;

// "dachzeile" is German for what stands above a headline; "label" is XenForo's word for a thread's prefix.
constexpr std::array<std::string_view, 9> kicker_names{
    "kicker", "overline", "dachzeile", "eyebrow", "topline", "roofline", "label", "titleheader", "colon"};

bool is_kicker(const Document& document, NodeId node) {
    if (document.kind(node) != html::NodeKind::element) return false;
    const std::string_view names = document.attribute_or(node, "class");
    return std::any_of(kicker_names.begin(), kicker_names.end(), [&](std::string_view name) {
        return find_ignoring_ascii_case(names, name) != std::string_view::npos;
    });
}

// <small>Training</small><br>A pyramid
bool is_small_line(const Document& document, NodeId node) {
    const NodeId next = document.next_sibling(node);
    return document.tag(node) == html::Tag::small && next != html::no_node &&
           document.tag(next) == html::Tag::br;
}

std::string_view trimmed(std::string_view text) {
    for (;;) {
        text = text::trim(text);
        bool is_shorter = false;
        for (const std::string_view mark : {":", "|", "–", "—", "-", "·"}) {
            if (text.substr(0, mark.size()) != mark) continue;
            text.remove_prefix(mark.size());
            is_shorter = true;
        }
        if (!is_shorter) return text;
    }
}

}  // namespace

Heading read_heading(const Document& document, NodeId heading) {
    constexpr std::size_t least = 8;  // of the headline's letters
    Heading found{short_text(document, heading), {}};
    found.headline = found.whole;
    std::string rest = found.whole;
    for (NodeId node = document.next(heading, heading); node != html::no_node;
         node = document.next(node, heading)) {
        if (!is_kicker(document, node) && !is_small_line(document, node)) continue;
        const std::string kicker = short_text(document, node);
        if (!kicker.empty() && rest.compare(0, kicker.size(), kicker) == 0)
            rest = trimmed(std::string_view(rest).substr(kicker.size()));
    }
    if (compare_key(rest).size() >= least) found.headline = rest;
    return found;
}

}  // namespace webclip::extract
