// The expressions in which feedparser's test files say what they expect, taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace webclip::feed {

// One comparison: `entries[0]['title'] == 'Example'`.
struct Expectation {
    std::string path;                 // "entries/0/title", "feed/link", "version"
    std::optional<std::string> text;  // the value when it is a string, unescaped, as UTF-8
    std::vector<int> numbers;         // the value when it is a tuple of numbers
};

struct CaseHeader {
    std::vector<Expectation> expectations;  // comparisons with strings and tuples; other terms are left out
    std::size_t terms = 0;                  // of the conjunction, `not bozo` and `1` apart
    std::vector<std::pair<std::string, std::string>> headers;  // simulated HTTP headers, names in lower case
};

// Reads the leading comment of a case.
CaseHeader read_case_header(std::string_view file);

}  // namespace webclip::feed
