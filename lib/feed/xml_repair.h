// Any text to well-formed XML: what stands between foreign bytes and libxml2. Well-formed input keeps its
// meaning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace webclip::feed {

struct RepairedXml {
    std::string text;                   // with an XML declaration; UTF-8
    std::vector<std::string> warnings;  // what was not as it should be
};

// Reads `text` (valid UTF-8) from `root_at`, where the root's start tag stands; `subset` is the internal
// subset of the document type, "" when there is none.
//
// - Comments, instructions and document types go, with everything they declare but internal entities of plain
//   text: so there are no external or recursive entities, and no default attributes, for libxml2 to see.
// - References to undeclared names become characters where HTML knows the name, else text; stray "&" and "<"
// too.
// - Elements are balanced: an end tag closes what is open inside its element, or goes; the root stays open to
// the end.
// - Elements below depth 200 lose their tags; attributes beyond 256 of an element, namespace declarations
// beyond 256
//   open at once, and names beyond 4096 different ones are dropped: libxml2's time grows with their square.
RepairedXml repair_xml(std::string_view text, std::size_t root_at, std::string_view subset);

}  // namespace webclip::feed
