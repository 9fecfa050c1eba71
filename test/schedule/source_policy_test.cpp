// What a refresh teaches about a source, and when it is due again.
#include "schedule/source_policy.h"

#include <gtest/gtest.h>

namespace webclip::schedule {
namespace {

using model::SourceHealth;
using model::SourceState;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = RefreshOutcome::Kind;

// Tuesday, 2023-11-14.
constexpr Timestamp noon = Timestamp::from_ms(1'699'963'200'000);

Policy fixed(Milliseconds every) {
    Policy policy;
    policy.every = every;
    policy.jitter = 0;
    return policy;
}

SourceState after(const Policy& policy, const RefreshOutcome& outcome, SourceState state = {},
                  Timestamp now = noon, double random = 0) {
    return after_refresh(policy, {}, std::move(state), outcome, now, random);
}

RefreshOutcome failure() {
    RefreshOutcome outcome;
    outcome.kind = Kind::failed;
    return outcome;
}

TEST(NextCheck, FollowsTheSourcesOwnIntervalElseThePolicys) {
    EXPECT_EQ(after(fixed(hours{1}), {}).next_check_at, noon + hours{1});
    model::SourceSettings settings;
    settings.every = minutes{30};
    EXPECT_EQ(after_refresh(fixed(hours{1}), settings, {}, {}, noon, 0).next_check_at, noon + minutes{30});
}

TEST(NextCheck, StaysBetweenAtLeastAndAtMost) {
    const struct {
        Milliseconds every;
        Milliseconds expected;
    } cases[] = {{seconds{1}, minutes{5}},
                 {Milliseconds{-1}, minutes{5}},
                 {hours{24 * 365}, hours{24}},
                 {Milliseconds::max(), hours{24}}};
    for (const auto& c : cases)
        EXPECT_EQ(after(fixed(c.every), {}).next_check_at, noon + c.expected) << c.every.count();
}

TEST(NextCheck, WhatTheSourceAllowsMakesItRarerNeverMoreOften) {
    const struct {
        const char* name;
        std::optional<Milliseconds> fresh_for;
        std::optional<Milliseconds> ttl;
        Milliseconds expected;
    } cases[] = {{"nothing said", {}, {}, hours{1}},
                 {"ttl", {}, hours{3}, hours{3}},
                 {"short ttl", {}, minutes{1}, hours{1}},
                 {"fresh for long", hours{4}, hours{3}, hours{4}},
                 {"never fresh", Milliseconds{0}, {}, hours{1}},
                 {"fresh for ten years", hours{24 * 3650}, {}, hours{24}}};
    for (const auto& c : cases) {
        RefreshOutcome outcome;
        outcome.fresh_for = c.fresh_for;
        SourceState state;
        state.rhythm.ttl = c.ttl;
        EXPECT_EQ(after(fixed(hours{1}), outcome, state).next_check_at, noon + c.expected) << c.name;
    }
}

TEST(NextCheck, LeavesSkippedHoursAndDaysOut) {
    SourceState state;
    state.rhythm.skip_hours = 0b11U << 13U;  // 13:00 to 15:00
    EXPECT_EQ(after(fixed(hours{1}), {}, state).next_check_at, noon + hours{3});
    state.rhythm.skip_days = 1U << 2U;  // Wednesday
    EXPECT_EQ(after(fixed(hours{13}), {}, state).next_check_at, noon + hours{36}) << "Thursday, midnight";
}

TEST(NextCheck, JitterAddsUpToItsShare) {
    Policy policy = fixed(hours{1});
    policy.jitter = 0.1;
    EXPECT_EQ(after(policy, {}, {}, noon, 0.0).next_check_at, noon + hours{1});
    EXPECT_EQ(after(policy, {}, {}, noon, 0.5).next_check_at, noon + minutes{63});
    EXPECT_LT(after(policy, {}, {}, noon, 0.999999).next_check_at, noon + minutes{66});
}

TEST(NextCheck, AfterFailuresItBacksOff) {
    const struct {
        int failures_before;
        std::optional<Milliseconds> retry_after;
        Milliseconds expected;
    } cases[] = {{0, {}, minutes{5}},
                 {3, {}, minutes{40}},
                 {3, hours{2}, hours{2}},
                 {3, seconds{1}, minutes{5}},  // never more often than at_least
                 {1000, {}, hours{24}}};
    for (const auto& c : cases) {
        RefreshOutcome outcome = failure();
        outcome.retry_after = c.retry_after;
        SourceState state;
        state.failures = c.failures_before;
        const SourceState failed = after(fixed(hours{1}), outcome, state);
        EXPECT_EQ(failed.next_check_at, noon + c.expected);
        EXPECT_EQ(failed.failures, c.failures_before + 1);
    }
}

TEST(NextCheck, ThreeDaysAsleepGiveOneCheckNotSeventyTwo) {
    // The time is counted from now, not from the check that was missed.
    SourceState state;
    state.next_check_at = noon;
    const Timestamp woken = noon + hours{72};
    EXPECT_EQ(after(fixed(hours{1}), {}, state, woken).next_check_at, woken + hours{1});
}

TEST(Health, FollowsSuccessAndFailure) {
    const Policy policy = fixed(hours{1});
    SourceState state = after(policy, {});
    EXPECT_EQ(state.health, SourceHealth::ok);
    state = after(policy, failure(), state, noon + hours{1});
    EXPECT_EQ(state.health, SourceHealth::backing_off);
    state = after(policy, failure(), state, noon + hours{2});
    EXPECT_EQ(state.health_since, noon + hours{1}) << "since the first failure";
    state = after(policy, {}, state, noon + hours{3});
    EXPECT_EQ(state.health, SourceHealth::ok);
    EXPECT_EQ(state.failures, 0);
}

TEST(Health, GoneIsTheEnd) {
    RefreshOutcome outcome;
    outcome.kind = Kind::gone;
    EXPECT_EQ(after(fixed(hours{1}), outcome).health, SourceHealth::dead);
}

TEST(Health, NothingButFailuresForTooLongIsTheEndToo) {
    const Policy policy = fixed(hours{1});
    SourceState state = after(policy, failure());
    EXPECT_EQ(after(policy, failure(), state, noon + policy.dead_after - minutes{1}).health,
              SourceHealth::backing_off);
    EXPECT_EQ(after(policy, failure(), state, noon + policy.dead_after).health, SourceHealth::dead);
}

TEST(Moves, NeedThreeAgreeingDays) {
    const Policy policy = fixed(hours{1});
    RefreshOutcome outcome;
    outcome.redirected_to = "https://new.example.org/feed";
    model::Source source;
    source.address = "https://example.org/feed";
    for (int hour = 0; hour <= 48; ++hour) {
        source.state = after(policy, outcome, source.state, noon + hours{hour});
        const bool moved = address_to_ask(source) != source.address;
        EXPECT_TRUE(!moved || hour >= 40) << hour;
    }
    EXPECT_EQ(address_to_ask(source), "https://new.example.org/feed");
    source.state = after(policy, {}, source.state, noon + hours{49});
    EXPECT_TRUE(has_moved(source.state)) << "asked at its new place it redirects no more";
    source.state = after(policy, failure(), source.state, noon + hours{50});
    EXPECT_EQ(address_to_ask(source), source.address) << "a new place that fails is given up";
}

TEST(Moves, AnotherTargetOrNoneBeginsAnew) {
    const Policy policy = fixed(hours{1});
    RefreshOutcome outcome;
    SourceState state;
    for (int day = 0; day < 10; ++day) {
        outcome.redirected_to = day % 2 == 0 ? "https://a.example/" : "https://b.example/";
        state = after(policy, outcome, state, noon + hours{24 * day});
    }
    EXPECT_FALSE(has_moved(state));
    state = after(policy, {}, state, noon + hours{24 * 11});
    EXPECT_EQ(state.moved_times, 0);
}

TEST(PermanentTarget, IsTheEndOfPermanentRedirectsAlone) {
    const struct {
        std::vector<int> statuses;
        bool permanent;
    } cases[] = {{{200}, false},      {{301, 200}, true},       {{308, 304}, true},
                 {{302, 200}, false}, {{301, 302, 200}, false}, {{301, 308, 200}, true}};
    for (const auto& c : cases) {
        model::Capture capture;
        capture.final_url = "https://new.example.org/";
        for (const int status : c.statuses) {
            capture.hops.emplace_back();
            capture.hops.back().status = status;
        }
        EXPECT_EQ(permanent_target(capture).has_value(), c.permanent) << c.statuses.front();
    }
}

TEST(Adaptive, WithoutAnIntervalTheRhythmDecides) {
    Policy policy;
    policy.jitter = 0;
    RefreshOutcome busy;
    for (int i = 0; i < 400; ++i) busy.arrivals.push_back(noon - minutes{15 * i});
    RefreshOutcome quiet;
    quiet.arrivals = {noon - hours{24 * 28}, noon - hours{24 * 14}};
    const SourceState often = after(policy, busy);
    const SourceState rarely = after(policy, quiet);
    EXPECT_LT(often.next_check_at - noon, minutes{25});
    EXPECT_GT(rarely.next_check_at - noon, hours{4});
}

}  // namespace
}  // namespace webclip::schedule
