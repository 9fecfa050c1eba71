#include "base/unique_fd.h"

#include <unistd.h>

namespace webclip {

void UniqueFd::reset() {
    // Linux frees the descriptor even when close reports an error, so there is nothing to retry.
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

}  // namespace webclip
