// Names of people as feeds give them.
#pragma once

#include <string>
#include <string_view>

#include "xml_tree.h"

namespace webclip::feed {

// "me@example.org (Name)", "Name (me@example.org)", "Name <me@example.org>", "Name": the name, or the address
// when there is nothing else.
std::string person_name(std::string_view text);

// The authors of an entry or of a feed, joined by ", "; "" when none is named.
std::string authors_of(const XmlTree& tree, XmlTree::Index parent);

}  // namespace webclip::feed
