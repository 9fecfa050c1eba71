#include "frame.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

namespace webclip::sandbox {
namespace {

using Prefix = std::array<char, 4>;

Prefix prefix_of(std::size_t size) {
    Prefix prefix{};
    for (unsigned i = 0; i < prefix.size(); ++i) prefix.at(i) = static_cast<char>(size >> (8U * i) & 0xFFU);
    return prefix;
}

std::size_t size_of(std::string_view prefix) {
    std::size_t size = 0;
    for (std::size_t i = prefix.size(); i-- > 0;) size = size << 8U | static_cast<unsigned char>(prefix[i]);
    return size;
}

// Whether `socket` became ready before the deadline, which is looked at again in each slice.
bool wait_for(int socket, short events, const Patience& patience) {
    constexpr std::int64_t slice_ms = 200;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(patience.deadline() -
                                                                       std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{socket, events, 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), slice_ms)));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return true;  // the next call on the socket will say what is wrong
    }
}

bool would_block() {
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

FrameResult send_all(int socket, std::string_view bytes, const Patience& patience) {
    while (!bytes.empty()) {
        const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (would_block()) {
            if (!wait_for(socket, POLLOUT, patience)) return FrameResult::late;
        } else if (errno != EINTR) {
            return FrameResult::closed;
        }
    }
    return FrameResult::done;
}

// Up to `count` more bytes behind what `into` holds.
FrameResult receive_exactly(int socket, std::string& into, std::size_t count, const Patience& patience) {
    constexpr std::size_t step = 256U << 10U;
    while (count > 0) {
        const std::size_t held = into.size();
        const std::size_t room = std::min(count, step);
        into.resize(held + room);
        const ssize_t got = recv(socket, into.data() + held, room, MSG_DONTWAIT);
        const int error = errno;
        into.resize(held + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got > 0) {
            count -= static_cast<std::size_t>(got);
            continue;
        }
        errno = error;
        if (got == 0) return FrameResult::closed;
        if (would_block()) {
            if (!wait_for(socket, POLLIN, patience)) return FrameResult::late;
        } else if (errno != EINTR) {
            return FrameResult::closed;
        }
    }
    return FrameResult::done;
}

}  // namespace

FrameResult send_frame(int socket, std::string_view head, std::string_view body, const Patience& patience) {
    const Prefix prefix = prefix_of(head.size() + body.size());
    std::string front{prefix.data(), prefix.size()};
    front += head;  // small: what is large comes in `body`
    const FrameResult result = send_all(socket, front, patience);
    return result == FrameResult::done ? send_all(socket, body, patience) : result;
}

FrameResult receive_frame(int socket, std::string& frame, std::size_t limit, const Patience& patience) {
    std::string prefix;
    const FrameResult result = receive_exactly(socket, prefix, Prefix{}.size(), patience);
    if (result != FrameResult::done) return result;
    const std::size_t size = size_of(prefix);
    if (size > limit) return FrameResult::too_long;
    return receive_exactly(socket, frame, size, patience);
}

namespace {

bool read_exactly(int socket, char* into, std::size_t count) {
    while (count > 0) {
        const ssize_t got = read(socket, into, count);
        if (got > 0) {
            into += got;
            count -= static_cast<std::size_t>(got);
        } else if (got == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool read_frame(int socket, std::string& frame, std::size_t limit) {
    Prefix prefix{};
    if (!read_exactly(socket, prefix.data(), prefix.size())) return false;
    const std::size_t size = size_of({prefix.data(), prefix.size()});
    if (size > limit) return false;
    frame.resize(size);  // the daemon is trusted
    return read_exactly(socket, frame.data(), size);
}

bool write_frame(int socket, std::string_view frame) {
    const Prefix prefix = prefix_of(frame.size());
    std::string_view part{prefix.data(), prefix.size()};
    for (int i = 0; i < 2; ++i, part = frame) {
        while (!part.empty()) {
            const ssize_t written = write(socket, part.data(), part.size());
            if (written >= 0) {
                part.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace webclip::sandbox
