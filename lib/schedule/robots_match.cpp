#include "robots_match.h"

#include <cstdint>
#include <vector>

#include "base/ascii.h"

namespace webclip::schedule {

namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

bool is_unreserved(char c) {
    return is_ascii_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& out, char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    out.append({'%', hex_digits[byte >> 4U], hex_digits[byte & 15U]});
}

bool is_escape(std::string_view text, std::size_t at) {
    return text[at] == '%' && at + 2 < text.size() && is_ascii_hex_digit(text[at + 1]) &&
           is_ascii_hex_digit(text[at + 2]);
}

// Position of `needle` in `hay` from `from`, or npos: Knuth, Morris and Pratt. std::string_view::find is
// quadratic on the patterns a hostile file would hold.
std::size_t find_linear(std::string_view hay, std::string_view needle, std::size_t from) {
    if (needle.size() <= 1) return needle.empty() ? from : hay.find(needle.front(), from);
    std::vector<std::size_t> fallback(needle.size(), 0);
    for (std::size_t i = 1, length = 0; i < needle.size(); ++i) {
        while (length > 0 && needle[i] != needle[length]) length = fallback[length - 1];
        if (needle[i] == needle[length]) ++length;
        fallback[i] = length;
    }
    std::size_t matched = 0;
    for (std::size_t i = from; i < hay.size(); ++i) {
        while (matched > 0 && hay[i] != needle[matched]) matched = fallback[matched - 1];
        if (hay[i] == needle[matched]) ++matched;
        if (matched == needle.size()) return i + 1 - needle.size();
    }
    return std::string_view::npos;
}

}  // namespace

std::string normal_pattern(std::string_view pattern) {
    std::string out;
    out.reserve(pattern.size());
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (is_escape(pattern, i)) {
            const auto byte =
                static_cast<char>(hex_digit_value(pattern[i + 1]) * 16 + hex_digit_value(pattern[i + 2]));
            if (is_unreserved(byte)) {
                out.push_back(byte);
            } else {
                append_encoded(out, byte);
            }
            i += 2;
        } else if (static_cast<std::uint8_t>(c) >= 0x80U || (c == '$' && i + 1 < pattern.size())) {
            append_encoded(out, c);
        } else {
            out.push_back(c);
        }
    }
    return out;
}

std::string normal_path(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i];
        if (is_escape(path, i)) {
            out += normal_pattern(path.substr(i, 3));
            i += 2;
        } else if (c == '*' || c == '$') {
            append_encoded(out, c);
        } else {
            out.push_back(c);
        }
    }
    return out;
}

bool matches(std::string_view pattern, std::string_view path) {
    const bool anchored = !pattern.empty() && pattern.back() == '$';
    if (anchored) pattern.remove_suffix(1);

    std::size_t star = pattern.find('*');
    const std::string_view head = pattern.substr(0, star);
    if (path.substr(0, head.size()) != head) return false;
    if (star == std::string_view::npos) return !anchored || path.size() == head.size();

    // Taking the leftmost place for each piece never loses a match, so no step is ever taken back.
    std::size_t at = head.size();
    while (true) {
        const std::size_t begin = star + 1;
        star = pattern.find('*', begin);
        const bool last = star == std::string_view::npos;
        const std::string_view piece = pattern.substr(begin, last ? star : star - begin);
        if (last && anchored)
            return path.size() - at >= piece.size() && path.substr(path.size() - piece.size()) == piece;
        at = find_linear(path, piece, at);
        if (at == std::string_view::npos) return false;
        at += piece.size();
        if (last) return true;
    }
}

}  // namespace webclip::schedule
