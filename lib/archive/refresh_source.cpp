#include "archive/refresh_source.h"

#include "listing.h"
#include "schedule/policy.h"

namespace webclip::archive {
namespace {

// The source's state after this refresh. Pure.
model::SourceState next_state(const model::Source& source, const Listing& listing,
                              const schedule::Policy& policy, Timestamp at, double random) {
    model::SourceState state = source.state;
    state.last_checked_at = at;
    schedule::RefreshOutcome outcome;
    outcome.retry_after = listing.retry_after;
    outcome.ttl = listing.ttl;
    if (listing.error.empty()) {
        state.failures = 0;
        state.last_error.clear();
        if (!listing.title.empty()) state.title = listing.title;
        if (!listing.etag.empty() || !listing.unchanged) state.etag = listing.etag;
        if (!listing.last_modified.empty() || !listing.unchanged) state.last_modified = listing.last_modified;
        if (!listing.unchanged) {
            state.last_changed_at = at;
            state.body_sha256 = listing.body_sha256;
            state.feed_url = listing.feed_url;
        }
    } else {
        ++state.failures;
        state.last_error = listing.error;
        outcome.failed = true;
        outcome.failures = state.failures;
    }
    state.next_check_at = schedule::next_check(policy, source.settings.every, outcome, at, random);
    return state;
}

}  // namespace

RefreshReport refresh_source(Services& services, const model::Source& source) {
    Listing listing = read_listing(services, source);
    RefreshReport report;
    report.cancelled = listing.cancelled;
    if (listing.cancelled) return report;
    report.announced = listing.entries.size();
    report.unchanged = listing.unchanged;
    report.error = listing.error;
    model::SourceState state =
        next_state(source, listing, services.options.policy, now(), services.random_unit());
    services.writer
        .source_refreshed({.source = source.id,
                           .state = std::move(state),
                           .capture = std::move(listing.capture),
                           .new_entries = std::move(listing.entries)})
        .get();
    return report;
}

}  // namespace webclip::archive
