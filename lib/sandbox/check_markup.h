// Says whether markup is what html::sanitize and html::serialize write. A reader that was taken over could
// answer anything; this is the daemon's own look at it: a linear scan, no parser.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace webclip::sandbox {

struct MarkupRules {
    enum class Images { remote, slots } images = Images::remote;
    std::size_t slots = 0;  // with Images::slots: src is asset:<n> with n below this
};

// What is wrong, or nothing: only allow-listed elements, properly nested, only allow-listed attributes, every
// address absolute and of an allowed scheme, every other character escaped.
std::optional<std::string> markup_fault(std::string_view markup, const MarkupRules& rules);

}  // namespace webclip::sandbox
