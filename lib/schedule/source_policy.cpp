#include "schedule/source_policy.h"

#include <algorithm>

#include "schedule/allowance.h"
#include "schedule/rhythm.h"

namespace webclip::schedule {

namespace {

using model::SourceHealth;
using model::SourceState;

// Redirects are counted once a day, so that a bad afternoon moves nothing.
constexpr int moves_after = 3;
constexpr std::chrono::hours between_counted_moves{20};

void set_health(SourceState& state, SourceHealth health, Timestamp now) {
    if (state.health == health && state.health_since) return;
    state.health = health;
    state.health_since = now;
}

void forget_move(SourceState& state) {
    state.moved_url.clear();
    state.moved_times = 0;
    state.moved_since.reset();
}

void follow_move(SourceState& state, const std::optional<std::string>& target, Timestamp now) {
    if (!target) {
        if (!has_moved(state))
            forget_move(state);  // one that has moved is asked at the new place: no redirect
    } else if (*target != state.moved_url) {
        state.moved_url = *target;
        state.moved_times = 1;
        state.moved_since = now;
    } else if (now - state.moved_since.value_or(now) >= between_counted_moves * state.moved_times) {
        ++state.moved_times;
    }
}

Milliseconds wait_after_success(const Policy& policy, const model::SourceSettings& settings,
                                const model::Rhythm& rhythm, const RefreshOutcome& outcome, Timestamp now) {
    const std::optional<Milliseconds> fixed = settings.every ? settings.every : policy.every;
    Milliseconds wait = fixed ? *fixed : adaptive_wait(rhythm, now, policy.hourly, policy.at_most);
    wait = std::max({wait, outcome.fresh_for.value_or(wait), rhythm.ttl.value_or(wait)});
    return std::clamp(wait, policy.at_least, std::max(policy.at_least, policy.at_most));
}

void succeed(const Policy& policy, const model::SourceSettings& settings, SourceState& state,
             const RefreshOutcome& outcome, Timestamp now, double random) {
    state.failures = 0;
    state.last_error.clear();
    set_health(state, SourceHealth::ok, now);
    follow_move(state, outcome.redirected_to, now);
    state.rhythm = observe(state.rhythm, outcome.arrivals, now);
    if (!is_stale(state.rhythm, now)) {
        state.stale_since.reset();
    } else if (!state.stale_since) {
        state.stale_since = now;
    }
    const Milliseconds wait = wait_after_success(policy, settings, state.rhythm, outcome, now);
    state.next_check_at = outside_skips(state.rhythm, now + jittered(wait, policy.jitter, random));
}

void fail(const Policy& policy, SourceState& state, const RefreshOutcome& outcome, Timestamp now,
          double random) {
    ++state.failures;
    // The place it moved to may be what fails: the address the user gave is asked again.
    if (has_moved(state)) forget_move(state);
    const bool failing_long = state.health == SourceHealth::backing_off && state.health_since &&
                              now - *state.health_since >= policy.dead_after;
    const bool is_dead = outcome.kind == RefreshOutcome::Kind::gone || failing_long;
    set_health(state, is_dead ? SourceHealth::dead : SourceHealth::backing_off, now);
    const Milliseconds wait = retry_delay(policy, state.failures, outcome.retry_after, random);
    state.next_check_at = now + std::max(wait, policy.at_least);
}

}  // namespace

SourceState after_refresh(const Policy& policy, const model::SourceSettings& settings, SourceState state,
                          const RefreshOutcome& outcome, Timestamp now, double random) {
    state.last_checked_at = now;
    if (outcome.kind == RefreshOutcome::Kind::read) {
        succeed(policy, settings, state, outcome, now, random);
    } else {
        fail(policy, state, outcome, now, random);
    }
    return state;
}

std::optional<std::string> permanent_target(const model::Capture& capture) {
    if (capture.hops.size() < 2) return std::nullopt;
    const bool permanent =
        std::all_of(capture.hops.begin(), capture.hops.end() - 1,
                    [](const model::Hop& hop) { return hop.status == 301 || hop.status == 308; });
    if (!permanent) return std::nullopt;
    return capture.final_url;
}

bool has_moved(const SourceState& state) {
    return state.moved_times >= moves_after && !state.moved_url.empty();
}

const std::string& address_to_ask(const model::Source& source) {
    if (has_moved(source.state)) return source.state.moved_url;
    return source.state.feed_url.empty() ? source.address : source.state.feed_url;
}

}  // namespace webclip::schedule
