#include "revision_rows.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "asset_rows.h"
#include "crypto/sha256.h"
#include "record_text.h"

namespace webclip::store {
namespace {

#define REVISION_COLUMNS                                                                              \
    "id, clip_id, number, made_at_ms, capture_id, extractor_version, chosen, chosen_because, title, " \
    "byline, "                                                                                        \
    "published_at_ms, published_text, modified_at_ms, site, language, excerpt, section, tags_json, "  \
    "canonical_url, "                                                                                 \
    "lead_image, page_type, amp_url, print_url, paywalled, is_teaser, images_json, html, text FROM "  \
    "revisions "

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
    " tags_json, canonical_url, lead_image, page_type, amp_url, print_url, paywalled, is_teaser, "
    "images_json, html_sha256, text_sha256, "
    "html, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view select_pages =
    "SELECT capture_id FROM revision_pages WHERE revision_id = ? ORDER BY position";
constexpr std::string_view insert_page =
    "INSERT INTO revision_pages (revision_id, position, capture_id) VALUES (?, ?, ?)";

std::vector<model::CaptureId> read_more_pages(Database& database, model::RevisionId revision) {
    std::vector<model::CaptureId> pages;
    auto row = database.query(select_pages, revision);
    while (row.step()) pages.push_back(row.id<model::CaptureId>());
    return pages;
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
    article.amp_url = row.text();
    article.print_url = row.text();
    article.paywalled = row.flag();
    article.is_teaser = row.flag();
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
    revision.assets = find_assets(database, revision.id);
    revision.more_pages = read_more_pages(database, revision.id);
    return revision;
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
    outline.assets = find_assets(database, outline.id);
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
               article.amp_url, article.print_url, article.paywalled, article.is_teaser,
               images_to_json(article.images), crypto::sha256(article.html), crypto::sha256(article.text),
               article.html, article.text)
        .run();
    const model::RevisionId id{session.database.last_insert_id()};
    for (const model::Asset& asset : revision.assets) insert_asset(session, id, asset);
    int position = 2;
    for (const model::CaptureId page : revision.more_pages)
        session.database.query(insert_page, id, position++, page).run();
    return id;
}

}  // namespace webclip::store
