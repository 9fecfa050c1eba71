// When a source publishes, as its entries show.
#include "schedule/rhythm.h"

#include <gtest/gtest.h>

#include <vector>

namespace webclip::schedule {
namespace {

using model::Rhythm;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp monday = Timestamp::from_ms(1'699'833'600'000);  // 2023-11-13, midnight
constexpr Milliseconds one_day = hours{24};
constexpr Milliseconds half_an_hour = minutes{30};

// Looked at every hour over `days`; one entry at each of `at` hours of every day that `is_working`.
template <typename IsWorking>
Rhythm watched(int days, const std::vector<int>& at, IsWorking is_working) {
    Rhythm rhythm = observe({}, {}, monday);
    for (int hour = 1; hour <= days * 24; ++hour) {
        std::vector<Timestamp> arrivals;
        for (const int wanted : at) {
            if ((hour - 1) % 24 == wanted && is_working((hour - 1) / 24))
                arrivals.push_back(monday + hours{hour - 1} + minutes{10});
        }
        rhythm = observe(rhythm, arrivals, monday + hours{hour});
    }
    return rhythm;
}

bool every_day(int /*day*/) {
    return true;
}
bool on_weekdays(int day) {
    return day % 7 < 5;
}

TEST(Rhythm, LearnsTheRate) {
    const Rhythm rhythm = watched(60, {9}, every_day);
    EXPECT_NEAR(rhythm.arrivals / rhythm.watched_hours, 1.0 / 24, 0.003);
}

TEST(Rhythm, LearnsTheHourOfTheDay) {
    const Rhythm rhythm = watched(60, {9}, every_day);
    const Timestamp next_day = monday + one_day * 60;
    EXPECT_GT(expected_rate(rhythm, next_day + hours{9}), 4 * expected_rate(rhythm, next_day + hours{21}));
    EXPECT_GT(expected_rate(rhythm, next_day + hours{21}), 0) << "no hour is ruled out";
}

TEST(Rhythm, LearnsTheDayOfTheWeek) {
    const Rhythm rhythm = watched(70, {6, 9, 12}, on_weekdays);
    const Timestamp next_week = monday + one_day * 70;
    EXPECT_GT(expected_rate(rhythm, next_week + hours{9}),
              3 * expected_rate(rhythm, next_week + one_day * 5 + hours{9}));
}

TEST(Rhythm, ForgetsWhatIsLongAgo) {
    const Rhythm lively = watched(30, {1, 5, 9, 13, 17, 21}, every_day);
    const Rhythm quiet = observe(lively, {}, monday + one_day * 240);
    EXPECT_LT(expected_rate(quiet, monday + one_day * 240),
              expected_rate(lively, monday + one_day * 30) / 20);
}

TEST(Rhythm, TakesTheFirstFeedsOwnDates) {
    std::vector<Timestamp> dates(20);
    for (std::size_t i = 0; i < dates.size(); ++i) dates[i] = monday - hours{12} * static_cast<int>(i);
    const Rhythm rhythm = observe({}, dates, monday + hours{1});
    EXPECT_NEAR(rhythm.arrivals / rhythm.watched_hours * 12, 1.0, 0.1);
    const Rhythm undated = observe({}, std::vector<Timestamp>(20), monday);
    EXPECT_EQ(undated.arrivals, 0) << "entries without dates say nothing of when they came";
}

TEST(Rhythm, DatesOutsideTheTimeSinceTheLastLookAreItsMiddle) {
    Rhythm rhythm = observe({}, {}, monday);
    const std::vector<Timestamp> odd{Timestamp{}, monday - one_day * 400, monday + one_day * 9};
    rhythm = observe(rhythm, odd, monday + hours{2});
    EXPECT_NEAR(rhythm.arrivals, 3.0, 0.01);
    EXPECT_NEAR(rhythm.by_hour[1], 3.0, 0.01);
    EXPECT_EQ(rhythm.last_arrival, monday + hours{1});
}

TEST(Rhythm, AClockSetBackHarmsNothing) {
    Rhythm rhythm = observe({}, {}, monday + one_day);
    rhythm = observe(rhythm, std::vector<Timestamp>{monday}, monday);
    EXPECT_GE(rhythm.watched_hours, 0);
    EXPECT_EQ(rhythm.seen_until, monday);
}

TEST(AdaptiveWait, FollowsTheSquareRootOfTheRate) {
    Rhythm hourly;  // a rate of one an hour, at any time
    hourly.arrivals = 1e6;
    hourly.watched_hours = 1e6;
    hourly.by_hour.fill(1e6 / 24);
    hourly.by_day.fill(1e6 / 7);
    EXPECT_NEAR(static_cast<double>(adaptive_wait(hourly, monday, half_an_hour, one_day).count()),
                static_cast<double>(half_an_hour.count()), 100);
    Rhythm rare = hourly;
    rare.watched_hours = 16e6;
    EXPECT_NEAR(static_cast<double>(adaptive_wait(rare, monday, half_an_hour, one_day).count()),
                static_cast<double>(half_an_hour.count()) * 4, 1000);
    EXPECT_EQ(adaptive_wait(rare, monday, half_an_hour, hours{1}), hours{1}) << "at most";
}

TEST(AdaptiveWait, LooksWhenNewsAreDue) {
    const Rhythm rhythm = watched(60, {9}, every_day);
    const Timestamp next_day = monday + one_day * 60;
    const Milliseconds evening = adaptive_wait(rhythm, next_day + hours{18}, half_an_hour, one_day);
    const Milliseconds morning = adaptive_wait(rhythm, next_day + hours{8}, half_an_hour, one_day);
    EXPECT_GT(evening, morning * 2);
}

TEST(IsStale, WhenSilentForMuchLongerThanEver) {
    const Rhythm daily = watched(60, {9}, every_day);
    const Timestamp last = monday + one_day * 60;
    const struct {
        int days_of_silence;
        bool stale;
    } cases[] = {{1, false}, {9, false}, {13, false}, {15, true}, {60, true}};
    for (const auto& c : cases) {
        const Timestamp now = last + one_day * c.days_of_silence;
        EXPECT_EQ(is_stale(observe(daily, {}, now), now), c.stale) << c.days_of_silence;
    }
}

TEST(IsStale, ARareSourceMayBeSilentForLong) {
    Rhythm monthly = observe({}, {}, monday);
    for (int month = 1; month <= 12; ++month) {
        const Timestamp at = monday + one_day * 30 * month;
        monthly = observe(monthly, std::vector<Timestamp>{at - hours{1}}, at);
    }
    const Timestamp year = monday + one_day * 360;
    EXPECT_FALSE(is_stale(observe(monthly, {}, year + one_day * 50), year + one_day * 50));
    EXPECT_TRUE(is_stale(observe(monthly, {}, year + one_day * 400), year + one_day * 400));
}

TEST(IsStale, NothingEverSeenIsNotSilence) {
    EXPECT_FALSE(is_stale(observe({}, {}, monday), monday + one_day * 1000));
}

}  // namespace
}  // namespace webclip::schedule
