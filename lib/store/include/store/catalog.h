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
#include "model/source.h"

namespace webclip::store {

class Database;

struct ClipFilter {
    std::optional<model::SourceId> source;
    std::optional<Timestamp> since;  // by the clip's date
    std::string host;
    std::size_t limit = 0;  // 0: all
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
    int images = 0;
    int images_missing = 0;
};

struct SourceSummary {
    model::Source source;
    std::int64_t clips = 0;
    std::int64_t pending = 0;
    std::int64_t failed = 0;
};

struct Totals {
    std::int64_t sources = 0;
    std::int64_t entries_pending = 0;
    std::int64_t entries_failed = 0;
    std::int64_t clips = 0;
    std::int64_t revisions = 0;
    std::int64_t captures = 0;
    std::int64_t blobs = 0;
    std::int64_t blob_bytes = 0;
};

// A read-only connection. One thread at a time; open one a thread.
class Catalog {
 public:
    // Throws store::OpenError when there is no catalog or it cannot be used.
    explicit Catalog(const std::filesystem::path& archive);
    ~Catalog();
    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) noexcept;
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    // For the scheduler.
    std::vector<model::Source> due_sources(Timestamp now, std::size_t limit) const;
    // `except_hosts`: those that have as many jobs as they may have; their entries stay where they are.
    std::vector<model::Entry> due_entries(Timestamp now, std::size_t limit,
                                          const std::vector<std::string>& except_hosts = {}) const;
    std::optional<Timestamp> next_due() const;  // earliest next_check_at or next_attempt_at

    std::optional<model::Source> source(model::SourceId id) const;
    std::optional<model::Source> source_at(model::SourceKind kind, std::string_view address) const;
    std::vector<SourceSummary> sources() const;
    std::optional<model::Entry> entry(model::EntryId id) const;
    std::optional<model::Entry> entry_by_key(std::string_view key) const;
    // Those of `keys` that have an entry or a clip already.
    std::set<std::string> known_keys(const std::vector<std::string>& keys) const;
    std::vector<model::Entry> failed_entries(std::size_t limit) const;  // failed, and pending with an error; newest first

    std::optional<model::Clip> clip(model::ClipId id) const;
    std::optional<model::Clip> clip_by_key(std::string_view key) const;
    // By number, address, post name or prefix of one; nothing or several are the caller's to report.
    std::vector<model::ClipId> find_clips(std::string_view words) const;
    std::vector<ClipSummary> clips(const ClipFilter& filter) const;
    std::vector<model::ClipId> clip_ids() const;
    std::optional<model::Revision> latest_revision(model::ClipId id) const;
    std::vector<model::Revision> revisions(model::ClipId id) const;
    std::optional<model::Capture> capture(model::CaptureId id) const;
    bool post_name_taken(std::string_view post_name) const;
    // Those whose post is not written yet or shows an older revision.
    std::vector<model::ClipId> clips_with_stale_posts() const;

    Totals totals() const;

 private:
    std::unique_ptr<Database> database_;
};

}  // namespace webclip::store
