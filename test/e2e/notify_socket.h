// The service manager's side of sd_notify(3), in a folder of the test's own.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/unique_fd.h"

namespace webclip::test {

class NotifySocket {
  public:
    // Throws std::system_error.
    explicit NotifySocket(const std::filesystem::path& path);

    // The next message, or nothing when none came within `patience`.
    std::optional<std::string> next(std::chrono::milliseconds patience);
    // Takes messages until one has a line that starts with `words` ("READY=1"), and gives the ones on the
    // way, that one last. Without such a message the list ends with "(none came)".
    std::vector<std::string> until(std::string_view words, std::chrono::milliseconds patience);

    std::string environment() const { return "NOTIFY_SOCKET=" + path_.string(); }

  private:
    std::filesystem::path path_;
    UniqueFd socket_;
};

// Whether the message has a line that starts so.
bool says(std::string_view message, std::string_view words);

}  // namespace webclip::test
