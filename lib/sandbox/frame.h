// Frames on the socket between the daemon and a reader, within a deadline. The daemon's side: never blocks
// longer, never believes a length, never raises SIGPIPE.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace webclip::sandbox {

using Deadline = std::chrono::steady_clock::time_point;

enum class FrameResult {
    done,
    late,      // the deadline passed
    closed,    // the other side is gone
    too_long,  // it announced more than the limit
};

// One frame of `head` and `body` one after the other.
FrameResult send_frame(int socket, std::string_view head, std::string_view body, Deadline deadline);
// Appends to `frame` as bytes arrive: what was announced is not reserved.
FrameResult receive_frame(int socket, std::string& frame, std::size_t limit, Deadline deadline);

// The reader's side: blocking. `frame` is empty at the end of the socket; ends the process when the frame
// cannot be.
bool read_frame(int socket, std::string& frame, std::size_t limit);
bool write_frame(int socket, std::string_view frame);

}  // namespace webclip::sandbox
