#include "signals.h"

#include <pthread.h>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace webclip::daemon {

SignalSet::SignalSet(std::initializer_list<int> signals) : signals_{} {
    sigemptyset(&signals_);
    for (const int signal : signals) sigaddset(&signals_, signal);
    if (const int error = pthread_sigmask(SIG_BLOCK, &signals_, nullptr); error != 0) {
        throw std::system_error(error, std::generic_category(), "blocking signals");
    }
}

std::optional<int> SignalSet::wait(std::chrono::milliseconds patience) const {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(patience);
    const timespec timeout{.tv_sec = seconds.count(),
                           .tv_nsec = std::chrono::nanoseconds{patience - seconds}.count()};
    const int signal = sigtimedwait(&signals_, nullptr, &timeout);
    return signal > 0 ? std::optional<int>{signal} : std::nullopt;
}

}  // namespace webclip::daemon
