// Takes out of a page, before Gumbo sees it, what no article needs and Gumbo is slow at: the contents of
// scripts, styles and comments, half of a typical page (but formulas, which are scripts to MathJax). The
// elements and comments stay, empty, so the tree is otherwise the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace webclip::html {

struct Prefiltered {
    std::string markup;
    std::vector<DataScript> data_scripts;
};

// One pass that follows the tokenizer (WHATWG HTML §13.2.5) exactly, and of the tree construction just what
// decides how text is read: whether the parser is in foreign content or in a select. Where that takes more
// than this pass knows (an HTML element inside <svg>, a frameset, …) the rest of the page is left as it is:
// never wrong, only slower. Linear.
Prefiltered prefilter(std::string_view utf8);

}  // namespace webclip::html
