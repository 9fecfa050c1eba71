// Code as the page's highlighter drew it, put back into one plain <pre>. To be called before the page is read
// as blocks.
#pragma once

#include "html/document.h"

namespace webclip::extract {

// Tables with a column of line numbers become the <pre> of their code; a <pre> whose lines are blocks, list
// items or carry numbers of their own holds plain lines. No other <pre> is touched. Linear.
void settle_listings(html::Document& document);

}  // namespace webclip::extract
