// The thread behind store::Writer: owns the lock, the blobs and the writable connection; commits changes in
// groups.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>

#include "archive_lock.h"
#include "change.h"
#include "change_queue.h"
#include "store/blob_store.h"
#include "store/database.h"
#include "store/writer.h"
#include "sync/synchronized.h"

namespace webclip::store {

class Writer::Thread {
  public:
    explicit Thread(std::filesystem::path archive);
    ~Thread();
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;
    Thread(Thread&&) = delete;
    Thread& operator=(Thread&&) = delete;

    BlobStore& blobs() { return blobs_; }
    WriterFigures figures();
    void stop() noexcept;

    template <typename Apply>
    auto submit(Apply apply, Urgency urgency = Urgency::now) {
        auto change = std::make_unique<ChangeOf<Apply>>(std::move(apply));
        auto future = change->future();
        if (queue_.push(std::move(change), urgency)) return future;
        std::promise<typename ChangeOf<Apply>::Result> refused;
        refused.set_exception(
            std::make_exception_ptr(std::runtime_error("the archive's writer has stopped")));
        return refused.get_future();
    }

  private:
    void recover(bool is_new);
    void run();
    void commit_group(Changes& changes);
    void apply_all(WriteSession& session, Changes& changes);
    void apply_alone(WriteSession& session, std::unique_ptr<Change>& change);
    void settle_blobs(const WriteSession& session);

    std::filesystem::path archive_;
    ArchiveLock lock_;
    BlobStore blobs_;
    std::unique_ptr<Database> database_;  // the thread's from its start on
    bool has_leftovers_ = false;          // a blob's file could not be removed
    ChangeQueue queue_;
    sync::Synchronized<WriterFigures> figures_;
    std::thread thread_;
};

}  // namespace webclip::store
