// Whether markup made from a tree is read back as that tree.
#pragma once

#include "html/document.h"

namespace webclip::html {

// For trees of the sanitiser's elements. True only when every parser that follows the standard reads the
// serialisation of the contents of `node`, put into a <body>, as the same tree; false may be mere caution.
// Linear, no parsing.
bool surely_reads_back(const Document& document, NodeId node);

}  // namespace webclip::html
