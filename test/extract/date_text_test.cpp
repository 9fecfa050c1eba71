#include "date_text.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace webclip::extract {
namespace {

struct DateCase {
    const char* name;
    const char* text;
    const char* iso;  // "" when there is no date
    DayOrder order = DayOrder::day_first;
};

class FindDate : public ::testing::TestWithParam<DateCase> {};

TEST_P(FindDate, ReadsWhatPeopleAndMachinesWrite) {
    const auto found = find_date(GetParam().text, GetParam().order);
    EXPECT_EQ(found ? found->iso : std::string(), GetParam().iso);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, FindDate,
    ::testing::Values(DateCase{"iso_date", "2024-02-25", "2024-02-25"},
                      DateCase{"iso_zone", "2024-02-25T20:00:55+09:00", "2024-02-25T20:00:55+09:00"},
                      DateCase{"iso_fraction", "2024-02-25T20:00:55.123Z", "2024-02-25T20:00:55Z"},
                      DateCase{"iso_short_zone", "2024-02-25T20:00:55+0900", "2024-02-25T20:00:55+09:00"},
                      DateCase{"rfc_2822", "Sun, 25 Feb 2024 20:00:55 GMT", "2024-02-25T20:00:55Z"},
                      DateCase{"english", "Posted on February 25th, 2024 by Ann", "2024-02-25"},
                      DateCase{"english_abbreviated", "Feb. 5, 2024, 8:30 pm", "2024-02-05T20:30:00"},
                      DateCase{"british", "25 February 2024", "2024-02-25"},
                      DateCase{"german", "25. Februar 2024", "2024-02-25"},
                      DateCase{"german_march", "3. März 2021", "2021-03-03"},
                      DateCase{"german_numbers", "03.04.2021", "2021-04-03"},
                      DateCase{"french", "le 14 août 2019 à 10:15", "2019-08-14T10:15:00"},
                      DateCase{"spanish", "5 de diciembre de 2020", "2020-12-05"},
                      DateCase{"russian", "9 мая 2022", "2022-05-09"},
                      DateCase{"chinese", "发布时间：2024年2月25日 20:00", "2024-02-25T20:00:00"},
                      DateCase{"chinese_blanks", "2024 年 2 月 5 日", "2024-02-05"},
                      DateCase{"japanese", "2021年12月3日（金）", "2021-12-03"},
                      DateCase{"korean_words", "2020년 1월 9일", "2020-01-09"},
                      DateCase{"korean_dots", "입력 2020. 1. 9. 07:05", "2020-01-09T07:05:00"},
                      DateCase{"american_slashes", "3/4/2021", "2021-03-04", DayOrder::month_first},
                      DateCase{"european_slashes", "3/4/2021", "2021-04-03"},
                      DateCase{"impossible_month_is_a_day", "4/25/2021", "2021-04-25"},
                      DateCase{"unix_seconds", "1708891255", "2024-02-25T20:00:55Z"},
                      DateCase{"unix_milliseconds", "1708891255000", "2024-02-25T20:00:55Z"},
                      DateCase{"packed", "20240225", "2024-02-25"}, DateCase{"no_such_day", "2021-02-30", ""},
                      DateCase{"long_number", "12345678901234567890", ""},
                      DateCase{"version", "version 10.2.3", ""}, DateCase{"time_alone", "20:15", ""},
                      DateCase{"nothing", "yesterday", ""}),
    [](const ::testing::TestParamInfo<DateCase>& one) { return std::string(one.param.name); });

TEST(DateInAddress, FindsTheUsualForms) {
    const struct {
        const char* path;
        const char* iso;
    } cases[] = {
        {"/2024/02/25/title", "2024-02-25"},
        {"/news/20240225/title.html", "2024-02-25"},
        {"/2024/0225/c1001.html", "2024-02-25"},
        {"/202402/25/x", "2024-02-25"},
        {"/a-2024-02-25-b", "2024-02-25"},
        {"/20241345/x", ""},
        {"/page/12345", ""},
    };
    for (const auto& one : cases) {
        const auto found = date_in_address(one.path);
        EXPECT_EQ(found ? found->iso : std::string(), one.iso) << one.path;
    }
}

TEST(FindDate, GivesTheInstantOfTheZone) {
    const auto found = find_date("2024-02-25T20:00:55+09:00");
    ASSERT_TRUE(found);
    EXPECT_EQ(to_iso8601(found->instant), "2024-02-25T11:00:55.000Z");
}

}  // namespace
}  // namespace webclip::extract
