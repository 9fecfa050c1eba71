// The encodings of the WHATWG Encoding Standard, and their decoders: bytes in, UTF-8 out, U+FFFD for each
// error the standard's decoders report. BOMs are the caller's business.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "utf8_writer.h"

namespace webclip::text {

enum class Encoding {
    utf_8,
    ibm866,
    iso_8859_2,
    iso_8859_3,
    iso_8859_4,
    iso_8859_5,
    iso_8859_6,
    iso_8859_7,
    iso_8859_8,
    iso_8859_8_i,
    iso_8859_10,
    iso_8859_13,
    iso_8859_14,
    iso_8859_15,
    iso_8859_16,
    koi8_r,
    koi8_u,
    macintosh,
    windows_874,
    windows_1250,
    windows_1251,
    windows_1252,
    windows_1253,
    windows_1254,
    windows_1255,
    windows_1256,
    windows_1257,
    windows_1258,
    x_mac_cyrillic,
    gbk,
    gb18030,
    big5,
    euc_jp,
    iso_2022_jp,
    shift_jis,
    euc_kr,
    replacement,
    utf_16be,
    utf_16le,
    x_user_defined,
};

std::string_view name_of(Encoding encoding);
// The encoding a label stands for; white space around it and case do not matter.
std::optional<Encoding> find_encoding(std::string_view label);
constexpr bool is_single_byte(Encoding encoding) {
    return encoding >= Encoding::ibm866 && encoding <= Encoding::x_mac_cyrillic;
}

// Decodes all of `bytes` into `out`.
void decode_into(Utf8Writer& out, std::string_view bytes, Encoding encoding);

// The code points of the bytes 0x80…0xFF, 0 for those without one. Precondition: is_single_byte(encoding).
struct HighHalf {
    char16_t code_points[128] = {};
};
const HighHalf& high_half(Encoding encoding);

void decode_gb18030(Utf8Writer& out, std::string_view bytes);
void decode_big5(Utf8Writer& out, std::string_view bytes);
void decode_euc_kr(Utf8Writer& out, std::string_view bytes);
void decode_euc_jp(Utf8Writer& out, std::string_view bytes);
void decode_shift_jis(Utf8Writer& out, std::string_view bytes);
void decode_iso_2022_jp(Utf8Writer& out, std::string_view bytes);
void decode_single_byte(Utf8Writer& out, std::string_view bytes, Encoding encoding);

}  // namespace webclip::text
