// A folder of a test's own, removed with everything in it when the test ends.
#pragma once

#include <filesystem>

namespace webclip::test {

class TempDir {
  public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    TempDir(TempDir&&) = delete;
    TempDir& operator=(TempDir&&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::filesystem::path& child) const { return path_ / child; }

  private:
    std::filesystem::path path_;
};

}  // namespace webclip::test
