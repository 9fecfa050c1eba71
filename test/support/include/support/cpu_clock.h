// The processor time of the calling thread as a clock, so that limits of time hold on a machine with other
// work.
#pragma once

#include <chrono>
#include <ctime>

namespace webclip::test {

// Limits are those of the program as it ships; under a sanitizer it is several times slower.
#ifdef WEBCLIP_SANITIZED
inline constexpr int slowness = 10;
inline constexpr bool is_sanitized = true;
#else
inline constexpr int slowness = 1;
inline constexpr bool is_sanitized = false;
#endif

struct CpuClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<CpuClock>;
    static constexpr bool is_steady = true;

    static time_point now() noexcept {
        std::timespec spent{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
        return time_point{std::chrono::seconds{spent.tv_sec} + std::chrono::nanoseconds{spent.tv_nsec}};
    }
};

}  // namespace webclip::test
