// What lies over a page until its reader answers: the windows that ask for consent to cookies.
#pragma once

#include "html/document.h"

namespace webclip::extract {

// Takes out the windows of known consent managers. They stand directly under <body>, and their text, often
// longer than the article, is never of the page. To be called before the page is read as blocks.
void remove_consent_windows(html::Document& document);

}  // namespace webclip::extract
