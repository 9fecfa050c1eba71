// Gumbo's tree to a Document.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/parse.h"

namespace webclip::html {

class TreeBuilder {
  public:
    explicit TreeBuilder(const ParseLimits& limits) : limits_{limits} {}

    Document document(const GumboOutput& tree, std::vector<DataScript> data_scripts);
    // The children of the tree's root become those of the body.
    Document fragment(const GumboOutput& tree);

  private:
    // An element of Gumbo's whose children are being copied, and where they go.
    struct Level {
        const GumboVector* children;
        unsigned next;
        NodeId place;
        bool is_too_deep;  // beyond the limit: what is in it goes where it went itself
    };

    void copy_children(const GumboVector& children, NodeId place);
    void copy(const GumboNode& node, const Level& parent);
    void enter(const GumboNode& node, const Level& parent);
    NodeId add_element(const GumboElement& element, NodeId parent);
    void add_attributes(const GumboElement& element, NodeId node, std::string_view name);
    std::string_view attribute_name(const GumboAttribute& attribute, bool is_foreign);
    NodeId add_child(NodeKind kind, Tag tag, NodeId parent);
    void flush_text();

    const ParseLimits& limits_;
    Document document_;
    std::vector<Level> levels_;
    // Texts that only a comment stood between are one node; `text_place_` is whose child it will be.
    std::string_view first_text_;
    std::string more_text_;
    NodeId text_place_ = no_node;
};

}  // namespace webclip::html
