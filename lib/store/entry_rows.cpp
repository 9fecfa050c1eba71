#include "entry_rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "capture_rows.h"
#include "crypto/sha256.h"
#include "record_text.h"
#include "url/url.h"

namespace webclip::store {
namespace {

#define ENTRY_COLUMNS                                                                                       \
    "entries.id, source_id, key, url, guid, title, author, published_at_ms, updated_at_ms, "                \
    "categories_json, state, "                                                                              \
    "attempts, next_attempt_at_ms, error_code, error_message, first_seen_at_ms, capture_id, clip_id, "      \
    "coalesce(entry_contents.html, '') FROM entries LEFT JOIN entry_contents ON entry_contents.entry_id = " \
    "entries.id "

constexpr std::string_view select_by_id = "SELECT " ENTRY_COLUMNS "WHERE entries.id = ?";
constexpr std::string_view select_by_key = "SELECT " ENTRY_COLUMNS "WHERE key = ?";
constexpr std::string_view select_due =
    "SELECT " ENTRY_COLUMNS
    "WHERE state = 'pending' AND next_attempt_at_ms <= ? ORDER BY next_attempt_at_ms, entries.id LIMIT ?";
// Looks at the hosts of so many due entries (index alone, .4 ms) before it asks host by host: with the queue
// of one busy host in front of everything, a look must not cost what waits there.
constexpr std::string_view select_due_elsewhere =
    "SELECT " ENTRY_COLUMNS
    "WHERE entries.id IN (SELECT id FROM (SELECT id, host, next_attempt_at_ms AS at FROM entries"
    " WHERE state = 'pending' AND next_attempt_at_ms <= ? ORDER BY next_attempt_at_ms, id LIMIT 2000)"
    " WHERE host NOT IN (SELECT value FROM json_each(?)) ORDER BY at, id LIMIT ?)"
    " ORDER BY next_attempt_at_ms, entries.id";
constexpr std::string_view select_failed =
    "SELECT " ENTRY_COLUMNS
    "WHERE error_code <> '' ORDER BY last_attempt_at_ms DESC, entries.id DESC LIMIT ?";
constexpr std::string_view select_of_source =
    "SELECT " ENTRY_COLUMNS "WHERE source_id = ? ORDER BY entries.id DESC LIMIT ?";

#undef ENTRY_COLUMNS

constexpr std::string_view select_next_host =
    "SELECT host FROM entries WHERE state = 'pending' AND host > ? ORDER BY host LIMIT 1";
constexpr std::string_view select_first_of_host =
    "SELECT id, next_attempt_at_ms FROM entries WHERE state = 'pending' AND host = ? AND next_attempt_at_ms "
    "<= ?"
    " ORDER BY next_attempt_at_ms LIMIT 1";
constexpr std::string_view select_known =
    "SELECT 1 FROM entries WHERE key = ?1 UNION ALL SELECT 1 FROM clips WHERE key = ?1 LIMIT 1";
constexpr std::string_view select_id = "SELECT id FROM entries WHERE key = ?";
constexpr std::string_view insert_row =
    "INSERT INTO entries (source_id, key, url, host, guid, title, author, published_at_ms, updated_at_ms, "
    "categories_json,"
    " next_attempt_at_ms, first_seen_at_ms, announced_capture_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?)";
constexpr std::string_view insert_content =
    "INSERT INTO entry_contents (entry_id, html, html_sha256) VALUES (?, ?, ?)";
constexpr std::string_view update_failure =
    "UPDATE entries SET state = ?, attempts = ?, next_attempt_at_ms = ?, last_attempt_at_ms = ?, error_code "
    "= ?,"
    " error_message = ?, capture_id = coalesce(?, capture_id) WHERE id = ?";
constexpr std::string_view update_archived =
    "UPDATE entries SET state = 'archived', last_attempt_at_ms = ?, error_code = '', error_message = '',"
    " capture_id = coalesce(?, capture_id), clip_id = ? WHERE id = ?";
constexpr std::string_view retry_one =
    "UPDATE entries SET state = 'pending', attempts = 0, next_attempt_at_ms = 0 WHERE id = ?";
constexpr std::string_view move_attempts =
    "UPDATE entries SET next_attempt_at_ms = next_attempt_at_ms + ? WHERE state = 'pending'";
constexpr std::string_view pull_attempts_in =
    "UPDATE entries SET next_attempt_at_ms = ? WHERE state = 'pending' AND next_attempt_at_ms > ?";
constexpr std::string_view retry_failed =
    "UPDATE entries SET state = 'pending', attempts = 0, next_attempt_at_ms = 0 WHERE error_code <> ''";

model::Entry read_entry(Query& row) {
    model::Entry entry;
    entry.id = row.id<model::EntryId>();
    entry.source = row.id<model::SourceId>();
    entry.key = row.text();
    entry.url = row.text();
    entry.guid = row.text();
    entry.title = row.text();
    entry.author = row.text();
    entry.published = row.optional_timestamp();
    entry.updated = row.optional_timestamp();
    entry.categories = strings_from_json(row.text());
    entry.state = entry_state(row.text());
    entry.attempts = row.small();
    entry.next_attempt_at = row.timestamp();
    entry.error_code = row.text();
    entry.error_message = row.text();
    entry.first_seen_at = row.timestamp();
    entry.capture = row.optional_id<model::CaptureId>();
    entry.clip = row.optional_id<model::ClipId>();
    entry.content_html = row.text();
    return entry;
}

template <typename... Args>
std::vector<model::Entry> select_entries(Database& database, std::string_view sql, const Args&... args) {
    std::vector<model::Entry> entries;
    Query row = database.query(sql, args...);
    while (row.step()) entries.push_back(read_entry(row));
    return entries;
}

// One entry a host, oldest due first.
std::vector<model::Entry> first_of_each_host(Database& database, Timestamp now, std::size_t limit,
                                             const std::vector<std::string>& except_hosts) {
    std::vector<std::pair<Timestamp, model::EntryId>> due;
    std::string host;
    for (;;) {
        {
            auto next = database.query(select_next_host, host);
            if (!next.step()) break;
            host = next.text();
        }
        if (std::find(except_hosts.begin(), except_hosts.end(), host) != except_hosts.end()) continue;
        auto row = database.query(select_first_of_host, host, now);
        if (!row.step()) continue;
        const auto id = row.id<model::EntryId>();
        due.emplace_back(row.timestamp(), id);
    }
    std::sort(due.begin(), due.end());
    std::vector<model::Entry> entries;
    for (std::size_t i = 0; i < due.size() && i < limit; ++i) {
        if (auto entry = find_entry(database, due[i].second)) entries.push_back(std::move(*entry));
    }
    return entries;
}

std::string host_of(std::string_view address) {
    const auto parsed = url::parse(address);
    return parsed ? std::string{parsed->hostname()} : std::string{};
}

std::int64_t limit_or_all(std::size_t limit) {
    return limit == 0 ? -1 : static_cast<std::int64_t>(limit);  // a negative LIMIT is none
}

[[noreturn]] void throw_no_entry(model::EntryId id) {
    throw DatabaseError(SQLITE_CONSTRAINT, "no entry " + std::to_string(id.value()));
}

}  // namespace

std::optional<model::Entry> find_entry(Database& database, model::EntryId id) {
    auto row = database.query(select_by_id, id);
    if (!row.step()) return std::nullopt;
    return read_entry(row);
}

std::optional<model::Entry> find_entry(Database& database, std::string_view key) {
    auto row = database.query(select_by_key, key);
    if (!row.step()) return std::nullopt;
    return read_entry(row);
}

std::vector<model::Entry> find_due_entries(Database& database, Timestamp now, std::size_t limit,
                                           const std::vector<std::string>& except_hosts) {
    if (except_hosts.empty()) return select_entries(database, select_due, now, limit);
    auto found = select_entries(database, select_due_elsewhere, now, strings_to_json(except_hosts), limit);
    return found.empty() ? first_of_each_host(database, now, limit, except_hosts) : found;
}

std::vector<model::Entry> find_failed_entries(Database& database, std::size_t limit) {
    return select_entries(database, select_failed, limit_or_all(limit));
}

std::vector<model::Entry> find_entries_of(Database& database, model::SourceId source, std::size_t limit) {
    return select_entries(database, select_of_source, source, limit_or_all(limit));
}

bool is_known_key(Database& database, std::string_view key) {
    return database.query(select_known, key).step();
}

std::set<std::string> find_known_keys(Database& database, const std::vector<std::string>& keys) {
    std::set<std::string> known;
    for (const std::string& key : keys) {
        if (is_known_key(database, key)) known.insert(key);
    }
    return known;
}

model::EntryId add_entry(WriteSession& session, const model::Entry& entry, model::CaptureId announced) {
    Database& database = session.database;
    {
        auto row = database.query(select_id, entry.key);
        if (row.step()) return row.id<model::EntryId>();
    }
    database
        .query(insert_row, entry.source, entry.key, entry.url, host_of(entry.url), entry.guid, entry.title,
               entry.author, entry.published, entry.updated, strings_to_json(entry.categories),
               entry.next_attempt_at, entry.first_seen_at, announced)
        .run();
    const model::EntryId id{database.last_insert_id()};
    if (!entry.content_html.empty()) {
        database.query(insert_content, id, entry.content_html, crypto::sha256(entry.content_html)).run();
    }
    return id;
}

void save_failure(WriteSession& session, const EntryFailed& change) {
    model::CaptureId capture;
    const CaptureOwner owner{{}, change.entry, {}};
    if (change.capture) capture = insert_capture(session, *change.capture, owner);
    for (const model::Capture& further : change.further_captures) insert_capture(session, further, owner);
    // Without a code a failed entry would be on no list of failures; a pending one may have been put off, no
    // more.
    const bool is_nameless = change.state == model::EntryState::failed && change.error_code.empty();
    const std::string_view code = is_nameless ? std::string_view{"unknown"} : change.error_code;
    session.database
        .query(update_failure, word(change.state), change.attempts, change.next_attempt_at, session.now, code,
               change.error_message, capture, change.entry)
        .run();
    if (session.database.changes() == 0) throw_no_entry(change.entry);
}

void mark_archived(WriteSession& session, model::EntryId id, model::CaptureId capture, model::ClipId clip) {
    session.database.query(update_archived, session.now, capture, clip, id).run();
    if (session.database.changes() == 0) throw_no_entry(id);
}

std::size_t retry(WriteSession& session, const std::optional<std::vector<model::EntryId>>& entries) {
    Database& database = session.database;
    if (!entries) {
        database.query(retry_failed).run();
        return static_cast<std::size_t>(database.changes());
    }
    std::size_t changed = 0;
    for (const model::EntryId id : *entries) {
        database.query(retry_one, id).run();
        changed += static_cast<std::size_t>(database.changes());
    }
    return changed;
}

void move_entry_attempts(WriteSession& session, Milliseconds by) {
    session.database.query(move_attempts, by.count()).run();
}

void pull_entry_attempts_in(WriteSession& session, Timestamp latest, Timestamp to) {
    session.database.query(pull_attempts_in, to, latest).run();
}

}  // namespace webclip::store
