#include "schedule/policy.h"

#include <gtest/gtest.h>

#include <limits>

namespace webclip::schedule {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp noon = Timestamp::from_ms(1'700'000'000'000);

Policy no_jitter() {
    Policy policy;
    policy.jitter = 0;
    return policy;
}

TEST(RetryDelay, DoublesUpToItsLimit) {
    const struct {
        int failures;
        Milliseconds expected;
    } cases[] = {{-3, minutes{5}}, {0, minutes{5}},  {1, minutes{5}},
                 {2, minutes{10}}, {3, minutes{20}}, {9, minutes{1280}},
                 {10, hours{24}},  {64, hours{24}},  {std::numeric_limits<int>::max(), hours{24}}};
    for (const auto& test : cases) {
        EXPECT_EQ(retry_delay(no_jitter(), test.failures, std::nullopt, 0.9), test.expected) << test.failures;
    }
}

TEST(RetryDelay, ObeysRetryAfterWithinAMinuteAndAWeek) {
    EXPECT_EQ(retry_delay(no_jitter(), 9, seconds{90}, 0), seconds{90});
    EXPECT_EQ(retry_delay(no_jitter(), 9, seconds{0}, 0), minutes{1});
    EXPECT_EQ(retry_delay(no_jitter(), 1, hours{24 * 365}, 0), hours{24 * 7});
}

TEST(RetryDelay, JitterNeverMakesItEarlierThanAsked) {
    for (const double random : {0.0, 0.3, 0.999}) {
        EXPECT_GE(retry_delay(Policy{}, 1, hours{2}, random), hours{2});
        EXPECT_LE(retry_delay(Policy{}, 1, hours{2}, random), minutes{132});
    }
}

TEST(ParseRetryAfter, Table) {
    const Timestamp now = *parse_iso8601("1994-11-06T08:00:00Z");
    const struct {
        const char* value;
        std::optional<Milliseconds> expected;
    } cases[] = {
        {"120", seconds{120}},
        {" 3600\t", hours{1}},
        {"0", minutes{1}},
        {"59", minutes{1}},
        {"604800", hours{24 * 7}},
        {"604801", hours{24 * 7}},
        {"9223372036854775807", hours{24 * 7}},
        {"99999999999999999999999999999999", hours{24 * 7}},
        {"Sun, 06 Nov 1994 08:49:37 GMT", seconds{49 * 60 + 37}},
        {"Sunday, 06-Nov-94 08:49:37 GMT", seconds{49 * 60 + 37}},
        {"Sun, 06 Nov 1994 07:00:00 GMT", minutes{1}},
        {"Fri, 31 Dec 9999 23:59:59 GMT", hours{24 * 7}},
        {"Thu, 01 Jan 1970 00:00:00 GMT", minutes{1}},
        {"-1", std::nullopt},
        {"-120", std::nullopt},
        {"+120", std::nullopt},
        {"1.5", std::nullopt},
        {"120 seconds", std::nullopt},
        {"1e3", std::nullopt},
        {"0x10", std::nullopt},
        {"", std::nullopt},
        {"soon", std::nullopt},
        {"2024-01-01T00:00:00Z", std::nullopt},
    };
    for (const auto& test : cases) EXPECT_EQ(parse_retry_after(test.value, now), test.expected) << test.value;
}

TEST(ParseMaxAge, Table) {
    const struct {
        const char* value;
        std::optional<Milliseconds> expected;
    } cases[] = {
        {"max-age=600", seconds{600}},
        {"public, Max-Age=600, must-revalidate", seconds{600}},
        {"max-age=\"600\"", seconds{600}},
        {"max-age=60, max-age=600", seconds{60}},
        {"max-age=99999999999999999999", hours{24 * 7}},
        {"no-cache, max-age=600", Milliseconds{0}},
        {"no-store", Milliseconds{0}},
        {"s-maxage=600", std::nullopt},
        {"max-age=-1", std::nullopt},
        {"max-age=", std::nullopt},
        {"max-age", std::nullopt},
        {"", std::nullopt},
        {",,,=,", std::nullopt},
    };
    for (const auto& test : cases) EXPECT_EQ(parse_max_age(test.value), test.expected) << test.value;
}

}  // namespace
}  // namespace webclip::schedule
