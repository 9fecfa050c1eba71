// A first-in first-out queue between threads that makes a producer wait when its consumers are behind.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

#include "sync/synchronized.h"

namespace webclip::sync {

// Any thread may call any member.
template <typename T>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

    // Waits for room. False, and the item is dropped, once the queue is closed.
    bool push(T item) {
        auto state = state_.lock();
        state.wait(has_room_, [&](const State& s) { return s.closed || s.items.size() < capacity_; });
        if (state->closed) return false;
        state->items.push_back(std::move(item));
        has_item_.notify_one();
        return true;
    }

    // Waits for an item. Nothing once the queue is closed and empty.
    std::optional<T> pop() {
        auto state = state_.lock();
        state.wait(has_item_, [](const State& s) { return s.closed || !s.items.empty(); });
        if (state->items.empty()) return std::nullopt;
        std::optional<T> item{std::move(state->items.front())};
        state->items.pop_front();
        has_room_.notify_one();
        return item;
    }

    // Wakes everybody: no item is taken in any more; what is queued can still be popped.
    void close() {
        state_.lock()->closed = true;
        has_item_.notify_all();
        has_room_.notify_all();
    }

  private:
    struct State {
        std::deque<T> items;
        bool closed = false;
    };

    std::size_t capacity_;
    std::condition_variable has_item_;
    std::condition_variable has_room_;
    Synchronized<State> state_;
};

}  // namespace webclip::sync
