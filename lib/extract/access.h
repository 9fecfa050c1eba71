// Whether readers must pay for the article, and whether the page holds only its beginning. To teach a phrase,
// add it to the tables in access.cpp.
#pragma once

#include <string>
#include <string_view>

#include "blocks.h"
#include "json_ld.h"
#include "landmarks.h"

namespace webclip::extract {

struct Access {
    bool is_paywalled = false;  // declared (isAccessibleForFree, content_tier), or said beside a short text
    bool is_teaser = false;     // the text breaks off where the page asks for a subscription
    std::string why;            // "isAccessibleForFree"; "" when neither
};

// `text`: the article's own, as extracted.
Access read_access(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
                   std::string_view text);

}  // namespace webclip::extract
