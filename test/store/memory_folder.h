// A folder in memory where the machine has one: for tests that look at other things than the disk, many
// times.
#pragma once

#include <filesystem>

namespace webclip::store {

class MemoryFolder {
  public:
    MemoryFolder();
    ~MemoryFolder();
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;
    MemoryFolder(MemoryFolder&&) = delete;
    MemoryFolder& operator=(MemoryFolder&&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace webclip::store
