// Images that pages hide from browsers with scripts.
#pragma once

#include "html/document.h"

namespace webclip::html {

// Every <noscript> in the subtree of `top` that holds one image and no text gives it: in place of the lazy
// image it repeats, or as it is; not when the same image stands just before it, nor a counting pixel. All
// <noscript> are gone after.
void rescue_noscript_images(Document& document, NodeId top);

}  // namespace webclip::html
