#include "revision_rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "crypto/sha256.h"
#include "record_text.h"

namespace webclip::store {
namespace {

#define REVISION_COLUMNS                                                                              \
    "id, clip_id, number, made_at_ms, capture_id, extractor_version, chosen, chosen_because, title, " \
    "byline, "                                                                                        \
    "published_at_ms, published_text, modified_at_ms, site, language, excerpt, section, tags_json, "  \
    "canonical_url, "                                                                                 \
    "lead_image, page_type, paywalled, images_json, html, text FROM revisions "

constexpr std::string_view select_latest =
    "SELECT " REVISION_COLUMNS "WHERE clip_id = ? ORDER BY number DESC LIMIT 1";
constexpr std::string_view select_all = "SELECT " REVISION_COLUMNS "WHERE clip_id = ? ORDER BY number";

#undef REVISION_COLUMNS

constexpr std::string_view select_outline =
    "SELECT id, number, title, byline, html_sha256, text_sha256 FROM revisions WHERE clip_id = ?"
    " ORDER BY number DESC LIMIT 1";
constexpr std::string_view select_original =
    "SELECT 1 FROM revisions WHERE clip_id = ? AND original_sha256 = ? LIMIT 1";
constexpr std::string_view insert_row =
    "INSERT INTO revisions (clip_id, number, made_at_ms, capture_id, extractor_version, chosen, "
    "chosen_because,"
    " original_sha256, title, byline, published_at_ms, published_text, modified_at_ms, site, language, "
    "excerpt, section,"
    " tags_json, canonical_url, lead_image, page_type, paywalled, images_json, html_sha256, text_sha256, "
    "html, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view select_assets =
    "SELECT slot, url, fallbacks_json, alt, state, error, sha256, media_type, width, height, bytes, "
    "capture_id"
    " FROM assets WHERE revision_id = ? ORDER BY slot";
constexpr std::string_view insert_asset =
    "INSERT INTO assets (url, fallbacks_json, alt, state, error, sha256, media_type, width, height, bytes, "
    "capture_id,"
    " revision_id, slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view update_asset =
    "UPDATE assets SET url = ?, fallbacks_json = ?, alt = ?, state = ?, error = ?, sha256 = ?, media_type = "
    "?,"
    " width = ?, height = ?, bytes = ?, capture_id = coalesce(?, capture_id) WHERE revision_id = ? AND slot "
    "= ?";

std::vector<model::Asset> read_assets(Database& database, model::RevisionId revision) {
    std::vector<model::Asset> assets;
    auto row = database.query(select_assets, revision);
    while (row.step()) {
        model::Asset asset;
        asset.slot = row.small();
        asset.url = row.text();
        asset.fallbacks = strings_from_json(row.text());
        asset.alt = row.text();
        asset.state = asset_state(row.text());
        asset.error = row.text();
        asset.sha256 = row.digest();
        asset.media_type = row.text();
        asset.width = row.small();
        asset.height = row.small();
        asset.bytes = static_cast<std::uint64_t>(row.integer());
        asset.capture = row.optional_id<model::CaptureId>();
        assets.push_back(std::move(asset));
    }
    return assets;
}

void read_article(Query& row, model::Article& article) {
    article.title = row.text();
    article.byline = row.text();
    article.published = row.optional_timestamp();
    article.published_text = row.text();
    article.modified = row.optional_timestamp();
    article.site = row.text();
    article.language = row.text();
    article.excerpt = row.text();
    article.section = row.text();
    article.tags = strings_from_json(row.text());
    article.canonical_url = row.text();
    article.lead_image = row.text();
    article.page_type = row.text();
    article.paywalled = row.flag();
    article.images = images_from_json(row.text());
    article.html = row.text();
    article.text = row.text();
}

model::Revision read_revision(Database& database, Query& row) {
    model::Revision revision;
    revision.id = row.id<model::RevisionId>();
    revision.clip = row.id<model::ClipId>();
    revision.number = row.small();
    revision.made_at = row.timestamp();
    revision.capture = row.optional_id<model::CaptureId>();
    revision.extractor_version = row.text();
    revision.chosen = chosen_text(row.text());
    revision.chosen_because = row.text();
    read_article(row, revision.article);
    revision.assets = read_assets(database, revision.id);
    return revision;
}

void write_asset(WriteSession& session, std::string_view sql, model::RevisionId revision,
                 const model::Asset& asset) {
    name_blob(session, asset.sha256);
    session.database
        .query(sql, asset.url, strings_to_json(asset.fallbacks), asset.alt, word(asset.state), asset.error,
               asset.sha256, asset.media_type, asset.width, asset.height, asset.bytes, asset.capture,
               revision, asset.slot)
        .run();
}

}  // namespace

std::optional<model::Revision> find_latest_revision(Database& database, model::ClipId clip) {
    auto row = database.query(select_latest, clip);
    if (!row.step()) return std::nullopt;
    return read_revision(database, row);
}

std::vector<model::Revision> find_revisions(Database& database, model::ClipId clip) {
    std::vector<model::Revision> revisions;
    auto row = database.query(select_all, clip);
    while (row.step()) revisions.push_back(read_revision(database, row));
    return revisions;
}

std::optional<RevisionOutline> outline_latest_revision(Database& database, model::ClipId clip) {
    auto row = database.query(select_outline, clip);
    if (!row.step()) return std::nullopt;
    RevisionOutline outline;
    outline.id = row.id<model::RevisionId>();
    outline.number = row.small();
    outline.title = row.text();
    outline.byline = row.text();
    outline.html_sha256 = row.text();
    outline.text_sha256 = row.text();
    outline.assets = read_assets(database, outline.id);
    return outline;
}

bool has_revision_of_original(Database& database, model::ClipId clip, const Sha256& original) {
    return database.query(select_original, clip, original).step();
}

bool is_same_content(const RevisionOutline& outline, const model::Revision& revision) {
    const model::Article& article = revision.article;
    if (article.title != outline.title || article.byline != outline.byline) return false;
    if (to_hex(crypto::sha256(article.html)) != outline.html_sha256) return false;
    if (to_hex(crypto::sha256(article.text)) != outline.text_sha256) return false;
    return std::all_of(revision.assets.begin(), revision.assets.end(), [&](const model::Asset& asset) {
        const auto known = std::find_if(outline.assets.begin(), outline.assets.end(),
                                        [&](const model::Asset& other) { return other.slot == asset.slot; });
        return known == outline.assets.end() || !known->sha256 || !asset.sha256 ||
               known->sha256 == asset.sha256;
    });
}

model::RevisionId insert_revision(WriteSession& session, const model::Revision& revision,
                                  const std::optional<Sha256>& original) {
    name_blob(session, original);
    const model::Article& article = revision.article;
    session.database
        .query(insert_row, revision.clip, revision.number, revision.made_at, revision.capture,
               revision.extractor_version, word(revision.chosen), revision.chosen_because, original,
               article.title, article.byline, article.published, article.published_text, article.modified,
               article.site, article.language, article.excerpt, article.section,
               strings_to_json(article.tags), article.canonical_url, article.lead_image, article.page_type,
               article.paywalled, images_to_json(article.images), crypto::sha256(article.html),
               crypto::sha256(article.text), article.html, article.text)
        .run();
    const model::RevisionId id{session.database.last_insert_id()};
    for (const model::Asset& asset : revision.assets) write_asset(session, insert_asset, id, asset);
    return id;
}

void save_asset(WriteSession& session, model::RevisionId revision, const model::Asset& asset) {
    write_asset(session, update_asset, revision, asset);
    if (session.database.changes() == 0) {
        throw DatabaseError(SQLITE_CONSTRAINT, "revision " + std::to_string(revision.value()) +
                                                   " has no asset " + std::to_string(asset.slot));
    }
}

}  // namespace webclip::store
