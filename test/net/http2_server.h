// A server that speaks HTTP/2 over TLS and gives every request the same answer.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/unique_fd.h"
#include "support/http_server.h"

namespace webclip::net {

class Http2Server {
  public:
    // Answers once `together` requests are open on one connection.
    Http2Server(std::shared_ptr<const test::TlsIdentity> identity, std::string body, std::size_t together);
    ~Http2Server();
    Http2Server(const Http2Server&) = delete;
    Http2Server& operator=(const Http2Server&) = delete;
    Http2Server(Http2Server&&) = delete;
    Http2Server& operator=(Http2Server&&) = delete;

    std::string url(const std::string& path) const;
    std::size_t connections() const { return connections_; }
    std::size_t requests() const { return requests_; }

  private:
    void run();
    void serve(int fd);

    const std::shared_ptr<const test::TlsIdentity> identity_;
    const std::string body_;
    const std::size_t together_;
    UniqueFd listener_;
    std::uint16_t port_ = 0;
    std::atomic<std::size_t> connections_{0};
    std::atomic<std::size_t> requests_{0};
    std::thread thread_;
};

}  // namespace webclip::net
