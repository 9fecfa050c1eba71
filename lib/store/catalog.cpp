#include "store/catalog.h"

#include <utility>

#include "asset_rows.h"
#include "capture_rows.h"
#include "catalog_check.h"
#include "clip_rows.h"
#include "entry_rows.h"
#include "open_catalog.h"
#include "revision_rows.h"
#include "robots_rows.h"
#include "site_rows.h"
#include "source_rows.h"
#include "store/database.h"

namespace webclip::store {
namespace {

constexpr std::string_view select_next_due =
    "SELECT min(at) FROM (SELECT min(next_check_at_ms) AS at FROM sources WHERE active = 1 AND kind <> "
    "'manual' AND health <> 'dead'"
    " UNION ALL SELECT min(next_attempt_at_ms) FROM entries WHERE state = 'pending'"
    " UNION ALL SELECT min(next_attempt_at_ms) FROM assets WHERE next_attempt_at_ms IS NOT NULL)";
constexpr std::string_view select_totals =
    "SELECT (SELECT count(*) FROM sources),"
    " (SELECT count(*) FROM sources WHERE active = 1 AND health = 'backing_off'),"
    " (SELECT count(*) FROM sources WHERE active = 1 AND health = 'dead'),"
    " (SELECT count(*) FROM sources WHERE active = 1 AND stale_since_at_ms IS NOT NULL),"
    " (SELECT count(*) FROM entries WHERE state = 'pending'),"
    " (SELECT count(*) FROM entries WHERE state = 'failed' AND error_code <> ''), (SELECT count(*) FROM "
    "clips),"
    " (SELECT count(*) FROM revisions), (SELECT count(*) FROM captures), (SELECT count(*) FROM blobs),"
    " (SELECT coalesce(sum(bytes), 0) FROM blobs)";

}  // namespace

Catalog::Catalog(const std::filesystem::path& archive) : database_(open_for_reading(archive)) {}
Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

std::vector<model::Source> Catalog::due_sources(Timestamp now, std::size_t limit,
                                                const std::set<model::SourceId>& except) const {
    return find_due_sources(*database_, now, limit, except);
}

std::vector<model::Entry> Catalog::due_entries(Timestamp now, std::size_t limit,
                                               const std::vector<std::string>& except_hosts) const {
    return find_due_entries(*database_, now, limit, except_hosts);
}

std::vector<DueImages> Catalog::due_images(Timestamp now, std::size_t limit) const {
    return find_due_images(*database_, now, limit);
}

std::optional<Timestamp> Catalog::next_due() const {
    auto row = database_->query(select_next_due);
    return row.step() ? row.optional_timestamp() : std::nullopt;
}

std::optional<model::Source> Catalog::source(model::SourceId id) const {
    return find_source(*database_, id);
}

std::optional<model::Source> Catalog::source_at(model::SourceKind kind, std::string_view address) const {
    return find_source(*database_, kind, address);
}

std::vector<SourceSummary> Catalog::sources() const {
    return summarize_sources(*database_);
}

std::vector<RuleUse> Catalog::rule_uses(model::SourceId source) const {
    return find_rule_uses(*database_, source);
}

std::optional<model::SiteProfile> Catalog::site_profile(std::string_view host) const {
    return find_site_profile(*database_, host);
}

std::optional<model::Entry> Catalog::entry(model::EntryId id) const {
    return find_entry(*database_, id);
}

std::optional<model::Entry> Catalog::entry_by_key(std::string_view key) const {
    return find_entry(*database_, key);
}

std::set<std::string> Catalog::known_keys(const std::vector<std::string>& keys) const {
    return find_known_keys(*database_, keys);
}

std::vector<model::Entry> Catalog::failed_entries(std::size_t limit) const {
    return find_failed_entries(*database_, limit);
}

std::vector<MissingImage> Catalog::missing_images(std::size_t limit) const {
    return find_missing_images(*database_, limit);
}

std::vector<model::Entry> Catalog::entries(model::SourceId source, std::size_t limit) const {
    return find_entries_of(*database_, source, limit);
}

std::optional<model::Clip> Catalog::clip(model::ClipId id) const {
    return find_clip(*database_, id);
}

std::optional<model::Clip> Catalog::clip_by_key(std::string_view key) const {
    return find_clip(*database_, key);
}

std::vector<model::ClipId> Catalog::find_clips(std::string_view words) const {
    return find_clips_by_words(*database_, words);
}

std::vector<ClipSummary> Catalog::clips(const ClipFilter& filter) const {
    return list_clips(*database_, filter);
}

std::vector<model::ClipId> Catalog::clip_ids() const {
    return find_clip_ids(*database_);
}

std::optional<model::Revision> Catalog::latest_revision(model::ClipId id) const {
    return find_latest_revision(*database_, id);
}

std::vector<model::Revision> Catalog::revisions(model::ClipId id) const {
    return find_revisions(*database_, id);
}

std::optional<model::Capture> Catalog::capture(model::CaptureId id) const {
    return find_capture(*database_, id);
}

std::optional<StoredImage> Catalog::image_at(std::string_view url) const {
    return find_image_at(*database_, url);
}

std::optional<model::RobotsCopy> Catalog::robots(std::string_view origin) const {
    return find_robots(*database_, origin);
}

bool Catalog::post_name_taken(std::string_view post_name) const {
    return is_post_name_taken(*database_, post_name);
}

std::vector<model::ClipId> Catalog::clips_with_stale_posts() const {
    return find_stale_posts(*database_);
}

Totals Catalog::totals() const {
    Totals totals;
    auto row = database_->query(select_totals);
    row.step();
    totals.sources = row.integer();
    totals.sources_backing_off = row.integer();
    totals.sources_dead = row.integer();
    totals.sources_stale = row.integer();
    totals.entries_pending = row.integer();
    totals.entries_failed = row.integer();
    totals.clips = row.integer();
    totals.revisions = row.integer();
    totals.captures = row.integer();
    totals.blobs = row.integer();
    totals.blob_bytes = row.integer();
    return totals;
}

std::vector<NamedBlob> Catalog::blobs() const {
    return find_named_blobs(*database_);
}

std::vector<AlteredText> Catalog::altered_texts() const {
    return find_altered_texts(*database_);
}

std::vector<std::string> Catalog::structural_problems() const {
    return find_structural_problems(*database_);
}

}  // namespace webclip::store
