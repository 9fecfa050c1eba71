// A name service that does not answer: in this program getaddrinfo blocks for the names of a StalledLookups
// until that is gone. All other names go to the C library. Each has names of its own, so that a thread of
// libcurl that an earlier one left behind, or that is only about to ask, is none of its.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace webclip::net {

class StalledLookups {
  public:
    StalledLookups();
    ~StalledLookups();  // lets all of them fail
    StalledLookups(const StalledLookups&) = delete;
    StalledLookups& operator=(const StalledLookups&) = delete;
    StalledLookups(StalledLookups&&) = delete;
    StalledLookups& operator=(StalledLookups&&) = delete;

    std::string host(std::string_view name) const;  // "name.1.stall.test"
    void wait_until_running(std::size_t count) const;
    std::size_t running() const;

  private:
    unsigned number_;
};

}  // namespace webclip::net
