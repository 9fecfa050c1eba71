// A SOCKS5 proxy (RFC 1928) that leads every connection to one server, and remembers what it was asked for.
#pragma once

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "base/unique_fd.h"
#include "sync/synchronized.h"

namespace webclip::net {

class SocksProxy {
  public:
    explicit SocksProxy(std::uint16_t target_port);
    ~SocksProxy();
    SocksProxy(const SocksProxy&) = delete;
    SocksProxy& operator=(const SocksProxy&) = delete;
    SocksProxy(SocksProxy&&) = delete;
    SocksProxy& operator=(SocksProxy&&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    // "name:80" for names, "1.2.3.4:80" for addresses.
    std::vector<std::string> asked() { return *asked_.lock(); }

  private:
    void run();
    void serve(int fd);

    const std::uint16_t target_port_;
    UniqueFd listener_;
    std::uint16_t port_ = 0;
    sync::Synchronized<std::vector<std::string>> asked_;
    std::thread thread_;
};

}  // namespace webclip::net
