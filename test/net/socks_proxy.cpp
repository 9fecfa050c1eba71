#include "socks_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace webclip::net {

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

bool read_exactly(int fd, std::string& out, std::size_t size) {
    out.resize(size);
    return ::recv(fd, out.data(), size, MSG_WAITALL) == static_cast<ssize_t>(size);
}

bool send_all(int fd, const std::string& bytes) {
    return ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

unsigned byte(const std::string& bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes.at(at));
}

// RFC 1928 §3 to §5; "" when the other side says something else.
std::string read_target(int fd) {
    std::string bytes;
    if (!read_exactly(fd, bytes, 2) || !read_exactly(fd, bytes, byte(bytes, 1))) return "";
    if (!send_all(fd, std::string{"\x05\x00", 2}) || !read_exactly(fd, bytes, 4)) return "";
    const unsigned kind = byte(bytes, 3);
    std::string name;
    if (kind == 3) {
        if (!read_exactly(fd, bytes, 1) || !read_exactly(fd, name, byte(bytes, 0))) return "";
    } else if (kind == 1) {
        if (!read_exactly(fd, bytes, 4)) return "";
        for (std::size_t i = 0; i < 4; ++i) name += (i > 0 ? "." : "") + std::to_string(byte(bytes, i));
    } else {
        return "";
    }
    if (!read_exactly(fd, bytes, 2)) return "";
    return name + ":" + std::to_string(byte(bytes, 0) << 8U | byte(bytes, 1));
}

// Until either side ends.
void relay(int a, int b) {
    std::array<pollfd, 2> fds{{{a, POLLIN, 0}, {b, POLLIN, 0}}};
    std::array<char, 16384> buffer{};
    while (::poll(fds.data(), fds.size(), -1) > 0) {
        for (std::size_t i = 0; i < 2; ++i) {
            if (fds.at(i).revents == 0) continue;
            const ssize_t got = ::recv(fds.at(i).fd, buffer.data(), buffer.size(), 0);
            if (got <= 0 || !send_all(fds.at(1 - i).fd, {buffer.data(), static_cast<std::size_t>(got)}))
                return;
        }
    }
}

}  // namespace

SocksProxy::SocksProxy(std::uint16_t target_port)
    : target_port_(target_port), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* const name = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_.get(), name, size) != 0 || ::listen(listener_.get(), 16) != 0 ||
        ::getsockname(listener_.get(), name, &size) != 0) {
        throw std::runtime_error{"the SOCKS proxy cannot listen"};
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { run(); }};
}

// Connections end when the fetcher closes them: destroy the fetcher first.
SocksProxy::~SocksProxy() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
}

void SocksProxy::run() {
    std::vector<std::thread> serving;
    while (true) {
        UniqueFd fd{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (!fd) break;
        serving.emplace_back([this, client = std::move(fd)] { serve(client.get()); });
    }
    for (std::thread& thread : serving) thread.join();
}

void SocksProxy::serve(int fd) {
    const std::string target = read_target(fd);
    if (target.empty()) return;
    asked_.lock()->push_back(target);
    const UniqueFd server{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const sockaddr_in address = loopback(target_port_);
    if (::connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    if (!send_all(fd, std::string{"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10})) return;
    relay(fd, server.get());
}

}  // namespace webclip::net
