// Which characters running text is made of, by writing system: small tables for guessing encodings.
#pragma once

#include <string_view>

#include "encodings.h"

namespace webclip::text {

enum class CjkModel { simplified, traditional, japanese, korean };
// Precondition: a multi-byte encoding of East Asia.
CjkModel model_of(Encoding encoding);
// What one character outside ASCII says for (above 0) or against its text being of that writing system.
double cjk_score(CjkModel model, char32_t c);

// The letters expected from a single-byte encoding beyond ASCII.
class AlphabetModel {
  public:
    // `frequent`: the lower-case letters that make up most of the text; `first`…`last`: the whole alphabet,
    // or nothing (0) for Latin alphabets, whose further letters stand between ASCII letters.
    constexpr AlphabetModel(std::u32string_view frequent, char32_t first, char32_t last)
        : frequent_(frequent), first_(first), last_(last) {}

    // What the character `c` between two neighbours says for or against; 0 stands for a byte without
    // character.
    double score(char32_t before, char32_t c, char32_t after) const;

  private:
    bool is_own_letter(char32_t c) const { return c >= first_ && c <= last_; }
    double score_own_script(char32_t before, char32_t c, char32_t after) const;
    double score_latin(char32_t before, char32_t c, char32_t after) const;

    std::u32string_view frequent_;
    char32_t first_;
    char32_t last_;
};

// Precondition: is_single_byte(encoding).
const AlphabetModel& alphabet_of(Encoding encoding);

// True if texts of that language are usually in that encoding, UTF-8 aside.
bool is_usual_for(Encoding encoding, std::string_view language);

}  // namespace webclip::text
