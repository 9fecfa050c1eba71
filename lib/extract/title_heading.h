// The heading that says what the title says already.
#pragma once

#include <string_view>
#include <vector>

#include "blocks.h"

namespace webclip::extract {

// `all` that is kept without the headings above the first paragraph whose text is `title`: a post shows its
// title itself.
std::vector<bool> without_title_heading(const Page& page, const std::vector<bool>& all,
                                        std::string_view title);

}  // namespace webclip::extract
