#include "xml_tree.h"

#include "base/ascii.h"

namespace webclip::feed {

std::string_view XmlTree::name(Index element) const {
    return view(nodes_[element].text);
}
std::string_view XmlTree::text(Index text_node) const {
    return view(nodes_[text_node].text);
}

XmlTree::Index XmlTree::next(Index node, Index within) const {
    return nodes_[node].first_child != none ? nodes_[node].first_child : after(node, within);
}

XmlTree::Index XmlTree::after(Index node, Index within) const {
    while (node != within) {
        if (nodes_[node].next != none) return nodes_[node].next;
        node = nodes_[node].parent;
    }
    return none;
}

XmlTree::Attribute XmlTree::attribute_at(Index element, std::size_t position) const {
    const StoredAttribute& stored = attributes_[nodes_[element].attributes_at + position];
    return {stored.vocabulary, view(stored.name), view(stored.value)};
}

std::string_view XmlTree::attribute(Index element, std::string_view name, Vocabulary vocabulary) const {
    for (std::size_t i = 0; i < attribute_count(element); ++i) {
        const Attribute found = attribute_at(element, i);
        if (found.vocabulary == vocabulary && found.name == name) return found.value;
    }
    return {};
}

bool XmlTree::has_attribute(Index element, std::string_view name) const {
    for (std::size_t i = 0; i < attribute_count(element); ++i) {
        const Attribute found = attribute_at(element, i);
        if (found.vocabulary == Vocabulary::core && found.name == name) return true;
    }
    return false;
}

std::string XmlTree::text_content(Index node) const {
    std::string all;
    for (Index i = node; i != none; i = next(i, node)) {
        if (!is_element(i)) all += text(i);
    }
    return all;
}

bool XmlTree::has_element_children(Index node) const {
    for (Index child = first_child(node); child != none; child = next_sibling(child)) {
        if (is_element(child)) return true;
    }
    return false;
}

XmlTree::Mark XmlTree::mark(Index parent) const {
    return {nodes_.size(), attributes_.size(), bytes_.size(), parent,
            parent == none ? none : nodes_[parent].last_child};
}

void XmlTree::cut(const Mark& mark) {
    nodes_.resize(mark.nodes);
    attributes_.resize(mark.attributes);
    bytes_.resize(mark.bytes);
    if (mark.parent == none) return;
    Node& parent = nodes_[mark.parent];
    parent.last_child = mark.previous;
    if (mark.previous == none) {
        parent.first_child = none;
    } else {
        nodes_[mark.previous].next = none;
    }
}

XmlTree::Slice XmlTree::store(std::string_view text) {
    const Slice slice{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
    bytes_ += text;
    return slice;
}

XmlTree::Index XmlTree::append(Index parent, const Node& node) {
    const auto index = static_cast<Index>(nodes_.size());
    nodes_.push_back(node);
    nodes_.back().parent = parent;
    if (parent == none) return index;
    Node& above = nodes_[parent];
    if (above.last_child == none) {
        above.first_child = index;
    } else {
        nodes_[above.last_child].next = index;
    }
    above.last_child = index;
    return index;
}

XmlTree::Index XmlTree::append_element(Index parent, Vocabulary vocabulary, std::string_view name) {
    Node node;
    node.vocabulary = vocabulary;
    node.attributes_at = static_cast<std::uint32_t>(attributes_.size());
    node.text = store(to_ascii_lower(name));
    return append(parent, node);
}

void XmlTree::append_attribute(Vocabulary vocabulary, std::string_view name, std::string_view value) {
    const Slice stored_name = store(to_ascii_lower(name));
    attributes_.push_back({vocabulary, stored_name, store(value)});
    ++nodes_.back().attribute_count;
}

void XmlTree::append_text(Index parent, std::string_view text) {
    const Index last = nodes_[parent].last_child;
    const bool continues = last != none && last + 1 == nodes_.size() && !nodes_[last].is_element;
    if (continues) {
        bytes_ += text;  // its bytes are the last ones
        nodes_[last].text.size += static_cast<std::uint32_t>(text.size());
        return;
    }
    Node node;
    node.is_element = false;
    node.text = store(text);
    append(parent, node);
}

}  // namespace webclip::feed
