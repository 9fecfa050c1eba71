#include "archive_state.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <stdexcept>

#include "crypto/sha256.h"

namespace webclip::test {
namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    if (!std::filesystem::exists(folder)) return names;
    for (const auto& [name, bytes] : files_in(folder)) names.push_back(name);
    return names;
}

}  // namespace

std::vector<std::string> rows(const Workbench& bench, const std::string& sql) {
    sqlite3* opened = nullptr;
    const std::string file = (bench.archive() / "catalog.db").string();
    const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, Close> database{opened};
    sqlite3_stmt* prepared = nullptr;
    if (code != SQLITE_OK || sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
        throw std::runtime_error(file + ": " + sqlite3_errmsg(opened));
    const std::unique_ptr<sqlite3_stmt, Close> statement{prepared};
    std::vector<std::string> found;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        std::string row;
        for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
            const unsigned char* text = sqlite3_column_text(prepared, column);
            row += (column > 0 ? " | " : "") +
                   (text == nullptr ? std::string{"NULL"} : std::string{reinterpret_cast<const char*>(text)});
        }
        found.push_back(std::move(row));
    }
    return found;
}

ArchiveState state_of(const Workbench& bench) {
    return {
        .posts = files_in(bench.posts()),
        .blobs = names_in(bench.archive() / "blobs"),
        .media = names_in(bench.archive() / "media"),
        .sources =
            rows(bench,
                 "SELECT kind, address, active, title, etag, failures, last_error, body_sha256 FROM sources"
                 " ORDER BY kind, address"),
        .entries =
            rows(bench,
                 "SELECT entries.key, sources.address, entries.title, published_at_ms, state, attempts,"
                 " error_code, error_message FROM entries JOIN sources ON sources.id = source_id"
                 " ORDER BY entries.key"),
        .clips =
            rows(bench,
                 "SELECT clips.key, sources.address, clips.title, from_url, date_at_ms, author, tags_json,"
                 " categories_json, post_name, post_revision_id = latest_revision_id FROM clips"
                 " JOIN sources ON sources.id = source_id ORDER BY clips.key"),
        .revisions =
            rows(bench,
                 "SELECT key, number, chosen, chosen_because, revisions.title, byline, published_text,"
                 " site, language, excerpt, images_json, html_sha256, text_sha256 FROM revisions"
                 " JOIN clips ON clips.id = clip_id ORDER BY key, number"),
        .assets = rows(
            bench,
            "SELECT key, number, slot, url, candidates_json, alt, state, error, sha256, media_type, width,"
            " height, bytes, attempts, next_attempt_at_ms IS NULL FROM assets"
            " JOIN revisions ON revisions.id = revision_id JOIN clips ON clips.id = clip_id"
            " ORDER BY key, number, slot"),
    };
}

void expect_same(const ArchiveState& state, const ArchiveState& expected) {
    EXPECT_EQ(state.posts, expected.posts);
    EXPECT_EQ(state.blobs, expected.blobs);
    EXPECT_EQ(state.media, expected.media);
    EXPECT_EQ(state.sources, expected.sources);
    EXPECT_EQ(state.entries, expected.entries);
    EXPECT_EQ(state.clips, expected.clips);
    EXPECT_EQ(state.revisions, expected.revisions);
    EXPECT_EQ(state.assets, expected.assets);
}

std::vector<std::string> misnamed_files(const Workbench& bench) {
    std::vector<std::string> wrong;
    for (const char* folder : {"blobs", "media"}) {
        for (const auto& [name, bytes] : files_in(bench.archive() / folder)) {
            const std::string hash = to_hex(crypto::sha256(bytes));
            if (!name.starts_with(hash.substr(0, 2) + "/" + hash))
                wrong.push_back(std::string{folder} + "/" + name);
        }
    }
    return wrong;
}

}  // namespace webclip::test
