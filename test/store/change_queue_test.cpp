#include "change_queue.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace webclip::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

struct NoChange : Change {
    void apply(WriteSession& /*session*/) override {}
    void succeed() override {}
    void fail(std::exception_ptr /*error*/) override {}
};

void push(ChangeQueue& queue, Urgency urgency, std::size_t count = 1) {
    for (std::size_t i = 0; i < count; ++i) EXPECT_TRUE(queue.push(std::make_unique<NoChange>(), urgency));
}

// A writer's thread that waits for its next group.
std::future<std::size_t> next_group(ChangeQueue& queue) {
    return std::async(std::launch::async, [&queue] { return queue.pop_group().size(); });
}

TEST(ChangeQueue, WhatIsWantedNowIsTakenNow) {
    ChangeQueue queue;
    auto group = next_group(queue);
    const auto start = steady_clock::now();
    push(queue, Urgency::now);
    EXPECT_EQ(group.get(), 1U);
    EXPECT_LT(steady_clock::now() - start, ChangeQueue::longest_leisure);
}

TEST(ChangeQueue, WhatIsInNoHurryGoesWithTheNextThatIs) {
    ChangeQueue queue;
    push(queue, Urgency::leisure, 3);
    auto group = next_group(queue);
    EXPECT_EQ(group.wait_for(milliseconds{50}), std::future_status::timeout);
    push(queue, Urgency::now);
    EXPECT_EQ(group.get(), 4U);
}

TEST(ChangeQueue, WhatIsInNoHurryWaitsNoLongerThanItsTime) {
    ChangeQueue queue;
    const auto start = steady_clock::now();
    push(queue, Urgency::leisure, 2);
    EXPECT_EQ(queue.pop_group().size(), 2U);
    EXPECT_GE(steady_clock::now() - start, ChangeQueue::longest_leisure);
    // Each group has its own time.
    const auto again = steady_clock::now();
    push(queue, Urgency::leisure);
    EXPECT_EQ(queue.pop_group().size(), 1U);
    EXPECT_GE(steady_clock::now() - again, ChangeQueue::longest_leisure);
}

TEST(ChangeQueue, ManyInNoHurryAreAReason) {
    ChangeQueue queue;
    const auto start = steady_clock::now();
    auto group = next_group(queue);
    push(queue, Urgency::leisure, ChangeQueue::most_at_leisure);
    EXPECT_EQ(group.get(), ChangeQueue::most_at_leisure);
    EXPECT_LT(steady_clock::now() - start, ChangeQueue::longest_leisure);
}

TEST(ChangeQueue, ClosedItGivesWhatItHoldsAndTakesNothing) {
    ChangeQueue queue;
    push(queue, Urgency::leisure, 2);
    queue.close();
    EXPECT_EQ(queue.pop_group().size(), 2U);
    EXPECT_TRUE(queue.pop_group().empty());
    EXPECT_FALSE(queue.push(std::make_unique<NoChange>(), Urgency::now));
}

TEST(ChangeQueue, WhoeverPushesWaitsForRoom) {
    ChangeQueue queue;
    push(queue, Urgency::now, ChangeQueue::capacity);
    std::future<bool> more = std::async(
        std::launch::async, [&] { return queue.push(std::make_unique<NoChange>(), Urgency::leisure); });
    EXPECT_EQ(more.wait_for(milliseconds{50}), std::future_status::timeout);
    EXPECT_EQ(queue.pop_group().size(), ChangeQueue::capacity);
    EXPECT_TRUE(more.get());
}

}  // namespace
}  // namespace webclip::store
