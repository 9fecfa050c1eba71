#include "statistics.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "character_models.h"
#include "text/utf8.h"

namespace webclip::text {

namespace {

constexpr std::size_t sample_limit = std::size_t{16} * 1024;
// ASCII kept before and after a stretch: neighbours matter, and the trail bytes of several encodings are
// ASCII.
constexpr std::size_t margin = 8;

bool is_high(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

constexpr Encoding multi_byte[] = {Encoding::gb18030, Encoding::big5, Encoding::euc_kr, Encoding::euc_jp,
                                   Encoding::shift_jis};
// windows-1252 first: among equals the first one wins.
constexpr Encoding single_byte[] = {
    Encoding::windows_1252, Encoding::windows_1250, Encoding::windows_1251,   Encoding::koi8_r,
    Encoding::windows_1253, Encoding::windows_1254, Encoding::windows_1255,   Encoding::windows_1256,
    Encoding::windows_1257, Encoding::windows_1258, Encoding::windows_874,    Encoding::iso_8859_2,
    Encoding::iso_8859_5,   Encoding::iso_8859_6,   Encoding::iso_8859_7,     Encoding::koi8_u,
    Encoding::ibm866,       Encoding::macintosh,    Encoding::x_mac_cyrillic,
};

// A multi-byte encoding this plausible needs no comparison with single bytes.
constexpr double settled = 1.3;

// What the language a page claims to be in adds to the encodings it is usually written in.
constexpr double language_bonus = 0.25;

constexpr double hungarian_bonus = 0.5;

// Encodings that hardly any page is in must be that much more plausible.
double rarity(Encoding encoding) {
    switch (encoding) {
        case Encoding::macintosh: return 0.4;
        case Encoding::ibm866: return 0.3;
        case Encoding::windows_1250:
        case Encoding::windows_1254:
        case Encoding::windows_1257:
        case Encoding::windows_1258:
        case Encoding::x_mac_cyrillic:
        case Encoding::iso_8859_2: return 0.05;
        case Encoding::iso_8859_5:
        case Encoding::iso_8859_6: return 0.1;
        default: return 0.0;
    }
}

double multi_byte_score(const Sample& sample, Encoding encoding) {
    Utf8Writer out(sample.bytes.size() * 2);
    decode_into(out, sample.bytes, encoding);
    const std::size_t errors = out.errors();
    const std::string text = out.take();
    const CjkModel model = model_of(encoding);
    double score = -8.0 * static_cast<double>(errors);
    char before = ' ';
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        at += c.length;
        const char after = at < text.size() ? text[at] : ' ';
        if (c.value >= 0x80 && c.value != 0xFFFD) {
            // Alone inside a word of Latin letters stands an accented letter or a soft hyphen, not a Han
            // character.
            const bool alone = is_ascii_alpha(before) && is_ascii_alpha(after);
            score += alone ? -1.0 : cjk_score(model, c.value);
        }
        before = text[at - 1];
    }
    return score * 2.0 / static_cast<double>(sample.high_bytes);
}

double utf_8_score(const Sample& sample) {
    Utf8Writer out(sample.bytes.size());
    decode_into(out, sample.bytes, Encoding::utf_8);
    const double errors = static_cast<double>(out.errors());
    // No other encoding makes multi-byte sequences of UTF-8 by chance: three quarters of the bytes settle it.
    const double share = 1.0 - errors / static_cast<double>(sample.high_bytes);
    return share > 0.75 ? 3.0 * share : -8.0 * (1.0 - share);
}

double single_byte_score(const Sample& sample, Encoding encoding) {
    const HighHalf& half = high_half(encoding);
    const auto character = [&](std::size_t at) -> char32_t {
        if (at >= sample.bytes.size()) return ' ';
        const auto byte = static_cast<unsigned char>(sample.bytes[at]);
        return byte < 0x80 ? char32_t{byte} : char32_t{half.code_points[byte - 0x80]};
    };
    const AlphabetModel& model = alphabet_of(encoding);
    double score = 0;
    for (std::size_t at = 0; at < sample.bytes.size(); ++at) {
        if (!is_high(sample.bytes[at])) continue;
        score += model.score(at == 0 ? U' ' : character(at - 1), character(at), character(at + 1));
    }
    return score / static_cast<double>(sample.high_bytes);
}

// What separates Hungarian from the western languages: under windows-1252 its ő and ű are õ and û, which are
// letters there, too. But Portuguese has no ö and ü, Estonian no á and é, French others beside them.
bool reads_hungarian(const Sample& sample, Encoding encoding) {
    constexpr std::u32string_view own = U"őűŐŰ";
    constexpr std::u32string_view rounded = U"öüÖÜ";
    constexpr std::u32string_view sharp = U"áéíóúÁÉÍÓÚ";
    if (encoding != Encoding::windows_1250 && encoding != Encoding::iso_8859_2) return false;
    const HighHalf& half = high_half(encoding);
    bool has_own = false;
    bool has_rounded = false;
    bool has_sharp = false;
    for (const char byte : sample.bytes) {
        if (!is_high(byte)) continue;
        const char32_t c = half.code_points[static_cast<unsigned char>(byte) - 0x80];
        if (c < 0xC0 || c > 0x017F) continue;  // quotes and dashes
        const bool is_own = own.find(c) != std::u32string_view::npos;
        const bool is_rounded = rounded.find(c) != std::u32string_view::npos;
        const bool is_sharp = sharp.find(c) != std::u32string_view::npos;
        if (!is_own && !is_rounded && !is_sharp) return false;
        has_own = has_own || is_own;
        has_rounded = has_rounded || is_rounded;
        has_sharp = has_sharp || is_sharp;
    }
    return has_own && has_rounded && has_sharp;
}

}  // namespace

Sample take_sample(std::string_view bytes) {
    Sample sample;
    std::size_t at = skip_ascii(bytes, 0);
    while (at < bytes.size() && sample.bytes.size() < sample_limit) {
        const std::size_t begin = at - std::min(at, margin);
        std::size_t end = at;
        // A stretch ends where no high byte follows within twice the margin.
        while (at < bytes.size() && at - begin < sample_limit) {
            const std::size_t next = skip_ascii(bytes.substr(0, std::min(bytes.size(), at + 2 * margin)), at);
            if (next >= std::min(bytes.size(), at + 2 * margin)) break;
            sample.high_bytes += 1;
            at = next + 1;
            end = at;
        }
        end = std::min(bytes.size(), end + margin);
        sample.bytes.append(bytes.substr(begin, end - begin)) += '\n';
        at = skip_ascii(bytes, at);
    }
    return sample;
}

double plausibility(const Sample& sample, Encoding encoding, std::string_view language) {
    if (sample.high_bytes == 0) return 0;
    double score = 0;
    if (encoding == Encoding::utf_8) {
        score = utf_8_score(sample);
    } else if (is_single_byte(encoding)) {
        score = single_byte_score(sample, encoding);
    } else {
        score = multi_byte_score(sample, encoding);
    }
    // A few bytes prove little: what they say counts less for all but the most common encoding.
    const auto bytes = static_cast<double>(sample.high_bytes);
    if (encoding != Encoding::windows_1252) score *= bytes / (bytes + 4.0);
    if (reads_hungarian(sample, encoding)) score += hungarian_bonus;
    return score - rarity(encoding) + (is_usual_for(encoding, language) ? language_bonus : 0.0);
}

Verdict most_plausible(const Sample& sample, std::string_view language) {
    Verdict best{Encoding::windows_1252, plausibility(sample, Encoding::windows_1252, language)};
    const auto consider = [&](Encoding encoding) {
        const double score = plausibility(sample, encoding, language);
        if (score > best.plausibility) best = {encoding, score};
    };
    consider(Encoding::utf_8);
    for (const Encoding encoding : multi_byte) consider(encoding);
    // No text of a single-byte encoding comes near this as pairs of bytes; most pages stop here.
    if (best.encoding != Encoding::windows_1252 && best.plausibility >= settled) return best;
    for (const Encoding encoding : single_byte) consider(encoding);
    return best;
}

bool has_japanese_escapes(std::string_view bytes) {
    for (std::size_t at = 0; (at = bytes.find('\x1B', at)) != std::string_view::npos; ++at) {
        const std::string_view escape = bytes.substr(at + 1, 2);
        if (escape == "$B" || escape == "$@") return true;
    }
    return false;
}

}  // namespace webclip::text
