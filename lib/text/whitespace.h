// White space at one place of a UTF-8 text, for the loops of this room.
#pragma once

#include <cstddef>
#include <string_view>

namespace webclip::text {

// True of the bytes that can begin a white-space character; a quick test before white_space_length.
constexpr bool may_begin_white_space(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
}

// Length in bytes of the white-space character at `at`, or 0 if none stands there. Precondition: at < size.
std::size_t white_space_length(std::string_view text, std::size_t at);

}  // namespace webclip::text
