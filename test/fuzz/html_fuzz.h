// Lets a fuzz target go on where one of Gumbo's assertions fails: known, not ours, and what readers are made
// to die for.
#pragma once

#include <setjmp.h>  // NOLINT(modernize-deprecated-headers): sigsetjmp is POSIX
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction is POSIX

namespace webclip::html {

inline sigjmp_buf& after_assertion() {
    static sigjmp_buf place;
    return place;
}

// Runs `check` unless Gumbo's assertions end it. What it holds then leaks; libFuzzer needs -detect_leaks=0.
template <typename Check>
void unless_gumbo_aborts(Check check) {
    struct sigaction action {};
    action.sa_handler = [](int) { siglongjmp(after_assertion(), 1); };
    ::sigaction(SIGABRT, &action, nullptr);
    if (sigsetjmp(after_assertion(), 1) == 0) check();
}

// A finding. Not abort(), which is Gumbo's.
[[noreturn]] inline void report_finding() {
    __builtin_trap();
}

}  // namespace webclip::html
