#include "footnotes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "html/tag.h"
#include "text/utf8.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

// Arrows back; U+FE0E asks for the plain form of the one before it. MediaWiki's "^" begins the footnote and
// stays.
constexpr std::array<std::string_view, 4> arrows{"↩", "↩\uFE0E", "⤴", "⏎"};

// The text of a link with one text node, as a reader sees it.
std::string_view only_text(const Document& document, NodeId link) {
    const NodeId child = document.first_child(link);
    if (child == html::no_node || document.next_sibling(child) != html::no_node) return {};
    return text::trim(document.text(child));
}

bool is_called_so(const Document& document, NodeId link) {
    if (document.attribute_or(link, "role") == "doc-backlink") return true;
    const std::string_view classes = document.attribute_or(link, "class");
    constexpr std::array<std::string_view, 3> names{"backref", "backlink", "reversefootnote"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return find_ignoring_ascii_case(classes, name) != std::string_view::npos;
    });
}

bool leads_back(const Document& document, NodeId link) {
    if (document.attribute_or(link, "href").find('#') == std::string_view::npos) return false;
    const std::string_view text = only_text(document, link);
    return is_called_so(document, link) || std::find(arrows.begin(), arrows.end(), text) != arrows.end();
}

}  // namespace

void settle_footnotes(Document& document) {
    const std::size_t count = document.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto node = static_cast<NodeId>(i);
        if (document.tag(node) == Tag::a && document.parent(node) != html::no_node &&
            leads_back(document, node))
            document.detach(node);
    }
}

}  // namespace webclip::extract
