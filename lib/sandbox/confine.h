// Takes from the running process everything that reading a document does not need. Not to be undone.
#pragma once

#include "base/byte_size.h"

namespace webclip::sandbox {

// The descriptors of a reader: 0 and 1 are /dev/null, 2 a pipe to the daemon.
inline constexpr int socket_fd = 3;
inline constexpr int memory_fd = 4;  // /proc/self/statm, opened before the doors close; may be missing

// Resource limits, no new privileges, no core, no tracing, and the allow-list of system calls. Throws
// std::system_error when the kernel refuses any of it.
void confine(ByteSize address_space);

}  // namespace webclip::sandbox
