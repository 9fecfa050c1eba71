// Lets a fuzz target go on where one of Gumbo's assertions fails: known, not ours, and what readers are made
// to die for.
#pragma once

#include <assert.h>  // NOLINT(modernize-deprecated-headers): __assert_fail is not in <cassert>
#include <setjmp.h>  // NOLINT(modernize-deprecated-headers): sigsetjmp is POSIX

#include "fuzz.h"

namespace webclip::fuzz {

inline sigjmp_buf after_assertion;

// Runs `check` unless Gumbo's assertions end it.
template <typename Check>
void unless_gumbo_aborts(Check check) {
    if (sigsetjmp(after_assertion, 1) == 0) check();
}

}  // namespace webclip::fuzz

// Stands before the C library's. Gumbo was built from src/parser.c and the like; an assertion of our own is a
// finding.
extern "C" __attribute__((noreturn)) void __assert_fail(const char*, const char* file, unsigned,
                                                        const char*) noexcept {
    if (!std::string_view{file}.starts_with("src/")) __builtin_trap();
    siglongjmp(webclip::fuzz::after_assertion, 1);
}

// What is stepped over leaks.
extern "C" const char* __lsan_default_options() {
    return "detect_leaks=0";
}
