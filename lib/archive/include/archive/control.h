// How a command reaches the daemon: a socket in the archive folder, one JSON request and one JSON answer a
// line. A socket and not rows for the scheduler to see: the writer thread stays the only writer of the
// catalog, imports do not race with the start-up sweep of orphaned blobs, and the daemon acts at once instead
// of polling. Only the archive's owner (and root) may connect.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace webclip::archive {

// Requests longer than this are refused.
inline constexpr std::size_t longest_control_request = std::size_t{64} << 20U;

// Serves all its clients on one thread of its own, one request after the other: `perform` is called by that
// thread alone.
class ControlServer {
  public:
    // Makes <folder>/control.sock, replacing what a crash left there. Throws std::system_error.
    ControlServer(const std::filesystem::path& folder, std::function<std::string(std::string_view)> perform);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;
    ControlServer(ControlServer&&) = delete;
    ControlServer& operator=(ControlServer&&) = delete;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// One connection to a running daemon.
class ControlClient {
  public:
    // Nothing when no daemon listens there.
    static std::optional<ControlClient> connect(const std::filesystem::path& folder);
    // Throws std::runtime_error when the daemon goes away.
    std::string request(std::string_view line);

  private:
    explicit ControlClient(UniqueFd socket) : socket_(std::move(socket)) {}
    UniqueFd socket_;
};

}  // namespace webclip::archive
