// What kind of character a code point is, as far as counting and guessing need it: ranges, not the whole of
// Unicode.
#pragma once

namespace webclip::text {

enum class Script {
    none,  // blanks, punctuation, symbols, controls, marks
    digit,
    latin,
    han,
    kana,
    bopomofo,
    hangul,
    cjk_punctuation,
    cyrillic,
    greek,
    arabic,
    hebrew,
    thai,
    devanagari,
    bengali,
    tamil,
    telugu,
    georgian,
    armenian,
    other_letter,
};

Script script_of(char32_t code_point);

constexpr bool is_word_character(Script script) {
    return script != Script::none && script != Script::cjk_punctuation;
}

}  // namespace webclip::text
