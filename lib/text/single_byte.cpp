#include <unicode/ucnv.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "encodings.h"

namespace webclip::text {

namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// ICU's converter for an encoding of the standard; iso-8859-16 has none.
const char* converter_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::ibm866: return "ibm-866_P100-1995";
        case Encoding::iso_8859_2: return "ibm-912_P100-1995";
        case Encoding::iso_8859_3: return "ibm-913_P100-2000";
        case Encoding::iso_8859_4: return "ibm-914_P100-1995";
        case Encoding::iso_8859_5: return "ibm-915_P100-1995";
        case Encoding::iso_8859_6: return "ibm-1089_P100-1995";
        case Encoding::iso_8859_7: return "ibm-9005_X110-2007";
        case Encoding::iso_8859_8:
        case Encoding::iso_8859_8_i: return "ibm-5012_P100-1999";
        case Encoding::iso_8859_10: return "iso-8859_10-1998";
        case Encoding::iso_8859_13: return "ibm-921_P100-1995";
        case Encoding::iso_8859_14: return "iso-8859_14-1998";
        case Encoding::iso_8859_15: return "ibm-923_P100-1998";
        case Encoding::koi8_r: return "ibm-878_P100-1996";
        case Encoding::koi8_u: return "ibm-1168_P100-2002";
        case Encoding::macintosh: return "macos-0_2-10.2";
        case Encoding::windows_874: return "windows-874-2000";
        case Encoding::windows_1250: return "ibm-5346_P100-1998";
        case Encoding::windows_1251: return "ibm-5347_P100-1998";
        case Encoding::windows_1252: return "ibm-5348_P100-1997";
        case Encoding::windows_1253: return "ibm-5349_P100-1998";
        case Encoding::windows_1254: return "ibm-5350_P100-1998";
        case Encoding::windows_1255: return "ibm-9447_P100-2002";
        case Encoding::windows_1256: return "ibm-9448_X100-2005";
        case Encoding::windows_1257: return "ibm-9449_P100-2002";
        case Encoding::windows_1258: return "ibm-5354_P100-1998";
        case Encoding::x_mac_cyrillic: return "macos-7_3-10.2";
        default: return nullptr;
    }
}

// ISO 8859-16 from A0 on; below it are the C1 controls.
constexpr char16_t iso_8859_16_from_a0[] = {
    0x00A0, 0x0104, 0x0105, 0x0141, 0x20AC, 0x201E, 0x0160, 0x00A7, 0x0161, 0x00A9, 0x0218, 0x00AB,
    0x0179, 0x00AD, 0x017A, 0x017B, 0x00B0, 0x00B1, 0x010C, 0x0142, 0x017D, 0x201D, 0x00B6, 0x00B7,
    0x017E, 0x010D, 0x0219, 0x00BB, 0x0152, 0x0153, 0x0178, 0x017C, 0x00C0, 0x00C1, 0x00C2, 0x0102,
    0x00C4, 0x0106, 0x00C6, 0x00C7, 0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF,
    0x0110, 0x0143, 0x00D2, 0x00D3, 0x00D4, 0x0150, 0x00D6, 0x015A, 0x0170, 0x00D9, 0x00DA, 0x00DB,
    0x00DC, 0x0118, 0x021A, 0x00DF, 0x00E0, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x0107, 0x00E6, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x0111, 0x0144, 0x00F2, 0x00F3,
    0x00F4, 0x0151, 0x00F6, 0x015B, 0x0171, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x0119, 0x021B, 0x00FF};

HighHalf iso_8859_16_half() {
    HighHalf half;
    for (std::size_t i = 0; i < 32; ++i) half.code_points[i] = static_cast<char16_t>(0x80 + i);
    for (std::size_t i = 0; i < std::size(iso_8859_16_from_a0); ++i)
        half.code_points[32 + i] = iso_8859_16_from_a0[i];
    return half;
}

struct Deviation {
    Encoding encoding;
    unsigned char byte;
    char16_t code_point;  // 0: the standard has none
};

// Where the standard's indexes differ from ICU 72's tables.
constexpr Deviation deviations[] = {
    {Encoding::koi8_u, 0xAE, 0x045E},  {Encoding::koi8_u, 0xBE, 0x040E},
    {Encoding::windows_874, 0xDB, 0},  {Encoding::windows_874, 0xDC, 0},
    {Encoding::windows_874, 0xDD, 0},  {Encoding::windows_874, 0xDE, 0},
    {Encoding::windows_874, 0xFC, 0},  {Encoding::windows_874, 0xFD, 0},
    {Encoding::windows_874, 0xFE, 0},  {Encoding::windows_874, 0xFF, 0},
    {Encoding::windows_1253, 0xAA, 0}, {Encoding::windows_1255, 0xCA, 0x05BA},
};

HighHalf make_half(Encoding encoding) {
    const char* name = converter_name(encoding);
    if (name == nullptr) return iso_8859_16_half();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &status));
    HighHalf half;
    for (unsigned i = 0; i < 128 && U_SUCCESS(status) != 0; ++i) {
        const char byte = static_cast<char>(0x80 + i);
        UChar units[4] = {};
        const int32_t length = ucnv_toUChars(converter.get(), units, 4, &byte, 1, &status);
        half.code_points[i] = length == 1 && units[0] != 0xFFFD ? units[0] : u'\0';
    }
    if (U_FAILURE(status) != 0) {
        throw std::runtime_error("ICU converter \"" + std::string(name) + "\": " + u_errorName(status));
    }
    for (const Deviation& d : deviations) {
        if (d.encoding == encoding) half.code_points[d.byte - 0x80] = d.code_point;
    }
    return half;
}

template <std::size_t... I>
const HighHalf& half_at(std::size_t wanted, std::index_sequence<I...> /*all*/) {
    using Maker = const HighHalf& (*)();
    // One function, and so one table made at first use, for each encoding.
    static constexpr Maker makers[] = {+[]() -> const HighHalf& {
        static const HighHalf half =
            make_half(static_cast<Encoding>(I + static_cast<std::size_t>(Encoding::ibm866)));
        return half;
    }...};
    return makers[wanted]();
}

}  // namespace

const HighHalf& high_half(Encoding encoding) {
    constexpr auto first = static_cast<std::size_t>(Encoding::ibm866);
    constexpr auto last = static_cast<std::size_t>(Encoding::x_mac_cyrillic);
    return half_at(static_cast<std::size_t>(encoding) - first, std::make_index_sequence<last - first + 1>{});
}

void decode_single_byte(Utf8Writer& out, std::string_view bytes, Encoding encoding) {
    const HighHalf& half = high_half(encoding);
    for (std::size_t at = 0; (at = put_ascii(out, bytes, at)) < bytes.size(); ++at) {
        const char16_t c = half.code_points[static_cast<unsigned char>(bytes[at]) - 0x80];
        if (c == 0) {
            out.put_error();
        } else {
            out.put(c);
        }
    }
}

}  // namespace webclip::text
