#include "percent.h"

#include "base/ascii.h"
#include "url/url.h"

namespace webclip::url {
namespace {

constexpr std::uint8_t bit(EncodeSet set) {
    return static_cast<std::uint8_t>(set);
}

constexpr void add(std::array<std::uint8_t, 256>& table, std::string_view members, unsigned sets) {
    for (const char c : members) {
        auto& row = table[static_cast<unsigned char>(c)];
        row = static_cast<std::uint8_t>(row | sets);
    }
}

constexpr std::array<std::uint8_t, 256> make_table() {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        if (c < 0x20 || c > 0x7E)
            table[c] = 0x3F;  // the C0 control percent-encode set, part of all the others
    }
    constexpr unsigned fragment = bit(EncodeSet::fragment);
    constexpr unsigned queries = bit(EncodeSet::query) | bit(EncodeSet::special_query);
    constexpr unsigned path = bit(EncodeSet::path) | bit(EncodeSet::userinfo);
    add(table, " \"<>`", fragment);
    add(table, " \"#<>", queries);
    add(table, "'", bit(EncodeSet::special_query));
    add(table, " \"#<>?^`{}", path);
    add(table, "/:;=@[\\]|", bit(EncodeSet::userinfo));
    return table;
}

constexpr std::array<std::uint8_t, 256> table = make_table();

// A well-formed UTF-8 sequence, or the maximal part of one (WHATWG Encoding §8.1.1, "UTF-8 decoder").
struct Sequence {
    std::size_t length = 1;
    bool well_formed = false;
};

Sequence sequence_at(std::string_view bytes, std::size_t at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) return {1, true};
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const std::size_t needed = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned char lower = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char upper = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t length = 1; length < needed; ++length) {
        if (at + length >= bytes.size()) return {length, false};
        const auto next = static_cast<unsigned char>(bytes[at + length]);
        if (next < lower || next > upper) return {length, false};
        lower = 0x80;
        upper = 0xBF;
    }
    return {needed, true};
}

}  // namespace

bool is_in(EncodeSet set, char c) {
    return (table[static_cast<unsigned char>(c)] & bit(set)) != 0;
}

void append_percent_encoded(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
}

void append_encoded(std::string& out, std::string_view text, EncodeSet set) {
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_in(set, text[i])) continue;
        out.append(text, run, i - run);
        append_percent_encoded(out, text[i]);
        run = i + 1;
    }
    out.append(text, run);
}

bool is_well_formed(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const Sequence sequence = sequence_at(bytes, at);
        if (!sequence.well_formed) return false;
        at += sequence.length;
    }
    return true;
}

std::string to_scalar_values(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const Sequence sequence = sequence_at(bytes, at);
        out.append(sequence.well_formed ? bytes.substr(at, sequence.length) : "\xEF\xBF\xBD");
        at += sequence.length;
    }
    return out;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && is_ascii_hex_digit(text[i + 1]) &&
            is_ascii_hex_digit(text[i + 2])) {
            out += static_cast<char>(hex_digit_value(text[i + 1]) * 16 + hex_digit_value(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace webclip::url
