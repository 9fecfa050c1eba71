#include "whitespace.h"

#include "text/utf8.h"

namespace webclip::text {

namespace {

constexpr bool is_ascii_white_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// U+2000…U+200A, U+2028, U+2029, U+202F, U+205F by the two bytes after E2.
constexpr bool is_general_punctuation_space(unsigned char second, unsigned char third) {
    if (second == 0x80) return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF;
    return second == 0x81 && third == 0x9F;
}

std::size_t multi_byte_white_space_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const std::size_t left = text.size() - at;
    if (left >= 2 && byte(0) == 0xC2 && byte(1) == 0xA0) return 2;
    if (left < 3) return 0;
    const bool is_space = (byte(0) == 0xE2 && is_general_punctuation_space(byte(1), byte(2))) ||
                          (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) ||
                          (byte(0) == 0xE1 && byte(1) == 0x9A && byte(2) == 0x80);
    return is_space ? 3 : 0;
}

// Length of the white-space character that ends before `end`, or 0.
std::size_t white_space_length_before(std::string_view text, std::size_t end) {
    if (is_ascii_white_space(text[end - 1])) return 1;
    for (const std::size_t length : {2U, 3U}) {
        if (end >= length && multi_byte_white_space_length(text.substr(0, end), end - length) == length) {
            return length;
        }
    }
    return 0;
}

}  // namespace

std::size_t white_space_length(std::string_view text, std::size_t at) {
    if (is_ascii_white_space(text[at])) return 1;
    if (static_cast<unsigned char>(text[at]) < 0x80) return 0;
    return multi_byte_white_space_length(text, at);
}

std::string collapse_whitespace(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t start = at;
        while (at < text.size() && !(may_begin_white_space(text[at]) && white_space_length(text, at) > 0))
            ++at;
        out.append(text, start, at - start);
        const std::size_t gap = at;
        while (at < text.size()) {
            const std::size_t length = white_space_length(text, at);
            if (length == 0) break;
            at += length;
        }
        if (at > gap && at < text.size() && !out.empty()) out += ' ';
    }
    return out;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t length = white_space_length(text, begin);
        if (length == 0) break;
        begin += length;
    }
    std::size_t end = text.size();
    while (end > begin) {
        const std::size_t length = white_space_length_before(text, end);
        if (length == 0) break;
        end -= length;
    }
    return text.substr(begin, end - begin);
}

bool is_blank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = white_space_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

}  // namespace webclip::text
