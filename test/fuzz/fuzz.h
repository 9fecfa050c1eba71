// What every fuzz target needs: the bytes as text, and a way to say that a promise was broken.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace webclip::fuzz {

// A finding. Not abort(), which is Gumbo's way out (html_fuzz.h).
inline void expect(bool promise_kept) {
    if (!promise_kept) __builtin_trap();
}

// A line that says how to read, and what is to be read.
struct Input {
    std::string_view line;
    std::string_view rest;
};

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline Input input_of(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = bytes_of(data, size);
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    return {bytes.substr(0, end), bytes.substr(std::min(end + 1, bytes.size()))};
}

}  // namespace webclip::fuzz
