// How often a source wants to be asked.
#include "schedule/allowance.h"

#include <gtest/gtest.h>

#include <numeric>

#include "schedule/policy.h"

namespace webclip::schedule {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Timestamp now = *parse_http_date("Tue, 14 Nov 2023 12:00:00 GMT");

TEST(Freshness, FollowsCacheControlThenExpires) {
    const struct {
        const char* name;
        FreshnessHeaders headers;
        std::optional<Milliseconds> expected;
    } cases[] = {
        {"nothing said", {}, std::nullopt},
        {"max-age", {"public, max-age=600", "", "", ""}, minutes{10}},
        {"max-age wins over Expires", {"max-age=60", "Tue, 14 Nov 2023 15:00:00 GMT", "", ""}, minutes{1}},
        {"no-cache", {"no-cache", "Tue, 14 Nov 2023 15:00:00 GMT", "", ""}, minutes{0}},
        {"what a cache had it for", {"max-age=600", "", "", "540"}, minutes{1}},
        {"older than fresh", {"max-age=600", "", "", "6000"}, minutes{0}},
        {"an Age that is none", {"max-age=600", "", "", "soon"}, minutes{10}},
        {"Expires against Date",
         {"", "Tue, 14 Nov 2023 15:00:00 GMT", "Tue, 14 Nov 2023 14:30:00 GMT", ""},
         minutes{30}},
        {"Expires alone", {"", "Tue, 14 Nov 2023 15:00:00 GMT", "", ""}, hours{3}},
        {"Expires: 0", {"", "0", "", ""}, minutes{0}},
        {"Expires in the past", {"", "Tue, 14 Nov 2000 15:00:00 GMT", "", ""}, minutes{0}},
    };
    for (const auto& c : cases) EXPECT_EQ(freshness(c.headers, now), c.expected) << c.name;
}

TEST(Skips, AreBits) {
    EXPECT_EQ(skip_hours({0, 2, 23}), 1U | 4U | (1U << 23U));
    EXPECT_EQ(skip_hours({24}), 1U) << "24 is midnight, too";
    EXPECT_EQ(skip_hours({-1, 25, 1000}), 0U);
    EXPECT_EQ(skip_days({"Monday", " sunday ", "Someday"}), 1U | (1U << 6U));
}

TEST(Skips, ThatLeaveNoTimeAtAllAreNotMeant) {
    std::vector<int> all(24);
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(skip_hours(all), 0U);
    EXPECT_EQ(skip_days({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}), 0U);
}

TEST(OutsideSkips, GoesToTheEndOfTheSkippedTime) {
    model::Rhythm rhythm;
    EXPECT_EQ(outside_skips(rhythm, now), now);
    rhythm.skip_hours = skip_hours({12, 13});
    EXPECT_EQ(outside_skips(rhythm, now + minutes{20}), now + hours{2});
    EXPECT_EQ(outside_skips(rhythm, now - minutes{1}), now - minutes{1});
    rhythm.skip_days = skip_days({"Tuesday", "Wednesday"});
    EXPECT_EQ(outside_skips(rhythm, now), now + hours{36});
}

}  // namespace
}  // namespace webclip::schedule
