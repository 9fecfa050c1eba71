// One writer an archive: a lock that the kernel drops with its process, and a note of how the last writer
// ended.
#pragma once

#include <filesystem>
#include <string>

#include "base/timestamp.h"
#include "base/unique_fd.h"

namespace webclip::store {

class ArchiveLock {
  public:
    // Takes <folder>/lock with flock and writes who holds it. Throws OpenError: locked, naming the holder, or
    // not_writable.
    explicit ArchiveLock(const std::filesystem::path& folder);
    ~ArchiveLock() = default;
    ArchiveLock(const ArchiveLock&) = delete;
    ArchiveLock& operator=(const ArchiveLock&) = delete;
    ArchiveLock(ArchiveLock&&) = delete;
    ArchiveLock& operator=(ArchiveLock&&) = delete;

    // The last writer ended in order and left nothing to sweep.
    bool was_left_clean() const { return was_left_clean_; }
    // What writers since then have left behind is not swept yet.
    Timestamp unswept_since() const { return unswept_since_; }
    void swept();  // up to the start of this one
    void leave_clean() noexcept;

  private:
    std::string note() const;

    UniqueFd file_;
    Timestamp started_at_;
    Timestamp unswept_since_;
    bool was_left_clean_ = false;
};

}  // namespace webclip::store
