// A name service that does not answer: in this program getaddrinfo blocks for names that end in ".stall.test"
// until the last StalledLookups is gone. All other names go to the C library.
#pragma once

#include <cstddef>

namespace webclip::net {

class StalledLookups {
  public:
    StalledLookups();
    ~StalledLookups();  // lets all of them fail
    StalledLookups(const StalledLookups&) = delete;
    StalledLookups& operator=(const StalledLookups&) = delete;
    StalledLookups(StalledLookups&&) = delete;
    StalledLookups& operator=(StalledLookups&&) = delete;

    void wait_until_running(std::size_t count) const;
    std::size_t running() const;
};

}  // namespace webclip::net
