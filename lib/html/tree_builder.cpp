#include "tree_builder.h"

#include <array>
#include <utility>

#include "base/ascii.h"
#include "storage.h"
#include "text/utf8.h"

namespace webclip::html {

namespace {

Tag tag_of(GumboTag gumbo_tag) {
    static const auto tags = [] {
        std::array<Tag, GUMBO_TAG_LAST> table{};
        for (std::size_t i = 0; i < table.size(); ++i) {
            table[i] = tag_from_name(gumbo_normalized_tagname(static_cast<GumboTag>(i)));
        }
        return table;
    }();
    const auto index = static_cast<std::size_t>(gumbo_tag);
    return index < tags.size() ? tags[index] : Tag::unknown;
}

// The name in "<Name attributes>", as written. Gumbo takes a "</>" in front of the tag for a part of it.
std::string_view name_in(const GumboStringPiece& start_tag) {
    std::string_view text{start_tag.data, start_tag.length};
    while (text.starts_with("</>")) text.remove_prefix(3);
    if (text.starts_with('<')) text.remove_prefix(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_ascii_space(text[i]) || text[i] == '/' || text[i] == '>') return text.substr(0, i);
    }
    return text;
}

Tag html_tag(const GumboElement& element, std::string_view lower_name) {
    const Tag tag = tag_of(element.tag);
    if (element.tag_namespace == GUMBO_NAMESPACE_HTML) {
        return tag == Tag::unknown ? tag_from_name(lower_name) : tag;
    }
    return tag == Tag::svg || tag == Tag::math ? tag : Tag::unknown;
}

// Programs; formulas, which are scripts to MathJax, are content.
bool has_no_content_here(const GumboElement& element) {
    if (element.tag == GUMBO_TAG_STYLE) return true;
    if (element.tag != GUMBO_TAG_SCRIPT) return false;
    const GumboAttribute* type = gumbo_get_attribute(&element.attributes, "type");
    return type == nullptr || !starts_with_ignoring_ascii_case(type->value, "math/tex");
}

std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}

// "&#xBBBBBBBB;" overflows Gumbo's integer and comes out as bytes that are no UTF-8.
std::string_view well_formed(std::string_view text, std::string& mended) {
    if (text::is_valid_utf8(text)) return text;
    mended = text::to_valid_utf8(text);
    return mended;
}

}  // namespace

Document TreeBuilder::document(const GumboOutput& tree, std::vector<DataScript> data_scripts) {
    const GumboDocument& top = tree.document->v.document;
    document_.storage_->data_scripts = std::move(data_scripts);
    document_.storage_->quirky = top.doc_type_quirks_mode == GUMBO_DOCTYPE_QUIRKS;
    copy_children(top.children, document_.root());
    return std::move(document_);
}

Document TreeBuilder::fragment(const GumboOutput& tree) {
    document_.storage_->quirky = false;
    const NodeId html = add_child(NodeKind::element, Tag::html, document_.root());
    add_child(NodeKind::element, Tag::head, html);
    const NodeId body = add_child(NodeKind::element, Tag::body, html);
    levels_.resize(2);  // keeps depths equal to those of a whole document: the levels of <html> and <body>
    copy_children(tree.root->v.element.children, body);
    return std::move(document_);
}

void TreeBuilder::copy_children(const GumboVector& children, NodeId place) {
    const std::size_t bottom = levels_.size();
    levels_.push_back({&children, 0, place, false});
    while (levels_.size() > bottom) {
        Level& level = levels_.back();
        if (level.next == level.children->length) {
            if (!level.is_too_deep) flush_text();
            levels_.pop_back();
            continue;
        }
        const auto* node = static_cast<const GumboNode*>(level.children->data[level.next++]);
        copy(*node, Level{level});
    }
}

void TreeBuilder::copy(const GumboNode& node, const Level& parent) {
    switch (node.type) {
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_CDATA:
        case GUMBO_NODE_WHITESPACE:
            if (text_place_ != no_node) {
                more_text_ += node.v.text.text;
            } else {
                first_text_ = node.v.text.text;
                text_place_ = parent.place;
            }
            return;
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE:
            flush_text();
            enter(node, parent);
            return;
        default: return;
    }
}

void TreeBuilder::enter(const GumboNode& node, const Level& parent) {
    const GumboElement& element = node.v.element;
    const NodeId place = add_element(element, parent.place);
    if (element.children.length == 0 || has_no_content_here(element)) return;
    // `levels_` has an entry for each ancestor: as many as the element is deep.
    const bool is_too_deep = levels_.size() > limits_.depth;
    levels_.push_back({&element.children, 0, is_too_deep ? parent.place : place, is_too_deep});
}

NodeId TreeBuilder::add_child(NodeKind kind, Tag tag, NodeId parent) {
    const NodeId child = document_.add_node(kind, tag);
    auto& node = document_.at(child);
    auto& above = document_.at(parent);
    node.parent = parent;
    node.previous = above.last_child;
    (above.last_child == no_node ? above.first_child : document_.at(above.last_child).next) = child;
    above.last_child = child;
    return child;
}

NodeId TreeBuilder::add_element(const GumboElement& element, NodeId parent) {
    const bool is_foreign = element.tag_namespace != GUMBO_NAMESPACE_HTML;
    std::string lower_name;
    // Gumbo also has tags for names that HTML does not know, as <mi> outside <math>.
    if (is_foreign || tag_of(element.tag) == Tag::unknown) {
        lower_name = to_ascii_lower(name_in(element.original_tag));
        if (lower_name.empty()) lower_name = gumbo_normalized_tagname(element.tag);
        if (lower_name.empty()) lower_name = "unknown";
    }
    const Tag tag = html_tag(element, lower_name);
    const NodeId node = add_child(NodeKind::element, tag, parent);
    if (is_foreign) {
        document_.at(node).name_space =
            element.tag_namespace == GUMBO_NAMESPACE_SVG ? Namespace::svg : Namespace::mathml;
    }
    add_attributes(element, node, tag == Tag::unknown ? std::string_view{lower_name} : std::string_view{});
    return node;
}

void TreeBuilder::add_attributes(const GumboElement& element, NodeId node, std::string_view name) {
    const std::size_t count = std::min<std::size_t>(element.attributes.length, limits_.attributes);
    if (count == 0 && name.empty()) return;
    auto& storage = *document_.storage_;
    Attribute* attributes = document_.new_attributes(count, name.empty() ? name : storage.copy(name));
    const bool is_foreign = document_.name_space(node) != Namespace::html;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
        attributes[i].name = attribute_name(attribute, is_foreign);
        std::string mended;
        attributes[i].value = storage.copy(well_formed(attribute.value, mended));
    }
    document_.at(node).attributes = attributes;
    document_.at(node).length = static_cast<std::uint32_t>(count);
}

std::string_view TreeBuilder::attribute_name(const GumboAttribute& attribute, bool is_foreign) {
    auto& storage = *document_.storage_;
    if (!is_foreign) return storage.copy(attribute.name);
    // Gumbo restores SVG's capitals and cuts off prefixes.
    std::string name = to_ascii_lower(attribute.name);
    switch (attribute.attr_namespace) {
        case GUMBO_ATTR_NAMESPACE_XLINK: return storage.copy("xlink:" + name);
        case GUMBO_ATTR_NAMESPACE_XML: return storage.copy("xml:" + name);
        case GUMBO_ATTR_NAMESPACE_XMLNS: return storage.copy(name == "xmlns" ? name : "xmlns:" + name);
        default: return storage.copy(name);
    }
}

void TreeBuilder::flush_text() {
    if (text_place_ == no_node) return;
    std::string_view text = first_text_;
    if (!more_text_.empty()) {
        more_text_.insert(0, first_text_);
        text = more_text_;
    }
    std::string mended;
    text = cut(well_formed(text, mended), static_cast<std::size_t>(limits_.text_node.bytes()));
    if (!text.empty()) {
        const NodeId node = add_child(NodeKind::text, Tag::none, text_place_);
        document_.set_text(node, text);
    }
    more_text_.clear();
    text_place_ = no_node;
}

}  // namespace webclip::html
