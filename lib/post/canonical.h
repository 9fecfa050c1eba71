// Form A to the letter: parsed strictly, so that writing the fields gives the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/clip.h"

namespace webclip::post {

struct CanonicalPost {
    model::ClipFields fields;
    std::string body;
};

// Whether the fields came from a file of the public pipeline (post.h).
bool is_verbatim(const model::ClipFields& fields);

// Nothing when `text` is not a canonical form A post of either hand.
std::optional<CanonicalPost> read_canonical(std::string_view text);

}  // namespace webclip::post
