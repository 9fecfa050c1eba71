// Errors of the operating system that say that this machine, or this process, has run out of something: they
// tell nothing of whom it talks to, and the same deed may succeed a moment later.
#pragma once

#include <cerrno>

namespace webclip {

inline bool is_shortage(int error) {
    return error == EMFILE || error == ENFILE || error == ENOMEM || error == ENOBUFS;
}

}  // namespace webclip
