#include "mapping.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace webclip::text {

namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

void require(UErrorCode status, const char* converter) {
    if (U_FAILURE(status) != 0) {
        throw std::runtime_error("ICU converter \"" + std::string(converter) + "\": " + u_errorName(status));
    }
}

// What ICU makes of each of `sequences`, all of `width` bytes, laid end to end: one code point each, or 0.
// One conversion for all of them, each sequence followed by a line feed, since a call costs more than a
// character.
Index convert_each(const char* name, const std::string& sequences, std::size_t width) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &status));
    require(status, name);
    std::string bytes;
    for (std::size_t at = 0; at < sequences.size(); at += width) bytes.append(sequences, at, width) += '\n';
    std::u16string text(bytes.size() + 1, u'\0');
    const int32_t length = ucnv_toUChars(converter.get(), text.data(), static_cast<int32_t>(text.size()),
                                         bytes.data(), static_cast<int32_t>(bytes.size()), &status);
    require(status, name);
    text.resize(static_cast<std::size_t>(length));

    Index index;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find(u'\n', at);
        const std::size_t units = end - at;
        char32_t c = 0;
        if (units == 1) c = text[at];
        if (units == 2 && U16_IS_LEAD(text[at]))
            c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(text[at], text[at + 1]));
        index.push_back(c == 0xFFFD ? 0 : c);
        at = end + 1;
    }
    if (index.size() * width != sequences.size()) {
        throw std::runtime_error("ICU converter \"" + std::string(name) + "\" lost its place");
    }
    return index;
}

struct ByteRange {
    unsigned first;
    unsigned last;
};

// Every sequence of a lead and a trail byte, in the order of the standard's pointers.
std::string pairs(std::initializer_list<ByteRange> leads, std::initializer_list<ByteRange> trails,
                  std::string_view prefix = {}) {
    std::string sequences;
    for (const ByteRange& leads_range : leads) {
        for (unsigned lead = leads_range.first; lead <= leads_range.last; ++lead) {
            for (const ByteRange& range : trails) {
                for (unsigned trail = range.first; trail <= range.last; ++trail) {
                    sequences.append(prefix);
                    sequences += static_cast<char>(lead);
                    sequences += static_cast<char>(trail);
                }
            }
        }
    }
    return sequences;
}

constexpr bool is_private_use(char32_t c) {
    return c >= 0xE000 && c <= 0xF8FF;
}

// A place where the standard's index differs from ICU's table.
struct Deviation {
    std::uint16_t bytes;
    char32_t code_point;
};

// ICU 72 has GB 18030-2005; the standard follows the edition of 2022, which moved these from private use to
// their characters, and decodes A3A0 as the ideographic space that pages mean by it.
constexpr Deviation gb18030_deviations[] = {
    {0xA3A0, 0x3000}, {0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13},
    {0xA6DD, 0xFE14}, {0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18},
    {0xA6F3, 0xFE19}, {0xFE59, 0x9FB4}, {0xFE61, 0x9FB5}, {0xFE66, 0x9FB6}, {0xFE67, 0x9FB7},
    {0xFE6D, 0x9FB8}, {0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFEA0, 0x9FBB}};

// ibm-1375 is Big5-HKSCS:2008. The standard adds ETEN's control pictures (A3C0…A3E0), the duplicates HKSCS
// unified (decoded to the unified character), and code points of later Unicode versions where ICU keeps
// private use.
constexpr Deviation big5_deviations[] = {
    {0x87A4, 0x9F97}, {0x87AC, 0x9F96}, {0x8840, 0x31C0}, {0x8841, 0x31C1}, {0x8842, 0x31C2},
    {0x8843, 0x31C3}, {0x8844, 0x31C4}, {0x8846, 0x31C5}, {0x8849, 0x31C6}, {0x884A, 0x31C7},
    {0x884D, 0x31C8}, {0x884F, 0x31C9}, {0x8850, 0x31CA}, {0x8851, 0x31CB}, {0x8852, 0x31CC},
    {0x8854, 0x31CD}, {0x8855, 0x31CE}, {0x88A9, 0x23DA}, {0x88AA, 0x23DB}, {0x8C43, 0x9FA6},
    {0x8C6D, 0x9FA7}, {0x8C74, 0x9FA8}, {0x8CB7, 0x9FA9}, {0x8CB9, 0x9FAA}, {0x8CBB, 0x9FAB},
    {0x8CC0, 0x9FAC}, {0x8CD7, 0x9FAD}, {0x8CD8, 0x9FAE}, {0x8CDA, 0x9FAF}, {0x8CED, 0x9FB2},
    {0x8D48, 0x9FB3}, {0x8E69, 0x7BB8}, {0x8E6F, 0x7C06}, {0x8E7E, 0x7CCE}, {0x8EAB, 0x7DD2},
    {0x8EB4, 0x7E1D}, {0x8ECD, 0x8005}, {0x8ED0, 0x8028}, {0x8F57, 0x83C1}, {0x8F69, 0x84A8},
    {0x8F6E, 0x840F}, {0x8FCB, 0x89A6}, {0x8FCC, 0x89A9}, {0x8FFE, 0x8D77}, {0x906D, 0x90FD},
    {0x907A, 0x92B9}, {0x90DC, 0x975C}, {0x90F1, 0x97FF}, {0x91BF, 0x9F16}, {0x9244, 0x8503},
    {0x92AF, 0x5159}, {0x92B0, 0x515B}, {0x92B1, 0x515D}, {0x92B2, 0x515E}, {0x92C8, 0x936E},
    {0x92D1, 0x7479}, {0x9447, 0x6D67}, {0x94CA, 0x799B}, {0x95D9, 0x9097}, {0x9644, 0x975D},
    {0x96ED, 0x701E}, {0x96FC, 0x5B28}, {0x9B76, 0x7201}, {0x9B78, 0x77D7}, {0x9B7B, 0x7E87},
    {0x9BC6, 0x99D6}, {0x9BDE, 0x91D4}, {0x9BEC, 0x60DE}, {0x9BF6, 0x6FB6}, {0x9C42, 0x8F36},
    {0x9C53, 0x4FBB}, {0x9C62, 0x71DF}, {0x9C68, 0x9104}, {0x9C6B, 0x9DF0}, {0x9C77, 0x83CF},
    {0x9CBC, 0x5C10}, {0x9CBD, 0x79E3}, {0x9CD0, 0x5A67}, {0x9D57, 0x8F0B}, {0x9D5A, 0x7B51},
    {0x9DC4, 0x62D0}, {0x9EA9, 0x6062}, {0x9EEF, 0x75F9}, {0x9EFD, 0x6C4A}, {0x9F60, 0x9B2E},
    {0x9F66, 0x9F17}, {0x9FCB, 0x50ED}, {0x9FD8, 0x5F0C}, {0xA063, 0x880F}, {0xA077, 0x62CE},
    {0xA0D5, 0x7468}, {0xA0DF, 0x7162}, {0xA0E4, 0x7250}, {0xA3C0, 0x2400}, {0xA3C1, 0x2401},
    {0xA3C2, 0x2402}, {0xA3C3, 0x2403}, {0xA3C4, 0x2404}, {0xA3C5, 0x2405}, {0xA3C6, 0x2406},
    {0xA3C7, 0x2407}, {0xA3C8, 0x2408}, {0xA3C9, 0x2409}, {0xA3CA, 0x240A}, {0xA3CB, 0x240B},
    {0xA3CC, 0x240C}, {0xA3CD, 0x240D}, {0xA3CE, 0x240E}, {0xA3CF, 0x240F}, {0xA3D0, 0x2410},
    {0xA3D1, 0x2411}, {0xA3D2, 0x2412}, {0xA3D3, 0x2413}, {0xA3D4, 0x2414}, {0xA3D5, 0x2415},
    {0xA3D6, 0x2416}, {0xA3D7, 0x2417}, {0xA3D8, 0x2418}, {0xA3D9, 0x2419}, {0xA3DA, 0x241A},
    {0xA3DB, 0x241B}, {0xA3DC, 0x241C}, {0xA3DD, 0x241D}, {0xA3DE, 0x241E}, {0xA3DF, 0x241F},
    {0xA3E0, 0x2421}, {0xC6CF, 0x5EF4}, {0xC6D3, 0x65E0}, {0xC6D5, 0x7676}, {0xC6D7, 0x96B6},
    {0xC6DE, 0x3003}, {0xC6DF, 0x4EDD}, {0xC879, 0x31CF}, {0xC8A1, 0x9FB0}, {0xC8A3, 0x9FB1},
    {0xFA5F, 0x5029}, {0xFA66, 0x507D}, {0xFABD, 0x5305}, {0xFAC5, 0x5344}, {0xFAD5, 0x537F},
    {0xFB48, 0x5605}, {0xFBB8, 0x5A77}, {0xFBF3, 0x5E75}, {0xFBF9, 0x5ED0}, {0xFC4F, 0x5F58},
    {0xFC6C, 0x60A4}, {0xFCB9, 0x6490}, {0xFCE2, 0x6674}, {0xFCF1, 0x675E}, {0xFDB7, 0x6C9C},
    {0xFDB8, 0x6E1D}, {0xFDBB, 0x6E2F}, {0xFDF1, 0x716E}, {0xFE52, 0x732A}, {0xFE6F, 0x745C},
    {0xFEAA, 0x74E9}, {0xFEDD, 0x7809}};

const Index& gb18030_icu_index() {
    static const Index index =
        convert_each("gb18030", pairs({{0x81, 0xFE}}, {{0x40, 0x7E}, {0x80, 0xFE}}), 2);
    return index;
}

}  // namespace

const Index& gb18030_index() {
    static const Index index = [] {
        Index table = gb18030_icu_index();
        for (const Deviation& d : gb18030_deviations) {
            const std::size_t lead = d.bytes >> 8U;
            const std::size_t trail = d.bytes & 0xFFU;
            table[(lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)] = d.code_point;
        }
        return table;
    }();
    return index;
}

const Index& gb18030_four_byte_index() {
    static const Index index = [] {
        // What two bytes cannot say, in the order of Unicode. The order was fixed by the edition of 2000, in
        // which A8BC stood for U+E7C7, and not yet for U+1E3F; the two have changed places since.
        std::vector<bool> taken(0x10000);
        for (const char32_t c : gb18030_icu_index()) taken[c] = true;
        taken[0x1E3F] = false;
        taken[0xE7C7] = true;
        Index table;
        for (char32_t c = 0x80; c < 0x10000; ++c) {
            if (!taken[c] && (c < 0xD800 || c > 0xDFFF)) table.push_back(c == 0x1E3F ? 0xE7C7 : c);
        }
        return table;
    }();
    return index;
}

const Index& big5_index() {
    static const Index index = [] {
        Index table =
            convert_each("ibm-1375_P100-2008", pairs({{0x81, 0xFE}}, {{0x40, 0x7E}, {0xA1, 0xFE}}), 2);
        std::replace_if(table.begin(), table.end(), is_private_use, 0);
        for (const Deviation& d : big5_deviations) {
            const std::size_t lead = d.bytes >> 8U;
            const std::size_t trail = d.bytes & 0xFFU;
            table[(lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)] = d.code_point;
        }
        return table;
    }();
    return index;
}

const Index& euc_kr_index() {
    static const Index index = [] {
        Index table = convert_each("windows-949-2000", pairs({{0x81, 0xFE}}, {{0x41, 0xFE}}), 2);
        // The rows C9 and FE are the users' own in Windows and empty in the standard.
        std::replace_if(table.begin(), table.end(), is_private_use, 0);
        return table;
    }();
    return index;
}

const Index& jis0208_index() {
    static const Index index = [] {
        Index table = convert_each("ibm-943_P15A-2003",
                                   pairs({{0x81, 0x9F}, {0xE0, 0xFC}}, {{0x40, 0x7E}, {0x80, 0xFC}}), 2);
        // Private use (F040…F9FC) is computed by the Shift_JIS decoder, not looked up.
        std::replace_if(table.begin(), table.end(), is_private_use, 0);
        return table;
    }();
    return index;
}

const Index& jis0212_index() {
    static const Index index = [] {
        Index table = convert_each("euc-jp-2007", pairs({{0xA1, 0xFE}}, {{0xA1, 0xFE}}, "\x8F"), 3);
        // Rows from F3 on are a vendor's extension that the standard does not have.
        std::fill(table.begin() + std::ptrdiff_t{0xF3 - 0xA1} * 94, table.end(), 0);
        return table;
    }();
    return index;
}

}  // namespace webclip::text
