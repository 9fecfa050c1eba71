#include "store/writer.h"

#include "asset_rows.h"
#include "capture_rows.h"
#include "clip_changes.h"
#include "clip_rows.h"
#include "entry_rows.h"
#include "robots_rows.h"
#include "source_rows.h"
#include "writer_thread.h"

namespace webclip::store {
namespace {

// A thousand feeds asked every hour must not fill the disk with answers that brought nothing: a capture from
// which nothing stems gives way to the next one.
void save_refresh(WriteSession& session, SourceRefreshed& change) {
    const auto before = capture_of_source(session, change.source);
    const bool gives_way = before && !has_witness(session.database, *before);
    model::CaptureId capture;
    const bool is_exchange = !change.capture.hops.empty() || !change.capture.url.empty();
    if (is_exchange && gives_way && has_body(session.database, *before, change.capture.body_sha256)) {
        capture = *before;
        rewrite_capture(session, capture, change.capture);
    } else if (is_exchange) {
        capture = insert_capture(session, change.capture, {change.source, {}, {}});
    }
    for (model::Entry& entry : change.new_entries) {
        if (is_known_key(session.database, entry.key)) continue;
        entry.source = change.source;
        add_entry(session, entry, capture);
    }
    save_source_state(session, change.source, change.state, change.backfilled, capture);
    if (gives_way && capture != *before) delete_capture(session, *before);
}

}  // namespace

Writer::Writer(std::filesystem::path archive) : thread_(std::make_unique<Thread>(std::move(archive))) {}
Writer::~Writer() = default;

BlobStore& Writer::blobs() {
    return thread_->blobs();
}

std::future<void> Writer::sync_sources(std::vector<model::Source> sources) {
    return thread_->submit(
        [sources = std::move(sources)](WriteSession& session) { store::sync_sources(session, sources); });
}

std::future<model::SourceId> Writer::add_source(model::Source source) {
    return thread_->submit(
        [source = std::move(source)](WriteSession& session) { return store::add_source(session, source); });
}

std::future<std::vector<model::EntryId>> Writer::add_entries(std::vector<model::Entry> entries) {
    return thread_->submit([entries = std::move(entries)](WriteSession& session) {
        std::vector<model::EntryId> ids;
        ids.reserve(entries.size());
        for (const model::Entry& entry : entries) ids.push_back(add_entry(session, entry, {}));
        return ids;
    });
}

std::future<void> Writer::source_refreshed(SourceRefreshed change) {
    return thread_->submit(
        [change = std::move(change)](WriteSession& session) mutable { save_refresh(session, change); });
}

std::future<void> Writer::source_unchanged(SourceRefreshed change) {
    return thread_->submit(
        [change = std::move(change)](WriteSession& session) mutable { save_refresh(session, change); },
        Urgency::leisure);
}

std::future<void> Writer::entry_failed(EntryFailed change) {
    return thread_->submit(
        [change = std::move(change)](WriteSession& session) { save_failure(session, change); });
}

std::future<Archived> Writer::clip_archived(ClipArchived change) {
    return thread_->submit([change = std::move(change)](WriteSession& session) mutable {
        return archive_clip(session, std::move(change));
    });
}

std::future<std::size_t> Writer::retry(std::optional<std::vector<model::EntryId>> entries) {
    return thread_->submit(
        [entries = std::move(entries)](WriteSession& session) { return store::retry(session, entries); });
}

std::future<void> Writer::refresh_now(std::optional<std::vector<model::SourceId>> sources) {
    return thread_->submit(
        [sources = std::move(sources)](WriteSession& session) { store::refresh_now(session, sources); });
}

std::future<void> Writer::backfill(model::SourceId source, int pages) {
    return thread_->submit([=](WriteSession& session) { request_backfill(session, source, pages); });
}

std::future<void> Writer::move_schedule(Milliseconds by) {
    return thread_->submit([by](WriteSession& session) {
        move_source_checks(session, by);
        move_entry_attempts(session, by);
    });
}

std::future<void> Writer::pull_schedule_in(Timestamp latest, Timestamp to) {
    return thread_->submit([=](WriteSession& session) {
        pull_source_checks_in(session, latest, to);
        pull_entry_attempts_in(session, latest, to);
    });
}

std::future<void> Writer::post_written(model::ClipId clip, std::string post_name,
                                       model::RevisionId revision) {
    return thread_->submit([clip, post_name = std::move(post_name), revision](WriteSession& session) {
        set_post(session, clip, post_name, revision);
    });
}

std::future<void> Writer::images_fetched(ImagesFetched change) {
    return thread_->submit([change = std::move(change)](WriteSession& session) mutable {
        save_images(session, std::move(change));
    });
}

std::future<std::size_t> Writer::retry_images() {
    return thread_->submit([](WriteSession& session) { return store::retry_images(session); });
}

std::future<void> Writer::robots_fetched(std::string origin, model::RobotsCopy copy) {
    return thread_->submit([origin = std::move(origin), copy = std::move(copy)](
                               WriteSession& session) { save_robots(session, origin, copy); },
                           Urgency::leisure);
}

std::future<void> Writer::flush() {
    return thread_->submit([](WriteSession&) {});
}

WriterFigures Writer::figures() const {
    return thread_->figures();
}

void Writer::stop() {
    thread_->stop();
}

}  // namespace webclip::store
