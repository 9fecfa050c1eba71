// From a parsed document to the page that everything else looks at. The model's trainer takes the same steps.
#pragma once

#include "blocks.h"
#include "html/document.h"

namespace webclip::extract {

// What pages write for scripts to draw, as what it says; without the windows that ask for consent.
void settle_markup(html::Document& document);

// The page with its text, wherever it keeps it.
Page read_page_and_hidden_text(html::Document& document);

}  // namespace webclip::extract
