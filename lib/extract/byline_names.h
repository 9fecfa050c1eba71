// Names out of what a page writes where its author stands. To teach an opener, a role or a placeholder, add
// it to the tables in byline_names.cpp; Chinese, Japanese and Korean lines: byline_cjk.h.
#pragma once

#include <string>
#include <string_view>

namespace webclip::extract {

// Names only: "By Jane Doe | 5 min read" is "Jane Doe"; several names get ", " between them; "" when none is
// left.
std::string clean_byline(std::string_view raw);
// Whether `names` reads like names: every word of Latin script begins with a capital, but for particles.
bool reads_like_names(std::string_view names);

}  // namespace webclip::extract
