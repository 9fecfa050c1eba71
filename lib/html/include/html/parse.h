// Markup to Document with Gumbo (WHATWG parsing), in an arena with a byte budget and a clock. Reader
// processes only: Debian's Gumbo aborts on some inputs.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/byte_size.h"
#include "base/expected.h"
#include "html/document.h"

namespace webclip::html {

struct ParseLimits {
    ByteSize input = ByteSize{8U << 20U};
    ByteSize arena = ByteSize{64U << 20U};  // at most; also bounded by arena_base + arena_factor × input
    ByteSize arena_base = ByteSize{4U << 20U};
    std::size_t arena_factor = 32;
    std::chrono::milliseconds cpu{2000};
    std::size_t depth = 512;                   // deeper elements become children of the element at this depth
    std::size_t attributes = 256;              // an element's further ones are dropped
    ByteSize text_node = ByteSize{1U << 20U};  // longer ones are cut
};

enum class LimitHit { input, memory, time };

struct ParseError {
    LimitHit limit;
    std::string message;  // "parsing took more than 2000 ms"
};

// `utf8` must be valid UTF-8. A Document for any bytes within the limits: markup never fails. The tree is
// that of Gumbo on the same bytes, less comments and the contents of <script> and <style>.
Expected<Document, ParseError> parse(std::string_view utf8, const ParseLimits& limits = {});
// A fragment as innerHTML of <body> would be: the nodes are children of body().
Expected<Document, ParseError> parse_fragment(std::string_view utf8, const ParseLimits& limits = {});

}  // namespace webclip::html
