// Small steps through a text that holds a date: shared by the files that read days and clocks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace webclip::extract {

// Digits and their value; a month's or a weekday's name and its number. A length of 0: nothing there.
struct Number {
    int value = 0;
    std::size_t length = 0;
};

// The digits at `at`, none if there are more than `most` (at most 8) of them.
Number number_at(std::string_view text, std::size_t at, std::size_t most);
// Whether `what` stands at `at`, byte for byte.
bool follows(std::string_view text, std::size_t at, std::string_view what);
// Steps over blanks, U+00A0 and U+3000.
std::size_t skip_blanks(std::string_view text, std::size_t at);
// "07" for 7.
std::string two_digits(int value);

}  // namespace webclip::extract
