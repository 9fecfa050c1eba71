#include "victim_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX signals
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX asks for it

namespace webclip::store {
namespace {

std::pair<UniqueFd, UniqueFd> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

}  // namespace

VictimProcess::VictimProcess(const std::vector<std::string>& arguments) {
    auto [input_read, input_write] = make_pipe();
    auto [output_read, output_write] = make_pipe();
    std::vector<std::string> words{WEBCLIP_STORE_VICTIM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input_read.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output_write.get(), STDOUT_FILENO);
    const int failure = ::posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::system_error(failure, std::generic_category(), words[0]);
    input_ = std::move(input_write);
    output_ = std::move(output_read);
}

VictimProcess::~VictimProcess() {
    if (pid_ < 0) return;
    kill();
    wait();
}

std::string VictimProcess::read_line() {
    std::string line;
    char byte = 0;
    while (::read(output_.get(), &byte, 1) == 1 && byte != '\n') line += byte;
    return line;
}

std::string VictimProcess::read_for(std::chrono::milliseconds time) {
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + time;
    std::string text;
    std::array<char, 65536> bytes{};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd ready{output_.get(), POLLIN, 0};
        if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) return text;
        const ssize_t size = ::read(output_.get(), bytes.data(), bytes.size());
        if (size <= 0) return text;
        text.append(bytes.data(), static_cast<std::size_t>(size));
    }
}

std::string VictimProcess::read_all() {
    std::string text;
    std::array<char, 65536> bytes{};
    ssize_t size = 0;
    while ((size = ::read(output_.get(), bytes.data(), bytes.size())) > 0) {
        text.append(bytes.data(), static_cast<std::size_t>(size));
    }
    return text;
}

void VictimProcess::kill() {
    ::kill(pid_, SIGKILL);
}

int VictimProcess::wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace webclip::store
