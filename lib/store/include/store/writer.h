// The only writable connection and its thread: takes changes from any thread and commits all that wait in one
// transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/timestamp.h"
#include "model/capture.h"
#include "model/clip.h"
#include "model/entry.h"
#include "model/robots_copy.h"
#include "model/site_profile.h"
#include "model/source.h"
#include "store/blob_store.h"
#include "store/open_error.h"

namespace webclip::store {

// What a refresh of a source leaves behind; one transaction.
struct SourceRefreshed {
    model::SourceId source;
    model::SourceState state;  // backfill_pages is not looked at
    int backfilled = 0;        // of backfill_pages, so many are done
    // Of the feed; one without address and hops (a local file was read) is not stored. Takes the place of the
    // capture before, unless entries stem from that one.
    model::Capture capture;
    std::vector<model::Entry>
        new_entries;  // known keys (entries or clips) are ignored; they become this source's
};

// What an attempt at an entry leaves behind when there is no clip.
struct EntryFailed {
    model::EntryId entry;
    model::EntryState state = model::EntryState::pending;
    int attempts = 0;
    Timestamp next_attempt_at;
    std::string error_code;
    std::string error_message;
    std::optional<model::Capture> capture;
    std::vector<model::Capture> further_captures =
        {};  // of an article in several pages, what came after that
};

// What a site's pages have taught so far, with the one that is archived now.
struct LearnedSite {
    std::string host;  // as url::Url::hostname() gives it
    model::SiteProfile profile;
};

// A clip's first or next revision, with the captures it came from. Blobs are in the BlobStore already.
struct ClipArchived {
    std::optional<model::EntryId> entry;  // becomes `archived`
    // Id 0: found by its key, or made. A known clip takes the fields (with the imported file's name and
    // bytes) together with the new revision when its id is given or the revision is an imported one, and
    // keeps its own otherwise.
    model::Clip clip;
    // Id 0. No new revision when title, byline, html and text equal the latest one's and no image that both
    // have differs (for an imported one: when there is a revision of the same bytes already); images that the
    // latest lacks are taken.
    model::Revision revision;
    std::optional<model::Capture> page;
    std::vector<model::Capture> more_pages;  // of an article in several pages, from the second
    std::vector<model::Capture> in_vain;     // pages that were fetched and are no part of it
    std::optional<LearnedSite> site;         // takes the place of what was known of the host
    std::vector<model::RuleOutcome> rules;   // counted for the clip's source
    std::vector<model::Capture> images;      // asset.capture of the revision are indexes into this, from 1
};

// What a later attempt at a clip's missing images brought. The text stays as it is.
struct ImagesFetched {
    model::ClipId clip;
    model::RevisionId revision;
    std::vector<model::Asset> assets;      // of that revision, by slot
    std::vector<model::Capture> captures;  // asset.capture are indexes into this, from 1
};

// What the writer has done so far.
struct WriterFigures {
    std::uint64_t changes = 0;
    std::uint64_t transactions = 0;  // each with one sync of the log
    std::uint64_t blob_syncs = 0;
    std::uint64_t log_bytes = 0;  // of the write-ahead log now: grows while a reader holds on to an old state
    std::size_t swept_blobs = 0;  // what an earlier writer's crash had left
    std::size_t swept_temporaries = 0;
};

struct Archived {
    model::ClipId clip;
    model::RevisionId revision;
    bool is_new_clip = false;
    bool is_new_revision = false;
};

// Any thread; the owner's for stop(). A future is ready when the change is durable, and carries the exception
// that kept it from being so: store::DatabaseError, or std::system_error (also ENOENT: a blob that the change
// names is not in the store). is_storage_full() tells a full disk, which fails all changes that wait
// together; the writer goes on.
class Writer {
  public:
    // Opens the archive (made when absent) for writing: folder lock, migration, and after a writer that did
    // not end in order a check of the catalog (at most a second) and a sweep of what it left. Throws
    // OpenError.
    explicit Writer(std::filesystem::path archive);
    ~Writer();  // commits what is queued
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;

    BlobStore& blobs();

    // The configuration's sources: new ones are added, known ones take the settings, others become inactive
    // unless they came by hand (Source::by_hand).
    std::future<void> sync_sources(std::vector<model::Source> sources);
    // A known source (by kind and address) takes the settings and is active again.
    std::future<model::SourceId> add_source(model::Source source);
    // One id for each, in order; a known key's entry stays as it is. Every entry has a source.
    std::future<std::vector<model::EntryId>> add_entries(std::vector<model::Entry> entries);
    std::future<void> source_refreshed(SourceRefreshed change);
    // Of a refresh that brought nothing. It is in no hurry: it becomes durable together with what is, or
    // after a second. Lost in a power cut it costs the source one question more.
    std::future<void> source_unchanged(SourceRefreshed change);
    std::future<void> entry_failed(EntryFailed change);
    std::future<Archived> clip_archived(ClipArchived change);
    // Failed entries and pending ones with an error, or those given, become pending and due now; returns how
    // many.
    std::future<std::size_t> retry(std::optional<std::vector<model::EntryId>> entries);
    // Sources, or all of them, are due now; dead ones live again.
    std::future<void> refresh_now(std::optional<std::vector<model::SourceId>> sources);
    // Older pages of a feed, at its next refresh, which is now.
    std::future<void> backfill(model::SourceId source, int pages);
    // The wall clock was set: everything planned moves with it.
    std::future<void> move_schedule(Milliseconds by);
    // What is planned beyond `latest` was planned by a wrong clock, and is due at `to`.
    std::future<void> pull_schedule_in(Timestamp latest, Timestamp to);
    // The post's place below posts/ (unique), and the revision it shows. Clips whose post_revision is behind
    // are found by Catalog::clips_with_stale_posts after a crash.
    std::future<void> post_written(model::ClipId clip, std::string post_name, model::RevisionId revision);
    // The post of the clip becomes stale when an image has come.
    std::future<void> images_fetched(ImagesFetched change);
    // What is missing of the latest revisions is due now; returns how many images.
    std::future<std::size_t> retry_images();
    // What a host's robots.txt says; by origin ("https://example.org"). In no hurry either.
    std::future<void> robots_fetched(std::string origin, model::RobotsCopy copy);
    // Ready when everything that was asked for before is done.
    std::future<void> flush();

    WriterFigures figures() const;

    // Commits what is queued and ends the thread; later calls give futures that fail.
    void stop();

  private:
    class Thread;
    std::unique_ptr<Thread> thread_;
};

}  // namespace webclip::store
