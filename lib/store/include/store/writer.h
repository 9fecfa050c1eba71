// The only writable connection and its thread: takes changes from any thread and commits all that wait in one transaction.
#pragma once

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
#include "model/source.h"
#include "store/blob_store.h"

namespace webclip::store {

// What a refresh of a source leaves behind; one transaction.
struct SourceRefreshed {
    model::SourceId source;
    model::SourceState state;
    model::Capture capture;                   // of the feed
    std::vector<model::Entry> new_entries;    // those whose key is unknown; known ones are ignored
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
};

// A clip's first or next revision, with the captures it came from. Blobs are in the BlobStore already.
struct ClipArchived {
    std::optional<model::EntryId> entry;  // becomes `archived`
    model::Clip clip;                     // id 0: found by its key, or made
    model::Revision revision;             // id 0; ignored when its content equals the latest revision's
    std::optional<model::Capture> page;
    std::vector<model::Capture> images;   // asset.capture of the revision are indexes into this, from 1
};

struct Archived {
    model::ClipId clip;
    model::RevisionId revision;
    bool is_new_clip = false;
    bool is_new_revision = false;
};

// Any thread. A future is ready when the change is durable, and carries the exception that kept it from being so (std::system_error,
// store::DatabaseError).
class Writer {
 public:
    // Opens the archive for writing: folder lock, migration, start-up sweep. Throws OpenError.
    explicit Writer(std::filesystem::path archive);
    ~Writer();  // commits what is queued
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;

    BlobStore& blobs();

    // The configuration's sources: new ones are added, known ones take the settings, others become inactive unless they
    // came by hand (Source::by_hand).
    std::future<void> sync_sources(std::vector<model::Source> sources);
    std::future<model::SourceId> add_source(model::Source source);
    std::future<std::vector<model::EntryId>> add_entries(std::vector<model::Entry> entries);
    std::future<void> source_refreshed(SourceRefreshed change);
    std::future<void> entry_failed(EntryFailed change);
    std::future<Archived> clip_archived(ClipArchived change);
    // Failed entries, or those given, become pending and due now; returns how many.
    std::future<std::size_t> retry(std::optional<std::vector<model::EntryId>> entries);
    std::future<void> refresh_now(std::optional<std::vector<model::SourceId>> sources);
    // The post's place below posts/ (unique), and the revision it shows. Clips whose post_revision is behind are found
    // by Catalog::clips_with_stale_posts after a crash.
    std::future<void> post_written(model::ClipId clip, std::string post_name, model::RevisionId revision);
    std::future<void> asset_stored(model::RevisionId revision, model::Asset asset, std::optional<model::Capture> capture);

    // Commits what is queued and ends the thread; later calls give futures that fail.
    void stop();

 private:
    class Thread;
    std::unique_ptr<Thread> thread_;
};

}  // namespace webclip::store
