#include "processes.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace webclip::sandbox {

std::string status_value(pid_t pid, const std::string& name) {
    std::ifstream status{"/proc/" + std::to_string(pid) + "/status"};
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with(name + ":")) continue;
        const std::size_t value = line.find_first_not_of(" \t", name.size() + 1);
        return value == std::string::npos ? std::string{} : line.substr(value);
    }
    return {};
}

std::vector<pid_t> children() {
    std::vector<pid_t> found;
    const std::string self = std::to_string(getpid());
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        const std::string name = entry.path().filename();
        pid_t pid = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (error != std::errc{} || *end != '\0') continue;
        if (status_value(pid, "PPid") == self && !status_value(pid, "State").starts_with('Z'))
            found.push_back(pid);
    }
    return found;
}

std::size_t resident_kib(pid_t pid) {
    const std::string value = status_value(pid, "VmRSS");
    std::size_t kib = 0;
    std::from_chars(value.data(), value.data() + value.size(), kib);
    return kib;
}

long cpu_ticks(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    std::string line;
    std::getline(file, line);
    // proc(5): the name stands in parentheses; utime is the twelfth field behind them, the state being the
    // first, stime the next.
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos) return 0;
    std::istringstream numbers{line.substr(name_end + 1)};
    std::string skipped;
    for (int i = 0; i < 11; ++i) numbers >> skipped;
    long user = 0;
    long system = 0;
    numbers >> user >> system;
    return user + system;
}

}  // namespace webclip::sandbox
