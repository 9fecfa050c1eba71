#include "slow_resolver.h"

#include <dlfcn.h>
#include <netdb.h>

#include <condition_variable>
#include <mutex>
#include <string_view>

namespace {

// Never destroyed: a thread of libcurl may still be on its way out of getaddrinfo when the program ends.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool closed = false;
    std::size_t running = 0;
};

Gate& gate() {
    static Gate* const instance = new Gate;
    return *instance;
}

}  // namespace

// Takes the place of the C library's function for everything in this process, libcurl included.
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the C library's are reserved names
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto original = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (node == nullptr || !std::string_view{node}.ends_with(".stall.test"))
        return original(node, service, hints, result);
    std::unique_lock lock{gate().mutex};
    ++gate().running;
    gate().changed.notify_all();
    gate().changed.wait(lock, [] { return !gate().closed; });
    --gate().running;
    return EAI_AGAIN;
}

namespace webclip::net {

StalledLookups::StalledLookups() {
    const std::scoped_lock lock{gate().mutex};
    gate().closed = true;
}

StalledLookups::~StalledLookups() {
    const std::scoped_lock lock{gate().mutex};
    gate().closed = false;
    gate().changed.notify_all();
}

std::size_t StalledLookups::running() const {
    const std::scoped_lock lock{gate().mutex};
    return gate().running;
}

void StalledLookups::wait_until_running(std::size_t count) const {
    std::unique_lock lock{gate().mutex};
    gate().changed.wait(lock, [&] { return gate().running >= count; });
}

}  // namespace webclip::net
