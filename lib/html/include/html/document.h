// A parsed page as one flat, movable value: nodes in arrays, linked by index, in document order when fresh
// from the parser. Every walk is iterative; no operation recurses. One thread at a time.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/tag.h"

namespace webclip::html {

// Index of a node in its document. Never reused within one document.
enum class NodeId : std::uint32_t {};
inline constexpr NodeId no_node{0xFFFFFFFFU};

enum class NodeKind : std::uint8_t { document, element, text };
enum class Namespace : std::uint8_t { html, svg, mathml };

struct Attribute {
    std::string_view name;  // lower case; "xlink:href" with its prefix
    std::string_view value;
};

// A <script> that carries data, lifted out of the page before parsing.
struct DataScript {
    std::string type;  // "application/ld+json", "application/json", or "" for a state assignment
    std::string id;    // "__NEXT_DATA__"; the variable's name for a state assignment
    // As it stands in the page, not unescaped; of a state assignment (`window.__STATE__ = {…};`) all from the
    // value on.
    std::string text;
};

// Views of names, texts and values stay valid as long as the document lives, through edits and moves; a span
// of attributes until the next edit of that element. A moved-from document may only be assigned to or
// destroyed.
class Document {
  public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    NodeId root() const { return NodeId{0}; }  // the document node
    NodeId html() const;                       // no_node when absent, as for the next two
    NodeId head() const;
    NodeId body() const;
    std::size_t size() const { return nodes_.size(); }  // nodes ever made; every NodeId is below it

    NodeKind kind(NodeId node) const { return at(node).kind; }
    bool is_element(NodeId node) const { return at(node).kind == NodeKind::element; }
    bool is_text(NodeId node) const { return at(node).kind == NodeKind::text; }
    // Tag::unknown for names outside HTML; Tag::none for nodes that are no elements.
    Tag tag(NodeId node) const { return at(node).tag; }
    std::string_view name(NodeId element) const;  // lower case
    Namespace name_space(NodeId element) const { return at(element).name_space; }
    // "" for nodes that are no text.
    std::string_view text(NodeId node) const {
        const Node& n = at(node);
        return n.kind == NodeKind::text ? std::string_view{n.text, n.length} : std::string_view{};
    }

    NodeId parent(NodeId node) const { return at(node).parent; }
    NodeId first_child(NodeId node) const { return at(node).first_child; }
    NodeId last_child(NodeId node) const { return at(node).last_child; }
    NodeId next_sibling(NodeId node) const { return at(node).next; }
    NodeId previous_sibling(NodeId node) const { return at(node).previous; }
    // Pre-order successor of `node` inside the subtree of `within`; no_node at its end.
    NodeId next(NodeId node, NodeId within) const {
        const NodeId child = at(node).first_child;
        return child != no_node ? child : next_after(node, within);
    }
    // As next, but steps over the children of `node`.
    NodeId next_after(NodeId node, NodeId within) const {
        for (; node != within && node != no_node; node = at(node).parent) {
            if (at(node).next != no_node) return at(node).next;
        }
        return no_node;
    }
    bool contains(NodeId ancestor, NodeId node) const;  // a node contains itself

    // None for nodes that are no elements, as for the next two.
    std::span<const Attribute> attributes(NodeId element) const {
        const Node& n = at(element);
        return n.kind == NodeKind::element ? std::span<const Attribute>{n.attributes, n.length}
                                           : std::span<const Attribute>{};
    }
    // "" is a value; nothing means the attribute is absent. `name` in lower case.
    std::optional<std::string_view> attribute(NodeId element, std::string_view name) const {
        for (const Attribute& attribute : attributes(element)) {
            if (attribute.name == name) return attribute.value;
        }
        return std::nullopt;
    }
    std::string_view attribute_or(NodeId element, std::string_view name,
                                  std::string_view fallback = {}) const {
        for (const Attribute& attribute : attributes(element)) {
            if (attribute.name == name) return attribute.value;
        }
        return fallback;
    }

    // Edits. Text and values are copied. A node that is in the tree is taken out of its old place first; a
    // node never goes into its own subtree.
    NodeId create_element(Tag tag);  // an HTML element: neither none nor unknown, as for rename
    NodeId create_text(std::string_view text);
    void append(NodeId parent, NodeId child);
    void insert_before(NodeId sibling, NodeId node);
    void detach(NodeId node);     // the subtree stays usable but is out of the tree
    void unwrap(NodeId element);  // its children take its place
    void rename(NodeId element, Tag tag);
    void set_text(NodeId text_node, std::string_view text);
    void set_attribute(NodeId element, std::string_view name, std::string_view value);
    void remove_attribute(NodeId element, std::string_view name);
    void clear_attributes(NodeId element);
    // A deep copy of a node of `other` (which may be this document), not yet in the tree.
    NodeId import(const Document& other, NodeId node);

    const std::vector<DataScript>& data_scripts() const;
    bool is_quirky() const;  // no or an odd doctype; Gumbo does not tell the old ones of HTML 3 and 4

  private:
    friend class TreeBuilder;
    struct Storage;  // the characters, and what is one a document

    struct Node {
        union {
            const char* text;  // of a text
            Attribute*
                attributes;  // of an element; of one with an unknown tag, attributes[-1].name is its name
        };
        std::uint32_t length;  // bytes of the text or number of attributes
        NodeId parent;
        NodeId first_child;
        NodeId last_child;
        NodeId next;
        NodeId previous;
        NodeKind kind;
        Tag tag;
        Namespace name_space;
    };

    const Node& at(NodeId node) const {
        assert(static_cast<std::size_t>(node) < nodes_.size());
        return nodes_[static_cast<std::size_t>(node)];
    }
    Node& at(NodeId node) {
        assert(static_cast<std::size_t>(node) < nodes_.size());
        return nodes_[static_cast<std::size_t>(node)];
    }
    NodeId child_of_html(Tag wanted) const;
    NodeId add_node(NodeKind kind, Tag tag);
    NodeId copy_node(const Document& other, NodeId node);
    // Room for `count` attributes, and for a name in front when the tag is unknown.
    Attribute* new_attributes(std::size_t count, std::string_view name_in_front);

    std::vector<Node> nodes_;
    std::unique_ptr<Storage> storage_;
};

// Text of a subtree as it stands, without the contents of script, style, template, noscript and of what
// stands in for frames. The first node itself counts whatever it is.
std::string text_content(const Document& document, NodeId node);
// The same as a reader sees it: one line a block, white space collapsed, <br> as line break, <pre> kept,
// cells parted by a tab, ruby readings in parentheses. No blank lines but in <pre>; nothing of <head>. `said`
// marks the text nodes that count, by NodeId; without it all do.
std::string readable_text(const Document& document, NodeId node, const std::vector<bool>* said = nullptr);

}  // namespace webclip::html
