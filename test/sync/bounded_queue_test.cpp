#include "sync/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace webclip::sync {
namespace {

TEST(BoundedQueue, GivesItemsInOrder) {
    BoundedQueue<int> queue{3};
    for (int i = 1; i <= 3; ++i) EXPECT_TRUE(queue.push(i));
    EXPECT_EQ(queue.pop(), 1);
    EXPECT_EQ(queue.pop(), 2);
    EXPECT_EQ(queue.pop(), 3);
}

TEST(BoundedQueue, MakesAProducerWaitForRoom) {
    BoundedQueue<int> queue{1};
    std::atomic<int> pushed{0};
    std::thread producer{[&] {
        for (int i = 0; i < 1000; ++i, ++pushed) ASSERT_TRUE(queue.push(i));
    }};
    for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(queue.pop(), i);
        EXPECT_LE(pushed.load(), i + 2) << "one in the queue and one just leaving push at most";
    }
    producer.join();
}

TEST(BoundedQueue, CloseDrainsThenEnds) {
    BoundedQueue<int> queue{2};
    EXPECT_TRUE(queue.push(1));
    queue.close();
    EXPECT_FALSE(queue.push(2));
    EXPECT_EQ(queue.pop(), 1);
    EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, CloseWakesBothSides) {
    for (int round = 0; round < 1000; ++round) {
        BoundedQueue<int> empty{1};
        BoundedQueue<int> full{1};
        ASSERT_TRUE(full.push(0));
        std::thread consumer{[&] { EXPECT_EQ(empty.pop(), std::nullopt); }};
        std::thread producer{[&] { EXPECT_FALSE(full.push(1)); }};
        empty.close();
        full.close();
        consumer.join();
        producer.join();
    }
}

}  // namespace
}  // namespace webclip::sync
