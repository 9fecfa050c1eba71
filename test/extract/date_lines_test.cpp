#include "date_lines.h"

#include <string>

#include <gtest/gtest.h>

namespace webclip::extract {
namespace {

struct LineCase {
    const char* name;
    const char* line;
    const char* before;
    const char* told;  // "p:2024-02-25 m:…": plain -, published p, modified m, other o
};

std::string told(const LineCase& one) {
    std::string all;
    for (const ToldDate& date : told_dates(one.line, one.before, DayOrder::day_first)) {
        constexpr std::string_view letters = "-pmo";
        if (!all.empty()) all += ' ';
        all += letters[static_cast<std::size_t>(date.role)];
        all += ':';
        all += date.date.day();
    }
    return all;
}

class ToldDates : public ::testing::TestWithParam<LineCase> {};

TEST_P(ToldDates, SayWhatStandsBesideThem) {
    EXPECT_EQ(told(GetParam()), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ToldDates,
    ::testing::Values(LineCase{"bare", "25 February 2024", "", "-:2024-02-25"},
                      LineCase{"both_in_english", "Posted 25 Feb 2024 · Last updated 3 Mar 2024", "",
                               "p:2024-02-25 m:2024-03-03"},
                      LineCase{"both_in_korean", "입력 2024.02.25 10:00 수정 2024.02.26 11:00", "",
                               "p:2024-02-25 m:2024-02-26"},
                      LineCase{"both_in_japanese", "公開日：2024年2月25日 更新日：2024年3月1日", "",
                               "p:2024-02-25 m:2024-03-01"},
                      LineCase{"chinese_word_behind", "2024-02-25 10:00 发布", "", "p:2024-02-25"},
                      LineCase{"japanese_word_behind", "2024年2月25日更新", "", "m:2024-02-25"},
                      LineCase{"german", "Stand: 25.02.2024", "", "m:2024-02-25"},
                      LineCase{"german_published", "Veröffentlicht am 25.02.2024", "", "p:2024-02-25"},
                      LineCase{"label_above", "25.02.2024", "Last modified:", "m:2024-02-25"},
                      LineCase{"prose_above_is_no_label", "25.02.2024",
                               "The page was updated by 40 people who live nearby", "-:2024-02-25"},
                      LineCase{"nearest_word_counts", "Updated edition, published 25.02.2024", "",
                               "p:2024-02-25"},
                      LineCase{"birthday", "born 25.02.1994", "", "o:1994-02-25"},
                      LineCase{"event", "2024年2月25日開催", "", "o:2024-02-25"},
                      LineCase{"no_date", "Updated yesterday", "", ""}),
    [](const ::testing::TestParamInfo<LineCase>& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace webclip::extract
