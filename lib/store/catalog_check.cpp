#include "catalog_check.h"

#include <string_view>
#include <utility>

#include "crypto/sha256.h"

namespace webclip::store {
namespace {

constexpr std::string_view select_blobs = "SELECT sha256, bytes, first_seen_at_ms FROM blobs ORDER BY sha256";
constexpr std::string_view select_texts =
    "SELECT 'html of revision ' || id || ' (clip ' || clip_id || ')', html_sha256, html FROM revisions"
    " UNION ALL SELECT 'text of revision ' || id || ' (clip ' || clip_id || ')', text_sha256, text FROM "
    "revisions"
    " UNION ALL SELECT 'content of entry ' || entry_id, html_sha256, html FROM entry_contents";
constexpr std::string_view integrity_check = "PRAGMA integrity_check";
constexpr std::string_view foreign_key_check = "PRAGMA foreign_key_check";

}  // namespace

std::vector<NamedBlob> find_named_blobs(Database& database) {
    std::vector<NamedBlob> blobs;
    auto row = database.query(select_blobs);
    while (row.step()) {
        NamedBlob blob;
        blob.sha256 = row.digest().value_or(Sha256{});
        blob.bytes = static_cast<std::uint64_t>(row.integer());
        blob.first_seen_at = row.timestamp();
        blobs.push_back(blob);
    }
    return blobs;
}

std::vector<AlteredText> find_altered_texts(Database& database) {
    std::vector<AlteredText> altered;
    auto row = database.query(select_texts);
    while (row.step()) {
        std::string where = row.text();
        std::string expected = row.text();
        const Sha256 actual = crypto::sha256(row.text());
        if (to_hex(actual) != expected) altered.push_back({std::move(where), std::move(expected), actual});
    }
    return altered;
}

std::vector<std::string> find_structural_problems(Database& database) {
    std::vector<std::string> problems;
    {
        auto row = database.query(integrity_check);
        while (row.step()) {
            std::string line = row.text();
            if (line != "ok") problems.push_back(std::move(line));
        }
    }
    auto row = database.query(foreign_key_check);
    while (row.step()) {
        std::string problem = "a row of " + row.text();
        problem.append(", number ").append(row.text());
        problem.append(", refers to a row of ").append(row.text()).append(" that is not there");
        problems.push_back(std::move(problem));
    }
    return problems;
}

}  // namespace webclip::store
