// Lines of the page that tell dates, each with what the words beside it say: "Published", 更新日, "Stand:",
// 입력. To teach a word, add it to the tables in date_lines.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blocks.h"
#include "date_text.h"

namespace webclip::extract {

enum class DateRole {
    plain,      // nothing is said
    published,  // "Posted on", 发布时间
    modified,   // "Last updated", 最終更新
    other,      // a birthday, a deadline, a copyright
};

struct ToldDate {
    FoundDate date;
    DateRole role = DateRole::plain;
    std::size_t begin = 0;  // bytes into the line
};

// The dates of one line, at most four. `before`: the line above, read only if it is a mere label.
std::vector<ToldDate> told_dates(std::string_view line, std::string_view before, DayOrder order);
// The same for a block of the page. Inline elements that touch are read as if a blank stood between them.
std::vector<ToldDate> told_dates(const Page& page, std::size_t block, DayOrder order);

}  // namespace webclip::extract
