#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utext.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::text {

namespace {

// ICU counts in int32_t; nothing that reaches this room comes near it.
icu::StringPiece piece(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int32_t>::max())) {
        throw std::length_error("text too long for ICU");
    }
    return {text.data(), static_cast<int32_t>(text.size())};
}

void require(UErrorCode status, const char* what) {
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

std::string normalize(const icu::Normalizer2& form, std::string_view text) {
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    form.normalizeUTF8(0, piece(text), sink, nullptr, status);
    require(status, "cannot normalise text");
    return out;
}

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

// The last boundary between grapheme clusters at or before `limit`.
std::size_t grapheme_boundary(std::string_view text, std::size_t limit) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> view(
        utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status));
    require(status, "cannot open text");
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    require(status, "cannot open the grapheme rules");
    breaks->setText(view.get(), status);
    require(status, "cannot set text");
    // ICU moves an offset inside a character to its start, and preceding() never answers its own offset.
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80) --limit;
    if (breaks->isBoundary(static_cast<int32_t>(limit)) != 0) return limit;
    const int32_t boundary = breaks->preceding(static_cast<int32_t>(limit));
    return boundary == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(boundary);
}

}  // namespace

std::string nfc(std::string_view text) {
    // Below U+0300, whose first byte is 0xCC, nothing composes or decomposes under NFC.
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xCC; })) {
        return std::string(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    require(status, "cannot load NFC");
    if (form->isNormalizedUTF8(piece(text), status) != 0) return std::string(text);
    return normalize(*form, text);
}

std::string fold(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), is_ascii)) return to_ascii_lower(text);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    require(status, "cannot load NFKC_Casefold");
    return normalize(*form, text);
}

std::string_view truncate_on_grapheme(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    if (max_bytes == 0) return text.substr(0, 0);
    const char before = text[max_bytes - 1];
    const char after = text[max_bytes];
    if (is_ascii(before) && is_ascii(after) && !(before == '\r' && after == '\n')) {
        return text.substr(0, max_bytes);
    }
    static_cast<void>(piece(text));
    return text.substr(0, grapheme_boundary(text, max_bytes));
}

}  // namespace webclip::text
