#include "archive/refresh_source.h"

#include <set>
#include <utility>
#include <vector>

#include "listing.h"
#include "schedule/source_policy.h"

namespace webclip::archive {
namespace {

schedule::RefreshOutcome outcome_of(const Listing& listing, std::vector<Timestamp> arrivals) {
    using Kind = schedule::RefreshOutcome::Kind;
    schedule::RefreshOutcome outcome;
    if (!listing.error.empty()) outcome.kind = listing.gone ? Kind::gone : Kind::failed;
    outcome.retry_after = listing.retry_after;
    outcome.fresh_for = listing.fresh_for;
    outcome.arrivals = std::move(arrivals);
    outcome.redirected_to = schedule::permanent_target(listing.capture);
    return outcome;
}

// What the listing says, apart from the schedule. Pure.
model::SourceState state_with(model::SourceState state, const Listing& listing, Timestamp at) {
    state.last_error = listing.error;
    if (!listing.error.empty()) return state;
    if (!listing.title.empty()) state.title = listing.title;
    if (!listing.etag.empty() || !listing.unchanged) state.etag = listing.etag;
    if (!listing.last_modified.empty() || !listing.unchanged) state.last_modified = listing.last_modified;
    if (listing.unchanged) return state;
    state.last_changed_at = at;
    state.body_sha256 = listing.body_sha256;
    state.feed_url = listing.feed_url;
    if (listing.wishes) {
        state.rhythm.ttl = listing.wishes->ttl;
        state.rhythm.skip_hours = listing.wishes->skip_hours;
        state.rhythm.skip_days = listing.wishes->skip_days;
    }
    return state;
}

// Of the entries that nobody knew yet: when they were published, 0 where they do not say.
std::vector<Timestamp> arrivals_of(const store::Catalog& catalog, const std::vector<model::Entry>& entries) {
    std::vector<std::string> keys;
    keys.reserve(entries.size());
    for (const model::Entry& entry : entries) keys.push_back(entry.key);
    const std::set<std::string> known = catalog.known_keys(keys);
    std::vector<Timestamp> arrivals;
    for (const model::Entry& entry : entries) {
        if (!known.contains(entry.key)) arrivals.push_back(entry.published.value_or(Timestamp{}));
    }
    return arrivals;
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
    const Timestamp at = now();
    model::SourceState state = schedule::after_refresh(
        services.options.policy, source.settings, state_with(source.state, listing, at),
        outcome_of(listing, arrivals_of(services.catalog, listing.entries)), at, services.random_unit());
    report.health = state.health;
    report.health_changed = state.health != source.state.health;
    report.went_stale = state.stale_since && !source.state.stale_since;
    store::SourceRefreshed change{.source = source.id,
                                  .state = std::move(state),
                                  .backfilled = source.state.backfill_pages,
                                  .capture = std::move(listing.capture),
                                  .new_entries = std::move(listing.entries)};
    if (listing.unchanged) {
        report.recorded = services.writer.source_unchanged(std::move(change)).share();
    } else {
        services.writer.source_refreshed(std::move(change)).get();
    }
    return report;
}

}  // namespace webclip::archive
