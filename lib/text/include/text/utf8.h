// Operations on UTF-8 that know Unicode: validity, white space, case, normal forms, cuts that do not break
// characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace webclip::text {

bool is_valid_utf8(std::string_view bytes);
// Ill-formed sequences become U+FFFD (WHATWG "UTF-8 decode": maximal subparts).
std::string to_valid_utf8(std::string_view bytes);

// The code point at `at`, and its length in bytes. Precondition: `text` is valid UTF-8 and `at` < size.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;
};
CodePoint code_point_at(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t code_point);

// Runs of white space (ASCII, no-break space, U+3000 and Unicode Zs, line and paragraph separators) become
// one blank; none at the ends.
std::string collapse_whitespace(std::string_view text);
std::string_view trim(std::string_view text);
bool is_blank(std::string_view text);

std::string nfc(std::string_view text);
// NFKC with full case folding: the form in which texts are compared. What is shown as nothing (soft hyphens,
// zero-width characters) is dropped.
std::string fold(std::string_view text);

// The longest prefix of at most `max_bytes` that ends between two grapheme clusters (UAX #29); empty if the
// first cluster is longer.
std::string_view truncate_on_grapheme(std::string_view text, std::size_t max_bytes);
// `text` without control characters (C0 but tab and newline, DEL, C1), U+2028/9 turned to blanks, bidi
// controls dropped.
std::string strip_controls(std::string_view text);

bool is_cjk(char32_t code_point);  // Han, kana, hangul, bopomofo and their punctuation
// Length as a reader feels it: a CJK character, its punctuation included, counts two, any other letter or
// digit one, all else none.
std::size_t weighted_length(std::string_view text);
// Words: runs of letters and digits, which apostrophes and combining marks do not end; each Han character or
// kana counts as a word of its own.
std::size_t word_count(std::string_view text);
// BCP 47 primary language of a running text, by script and by frequent words: "zh", "ja", "ko", "en", "de",
// …; "" when there is too little to tell. Chinese is told apart as "zh-Hans" / "zh-Hant" when clear. Looks at
// the first 8 KiB.
std::string detect_language(std::string_view text);

}  // namespace webclip::text
