#include "clip_rows.h"

#include <sqlite3.h>

#include <charconv>
#include <limits>
#include <string>
#include <utility>

#include "record_text.h"
#include "url/url.h"

namespace webclip::store {
namespace {

#define CLIP_COLUMNS                                                                                       \
    "id, key, title, heading_title, from_url, heading_url, date_at_ms, date_text, feed_date_comment, "     \
    "author, "                                                                                             \
    "tags_json, categories_json, layout, comments, source_id, coalesce(post_name, ''), post_revision_id, " \
    "original_name, original_sha256, created_at_ms FROM clips "

constexpr std::string_view select_by_id = "SELECT " CLIP_COLUMNS "WHERE id = ?";
constexpr std::string_view select_by_key = "SELECT " CLIP_COLUMNS "WHERE key = ?";

#undef CLIP_COLUMNS

// Newest first. `condition` is one of the constants below.
#define CLIP_LIST(condition)                                                                            \
    "SELECT id, title, from_url, date_at_ms, coalesce(post_name, ''), created_at_ms,"                   \
    " (SELECT count(*) FROM revisions WHERE clip_id = clips.id),"                                       \
    " (SELECT count(*) FROM assets WHERE revision_id = clips.latest_revision_id),"                      \
    " (SELECT count(*) FROM assets WHERE revision_id = clips.latest_revision_id AND state <> 'stored')" \
    " FROM clips WHERE " condition " ORDER BY date_at_ms DESC, id DESC LIMIT ?"

constexpr std::string_view list_all = CLIP_LIST("date_at_ms >= ?");
constexpr std::string_view list_all_dateless = CLIP_LIST("date_at_ms IS NULL");
constexpr std::string_view list_host = CLIP_LIST("host = ? AND date_at_ms >= ?");
constexpr std::string_view list_host_dateless = CLIP_LIST("host = ? AND date_at_ms IS NULL");
constexpr std::string_view list_source = CLIP_LIST("source_id = ? AND date_at_ms >= ?");
constexpr std::string_view list_source_dateless = CLIP_LIST("source_id = ? AND date_at_ms IS NULL");
constexpr std::string_view list_source_host = CLIP_LIST("source_id = ? AND +host = ? AND date_at_ms >= ?");
constexpr std::string_view list_source_host_dateless =
    CLIP_LIST("source_id = ? AND +host = ? AND date_at_ms IS NULL");

#undef CLIP_LIST

constexpr std::string_view select_ids = "SELECT id FROM clips ORDER BY id";
constexpr std::string_view select_stale =
    "SELECT id FROM clips WHERE post_revision_id IS NOT latest_revision_id ORDER BY id";
constexpr std::string_view select_id = "SELECT id FROM clips WHERE id = ?";
constexpr std::string_view select_address =
    "SELECT id FROM clips WHERE from_url = ?1 UNION SELECT id FROM clips WHERE key = ?1 ORDER BY id";
constexpr std::string_view select_post =
    "SELECT id FROM clips WHERE post_name = ?1 UNION SELECT id FROM clips WHERE post_file = ?1 ORDER BY id";
constexpr std::string_view select_post_prefix =
    "SELECT id FROM clips WHERE post_name >= ?1 AND post_name < ?2"
    " UNION SELECT id FROM clips WHERE post_file >= ?1 AND post_file < ?2 ORDER BY id LIMIT 100";
constexpr std::string_view select_post_name = "SELECT 1 FROM clips WHERE post_name = ?";

constexpr std::string_view insert_row =
    "INSERT INTO clips (host, title, heading_title, from_url, heading_url, date_at_ms, date_text, "
    "feed_date_comment,"
    " author, tags_json, categories_json, layout, comments, original_name, original_sha256, key, source_id,"
    " created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view update_fields =
    "UPDATE clips SET host = ?, title = ?, heading_title = ?, from_url = ?, heading_url = ?, date_at_ms = ?,"
    " date_text = ?, feed_date_comment = ?, author = ?, tags_json = ?, categories_json = ?, layout = ?, "
    "comments = ?,"
    " original_name = ?, original_sha256 = ? WHERE id = ?";
constexpr std::string_view update_latest = "UPDATE clips SET latest_revision_id = ? WHERE id = ?";
constexpr std::string_view update_post =
    "UPDATE clips SET post_name = ?, post_file = ?, post_revision_id = ? WHERE id = ?";
constexpr std::string_view update_stale =
    "UPDATE clips SET post_revision_id = NULL"
    " WHERE id = (SELECT clip_id FROM revisions WHERE id = ?1) AND latest_revision_id = ?1";

model::Clip read_clip(Query& row) {
    model::Clip clip;
    clip.id = row.id<model::ClipId>();
    clip.key = row.text();
    clip.fields.title = row.text();
    clip.fields.heading_title = row.text();
    clip.fields.from = row.text();
    clip.fields.heading_url = row.text();
    clip.fields.date = row.optional_timestamp();
    clip.fields.date_text = row.text();
    clip.fields.feed_date_comment = row.text();
    clip.fields.author = row.text();
    clip.fields.tags = strings_from_json(row.text());
    clip.fields.categories = strings_from_json(row.text());
    clip.fields.layout = row.text();
    clip.fields.comments = row.flag();
    clip.source = row.id<model::SourceId>();
    clip.post_name = row.text();
    clip.post_revision = row.optional_id<model::RevisionId>();
    clip.original_name = row.text();
    clip.original_sha256 = row.digest();
    clip.created_at = row.timestamp();
    return clip;
}

// Appends rows to `summaries` until there are `limit`.
template <typename... Args>
void append_summaries(Database& database, std::vector<ClipSummary>& summaries, std::size_t limit,
                      std::string_view sql, const Args&... args) {
    if (limit != 0 && summaries.size() >= limit) return;
    const std::int64_t rest = limit == 0 ? -1 : static_cast<std::int64_t>(limit - summaries.size());
    Query row = database.query(sql, args..., rest);
    while (row.step()) {
        ClipSummary summary;
        summary.id = row.id<model::ClipId>();
        summary.title = row.text();
        summary.from = row.text();
        summary.date = row.optional_timestamp();
        summary.post_name = row.text();
        summary.created_at = row.timestamp();
        summary.revisions = row.small();
        summary.images = row.small();
        summary.images_missing = row.small();
        summaries.push_back(std::move(summary));
    }
}

template <typename... Args>
std::vector<model::ClipId> select_clip_ids(Database& database, std::string_view sql, const Args&... args) {
    std::vector<model::ClipId> ids;
    Query row = database.query(sql, args...);
    while (row.step()) ids.push_back(row.id<model::ClipId>());
    return ids;
}

std::string host_of(const model::Clip& clip) {
    const auto address = url::parse(clip.fields.from.empty() ? clip.key : clip.fields.from);
    return address ? std::string{address->hostname()} : std::string{};
}

std::optional<model::ClipId> number_in(std::string_view words) {
    std::int64_t number = 0;
    const char* end = words.data() + words.size();
    const auto read = std::from_chars(words.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number <= 0) return std::nullopt;
    return model::ClipId{number};
}

}  // namespace

std::optional<model::Clip> find_clip(Database& database, model::ClipId id) {
    auto row = database.query(select_by_id, id);
    if (!row.step()) return std::nullopt;
    return read_clip(row);
}

std::optional<model::Clip> find_clip(Database& database, std::string_view key) {
    auto row = database.query(select_by_key, key);
    if (!row.step()) return std::nullopt;
    return read_clip(row);
}

std::vector<model::ClipId> find_clips_by_words(Database& database, std::string_view words) {
    if (words.empty()) return {};
    std::vector<model::ClipId> found;
    if (const auto number = number_in(words)) found = select_clip_ids(database, select_id, *number);
    if (found.empty()) found = select_clip_ids(database, select_address, words);
    if (found.empty()) found = select_clip_ids(database, select_post, words);
    // No byte of UTF-8 is as large as FF: everything that starts with `words` sorts below it.
    if (found.empty())
        found = select_clip_ids(database, select_post_prefix, words, std::string{words} + '\xff');
    return found;
}

std::vector<ClipSummary> list_clips(Database& database, const ClipFilter& filter) {
    const std::int64_t since = filter.since ? filter.since->ms() : std::numeric_limits<std::int64_t>::min();
    const std::size_t limit = filter.limit;
    std::vector<ClipSummary> found;
    const auto append = [&](std::string_view dated, std::string_view dateless, const auto&... args) {
        append_summaries(database, found, limit, dated, args..., since);
        if (!filter.since) append_summaries(database, found, limit, dateless, args...);
    };
    if (filter.source && !filter.host.empty()) {
        append(list_source_host, list_source_host_dateless, *filter.source, filter.host);
    } else if (filter.source) {
        append(list_source, list_source_dateless, *filter.source);
    } else if (!filter.host.empty()) {
        append(list_host, list_host_dateless, filter.host);
    } else {
        append(list_all, list_all_dateless);
    }
    return found;
}

std::vector<model::ClipId> find_clip_ids(Database& database) {
    return select_clip_ids(database, select_ids);
}

std::vector<model::ClipId> find_stale_posts(Database& database) {
    return select_clip_ids(database, select_stale);
}

bool is_post_name_taken(Database& database, std::string_view post_name) {
    return database.query(select_post_name, post_name).step();
}

model::ClipId insert_clip(WriteSession& session, const model::Clip& clip) {
    name_blob(session, clip.original_sha256);
    const model::ClipFields& fields = clip.fields;
    session.database
        .query(insert_row, host_of(clip), fields.title, fields.heading_title, fields.from, fields.heading_url,
               fields.date, fields.date_text, fields.feed_date_comment, fields.author,
               strings_to_json(fields.tags), strings_to_json(fields.categories), fields.layout,
               fields.comments, clip.original_name, clip.original_sha256, clip.key, clip.source,
               clip.created_at)
        .run();
    return model::ClipId{session.database.last_insert_id()};
}

void update_clip_fields(WriteSession& session, model::ClipId id, const model::Clip& clip) {
    name_blob(session, clip.original_sha256);
    const model::ClipFields& fields = clip.fields;
    session.database
        .query(update_fields, host_of(clip), fields.title, fields.heading_title, fields.from,
               fields.heading_url, fields.date, fields.date_text, fields.feed_date_comment, fields.author,
               strings_to_json(fields.tags), strings_to_json(fields.categories), fields.layout,
               fields.comments, clip.original_name, clip.original_sha256, id)
        .run();
}

void set_latest_revision(WriteSession& session, model::ClipId id, model::RevisionId revision) {
    session.database.query(update_latest, revision, id).run();
}

void set_post(WriteSession& session, model::ClipId id, std::string_view post_name,
              model::RevisionId revision) {
    const std::string_view file =
        post_name.substr(post_name.rfind('/') + 1);  // all of it when there is no folder
    session.database.query(update_post, post_name, file, revision, id).run();
    if (session.database.changes() == 0) {
        throw DatabaseError(SQLITE_CONSTRAINT, "no clip " + std::to_string(id.value()));
    }
}

void mark_post_stale(WriteSession& session, model::RevisionId revision) {
    session.database.query(update_stale, revision).run();
}

}  // namespace webclip::store
