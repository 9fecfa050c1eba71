// The wall clock may be set; a machine may sleep.
#include "schedule/clock_watch.h"

#include <gtest/gtest.h>

namespace webclip::schedule {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Timestamp noon = Timestamp::from_ms(1'700'000'000'000);

TEST(ClockWatch, TellsSettingFromPassing) {
    const struct {
        const char* name;
        Milliseconds wall;
        Milliseconds steady;
        std::optional<Milliseconds> jump;
    } cases[] = {
        {"time passes", hours{5}, hours{5}, std::nullopt},
        {"a sleep of three days passes, too", hours{72}, hours{72}, std::nullopt},
        {"a small correction", seconds{10}, seconds{40}, std::nullopt},
        {"a year ahead", hours{24 * 365}, seconds{0}, hours{24 * 365}},
        {"a year back", hours{-24 * 365}, seconds{5}, hours{-24 * 365} - seconds{5}},
        {"an hour back, as with summer time set by hand", hours{-1}, seconds{0}, hours{-1}},
        {"past the end of 32 bits", hours{24 * 365 * 15}, seconds{0}, hours{24 * 365 * 15}},
    };
    for (const auto& c : cases) {
        ClockWatch watch{noon, hours{1}};
        EXPECT_EQ(watch.jump(noon + c.wall, hours{1} + c.steady), c.jump) << c.name;
    }
}

TEST(ClockWatch, TellsEachJumpOnce) {
    ClockWatch watch{noon, hours{0}};
    EXPECT_EQ(watch.jump(noon + hours{3}, hours{1}), hours{2});
    EXPECT_EQ(watch.jump(noon + hours{4}, hours{2}), std::nullopt);
    EXPECT_EQ(watch.jump(noon, hours{3}), hours{-5});
}

TEST(ClockWatch, SlowDriftAddsUp) {
    ClockWatch watch{noon, hours{0}};
    EXPECT_EQ(watch.jump(noon + hours{1} + seconds{40}, hours{1}), std::nullopt);
    EXPECT_EQ(watch.jump(noon + hours{2} + seconds{80}, hours{2}), seconds{80});
}

}  // namespace
}  // namespace webclip::schedule
