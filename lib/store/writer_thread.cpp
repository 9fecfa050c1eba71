#include "writer_thread.h"

#include <sqlite3.h>

#include <string>
#include <system_error>

#include "open_catalog.h"
#include "store/open_error.h"
#include "write_session.h"

namespace webclip::store {
namespace {

constexpr std::chrono::seconds check_budget{1};
// The clock that stamps files is up to a tick behind the one that we read.
constexpr std::chrono::seconds file_clock_margin{1};

std::filesystem::path made_folder(std::filesystem::path archive) {
    std::error_code failed;
    std::filesystem::create_directories(archive, failed);
    if (failed || !std::filesystem::is_directory(archive)) {
        throw OpenError(OpenFailure::not_writable, "cannot make the archive '" + archive.string() + "'" +
                                                       (failed ? ": " + failed.message() : std::string{}));
    }
    return archive;
}

// After these SQLite may have given up the whole transaction, or nothing else could be written either.
bool concerns_all(const DatabaseError& error) {
    switch (error.sqlite_code() & 0xff) {
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_NOMEM:
        case SQLITE_BUSY:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN: return true;
        default: return false;
    }
}

}  // namespace

Writer::Thread::Thread(std::filesystem::path archive)
    : archive_(made_folder(std::move(archive))), lock_(archive_), blobs_(archive_ / "blobs") {
    OpenedCatalog opened = open_for_writing(archive_);
    database_ = std::move(opened.database);
    recover(opened.is_new);
    thread_ = std::thread([this] { run(); });
}

Writer::Thread::~Thread() {
    stop();
}

void Writer::Thread::recover(bool is_new) {
    auto figures = figures_.lock();
    figures->swept_temporaries = blobs_.sweep_temporaries();
    if (lock_.was_left_clean()) return;
    const std::string problem = database_->quick_check(check_budget);
    if (!problem.empty()) {
        throw OpenError(OpenFailure::damaged, "'" + catalog_file(archive_).string() + "' is damaged (" +
                                                  problem + "): restore it from a backup");
    }
    // Blobs that no row names were put by a writer that did not live to name them: only those. Where the
    // catalog was lost or is an older copy, blobs from before are all that is left of what it knew.
    if (!is_new) {
        const Timestamp since = lock_.unswept_since() - file_clock_margin;
        for (const Sha256& digest : blobs_.all()) {
            if (is_named(*database_, digest)) continue;
            const auto written_at = blobs_.written_at(digest);
            if (!written_at || *written_at < since) continue;
            blobs_.remove(digest);
            ++figures->swept_blobs;
        }
    }
    lock_.swept();
}

void Writer::Thread::stop() noexcept {
    if (!thread_.joinable()) return;
    queue_.close();
    thread_.join();
    database_.reset();
    if (!has_leftovers_ && blobs_.unclaimed() == 0) lock_.leave_clean();
}

WriterFigures Writer::Thread::figures() {
    WriterFigures figures = *figures_.lock();
    figures.blob_syncs = blobs_.syncs();
    std::error_code absent;
    const auto size = std::filesystem::file_size(catalog_file(archive_).string() + "-wal", absent);
    figures.log_bytes = absent ? 0 : size;
    return figures;
}

void Writer::Thread::run() {
    for (;;) {
        Changes changes = queue_.pop_group();
        if (changes.empty()) return;
        commit_group(changes);
    }
}

void Writer::Thread::commit_group(Changes& changes) {
    WriteSession session{*database_, blobs_, now(), {}, {}};
    try {
        blobs_.sync();  // blobs before rows
        apply_all(session, changes);
    } catch (...) {
        for (const auto& change : changes) {
            if (change != nullptr) change->fail(std::current_exception());
        }
        return;
    }
    settle_blobs(session);
    {
        auto figures = figures_.lock();
        ++figures->transactions;
        for (const auto& change : changes) figures->changes += change != nullptr ? 1 : 0;
    }
    for (const auto& change : changes) {
        if (change != nullptr) change->succeed();
    }
}

// Those that fail alone are gone from `changes` afterwards.
void Writer::Thread::apply_all(WriteSession& session, Changes& changes) {
    Transaction transaction{*database_};
    for (auto& change : changes) apply_alone(session, change);
    transaction.commit();
}

void Writer::Thread::apply_alone(WriteSession& session, std::unique_ptr<Change>& change) {
    WriteSession own{session.database, session.blobs, session.now, {}, {}};
    std::exception_ptr failure;
    try {
        Savepoint savepoint{*database_};
        change->apply(own);
        savepoint.release();
    } catch (const DatabaseError& error) {
        if (concerns_all(error)) throw;
        failure = std::current_exception();
    } catch (const std::exception&) {
        failure = std::current_exception();
    }
    if (failure == nullptr) {
        session.named.insert(session.named.end(), own.named.begin(), own.named.end());
        session.dropped.insert(session.dropped.end(), own.dropped.begin(), own.dropped.end());
        return;
    }
    if (!database_->in_transaction()) std::rethrow_exception(failure);
    change->fail(failure);
    change.reset();
}

void Writer::Thread::settle_blobs(const WriteSession& session) {
    for (const Sha256& digest : session.named) blobs_.claim(digest);
    for (const Sha256& digest : session.dropped) {
        try {
            if (!is_named(*database_, digest)) blobs_.remove_unless_put(digest);
        } catch (const std::exception&) {
            has_leftovers_ = true;  // the next start sweeps it
        }
    }
}

}  // namespace webclip::store
