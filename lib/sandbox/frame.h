// Frames on the socket between the daemon and a reader, within a deadline. The daemon's side: never blocks
// longer, never believes a length, never raises SIGPIPE.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace webclip::sandbox {

using Deadline = std::chrono::steady_clock::time_point;

// A deadline that can be moved forward, for all who wait, by another thread: shutdown does.
class Patience {
  public:
    Patience(Deadline deadline,  // NOLINT(google-explicit-constructor): every deadline is a patience
             const std::atomic<Deadline>* shutdown = nullptr)
        : deadline_(deadline), shutdown_(shutdown) {}
    Deadline deadline() const {
        return shutdown_ == nullptr ? deadline_ : std::min(deadline_, shutdown_->load());
    }

  private:
    Deadline deadline_;
    const std::atomic<Deadline>* shutdown_;
};

enum class FrameResult {
    done,
    late,      // the deadline passed
    closed,    // the other side is gone
    too_long,  // it announced more than the limit
};

// One frame of `head` and `body` one after the other.
FrameResult send_frame(int socket, std::string_view head, std::string_view body, const Patience& patience);
// Appends to `frame` as bytes arrive: what was announced is not reserved.
FrameResult receive_frame(int socket, std::string& frame, std::size_t limit, const Patience& patience);

// The reader's side: blocking. `frame` is empty at the end of the socket; ends the process when the frame
// cannot be.
bool read_frame(int socket, std::string& frame, std::size_t limit);
bool write_frame(int socket, std::string_view frame);

}  // namespace webclip::sandbox
