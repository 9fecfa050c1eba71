// Which scripts carry data.
#pragma once

#include <optional>
#include <string_view>

#include "html/document.h"

namespace webclip::html {

// `tag_text` is "script attributes>". JSON by its type (application/ld+json, application/json, any */*+json),
// or the first assignment of an object or array to window.__NAME__ in a classic script.
std::optional<DataScript> lift_data_script(std::string_view tag_text, std::string_view content);

// TeX for MathJax (type "math/tex"): text of the article, which stays where it stands.
bool is_formula(std::string_view tag_text);

}  // namespace webclip::html
