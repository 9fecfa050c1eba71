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
                      DateCase{"japanese_clock", "2024年2月25日 14時05分", "2024-02-25T14:05:00"},
                      DateCase{"chinese_clock", "2024年2月25日（星期日）下午3:05", "2024-02-25T15:05:00"},
                      DateCase{"korean_clock", "2024.02.25 오후 3:05", "2024-02-25T15:05:00"},
                      DateCase{"korean_hours", "2024년 2월 25일 오전 9시 30분", "2024-02-25T09:30:00"},
                      DateCase{"reiwa", "令和6年2月25日", "2024-02-25"},
                      DateCase{"first_year_of_reiwa", "令和元年5月1日", "2019-05-01"},
                      DateCase{"heisei", "平成31年4月30日", "2019-04-30"},
                      DateCase{"minguo", "中華民國113年2月25日", "2024-02-25"},
                      DateCase{"wide_digits", "２０２４年２月２５日", "2024-02-25"},
                      DateCase{"packed_clock", "20240225200055", "2024-02-25T20:00:55"},
                      DateCase{"packed_iso", "20240225T200055Z", "2024-02-25T20:00:55Z"},
                      DateCase{"unix_date", "Sun Feb 25 20:00:55 +0800 2024", "2024-02-25T20:00:55+08:00"},
                      DateCase{"javascript_date", "Sun Feb 25 2024 20:00:55 GMT+0900 (JST)",
                               "2024-02-25T20:00:55+09:00"},
                      DateCase{"named_zone", "25 Feb 2024 20:00 JST", "2024-02-25T20:00:00+09:00"},
                      DateCase{"zone_in_words", "2024-02-25 20:00（北京时间）", "2024-02-25T20:00:00+08:00"},
                      DateCase{"ambiguous_zone", "2024-02-25 20:00 CST", "2024-02-25T20:00:00"},
                      DateCase{"zone_after_pm", "Feb 25, 2024, 8:30 p.m. EST", "2024-02-25T20:30:00-05:00"},
                      DateCase{"span_of_time", "25.02.2024 10:00-12:00", "2024-02-25T10:00:00"},
                      DateCase{"german_clock", "25.02.2024, 20.15 Uhr", "2024-02-25T20:15:00"},
                      DateCase{"french_clock", "25/02/2024 à 20h15", "2024-02-25T20:15:00"},
                      DateCase{"hungarian", "2024. február 25.", "2024-02-25"},
                      DateCase{"vietnamese", "25 tháng 2, 2024", "2024-02-25"},
                      DateCase{"greek", "25 Φεβρουαρίου 2024", "2024-02-25"},
                      DateCase{"finnish_november", "5. marraskuuta 2021", "2021-11-05"},
                      DateCase{"turkish", "25 Şubat 2024", "2024-02-25"},
                      DateCase{"arabic", "25 فبراير 2024", "2024-02-25"},
                      DateCase{"reading_time_is_no_clock", "Feb 25, 2024 5 min read", "2024-02-25"},
                      DateCase{"relative", "3 hours ago", ""}, DateCase{"relative_chinese", "3小时前", ""},
                      DateCase{"day_without_year", "2月25日", ""}, DateCase{"nothing", "yesterday", ""}),
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
