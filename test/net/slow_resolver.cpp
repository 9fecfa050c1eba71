#include "slow_resolver.h"

#include <dlfcn.h>
#include <netdb.h>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string_view>

namespace {

// Never destroyed: a thread of libcurl may still be on its way out of getaddrinfo when the program ends.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    unsigned last = 0;
    std::map<std::string, std::size_t, std::less<>> running;  // by domain; no entry: not held up
};

Gate& gate() {
    static Gate* const instance = new Gate;
    return *instance;
}

std::string domain_of(unsigned number) {
    return "." + std::to_string(number) + ".stall.test";
}

}  // namespace

// Takes the place of the C library's function for everything in this process, libcurl included.
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the C library's are reserved names
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto original = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    const std::string_view name{node == nullptr ? "" : node};
    if (!name.ends_with(".stall.test")) return original(node, service, hints, result);
    const std::string domain{name.substr(name.find('.'))};
    auto& running = gate().running;
    std::unique_lock lock{gate().mutex};
    if (const auto mine = running.find(domain); mine != running.end()) {
        ++mine->second;
        gate().changed.notify_all();
        gate().changed.wait(lock, [&] { return !running.contains(domain); });
    }
    return EAI_AGAIN;
}

namespace webclip::net {

StalledLookups::StalledLookups() {
    const std::scoped_lock lock{gate().mutex};
    number_ = ++gate().last;
    gate().running[domain_of(number_)] = 0;
}

StalledLookups::~StalledLookups() {
    const std::scoped_lock lock{gate().mutex};
    gate().running.erase(domain_of(number_));
    gate().changed.notify_all();
}

std::string StalledLookups::host(std::string_view name) const {
    return std::string{name} + domain_of(number_);
}

std::size_t StalledLookups::running() const {
    const std::scoped_lock lock{gate().mutex};
    return gate().running.at(domain_of(number_));
}

void StalledLookups::wait_until_running(std::size_t count) const {
    std::unique_lock lock{gate().mutex};
    gate().changed.wait(lock, [&] { return gate().running.at(domain_of(number_)) >= count; });
}

}  // namespace webclip::net
