#include "capture_rows.h"

#include <string_view>
#include <utility>
#include <vector>

#include "record_text.h"

namespace webclip::store {
namespace {

constexpr std::string_view insert_row =
    "INSERT INTO captures (kind, url, final_url, status, content_type, content_encoding, body_sha256, "
    "body_bytes,"
    " started_at_ms, finished_at_ms, error_code, error_message, source_id, entry_id, clip_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view insert_hop =
    "INSERT OR REPLACE INTO capture_hops (capture_id, position, url, status, http_version, request_headers, "
    "headers, "
    "peer, tls,"
    " started_at_ms, finished_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view select_row =
    "SELECT kind, url, final_url, status, content_type, content_encoding, body_sha256, body_bytes, "
    "started_at_ms,"
    " finished_at_ms, error_code, error_message FROM captures WHERE id = ?";
constexpr std::string_view select_hops =
    "SELECT url, status, http_version, request_headers, headers, peer, tls, started_at_ms, finished_at_ms"
    " FROM capture_hops WHERE capture_id = ? ORDER BY position";
constexpr std::string_view select_witness =
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM entries WHERE announced_capture_id = ?1)"
    " OR EXISTS (SELECT 1 FROM entries WHERE capture_id = ?1)"
    " OR EXISTS (SELECT 1 FROM revisions WHERE capture_id = ?1)"
    " OR EXISTS (SELECT 1 FROM assets WHERE capture_id = ?1)";
constexpr std::string_view update_row =
    "UPDATE captures SET kind = ?, url = ?, final_url = ?, status = ?, content_type = ?, content_encoding = "
    "?, body_bytes = ?, started_at_ms = ?, finished_at_ms = ?, error_code = ?, error_message = ? WHERE id = "
    "?";
constexpr std::string_view delete_hops = "DELETE FROM capture_hops WHERE capture_id = ? AND position >= ?";
constexpr std::string_view select_body = "SELECT body_sha256 FROM captures WHERE id = ?";
constexpr std::string_view delete_row = "DELETE FROM captures WHERE id = ?";  // the hops follow

std::vector<model::Hop> read_hops(Database& database, model::CaptureId id) {
    std::vector<model::Hop> hops;
    auto row = database.query(select_hops, id);
    while (row.step()) {
        model::Hop hop;
        hop.url = row.text();
        hop.status = row.small();
        hop.http_version = row.text();
        hop.request_headers = row.text();
        hop.headers = row.text();
        hop.peer = row.text();
        hop.tls = row.text();
        hop.started_at = row.timestamp();
        hop.finished_at = row.timestamp();
        hops.push_back(std::move(hop));
    }
    return hops;
}

void write_hops(Database& database, model::CaptureId id, const std::vector<model::Hop>& hops) {
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const model::Hop& hop = hops[i];
        database
            .query(insert_hop, id, i, hop.url, hop.status, hop.http_version, Bytes{hop.request_headers},
                   Bytes{hop.headers}, hop.peer, hop.tls, hop.started_at, hop.finished_at)
            .run();
    }
}

}  // namespace

model::CaptureId insert_capture(WriteSession& session, const model::Capture& capture,
                                const CaptureOwner& owner) {
    name_blob(session, capture.body_sha256);
    Database& database = session.database;
    database
        .query(insert_row, word(capture.kind), capture.url, capture.final_url, capture.status,
               capture.content_type, capture.content_encoding, capture.body_sha256, capture.body_bytes,
               capture.started_at, capture.finished_at, capture.error_code, capture.error_message,
               owner.source, owner.entry, owner.clip)
        .run();
    const model::CaptureId id{database.last_insert_id()};
    write_hops(database, id, capture.hops);
    return id;
}

void rewrite_capture(WriteSession& session, model::CaptureId id, const model::Capture& capture) {
    session.database
        .query(update_row, word(capture.kind), capture.url, capture.final_url, capture.status,
               capture.content_type, capture.content_encoding, capture.body_bytes, capture.started_at,
               capture.finished_at, capture.error_code, capture.error_message, id)
        .run();
    session.database.query(delete_hops, id, capture.hops.size()).run();
    write_hops(session.database, id, capture.hops);
}

bool has_witness(Database& database, model::CaptureId id) {
    return database.query(select_witness, id).step();
}

bool has_body(Database& database, model::CaptureId id, const std::optional<Sha256>& body) {
    auto row = database.query(select_body, id);
    return row.step() && row.digest() == body;
}

std::optional<model::Capture> find_capture(Database& database, model::CaptureId id) {
    auto row = database.query(select_row, id);
    if (!row.step()) return std::nullopt;
    model::Capture capture;
    capture.id = id;
    capture.kind = capture_kind(row.text());
    capture.url = row.text();
    capture.final_url = row.text();
    capture.status = row.small();
    capture.content_type = row.text();
    capture.content_encoding = row.text();
    capture.body_sha256 = row.digest();
    capture.body_bytes = static_cast<std::uint64_t>(row.integer());
    capture.started_at = row.timestamp();
    capture.finished_at = row.timestamp();
    capture.error_code = row.text();
    capture.error_message = row.text();
    capture.hops = read_hops(database, id);
    return capture;
}

void delete_capture(WriteSession& session, model::CaptureId id) {
    std::optional<Sha256> body;
    {
        auto row = session.database.query(select_body, id);
        if (row.step()) body = row.digest();
    }
    session.database.query(delete_row, id).run();
    if (body) drop_blob_if_unnamed(session, *body);
}

}  // namespace webclip::store
