// Document to markup: canonical, escaped from scratch, never a copy of source text. Linear; iterative.
#pragma once

#include <string>
#include <string_view>

#include "html/document.h"

namespace webclip::html {

enum class LineBreaks {
    keep,      // as in the tree
    one_line,  // the result has no line break: &#10; inside pre, a blank elsewhere
};

// The element itself and everything in it. Text escapes & < >, attributes also " and ' and `; attributes keep
// their order.
std::string serialize(const Document& document, NodeId node, LineBreaks breaks = LineBreaks::keep);
// Only what is inside the element.
std::string serialize_children(const Document& document, NodeId node, LineBreaks breaks = LineBreaks::keep);

// The same for markup that serialize wrote with LineBreaks::keep, without parsing it again.
std::string to_one_line(std::string_view canonical);

std::string escape_text(std::string_view text);
std::string escape_attribute(std::string_view value);

}  // namespace webclip::html
