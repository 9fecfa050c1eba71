#include "text/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "utf8_writer.h"

namespace webclip::text {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080U;

struct Lead {
    std::size_t length = 0;           // 0: no lead byte
    unsigned char second_low = 0x80;  // range of the second byte (Unicode, table 3-7)
    unsigned char second_high = 0xBF;
};

constexpr Lead lead_of(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF) {
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
                static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    }
    return {};
}

// What stands at a byte ≥ 0x80: a whole character, or the maximal subpart of one.
struct Sequence {
    std::size_t length = 1;
    bool whole = false;
};

Sequence sequence_at(std::string_view bytes, std::size_t at) {
    const Lead lead = lead_of(static_cast<unsigned char>(bytes[at]));
    if (lead.length == 0) return {};
    unsigned char low = lead.second_low;
    unsigned char high = lead.second_high;
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (at + i >= bytes.size()) return {i, false};
        const auto byte = static_cast<unsigned char>(bytes[at + i]);
        if (byte < low || byte > high) return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {lead.length, true};
}

}  // namespace

std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
    while (at + 32 <= bytes.size()) {
        std::uint64_t words[4];
        std::memcpy(words, bytes.data() + at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0) break;
        at += sizeof words;
    }
    while (at + 8 <= bytes.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if ((word & high_bits) != 0) break;
        at += sizeof word;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
}

bool is_valid_utf8(std::string_view bytes) {
    return valid_utf8_prefix(bytes) == bytes.size();
}

std::size_t ill_formed_length(std::string_view bytes, std::size_t at) {
    return sequence_at(bytes, at).length;
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
    std::size_t at = 0;
    while ((at = skip_ascii(bytes, at)) < bytes.size()) {
        // Stay in this loop while characters outside ASCII follow one another, as they do in CJK text.
        while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80) {
            const Sequence sequence = sequence_at(bytes, at);
            if (!sequence.whole) return at;
            at += sequence.length;
        }
    }
    return bytes.size();
}

std::string to_valid_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    std::size_t kept = 0;  // everything before it is in `out`
    std::size_t at = 0;
    while ((at = skip_ascii(bytes, at)) < bytes.size()) {
        const Sequence sequence = sequence_at(bytes, at);
        if (!sequence.whole) {
            out.append(bytes, kept, at - kept);
            out += "\xEF\xBF\xBD";
            kept = at + sequence.length;
        }
        at += sequence.length;
    }
    return out.append(bytes, kept);
}

CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const auto more = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
    const std::size_t left = text.size() - at;
    if (first >= 0xC2 && first < 0xE0 && left >= 2) return {((first & 0x1FU) << 6U) | more(1), 2};
    if (first >= 0xE0 && first < 0xF0 && left >= 3) {
        return {((first & 0x0FU) << 12U) | (more(1) << 6U) | more(2), 3};
    }
    if (first >= 0xF0 && first < 0xF5 && left >= 4) {
        return {((first & 0x07U) << 18U) | (more(1) << 12U) | (more(2) << 6U) | more(3), 4};
    }
    return {0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t code_point) {
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
    const auto tail = [&](unsigned shift) {
        return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
    };
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        const char bytes[] = {static_cast<char>(0xC0U | (code_point >> 6U)), tail(0)};
        out.append(bytes, sizeof bytes);
    } else if (code_point < 0x10000) {
        const char bytes[] = {static_cast<char>(0xE0U | (code_point >> 12U)), tail(6), tail(0)};
        out.append(bytes, sizeof bytes);
    } else {
        const char bytes[] = {static_cast<char>(0xF0U | (code_point >> 18U)), tail(12), tail(6), tail(0)};
        out.append(bytes, sizeof bytes);
    }
}

std::string strip_controls(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        const bool control =
            (c.value < 0x20 && c.value != '\t' && c.value != '\n') || (c.value >= 0x7F && c.value <= 0x9F);
        // Marks, embeddings, overrides and isolates that steer the order of what is shown (UAX #9).
        const bool bidi = c.value == 0x061C || c.value == 0x200E || c.value == 0x200F ||
                          (c.value >= 0x202A && c.value <= 0x202E) ||
                          (c.value >= 0x2066 && c.value <= 0x2069);
        if (c.value == 0x2028 || c.value == 0x2029) {
            out += ' ';
        } else if (!control && !bidi) {
            out.append(text, at, c.length);
        }
        at += c.length;
    }
    return out;
}

}  // namespace webclip::text
