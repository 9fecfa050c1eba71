// The service manager's protocol (sd_notify(3)); every call is a no-op outside a unit.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace webclip::daemon::systemd {

void ready(const std::string& status);
void status(const std::string& line);
void reloading();  // with MONOTONIC_USEC; ready() ends it
void stopping();
void watchdog();
// Start-up takes longer: `more` from now (EXTEND_TIMEOUT_USEC).
void extend_start(std::chrono::microseconds more);
// How often to call watchdog(): half of what the manager asks for. Nothing when it asks for none.
std::optional<std::chrono::milliseconds> watchdog_interval();
// Whether standard error is the journal, which stamps lines with the time itself.
bool logs_to_journal();

}  // namespace webclip::daemon::systemd
