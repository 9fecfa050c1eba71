// Domain to ASCII (URL Standard §3.3) on ICU's UTS #46.
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/ascii.h"
#include "host.h"

namespace webclip::url {
namespace {

// Labels are encoded by Punycode in quadratic time. A name has 253 characters at most in the DNS; nothing
// that could ever be looked up is longer than this before mapping. Deviation: the Standard has no limit here.
constexpr std::size_t max_unicode_domain_bytes = 4096;

struct IdnaCloser {
    void operator()(UIDNA* idna) const { uidna_close(idna); }
};

// CheckBidi and CheckJoiners true, Transitional_Processing false. Immutable after creation, so threads share
// it.
const UIDNA* uts46() {
    static const std::unique_ptr<UIDNA, IdnaCloser> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        UIDNA* idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                          UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                      &status);
        return std::unique_ptr<UIDNA, IdnaCloser>{U_SUCCESS(status) ? idna : nullptr};
    }();
    return instance.get();
}

// CheckHyphens false and VerifyDnsLength false: what ICU reports for these is not an error here.
constexpr std::uint32_t ignored_errors = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                         UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                         UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

using Convert = std::int32_t (*)(const UIDNA*, const char*, std::int32_t, char*, std::int32_t, UIDNAInfo*,
                                 UErrorCode*);

std::optional<std::string> convert(Convert function, std::string_view text) {
    const UIDNA* idna = uts46();
    if (idna == nullptr) return std::nullopt;
    std::string out(text.size() * 4 + 64, '\0');
    for (int attempt = 0; attempt < 2; ++attempt) {
        UIDNAInfo info = UIDNA_INFO_INITIALIZER;
        UErrorCode status = U_ZERO_ERROR;
        const std::int32_t length =
            function(idna, text.data(), static_cast<std::int32_t>(text.size()), out.data(),
                     static_cast<std::int32_t>(out.size()), &info, &status);
        const bool fits = length >= 0 && static_cast<std::size_t>(length) <= out.size();
        if (length > 0 && !fits) {
            out.resize(static_cast<std::size_t>(length));
            continue;
        }
        if (U_FAILURE(status) || (info.errors & ~ignored_errors) != 0) return std::nullopt;
        out.resize(static_cast<std::size_t>(length));
        return out;
    }
    return std::nullopt;
}

// Where the mapping table of UTS #46 revision 33 (Unicode 16) departs from ICU 72's on characters that
// Unicode 15 already has: ICU disallows them, or spells out U+1E9E. `to` is what the first of the range maps
// to; 0: ignored. Compared over all code points in 2026; can go with an ICU of 76 or later. Deviation:
// characters that ICU 72 does not know at all, and U+1806, stay disallowed.
struct Remapped {
    char32_t first;
    char32_t last;
    char32_t to;
};

constexpr std::array remapped{
    Remapped{0x04C0, 0x04C0, 0x04CF},   Remapped{0x10A0, 0x10C5, 0x2D00},
    Remapped{0x115F, 0x1160, 0},        Remapped{0x17B4, 0x17B5, 0},
    Remapped{0x180E, 0x180E, 0},        Remapped{0x1E9E, 0x1E9E, 0xDF},
    Remapped{0x2061, 0x2063, 0},        Remapped{0x206A, 0x206F, 0},
    Remapped{0x2132, 0x2132, 0x214E},   Remapped{0x2183, 0x2183, 0x2184},
    Remapped{0x3164, 0x3164, 0},        Remapped{0xFFA0, 0xFFA0, 0},
    Remapped{0x1CCD6, 0x1CCEF, U'a'},   Remapped{0x1CCF0, 0x1CCF9, U'0'},
    Remapped{0x1D173, 0x1D17A, 0},      Remapped{0x2F868, 0x2F868, 0x36FC},
    Remapped{0x2F874, 0x2F874, 0x5F53}, Remapped{0x2F91F, 0x2F91F, 0x243AB},
    Remapped{0x2F95F, 0x2F95F, 0x7AEE}, Remapped{0x2F9BF, 0x2F9BF, 0x45D7},
};

// Precondition: well-formed UTF-8.
std::u32string to_code_points(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t value = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) {
            value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        }
        out += value;
        at += length;
    }
    return out;
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | (c >> 6U));
    } else {
        if (c < 0x10000) {
            put(0xE0 | (c >> 12U));
        } else {
            put(0xF0 | (c >> 18U));
            put(0x80 | ((c >> 12U) & 0x3FU));
        }
        put(0x80 | ((c >> 6U) & 0x3FU));
    }
    put(0x80 | (c & 0x3FU));
}

std::string remap(std::string_view domain) {
    std::string out;
    for (const char32_t c : to_code_points(domain)) {
        const auto* row = std::find_if(remapped.begin(), remapped.end(), [c](const Remapped& range) {
            return range.first <= c && c <= range.last;
        });
        if (row == remapped.end()) {
            append_utf8(out, c);
        } else if (row->to != 0) {
            append_utf8(out, row->to + (c - row->first));
        }
    }
    return out;
}

// UTS #46 §4.1 as of revision 33, which ICU 72 does not check yet: an "xn--" label must decode to something
// that is not all ASCII (else its encoding ends in the delimiter) and does not itself begin with "xn--".
bool has_sound_punycode(std::string_view ascii) {
    for (const std::string_view label : split_ascii(ascii, '.')) {
        if (!label.starts_with("xn--")) continue;
        if (label.ends_with("-")) return false;
        if (!label.starts_with("xn--xn--")) continue;
        const auto decoded = convert(uidna_labelToUnicodeUTF8, label);
        if (!decoded || decoded->starts_with("xn--")) return false;
    }
    return true;
}

}  // namespace

std::optional<std::string> domain_to_ascii(std::string_view domain) {
    const bool ascii = std::all_of(domain.begin(), domain.end(), [](char c) { return (c & '\x80') == 0; });
    // "When beStrict is false and domain is an ASCII string, the algorithm returns domain lowercased
    // regardless of Unicode ToASCII's outcome, due to web compatibility."
    if (ascii) return to_ascii_lower(domain);
    if (domain.size() > max_unicode_domain_bytes) return std::nullopt;
    auto result = convert(uidna_nameToASCII_UTF8, remap(domain));
    if (!result || result->empty() || !has_sound_punycode(*result)) return std::nullopt;
    return result;
}

}  // namespace webclip::url
