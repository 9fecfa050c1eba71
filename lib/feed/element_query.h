// Finding elements by what they mean, and the addresses they hold.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "url/url.h"
#include "xml_tree.h"

namespace webclip::feed {

// Vocabulary::core stands for Atom as well: RSS and Atom share the meaning of the names used here.
struct ElementName {
    Vocabulary vocabulary;
    std::string_view name;
};

bool is_named(const XmlTree& tree, XmlTree::Index element, ElementName name);

// Children of `parent` with that name, in order; at most 1000.
std::vector<XmlTree::Index> children_named(const XmlTree& tree, XmlTree::Index parent, ElementName name);
// Collapsed text of the first child with one of the names that has any; earlier names win.
std::string first_line(const XmlTree& tree, XmlTree::Index parent, std::initializer_list<ElementName> names,
                       std::size_t most_bytes);

// The base of an element: `outer` changed by the xml:base attributes from the root down to it (XML Base
// §4.2). Values that are no http address are passed over.
struct Base {
    url::Url address;
    bool is_declared = false;  // by an xml:base
};
Base base_of(const XmlTree& tree, XmlTree::Index element, const url::Url& outer);

// The http(s) address that `text` means, or nothing.
std::optional<url::Url> web_address(std::string_view text, const url::Url& base);

// Of Atom links among the children of `parent` the best one with that relation: text/html before XHTML before
// untyped ones before others. Links with their address as text count too.
struct AtomLink {
    XmlTree::Index element = XmlTree::none;
    std::string_view address;
};
AtomLink best_link(const XmlTree& tree, XmlTree::Index parent, std::string_view relation);
// "alternate" when absent; the registry's address before the name is left out.
std::string link_relation(const XmlTree& tree, XmlTree::Index link);

}  // namespace webclip::feed
