#include "html/document.h"

#include <algorithm>
#include <utility>

#include "storage.h"

namespace webclip::html {

void Document::Storage::grow(std::size_t at_least) {
    constexpr std::size_t largest_chunk = std::size_t{256} << 10U;
    const std::size_t size = std::max(at_least, next_chunk_);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = chunks_.back().get();
    left_ = size;
    next_chunk_ = std::min(next_chunk_ * 2, largest_chunk);
}

Document::Document() : storage_{std::make_unique<Storage>()} {
    add_node(NodeKind::document, Tag::none);
}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

NodeId Document::html() const {
    for (NodeId child = first_child(root()); child != no_node; child = next_sibling(child)) {
        if (tag(child) == Tag::html) return child;
    }
    return no_node;
}

NodeId Document::child_of_html(Tag wanted) const {
    const NodeId top = html();
    if (top == no_node) return no_node;
    for (NodeId child = first_child(top); child != no_node; child = next_sibling(child)) {
        if (tag(child) == wanted) return child;
    }
    return no_node;
}

NodeId Document::head() const {
    return child_of_html(Tag::head);
}
NodeId Document::body() const {
    return child_of_html(Tag::body);
}

std::string_view Document::name(NodeId element) const {
    const Node& node = at(element);
    if (node.tag != Tag::unknown) return tag_name(node.tag);
    return node.attributes[-1].name;
}

bool Document::contains(NodeId ancestor, NodeId node) const {
    for (; node != no_node; node = parent(node)) {
        if (node == ancestor) return true;
    }
    return false;
}

NodeId Document::add_node(NodeKind kind, Tag tag) {
    const NodeId id{static_cast<std::uint32_t>(nodes_.size())};
    nodes_.push_back(
        Node{{nullptr}, 0, no_node, no_node, no_node, no_node, no_node, kind, tag, Namespace::html});
    return id;
}

NodeId Document::create_element(Tag tag) {
    assert(tag != Tag::none && tag != Tag::unknown);
    return add_node(NodeKind::element, tag);
}

NodeId Document::create_text(std::string_view text) {
    const NodeId node = add_node(NodeKind::text, Tag::none);
    set_text(node, text);
    return node;
}

void Document::append(NodeId parent, NodeId child) {
    assert(!contains(child, parent));
    detach(child);
    const NodeId last = at(parent).last_child;
    at(child).parent = parent;
    at(child).previous = last;
    (last == no_node ? at(parent).first_child : at(last).next) = child;
    at(parent).last_child = child;
}

void Document::insert_before(NodeId sibling, NodeId node) {
    if (sibling == node) return;
    assert(!contains(node, sibling));
    detach(node);
    const NodeId parent = at(sibling).parent;
    assert(parent != no_node);
    const NodeId previous = at(sibling).previous;
    at(node).parent = parent;
    at(node).previous = previous;
    at(node).next = sibling;
    at(sibling).previous = node;
    (previous == no_node ? at(parent).first_child : at(previous).next) = node;
}

void Document::detach(NodeId node) {
    Node& gone = at(node);
    if (gone.parent == no_node) return;
    (gone.previous == no_node ? at(gone.parent).first_child : at(gone.previous).next) = gone.next;
    (gone.next == no_node ? at(gone.parent).last_child : at(gone.next).previous) = gone.previous;
    gone.parent = gone.previous = gone.next = no_node;
}

void Document::unwrap(NodeId element) {
    Node& gone = at(element);
    assert(gone.parent != no_node);
    if (gone.first_child == no_node) return detach(element);
    for (NodeId child = gone.first_child; child != no_node; child = next_sibling(child)) {
        at(child).parent = gone.parent;
    }
    at(gone.first_child).previous = gone.previous;
    at(gone.last_child).next = gone.next;
    (gone.previous == no_node ? at(gone.parent).first_child : at(gone.previous).next) = gone.first_child;
    (gone.next == no_node ? at(gone.parent).last_child : at(gone.next).previous) = gone.last_child;
    gone.parent = gone.previous = gone.next = gone.first_child = gone.last_child = no_node;
}

void Document::rename(NodeId element, Tag tag) {
    assert(is_element(element) && tag != Tag::none && tag != Tag::unknown);
    at(element).tag = tag;
    at(element).name_space = Namespace::html;
}

void Document::set_text(NodeId text_node, std::string_view text) {
    assert(is_text(text_node));
    const std::string_view copy = storage_->copy(text);
    at(text_node).text = copy.data();
    at(text_node).length = static_cast<std::uint32_t>(copy.size());
}

Attribute* Document::new_attributes(std::size_t count, std::string_view name_in_front) {
    if (name_in_front.empty()) return storage_->allocate_attributes(count);
    Attribute* attributes = storage_->allocate_attributes(count + 1);
    attributes->name = name_in_front;
    return attributes + 1;
}

void Document::set_attribute(NodeId element, std::string_view name, std::string_view value) {
    assert(is_element(element));
    const std::span<Attribute> old{at(element).attributes, at(element).length};
    const auto found =
        std::find_if(old.begin(), old.end(), [&](const Attribute& a) { return a.name == name; });
    if (found != old.end()) {
        found->value = storage_->copy(value);
        return;
    }
    Attribute* grown = new_attributes(
        old.size() + 1, tag(element) == Tag::unknown ? this->name(element) : std::string_view{});
    std::copy(old.begin(), old.end(), grown);
    grown[old.size()] = Attribute{storage_->copy(name), storage_->copy(value)};
    at(element).attributes = grown;
    ++at(element).length;
}

void Document::remove_attribute(NodeId element, std::string_view name) {
    assert(is_element(element));
    Node& node = at(element);
    Attribute* end = node.attributes + node.length;
    end = std::remove_if(node.attributes, end, [&](const Attribute& a) { return a.name == name; });
    node.length = static_cast<std::uint32_t>(end - node.attributes);
}

void Document::clear_attributes(NodeId element) {
    assert(is_element(element));
    at(element).length = 0;
}

NodeId Document::copy_node(const Document& other, NodeId node) {
    const NodeId copy = add_node(other.kind(node), other.tag(node));
    if (other.is_text(node)) {
        set_text(copy, other.text(node));
        return copy;
    }
    at(copy).name_space = other.name_space(node);
    const std::span<const Attribute> attributes = other.attributes(node);
    const bool is_named = other.is_element(node) && other.tag(node) == Tag::unknown;
    if (attributes.empty() && !is_named) return copy;
    Attribute* copied =
        new_attributes(attributes.size(), is_named ? storage_->copy(other.name(node)) : std::string_view{});
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        copied[i] = Attribute{storage_->copy(attributes[i].name), storage_->copy(attributes[i].value)};
    }
    at(copy).attributes = copied;
    at(copy).length = static_cast<std::uint32_t>(attributes.size());
    return copy;
}

NodeId Document::import(const Document& other, NodeId node) {
    assert(other.kind(node) != NodeKind::document);
    const NodeId top = copy_node(other, node);
    // `place` is the copy of `source`; both walk in step.
    NodeId place = top;
    for (NodeId source = node;;) {
        if (const NodeId child = other.first_child(source); child != no_node) {
            const NodeId copy = copy_node(other, child);
            append(place, copy);
            source = child;
            place = copy;
            continue;
        }
        while (source != node && other.next_sibling(source) == no_node) {
            source = other.parent(source);
            place = parent(place);
        }
        if (source == node) return top;
        source = other.next_sibling(source);
        const NodeId copy = copy_node(other, source);
        append(parent(place), copy);
        place = copy;
    }
}

const std::vector<DataScript>& Document::data_scripts() const {
    return storage_->data_scripts;
}
bool Document::is_quirky() const {
    return storage_->quirky;
}

}  // namespace webclip::html
