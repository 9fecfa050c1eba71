#include "systemd.h"

#include <systemd/sd-daemon.h>

#include <cstdlib>
#include <ctime>

namespace webclip::daemon::systemd {
namespace {

void notify(const std::string& state) {
    sd_notify(0, state.c_str());
}

}  // namespace

void ready(const std::string& status) {
    notify("READY=1\nSTATUS=" + status);
}
void status(const std::string& line) {
    notify("STATUS=" + line);
}
void stopping() {
    notify("STOPPING=1");
}
void watchdog() {
    notify("WATCHDOG=1");
}

void reloading() {
    timespec monotonic{};
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    const auto usec = static_cast<long long>(monotonic.tv_sec) * 1'000'000 + monotonic.tv_nsec / 1000;
    notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(usec));
}

void extend_start(std::chrono::microseconds more) {
    notify("EXTEND_TIMEOUT_USEC=" + std::to_string(more.count()));
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
    std::uint64_t usec = 0;
    if (sd_watchdog_enabled(0, &usec) <= 0) return std::nullopt;
    return std::chrono::milliseconds{usec / 2000};
}

bool logs_to_journal() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here sets the environment
    return std::getenv("JOURNAL_STREAM") != nullptr;
}

}  // namespace webclip::daemon::systemd
