// Articles that a page carries as data for its scripts (__NEXT_DATA__, __NUXT__, an Apollo or initial state):
// asked only when the page itself has little text.
#pragma once

#include <string>
#include <vector>

#include "html/document.h"

namespace webclip::extract {

// The longest thing in the scripts that reads like an article, as foreign markup; "" when there is none. It
// is one value with markup or running text in it, or all values of one key (the paragraphs of an editor's
// format) in their order. Linear in the scripts; whatever they hold is markup or text, never a failure.
std::string article_in_scripts(const std::vector<html::DataScript>& scripts);

}  // namespace webclip::extract
