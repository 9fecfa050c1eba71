#include "robots_rows.h"

namespace webclip::store {
namespace {

// Some megabytes, as robots.txt are; the hosts of a busy archive's last days.
constexpr int most_rows = 4096;
// What a host said so long ago says nothing of today, even where it cannot be asked again.
constexpr Milliseconds longest_age = std::chrono::hours{24 * 30};

constexpr std::string_view select_row = "SELECT body, fetched_at_ms FROM robots WHERE origin = ?";
constexpr std::string_view save_row =
    "INSERT INTO robots (origin, body, fetched_at_ms) VALUES (?, ?, ?)"
    " ON CONFLICT (origin) DO UPDATE SET body = excluded.body, fetched_at_ms = excluded.fetched_at_ms";
constexpr std::string_view delete_old = "DELETE FROM robots WHERE fetched_at_ms < ?";
constexpr std::string_view delete_surplus =
    "DELETE FROM robots WHERE origin IN (SELECT origin FROM robots ORDER BY fetched_at_ms DESC"
    " LIMIT -1 OFFSET ?)";

}  // namespace

std::optional<model::RobotsCopy> find_robots(Database& database, std::string_view origin) {
    auto row = database.query(select_row, origin);
    if (!row.step()) return std::nullopt;
    model::RobotsCopy copy;
    copy.body = row.text();
    copy.fetched_at = row.timestamp();
    return copy;
}

void save_robots(WriteSession& session, std::string_view origin, const model::RobotsCopy& copy) {
    session.database.query(save_row, origin, Bytes{copy.body}, copy.fetched_at).run();
    session.database.query(delete_old, copy.fetched_at - longest_age).run();
    session.database.query(delete_surplus, most_rows).run();
}

}  // namespace webclip::store
