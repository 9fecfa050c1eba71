#include "element_query.h"

#include "base/ascii.h"
#include "text_construct.h"

namespace webclip::feed {
namespace {

constexpr std::size_t most_namesakes = 1000;

int type_rank(std::string_view type) {
    if (starts_with_ignoring_ascii_case(type, "text/html")) return 4;
    if (starts_with_ignoring_ascii_case(type, "application/xhtml+xml")) return 3;
    return type.empty() ? 2 : 1;
}

}  // namespace

bool is_named(const XmlTree& tree, XmlTree::Index element, ElementName name) {
    if (!tree.is_element(element) || tree.name(element) != name.name) return false;
    const Vocabulary found = tree.vocabulary(element);
    return found == name.vocabulary || (name.vocabulary == Vocabulary::core && found == Vocabulary::atom);
}

std::vector<XmlTree::Index> children_named(const XmlTree& tree, XmlTree::Index parent, ElementName name) {
    std::vector<XmlTree::Index> found;
    for (auto child = tree.first_child(parent); child != XmlTree::none; child = tree.next_sibling(child)) {
        if (is_named(tree, child, name)) found.push_back(child);
        if (found.size() >= most_namesakes) break;
    }
    return found;
}

std::string first_line(const XmlTree& tree, XmlTree::Index parent, std::initializer_list<ElementName> names,
                       std::size_t most_bytes) {
    for (const ElementName name : names) {
        for (const XmlTree::Index child : children_named(tree, parent, name)) {
            std::string line = plain_line_of(tree, child, most_bytes);
            if (!line.empty()) return line;
        }
    }
    return {};
}

Base base_of(const XmlTree& tree, XmlTree::Index element, const url::Url& outer) {
    std::vector<std::string_view> declared;  // innermost first
    for (auto node = element; node != XmlTree::none; node = tree.parent(node)) {
        if (!tree.is_element(node) || tree.attribute_count(node) == 0) continue;
        const std::string_view base = trim_ascii(tree.attribute(node, "base", Vocabulary::xml));
        if (!base.empty()) declared.push_back(base);
    }
    Base result{outer, false};
    for (auto base = declared.rbegin(); base != declared.rend(); ++base) {
        if (auto address = web_address(*base, result.address)) result = {*std::move(address), true};
    }
    return result;
}

std::optional<url::Url> web_address(std::string_view text, const url::Url& base) {
    text = trim_ascii(text);
    if (text.empty()) return std::nullopt;
    auto address = url::resolve(text, base);
    if (!address || !address->is_http()) return std::nullopt;
    return *std::move(address);
}

std::string link_relation(const XmlTree& tree, XmlTree::Index link) {
    std::string relation = to_ascii_lower(trim_ascii(tree.attribute(link, "rel")));
    constexpr std::string_view registry{"http://www.iana.org/assignments/relation/"};
    if (relation.starts_with(registry)) relation.erase(0, registry.size());
    return relation.empty() ? "alternate" : relation;
}

AtomLink best_link(const XmlTree& tree, XmlTree::Index parent, std::string_view relation) {
    AtomLink best;
    int best_rank = 0;
    for (const XmlTree::Index link : children_named(tree, parent, {Vocabulary::core, "link"})) {
        if (link_relation(tree, link) != relation) continue;
        const int rank = type_rank(trim_ascii(tree.attribute(link, "type")));
        std::string_view address = trim_ascii(tree.attribute(link, "href"));
        const auto text = tree.first_child(link);
        if (!tree.has_attribute(link, "href") && text != XmlTree::none && !tree.is_element(text)) {
            address = trim_ascii(tree.text(text));
        }
        const bool usable =
            !address.empty() || tree.has_attribute(link, "href");  // href="" is the base itself
        if (usable && rank > best_rank) {
            best = {link, address};
            best_rank = rank;
        }
    }
    return best;
}

}  // namespace webclip::feed
