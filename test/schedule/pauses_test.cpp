#include "schedule/pauses.h"

#include <gtest/gtest.h>

#include "url/url.h"

namespace webclip::schedule {
namespace {

constexpr Timestamp at(std::int64_t ms) {
    return Timestamp::from_ms(ms);
}

TEST(PauseKey, IsTheSameForWhatPausesTogether) {
    const struct {
        const char* one;
        const char* other;
        bool address, host, domain;
    } cases[] = {
        {"https://a.example.org/x", "https://a.example.org/x", true, true, true},
        {"https://a.example.org/x#one", "https://a.example.org/x#two", true, true, true},
        {"https://a.example.org/x", "https://a.example.org/x?y", false, true, true},
        {"https://a.example.org/x", "http://a.example.org:8080/x", false, true, true},
        {"https://a.example.org/x", "https://b.example.org/x", false, false, true},
        {"https://example.org/x", "https://deep.down.example.org/x", false, false, true},
        {"https://a.example.org/", "https://a.example.net/", false, false, false},
        {"https://news.example.co.jp/", "https://img.example.co.jp/", false, false, true},
        {"https://one.co.jp/", "https://other.co.jp/", false, false, false},
        {"https://one.github.io/", "https://other.github.io/", false, false, false},
        {"http://192.0.2.1/", "http://192.0.2.1/a", false, true, true},
        {"http://192.0.2.1/", "http://198.51.2.1/", false, false, false},
        {"http://[2001:db8::1]/", "http://[2001:db8::2]/", false, false, false},
    };
    for (const auto& one : cases) {
        const auto same = [&](PauseScope scope) {
            return pause_key(scope, *url::parse(one.one)) == pause_key(scope, *url::parse(one.other));
        };
        EXPECT_EQ(same(PauseScope::address), one.address) << one.one << " " << one.other;
        EXPECT_EQ(same(PauseScope::host), one.host) << one.one << " " << one.other;
        EXPECT_EQ(same(PauseScope::domain), one.domain) << one.one << " " << one.other;
    }
}

TEST(Pauses, HoldUntilTheirTimeIsOver) {
    Pauses pauses;
    pauses.set("a", at(60'000), at(0));
    EXPECT_EQ(pauses.left("a", at(0)), Milliseconds{60'000});
    EXPECT_EQ(pauses.left("a", at(59'999)), Milliseconds{1});
    EXPECT_FALSE(pauses.left("a", at(60'000)));
    EXPECT_FALSE(pauses.left("b", at(0)));
}

TEST(Pauses, AreNeverShortened) {
    Pauses pauses;
    pauses.set("a", at(60'000), at(0));
    pauses.set("a", at(10'000), at(0));
    EXPECT_EQ(pauses.left("a", at(0)), Milliseconds{60'000});
    pauses.set("a", at(70'000), at(0));
    EXPECT_EQ(pauses.left("a", at(0)), Milliseconds{70'000});
}

TEST(Pauses, ThatAreOverAreForgotten) {
    Pauses pauses;
    for (std::size_t i = 0; i < Pauses::most; ++i) pauses.set(std::to_string(i), at(1'000), at(0));
    pauses.set("a", at(9'000), at(2'000));
    EXPECT_EQ(pauses.size(), 1U);
    EXPECT_TRUE(pauses.left("a", at(2'000)));
}

TEST(Pauses, WithoutEndAreForgottenFromTheShortestOn) {
    Pauses pauses;
    const auto last = static_cast<std::int64_t>(3 * Pauses::most);
    for (std::int64_t i = 1; i <= last; ++i) pauses.set(std::to_string(i), at(i), at(0));
    EXPECT_LE(pauses.size(), Pauses::most);
    EXPECT_FALSE(pauses.left("1", at(0)));
    EXPECT_TRUE(pauses.left(std::to_string(last), at(0)));

    Pauses alike;
    for (std::int64_t i = 1; i <= last; ++i) alike.set(std::to_string(i), at(1'000), at(0));
    EXPECT_LE(alike.size(), Pauses::most);
    EXPECT_GE(alike.size(), Pauses::most / 2);
}

}  // namespace
}  // namespace webclip::schedule
