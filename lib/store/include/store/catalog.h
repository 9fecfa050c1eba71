// The catalog's records: reading them. Writing goes through store::Writer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "base/timestamp.h"
#include "model/capture.h"
#include "model/clip.h"
#include "model/entry.h"
#include "model/robots_copy.h"
#include "model/site_profile.h"
#include "model/source.h"
#include "store/open_error.h"

namespace webclip::store {

class Database;

struct ClipFilter {
    std::optional<model::SourceId> source;
    std::optional<Timestamp> since;  // by the clip's date
    std::string host;                // as url::Url::hostname() gives it; "": any
    std::size_t limit = 0;           // 0: all
};

// One line of `list`.
struct ClipSummary {
    model::ClipId id;
    std::string title;
    std::string from;
    std::optional<Timestamp> date;
    std::string post_name;
    Timestamp created_at;
    int revisions = 1;
    int images = 0;          // of the latest revision
    int images_missing = 0;  // of those, not stored
};

// A clip some of whose images are due for another attempt.
struct DueImages {
    model::ClipId clip;
    std::string url;  // of the image that has been due for longest
};

// An image of a clip's latest revision that is not here.
struct MissingImage {
    model::ClipId clip;
    std::string from;  // the clip's address
    model::Asset asset;
    int status = 0;  // of the failed answer; 0: none
};

// An image that is here, and the exchange that brought it.
struct StoredImage {
    model::Capture capture;
    Sha256 sha256;
    std::string media_type;
    int width = 0;
    int height = 0;
    std::uint64_t bytes = 0;
};

struct SourceSummary {
    model::Source source;
    std::int64_t clips = 0;
    std::int64_t pending = 0;
    std::int64_t failed = 0;
};

// How a rule of a source fared.
struct RuleUse {
    std::string rule;  // "body: div.story"
    std::int64_t tried = 0;
    std::int64_t matched = 0;  // pages
};

struct Totals {
    std::int64_t sources = 0;
    std::int64_t sources_backing_off = 0;  // of the active ones, as the two below
    std::int64_t sources_dead = 0;
    std::int64_t sources_stale = 0;
    std::int64_t entries_pending = 0;
    std::int64_t entries_failed = 0;
    std::int64_t clips = 0;
    std::int64_t revisions = 0;
    std::int64_t captures = 0;
    std::int64_t blobs = 0;
    std::int64_t blob_bytes = 0;
};

struct NamedBlob {
    Sha256 sha256;
    std::uint64_t bytes = 0;
    Timestamp first_seen_at;
};

struct AlteredText {
    std::string where;  // "html of revision 7 (clip 3)"
    std::string expected_sha256;
    Sha256 actual_sha256;
};

// A read-only connection. One thread at a time; open one a thread. Functions hold nothing once they have
// returned, so that a reader at rest does not make the log grow. Throws store::DatabaseError.
class Catalog {
  public:
    // Throws store::OpenError when there is no catalog or it cannot be used.
    explicit Catalog(const std::filesystem::path& archive);
    ~Catalog();
    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) noexcept;
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    // For the scheduler. Longest due first, without `except`.
    std::vector<model::Source> due_sources(Timestamp now, std::size_t limit,
                                           const std::set<model::SourceId>& except = {}) const;
    // Oldest due first. `except_hosts` (as url::Url::hostname() gives them): those that have as many jobs as
    // they may have; their entries stay where they are. With such hosts there may be fewer than `limit`
    // although more is due elsewhere: ask again; none means none.
    std::vector<model::Entry> due_entries(Timestamp now, std::size_t limit,
                                          const std::vector<std::string>& except_hosts = {}) const;
    // Longest due first; of latest revisions only.
    std::vector<DueImages> due_images(Timestamp now, std::size_t limit) const;
    std::optional<Timestamp> next_due() const;  // earliest next_check_at or next_attempt_at

    std::optional<model::Source> source(model::SourceId id) const;
    std::optional<model::Source> source_at(model::SourceKind kind, std::string_view address) const;
    std::vector<SourceSummary> sources() const;
    std::vector<RuleUse> rule_uses(model::SourceId source) const;  // of this and earlier configurations
    std::optional<model::SiteProfile> site_profile(std::string_view host) const;
    std::optional<model::Entry> entry(model::EntryId id) const;
    std::optional<model::Entry> entry_by_key(std::string_view key) const;
    // Those of `keys` that have an entry or a clip already.
    std::set<std::string> known_keys(const std::vector<std::string>& keys) const;
    std::vector<model::Entry> failed_entries(
        std::size_t limit) const;  // failed, and pending with an error; newest first
    std::vector<MissingImage> missing_images(std::size_t limit) const;  // newest clip first; limit 0: all
    std::vector<model::Entry> entries(model::SourceId source,
                                      std::size_t limit) const;  // newest first; limit 0: all

    std::optional<model::Clip> clip(model::ClipId id) const;
    std::optional<model::Clip> clip_by_key(std::string_view key) const;
    // By number, address as it stands in the clip or as its key, post name with or without its folder, or a
    // prefix of one (at most 100); nothing or several are the caller's to report.
    std::vector<model::ClipId> find_clips(std::string_view words) const;
    std::vector<ClipSummary> clips(
        const ClipFilter& filter) const;  // newest first, those without a date last
    std::vector<model::ClipId> clip_ids() const;
    std::optional<model::Revision> latest_revision(model::ClipId id) const;
    std::vector<model::Revision> revisions(model::ClipId id) const;
    std::optional<model::Capture> capture(model::CaptureId id) const;
    // The last one that `url` answered with, itself or through redirects.
    std::optional<StoredImage> image_at(std::string_view url) const;
    // By origin ("https://example.org").
    std::optional<model::RobotsCopy> robots(std::string_view origin) const;
    bool post_name_taken(std::string_view post_name) const;
    // Those whose post is not written yet or shows an older revision.
    std::vector<model::ClipId> clips_with_stale_posts() const;

    Totals totals() const;

    // For `verify`.
    std::vector<NamedBlob> blobs() const;                  // what the rows say must be in the BlobStore
    std::vector<AlteredText> altered_texts() const;        // stored texts that no longer have their hash
    std::vector<std::string> structural_problems() const;  // the database's own checks; empty when sound

  private:
    std::unique_ptr<Database> database_;
};

}  // namespace webclip::store
