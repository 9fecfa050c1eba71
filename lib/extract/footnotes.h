// Footnotes, whose text stays where the page has it.
#pragma once

#include "html/document.h"

namespace webclip::extract {

// Takes out the links that lead from a footnote back to its mark ("↩"): they are no text, and a post has
// nowhere to go back to. To be called before the page is read as blocks. Linear.
void settle_footnotes(html::Document& document);

}  // namespace webclip::extract
