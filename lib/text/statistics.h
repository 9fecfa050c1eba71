// Which encoding bytes look like when nobody says, or when what was said cannot be: each candidate decodes a
// sample, and the outcome is scored by how much it resembles running text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "encodings.h"

namespace webclip::text {

// The parts of a page that can tell encodings apart: what lies around its bytes above 7F.
struct Sample {
    std::string bytes;
    std::size_t high_bytes = 0;  // bytes ≥ 0x80 in it
};
Sample take_sample(std::string_view bytes);

// How much the sample, decoded by `encoding`, resembles text: about 1 and more for text in its usual
// encoding, below 0 for what is no text. `language` (BCP 47, may be empty) is a hint.
double plausibility(const Sample& sample, Encoding encoding, std::string_view language);

struct Verdict {
    Encoding encoding = Encoding::windows_1252;
    double plausibility = 0;
};
// The most plausible encoding.
Verdict most_plausible(const Sample& sample, std::string_view language);

// ISO-2022-JP is ASCII to the eye: true if the escape sequences of its character sets stand in the bytes.
bool has_japanese_escapes(std::string_view bytes);

}  // namespace webclip::text
