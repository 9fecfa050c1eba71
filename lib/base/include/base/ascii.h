// Text operations that look at ASCII only and leave every other byte alone, whatever the locale: what
// protocols (HTTP, HTML, URLs) mean by "case-insensitive" and "white space".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace webclip {

constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_ascii_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_ascii_alpha(char c) {
    return is_ascii_upper(c) || is_ascii_lower(c);
}
constexpr bool is_ascii_alnum(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c);
}
constexpr bool is_ascii_hex_digit(char c) {
    return is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
// WHATWG Infra "ASCII whitespace": tab, LF, FF, CR, space.
constexpr bool is_ascii_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
constexpr char to_ascii_lower(char c) {
    return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string to_ascii_lower(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);
bool starts_with_ignoring_ascii_case(std::string_view text, std::string_view prefix);
// Position of the first occurrence, or npos.
std::size_t find_ignoring_ascii_case(std::string_view text, std::string_view needle, std::size_t from = 0);
std::string_view trim_ascii(std::string_view text);
// Pieces between separators, empty ones included: split_ascii("a,,b", ',') is {"a", "", "b"}.
std::vector<std::string_view> split_ascii(std::string_view text, char separator);
// Value of one hexadecimal digit. Precondition: is_ascii_hex_digit(c).
constexpr int hex_digit_value(char c) {
    return is_ascii_digit(c) ? c - '0' : to_ascii_lower(c) - 'a' + 10;
}

}  // namespace webclip
