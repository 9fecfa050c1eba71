// Gumbo's own tree of some markup as text, for comparison: without comments and what stands in scripts and
// styles.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>

#include "gumbo_arena.h"

namespace webclip::html {

inline void dump_start_tag(std::string& out, const GumboElement& element) {
    out += '<';
    out += std::to_string(element.tag_namespace) + ":";
    out += gumbo_normalized_tagname(element.tag);
    if (element.tag == GUMBO_TAG_UNKNOWN) {
        GumboStringPiece name = element.original_tag;
        gumbo_tag_from_original_text(&name);
        out.append(name.data, name.length);
    }
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        out += std::string{" "} + attribute->name + "=\"" + attribute->value + "\"";
    }
    out += ">";
}

inline const GumboVector* dumped_children(const GumboNode& node) {
    if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
    const bool is_element = node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
    if (!is_element || node.v.element.tag == GUMBO_TAG_SCRIPT || node.v.element.tag == GUMBO_TAG_STYLE)
        return nullptr;
    return &node.v.element.children;
}

inline std::string dump(const GumboOutput& tree) {
    struct Level {
        const GumboVector* children;
        unsigned next;
    };
    std::string out = "quirks " + std::to_string(tree.document->v.document.doc_type_quirks_mode) + "\n";
    std::vector<Level> levels = {{&tree.document->v.document.children, 0}};
    while (!levels.empty()) {
        Level& level = levels.back();
        if (level.next == level.children->length) {
            levels.pop_back();
            out += "</>";
            continue;
        }
        const auto& node = *static_cast<const GumboNode*>(level.children->data[level.next++]);
        if (node.type == GUMBO_NODE_COMMENT) continue;
        if (const GumboVector* children = dumped_children(node)) {
            dump_start_tag(out, node.v.element);
            levels.push_back({children, 0});
        } else if (node.type == GUMBO_NODE_ELEMENT) {
            dump_start_tag(out, node.v.element);
            out += "</>";
        } else {
            out += node.v.text.text;
        }
    }
    return out;
}

// "" when a budget runs out.
inline std::string gumbo_dump(std::string_view markup, GumboArena::Context context) {
    GumboArena arena{{std::size_t{256} << 20U, std::chrono::seconds{20}}};
    const GumboOutput* tree = arena.parse(markup, context);
    return tree == nullptr ? std::string{} : dump(*tree);
}

}  // namespace webclip::html
