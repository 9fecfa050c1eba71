#include "schedule/host_budget.h"

#include <gtest/gtest.h>

namespace webclip::schedule {
namespace {

constexpr Timestamp at(std::int64_t ms) {
    return Timestamp::from_ms(ms);
}
constexpr HostLimits limits{Milliseconds{1000}, 2};

TEST(HostBudget, AFreshHostMayBeAskedAtAnyTime) {
    const HostBudget host;
    EXPECT_TRUE(host.may_start(limits, at(0)));
    EXPECT_TRUE(host.may_start(limits, at(-5'000)));
    EXPECT_TRUE(host.is_idle(limits, at(0)));
}

TEST(HostBudget, KeepsTheSpacingBetweenStarts) {
    HostBudget host;
    host.started(at(500));
    EXPECT_FALSE(host.may_start(limits, at(1'499)));
    EXPECT_EQ(host.earliest_start(limits), at(1'500));
    EXPECT_TRUE(host.may_start(limits, at(1'500)));
}

TEST(HostBudget, SpacingCountsFromTheStartNotTheEnd) {
    HostBudget host;
    host.started(at(0));
    host.finished();
    EXPECT_FALSE(host.may_start(limits, at(999)));
    EXPECT_TRUE(host.may_start(limits, at(1'000)));
}

TEST(HostBudget, NeverRunsMoreThanItsConnections) {
    HostBudget host;
    host.started(at(0));
    host.started(at(1'000));
    EXPECT_EQ(host.running(), 2U);
    EXPECT_FALSE(host.may_start(limits, at(1'000'000)));
    host.finished();
    EXPECT_TRUE(host.may_start(limits, at(1'000'000)));
}

TEST(HostBudget, MayBeForgottenOnlyWhenNothingItKnowsMatters) {
    HostBudget host;
    host.started(at(0));
    EXPECT_FALSE(host.is_idle(limits, at(5'000)));
    host.finished();
    EXPECT_FALSE(host.is_idle(limits, at(500)));
    EXPECT_TRUE(host.is_idle(limits, at(1'000)));
}

TEST(HostBudget, AClockSetBackDoesNotLoseTheLastStart) {
    HostBudget host;
    host.started(at(10'000));
    host.started(at(2'000));
    EXPECT_EQ(host.earliest_start(limits), at(11'000));
}

}  // namespace
}  // namespace webclip::schedule
