#include "write_session.h"

#include <cerrno>
#include <string_view>
#include <system_error>

namespace webclip::store {
namespace {

constexpr std::string_view insert_blob =
    "INSERT INTO blobs (sha256, bytes, first_seen_at_ms) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING";
constexpr std::string_view delete_unnamed_blob =
    "DELETE FROM blobs WHERE sha256 = ?1"
    " AND NOT EXISTS (SELECT 1 FROM captures WHERE body_sha256 = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM assets WHERE sha256 = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM clips WHERE original_sha256 = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM revisions WHERE original_sha256 = ?1)";
constexpr std::string_view find_blob = "SELECT 1 FROM blobs WHERE sha256 = ?";

}  // namespace

void name_blob(WriteSession& session, const Sha256& digest) {
    const auto size = session.blobs.size(digest);
    if (!size) throw std::system_error(ENOENT, std::generic_category(), "no blob " + to_hex(digest));
    session.database.query(insert_blob, digest, *size, session.now).run();
    session.named.push_back(digest);
}

void name_blob(WriteSession& session, const std::optional<Sha256>& digest) {
    if (digest) name_blob(session, *digest);
}

void drop_blob_if_unnamed(WriteSession& session, const Sha256& digest) {
    session.database.query(delete_unnamed_blob, digest).run();
    if (session.database.changes() > 0) session.dropped.push_back(digest);
}

bool is_named(Database& database, const Sha256& digest) {
    return database.query(find_blob, digest).step();
}

}  // namespace webclip::store
