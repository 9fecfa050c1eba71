#include "change_queue.h"

#include <utility>

namespace webclip::store {

bool ChangeQueue::push(std::unique_ptr<Change> change, Urgency urgency) {
    auto state = state_.lock();
    state.wait(has_room_, [](const State& s) { return s.closed || s.changes.size() < capacity; });
    if (state->closed) return false;
    const bool was_due = state->is_due();
    state->changes.push_back(std::move(change));
    if (urgency == Urgency::now) ++state->urgent;
    // The first one starts the clock; after that nobody is woken until it is worth it.
    const bool is_first = !state->leisure_ends;
    if (is_first) state->leisure_ends = Clock::now() + longest_leisure;
    if (is_first || (!was_due && state->is_due())) has_reason_.notify_one();
    return true;
}

Changes ChangeQueue::pop_group() {
    auto state = state_.lock();
    state.wait(has_reason_, [](const State& s) { return s.closed || !s.changes.empty(); });
    if (!state->is_due())
        state.wait_until(has_reason_, *state->leisure_ends, [](const State& s) { return s.is_due(); });
    Changes group = std::exchange(state->changes, {});
    state->urgent = 0;
    state->leisure_ends.reset();
    has_room_.notify_all();
    return group;
}

void ChangeQueue::close() {
    state_.lock()->closed = true;
    has_reason_.notify_all();
    has_room_.notify_all();
}

}  // namespace webclip::store
