#include "asset_rows.h"

#include <sqlite3.h>

#include <string_view>
#include <utility>

#include "capture_rows.h"
#include "record_text.h"

namespace webclip::store {
namespace {

constexpr std::string_view select_of_revision =
    "SELECT slot, url, candidates_json, alt, state, error, sha256, media_type, width, height, bytes, "
    "capture_id, attempts, next_attempt_at_ms"
    " FROM assets WHERE revision_id = ? ORDER BY slot";
constexpr std::string_view insert_row =
    "INSERT INTO assets (url, candidates_json, alt, state, error, sha256, media_type, width, height, bytes, "
    "capture_id, attempts, next_attempt_at_ms,"
    " revision_id, slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view update_row =
    "UPDATE assets SET url = ?, candidates_json = ?, alt = ?, state = ?, error = ?, sha256 = ?, media_type = "
    "?,"
    " width = ?, height = ?, bytes = ?, capture_id = coalesce(?, capture_id), attempts = ?,"
    " next_attempt_at_ms = ? WHERE revision_id = ? AND slot = ?";

// The url is that of the row with the least time, as SQLite has it beside min().
constexpr std::string_view select_due =
    "SELECT clip_id, assets.url, min(next_attempt_at_ms) FROM assets JOIN revisions ON revisions.id = "
    "revision_id"
    " WHERE next_attempt_at_ms <= ? GROUP BY clip_id ORDER BY 3 LIMIT ?";
// An import brings its text alone: its images were never asked for.
constexpr std::string_view select_missing =
    "SELECT slot, assets.url, candidates_json, alt, state, error, sha256, media_type, width, height, bytes, "
    "assets.capture_id, attempts, next_attempt_at_ms, clips.id, from_url, coalesce(captures.status, 0)"
    " FROM assets JOIN revisions ON revisions.id = revision_id"
    " JOIN clips ON clips.id = revisions.clip_id AND latest_revision_id = revision_id"
    " LEFT JOIN captures ON captures.id = assets.capture_id"
    " WHERE state <> 'stored' AND chosen <> 'imported' ORDER BY revision_id DESC, slot LIMIT ?";
constexpr std::string_view select_stored_at =
    "SELECT captures.id, sha256, media_type, width, height, bytes FROM captures"
    " JOIN assets ON assets.capture_id = captures.id AND state = 'stored'"
    " WHERE captures.kind = 'image' AND captures.status = 200 AND captures.url = ?"
    " ORDER BY captures.id DESC LIMIT 1";
constexpr std::string_view clear_schedule =
    "UPDATE assets SET next_attempt_at_ms = NULL WHERE revision_id = ? AND next_attempt_at_ms IS NOT NULL";
// The bytes of data: addresses are nowhere any more.
constexpr std::string_view retry_missing =
    "UPDATE assets SET attempts = 0, next_attempt_at_ms = 0 WHERE state <> 'stored' AND url NOT LIKE 'data:%'"
    " AND EXISTS (SELECT 1 FROM revisions JOIN clips ON clips.id = clip_id AND latest_revision_id = "
    "revisions.id WHERE revisions.id = revision_id AND chosen <> 'imported')";

model::Asset read_asset(Query& row) {
    model::Asset asset;
    asset.slot = row.small();
    asset.url = row.text();
    asset.candidates = strings_from_json(row.text());
    asset.alt = row.text();
    asset.state = asset_state(row.text());
    asset.error = row.text();
    asset.sha256 = row.digest();
    asset.media_type = row.text();
    asset.width = row.small();
    asset.height = row.small();
    asset.bytes = static_cast<std::uint64_t>(row.integer());
    asset.capture = row.optional_id<model::CaptureId>();
    asset.attempts = row.small();
    asset.next_attempt_at = row.optional_timestamp();
    return asset;
}

void write_asset(WriteSession& session, std::string_view sql, model::RevisionId revision,
                 const model::Asset& asset) {
    name_blob(session, asset.sha256);
    session.database
        .query(sql, asset.url, strings_to_json(asset.candidates), asset.alt, word(asset.state), asset.error,
               asset.sha256, asset.media_type, asset.width, asset.height, asset.bytes, asset.capture,
               asset.attempts, asset.next_attempt_at, revision, asset.slot)
        .run();
}

}  // namespace

std::vector<model::Asset> find_assets(Database& database, model::RevisionId revision) {
    std::vector<model::Asset> assets;
    auto row = database.query(select_of_revision, revision);
    while (row.step()) {
        assets.push_back(read_asset(row));
    }
    return assets;
}

std::vector<DueImages> find_due_images(Database& database, Timestamp now, std::size_t limit) {
    std::vector<DueImages> due;
    auto row = database.query(select_due, now, limit);
    while (row.step()) {
        const auto clip = row.id<model::ClipId>();
        due.push_back({.clip = clip, .url = row.text()});
    }
    return due;
}

std::vector<MissingImage> find_missing_images(Database& database, std::size_t limit) {
    std::vector<MissingImage> missing;
    // A negative LIMIT is none.
    auto row =
        database.query(select_missing, limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit));
    while (row.step()) {
        MissingImage image;
        image.asset = read_asset(row);
        image.clip = row.id<model::ClipId>();
        image.from = row.text();
        image.status = row.small();
        missing.push_back(std::move(image));
    }
    return missing;
}

std::optional<StoredImage> find_image_at(Database& database, std::string_view url) {
    StoredImage image;
    model::CaptureId capture;
    {
        auto row = database.query(select_stored_at, url);
        if (!row.step()) return std::nullopt;
        capture = row.id<model::CaptureId>();
        image.sha256 = row.digest().value();
        image.media_type = row.text();
        image.width = row.small();
        image.height = row.small();
        image.bytes = static_cast<std::uint64_t>(row.integer());
    }
    image.capture = find_capture(database, capture).value();
    return image;
}

void insert_asset(WriteSession& session, model::RevisionId revision, const model::Asset& asset) {
    write_asset(session, insert_row, revision, asset);
}

void save_asset(WriteSession& session, model::RevisionId revision, const model::Asset& asset) {
    write_asset(session, update_row, revision, asset);
    if (session.database.changes() == 0) {
        throw DatabaseError(SQLITE_CONSTRAINT, "revision " + std::to_string(revision.value()) +
                                                   " has no asset " + std::to_string(asset.slot));
    }
}

void forget_schedule(WriteSession& session, model::RevisionId revision) {
    session.database.query(clear_schedule, revision).run();
}

std::size_t retry_images(WriteSession& session) {
    session.database.query(retry_missing).run();
    return static_cast<std::size_t>(session.database.changes());
}

}  // namespace webclip::store
