#include "notify_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace webclip::test {

NotifySocket::NotifySocket(const std::filesystem::path& path)
    : path_(path), socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (name.size() >= sizeof address.sun_path) {
        throw std::system_error(ENAMETOOLONG, std::generic_category(), name);
    }
    std::memcpy(&address.sun_path[0], name.data(), name.size());
    const void* generic = &address;
    if (::bind(socket_.get(), static_cast<const sockaddr*>(generic), sizeof address) != 0) {
        throw std::system_error(errno, std::generic_category(), name);
    }
}

std::optional<std::string> NotifySocket::next(std::chrono::milliseconds patience) {
    pollfd wait{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(0, patience.count()))) != 1)
        return std::nullopt;
    std::array<char, 4096> buffer{};
    const ssize_t got = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
    if (got < 0) return std::nullopt;
    return std::string(buffer.data(), static_cast<std::size_t>(got));
}

std::vector<std::string> NotifySocket::until(std::string_view words, std::chrono::milliseconds patience) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + patience;
    std::vector<std::string> messages;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        const std::optional<std::string> message = next(left);
        messages.push_back(message.value_or("(none came)"));
        if (!message || says(*message, words)) return messages;
    }
}

bool says(std::string_view message, std::string_view words) {
    return message.starts_with(words) || message.find("\n" + std::string{words}) != std::string_view::npos;
}

}  // namespace webclip::test
