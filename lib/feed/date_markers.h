// Chinese, Japanese and Korean dates rewritten with ASCII marks, for the reader of all other dates.
#pragma once

#include <string>
#include <string_view>

namespace webclip::feed {

struct MarkedDate {
    std::string text;  // "2004-05-28 01:31:15"; ASCII letters in lower case
    bool morning = false;
    bool afternoon = false;
    // Where such a date stands without a zone: Korean and Japanese wording +9 h, Chinese +8 h, others UTC.
    int default_zone_minutes = 0;
};

MarkedDate rewrite_date_markers(std::string_view text);

}  // namespace webclip::feed
