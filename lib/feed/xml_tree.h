// XML as a flat tree: nodes in an array, text in one string. Grows at its end and can be cut back to a mark,
// so that a feed's entries pass through it one by one.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary.h"

namespace webclip::feed {

class XmlTree {
  public:
    using Index = std::uint32_t;
    static constexpr Index none = std::numeric_limits<Index>::max();

    bool empty() const { return nodes_.empty(); }
    Index root() const { return empty() ? none : 0; }

    bool is_element(Index node) const { return nodes_[node].is_element; }
    Vocabulary vocabulary(Index element) const { return nodes_[element].vocabulary; }
    // Without prefix, lower case. Views last until the tree changes.
    std::string_view name(Index element) const;
    std::string_view text(Index text_node) const;
    Index parent(Index node) const { return nodes_[node].parent; }
    Index first_child(Index node) const { return nodes_[node].first_child; }
    Index next_sibling(Index node) const { return nodes_[node].next; }
    // Pre-order successor inside the subtree of `within`; none at its end. after() steps over the children of
    // `node`.
    Index next(Index node, Index within) const;
    Index after(Index node, Index within) const;

    struct Attribute {
        Vocabulary vocabulary;  // core: without prefix
        std::string_view name;  // lower case
        std::string_view value;
    };
    std::size_t attribute_count(Index element) const { return nodes_[element].attribute_count; }
    Attribute attribute_at(Index element, std::size_t position) const;
    // "" when absent.
    std::string_view attribute(Index element, std::string_view name,
                               Vocabulary vocabulary = Vocabulary::core) const;
    bool has_attribute(Index element, std::string_view name) const;

    // All text of the subtree, in order.
    std::string text_content(Index node) const;
    bool has_element_children(Index node) const;

    struct Mark {
        std::size_t nodes = 0;
        std::size_t attributes = 0;
        std::size_t bytes = 0;
        Index parent = none;
        Index previous = none;  // last child of `parent` at that time
    };
    // What cut() needs to undo everything added below `parent` from now on.
    Mark mark(Index parent) const;
    void cut(const Mark& mark);
    std::size_t size() const { return nodes_.size(); }

    Index append_element(Index parent, Vocabulary vocabulary, std::string_view name);
    // To the element appended last.
    void append_attribute(Vocabulary vocabulary, std::string_view name, std::string_view value);
    void append_text(Index parent, std::string_view text);

  private:
    struct Slice {
        std::uint32_t at = 0;
        std::uint32_t size = 0;
    };
    struct Node {
        bool is_element = true;
        Vocabulary vocabulary = Vocabulary::core;
        std::uint16_t attribute_count = 0;
        std::uint32_t attributes_at = 0;
        Slice text;  // the name of an element
        Index parent = none;
        Index first_child = none;
        Index last_child = none;
        Index next = none;
    };
    struct StoredAttribute {
        Vocabulary vocabulary;
        Slice name;
        Slice value;
    };

    Index append(Index parent, const Node& node);
    Slice store(std::string_view text);
    std::string_view view(Slice slice) const { return std::string_view{bytes_}.substr(slice.at, slice.size); }

    std::vector<Node> nodes_;
    std::vector<StoredAttribute> attributes_;
    std::string bytes_;
};

}  // namespace webclip::feed
