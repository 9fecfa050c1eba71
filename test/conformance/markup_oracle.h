// What sanitised markup must be, told from the trees of two parsers that share no code: Gumbo, through the
// html room, and libxml2's HTML parser, which follows older rules and so catches what reads differently
// outside browsers. (html5lib for Python would be a third, but follows the same specification as Gumbo and is
// no build dependency.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace webclip::conformance {

// "" or the first thing in the tree that must not be there.
std::string gumbo_violation(const std::string& markup);
std::string libxml2_violation(const std::string& markup);

}  // namespace webclip::conformance
