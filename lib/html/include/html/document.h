// A parsed page as one flat, movable value: nodes in arrays, linked by index, in document order when fresh from
// the parser. Every walk is iterative; no operation recurses. One thread at a time.
#pragma once

#include <cstdint>
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
    std::string_view name;  // lower case
    std::string_view value;
};

// A <script> that carries data, lifted out of the page before parsing.
struct DataScript {
    std::string type;  // "application/ld+json", "application/json", or "" for a state assignment
    std::string id;    // "__NEXT_DATA__", …
    std::string text;  // as it stands in the page, not unescaped
};

class Document {
 public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    NodeId root() const;  // the document node
    NodeId html() const;  // no_node when absent, as for the next two
    NodeId head() const;
    NodeId body() const;
    std::size_t size() const;  // nodes ever made; every NodeId is below it

    NodeKind kind(NodeId node) const;
    Tag tag(NodeId element) const;              // Tag::unknown for names outside HTML; Tag::none for non-elements
    std::string_view name(NodeId element) const;  // lower case
    Namespace name_space(NodeId element) const;
    std::string_view text(NodeId text_node) const;

    NodeId parent(NodeId node) const;
    NodeId first_child(NodeId node) const;
    NodeId last_child(NodeId node) const;
    NodeId next_sibling(NodeId node) const;
    NodeId previous_sibling(NodeId node) const;
    // Pre-order successor of `node` inside the subtree of `within`; no_node at its end.
    NodeId next(NodeId node, NodeId within) const;
    // As next, but steps over the children of `node`.
    NodeId next_after(NodeId node, NodeId within) const;
    bool contains(NodeId ancestor, NodeId node) const;  // a node contains itself

    std::span<const Attribute> attributes(NodeId element) const;
    // "" is a value; nothing means the attribute is absent. `name` in lower case.
    std::optional<std::string_view> attribute(NodeId element, std::string_view name) const;
    std::string_view attribute_or(NodeId element, std::string_view name, std::string_view fallback = {}) const;

    // Edits. Text and values are copied.
    NodeId create_element(Tag tag);
    NodeId create_text(std::string_view text);
    void append(NodeId parent, NodeId child);
    void insert_before(NodeId sibling, NodeId node);
    void detach(NodeId node);                      // the subtree stays usable but is out of the tree
    void unwrap(NodeId element);                   // its children take its place
    void rename(NodeId element, Tag tag);
    void set_text(NodeId text_node, std::string_view text);
    void set_attribute(NodeId element, std::string_view name, std::string_view value);
    void remove_attribute(NodeId element, std::string_view name);
    void clear_attributes(NodeId element);
    // A deep copy of a node of `other` (which may be this document), not yet in the tree.
    NodeId import(const Document& other, NodeId node);

    const std::vector<DataScript>& data_scripts() const;
    bool is_quirky() const;  // no or an old doctype

 private:
    friend class TreeBuilder;
    struct Storage;
    Storage* storage_ = nullptr;
};

// Text of a subtree as it stands, without script, style, template and noscript content.
std::string text_content(const Document& document, NodeId node);
// The same as a reader sees it: one line a block, white space collapsed, <br> as line break, <pre> kept,
// table cells separated by a tab.
std::string readable_text(const Document& document, NodeId node);

}  // namespace webclip::html
