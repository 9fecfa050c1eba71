// What the tests look at from outside: the children of this process, and numbers from /proc.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace webclip::sandbox {

// Processes whose parent is this one, zombies left out.
std::vector<pid_t> children();
// The value behind "Name:" in /proc/<pid>/status; "" when there is none.
std::string status_value(pid_t pid, const std::string& name);
std::size_t resident_kib(pid_t pid);
// Processor time used so far, in clock ticks.
long cpu_ticks(pid_t pid);

}  // namespace webclip::sandbox
