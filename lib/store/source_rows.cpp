#include "source_rows.h"

#include <sqlite3.h>

#include <set>
#include <string>
#include <utility>

#include "record_text.h"

namespace webclip::store {
namespace {

#define SOURCE_COLUMNS                                                                                    \
    "id, kind, address, by_hand, active, settings_json, title, etag, last_modified, last_checked_at_ms, " \
    "last_changed_at_ms, "                                                                                \
    "next_check_at_ms, failures, last_error, health, health_since_at_ms, stale_since_at_ms, "             \
    "rhythm_json, moved_url, moved_times, moved_since_at_ms, backfill_pages, feed_url, body_sha256"

constexpr std::string_view select_by_id = "SELECT " SOURCE_COLUMNS " FROM sources WHERE id = ?";
constexpr std::string_view select_by_address =
    "SELECT " SOURCE_COLUMNS " FROM sources WHERE kind = ? AND address = ?";
constexpr std::string_view select_due =
    "SELECT id FROM sources WHERE active = 1 AND kind <> 'manual' AND health <> 'dead' AND next_check_at_ms "
    "<= ?"
    " ORDER BY next_check_at_ms LIMIT ?";
constexpr std::string_view select_summaries =
    "SELECT " SOURCE_COLUMNS
    ", (SELECT count(*) FROM clips WHERE source_id = sources.id)"
    ", (SELECT count(*) FROM entries WHERE source_id = sources.id AND state = 'pending')"
    ", (SELECT count(*) FROM entries WHERE source_id = sources.id AND state = 'failed')"
    " FROM sources ORDER BY id";

#undef SOURCE_COLUMNS

constexpr std::string_view insert_row =
    "INSERT INTO sources (kind, address, by_hand, settings_json, title, next_check_at_ms) VALUES (?, ?, ?, "
    "?, ?, ?)"
    " ON CONFLICT (kind, address) DO UPDATE SET settings_json = excluded.settings_json, active = 1,"
    " by_hand = max(by_hand, excluded.by_hand)"
    " RETURNING id";
constexpr std::string_view select_active =
    "SELECT id FROM sources WHERE active = 1 AND by_hand = 0 AND kind <> 'manual'";
constexpr std::string_view deactivate = "UPDATE sources SET active = 0 WHERE id = ?";
// A dead source is given another life: its failures count anew.
#define MAKE_DUE                                                                                \
    "UPDATE sources SET next_check_at_ms = 0, health_since_at_ms = iif(health = 'dead', NULL, " \
    "health_since_at_ms),"                                                                      \
    " health = iif(health = 'dead', 'ok', health) WHERE "
constexpr std::string_view make_due = MAKE_DUE "id = ?";
constexpr std::string_view make_all_due = MAKE_DUE "active = 1 AND kind <> 'manual'";
#undef MAKE_DUE
constexpr std::string_view want_backfill =
    "UPDATE sources SET next_check_at_ms = 0, backfill_pages = ? WHERE id = ?";
constexpr std::string_view move_checks = "UPDATE sources SET next_check_at_ms = next_check_at_ms + ?";
constexpr std::string_view pull_checks_in =
    "UPDATE sources SET next_check_at_ms = ? WHERE next_check_at_ms > ?";
constexpr std::string_view select_capture = "SELECT capture_id FROM sources WHERE id = ?";
// A backfill that was asked for during the refresh is still to come.
constexpr std::string_view update_state =
    "UPDATE sources SET next_check_at_ms = iif(backfill_pages > ?1, 0, ?2),"
    " backfill_pages = max(backfill_pages - ?1, 0), title = ?, etag = ?, last_modified = ?,"
    " last_checked_at_ms = ?, last_changed_at_ms = ?, failures = ?, last_error = ?, health = ?, "
    "health_since_at_ms = ?, stale_since_at_ms = ?, rhythm_json = ?,"
    " moved_url = ?, moved_times = ?, moved_since_at_ms = ?, feed_url = ?, body_sha256 = ?, capture_id = ?"
    " WHERE id = ?";

model::Source read_source(Query& row) {
    model::Source source;
    source.id = row.id<model::SourceId>();
    source.kind = source_kind(row.text());
    source.address = row.text();
    source.by_hand = row.flag();
    source.active = row.flag();
    source.settings = settings_from_json(row.text());
    source.state.title = row.text();
    source.state.etag = row.text();
    source.state.last_modified = row.text();
    source.state.last_checked_at = row.optional_timestamp();
    source.state.last_changed_at = row.optional_timestamp();
    source.state.next_check_at = row.timestamp();
    source.state.failures = row.small();
    source.state.last_error = row.text();
    source.state.health = source_health(row.text());
    source.state.health_since = row.optional_timestamp();
    source.state.stale_since = row.optional_timestamp();
    source.state.rhythm = rhythm_from_json(row.text());
    source.state.moved_url = row.text();
    source.state.moved_times = row.small();
    source.state.moved_since = row.optional_timestamp();
    source.state.backfill_pages = row.small();
    source.state.feed_url = row.text();
    source.state.body_sha256 = row.text();
    return source;
}

}  // namespace

std::optional<model::Source> find_source(Database& database, model::SourceId id) {
    auto row = database.query(select_by_id, id);
    if (!row.step()) return std::nullopt;
    return read_source(row);
}

std::optional<model::Source> find_source(Database& database, model::SourceKind kind,
                                         std::string_view address) {
    auto row = database.query(select_by_address, word(kind), address);
    if (!row.step()) return std::nullopt;
    return read_source(row);
}

// The numbers alone are in the index: those that are passed over cost next to nothing.
std::vector<model::Source> find_due_sources(Database& database, Timestamp now, std::size_t limit,
                                            const std::set<model::SourceId>& except) {
    std::vector<model::Source> sources;
    auto row = database.query(select_due, now, limit + except.size());
    while (sources.size() < limit && row.step()) {
        const auto id = row.id<model::SourceId>();
        if (except.contains(id)) continue;
        if (auto source = find_source(database, id)) sources.push_back(*std::move(source));
    }
    return sources;
}

std::vector<SourceSummary> summarize_sources(Database& database) {
    std::vector<SourceSummary> summaries;
    auto row = database.query(select_summaries);
    while (row.step()) {
        SourceSummary summary;
        summary.source = read_source(row);
        summary.clips = row.integer();
        summary.pending = row.integer();
        summary.failed = row.integer();
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

model::SourceId add_source(WriteSession& session, const model::Source& source) {
    auto row = session.database.query(insert_row, word(source.kind), source.address, source.by_hand,
                                      settings_to_json(source.settings), source.state.title,
                                      source.state.next_check_at);
    row.step();
    const auto id = row.id<model::SourceId>();
    row.run();
    return id;
}

void sync_sources(WriteSession& session, const std::vector<model::Source>& sources) {
    std::set<model::SourceId> named;
    for (const model::Source& source : sources) named.insert(add_source(session, source));
    std::vector<model::SourceId> gone;
    {
        auto row = session.database.query(select_active);
        while (row.step()) {
            const auto id = row.id<model::SourceId>();
            if (named.count(id) == 0) gone.push_back(id);
        }
    }
    for (const model::SourceId id : gone) session.database.query(deactivate, id).run();
}

void refresh_now(WriteSession& session, const std::optional<std::vector<model::SourceId>>& sources) {
    if (!sources) return session.database.query(make_all_due).run();
    for (const model::SourceId id : *sources) session.database.query(make_due, id).run();
}

void request_backfill(WriteSession& session, model::SourceId source, int pages) {
    session.database.query(want_backfill, pages, source).run();
}

void move_source_checks(WriteSession& session, Milliseconds by) {
    session.database.query(move_checks, by.count()).run();
}

void pull_source_checks_in(WriteSession& session, Timestamp latest, Timestamp to) {
    session.database.query(pull_checks_in, to, latest).run();
}

std::optional<model::CaptureId> capture_of_source(WriteSession& session, model::SourceId id) {
    auto row = session.database.query(select_capture, id);
    if (!row.step()) throw DatabaseError(SQLITE_CONSTRAINT, "no source " + std::to_string(id.value()));
    return row.optional_id<model::CaptureId>();
}

void save_source_state(WriteSession& session, model::SourceId id, const model::SourceState& state,
                       int backfilled, model::CaptureId capture) {
    session.database
        .query(update_state, backfilled, state.next_check_at, state.title, state.etag, state.last_modified,
               state.last_checked_at, state.last_changed_at, state.failures, state.last_error,
               word(state.health), state.health_since, state.stale_since, rhythm_to_json(state.rhythm),
               state.moved_url, state.moved_times, state.moved_since, state.feed_url, state.body_sha256,
               capture, id)
        .run();
}

}  // namespace webclip::store
