// Maths, which pages write down two or three times (for eyes, for screen readers, as source), once. To be
// called before the page is read as blocks.
#pragma once

#include "html/document.h"

namespace webclip::extract {

// MathML, KaTeX, MathJax and <script type="math/tex"> become their TeX source between dollars ("$$" for
// formulas of their own line), MathML without one its symbols in a row ("a^2", "1/2"). So do pictures whose
// alternative text is TeX (WordPress); those that stand beside their MathML (MediaWiki) stay. Linear.
void settle_formulas(html::Document& document);

}  // namespace webclip::extract
