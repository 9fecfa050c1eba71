#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace webclip::test {
namespace {

[[noreturn]] void fail(int error, const std::string& what) {
    throw std::system_error(error, std::generic_category(), what);
}

std::pair<UniqueFd, UniqueFd> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

// Pointers into `words`, and the null that ends them.
std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    list.reserve(words.size() + 1);
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

// The test's own environment with `changes` in place of what it names.
std::vector<std::string> environment_with(const std::vector<std::string>& changes) {
    std::vector<std::string> all = changes;
    for (char** item = environ; *item != nullptr; ++item) {
        const std::string_view own{*item};
        const std::string_view name = own.substr(0, own.find('=') + 1);
        const bool replaced = std::any_of(changes.begin(), changes.end(), [&](const std::string& change) {
            return change.starts_with(name);
        });
        if (!replaced) all.emplace_back(own);
    }
    return all;
}

// What posix_spawn is told; both objects are freed with it.
class SpawnPlan {
  public:
    SpawnPlan(int out, int err) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, err, STDERR_FILENO);
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigemptyset(&none);
        sigset_t all;
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    SpawnPlan(SpawnPlan&&) = delete;
    SpawnPlan& operator=(SpawnPlan&&) = delete;

    pid_t spawn(const Command& command) const {
        std::vector<std::string> words = command.words;
        std::vector<std::string> environment = environment_with(command.environment);
        pid_t pid = -1;
        if (const int error = ::posix_spawnp(&pid, words.front().c_str(), &actions_, &attributes_,
                                             pointers(words).data(), pointers(environment).data());
            error != 0) {
            fail(error, words.front());
        }
        return pid;
    }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

}  // namespace

Process::Process(const Command& command) {
    auto [out_read, out_write] = make_pipe();
    auto [err_read, err_write] = make_pipe();
    pid_ = SpawnPlan{out_write.get(), err_write.get()}.spawn(command);
    // glibc 2.36 declares pidfd_open without extern "C".
    handle_ = UniqueFd{static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0))};
    out_pipe_ = std::move(out_read);
    err_pipe_ = std::move(err_read);
    if (!handle_) fail(errno, "pidfd_open");
}

Process::~Process() {
    ::kill(-pid_, SIGKILL);
    if (!exit_code_) ::waitpid(pid_, nullptr, 0);
}

void Process::signal(int number) const {
    if (!exit_code_) ::kill(pid_, number);
}

void Process::drain(UniqueFd& pipe, std::string& text) {
    std::array<char, 65'536> buffer{};
    while (pipe) {
        const ssize_t got = ::read(pipe.get(), buffer.data(), buffer.size());
        if (got > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(got));
        } else if (got == 0) {
            pipe.reset();
        } else if (errno != EINTR) {
            return;
        }
    }
}

void Process::reap() {
    int status = 0;
    if (exit_code_ || ::waitpid(pid_, &status, WNOHANG) != pid_) return;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Sleeps until there is output, the program ends, or it is time.
void Process::collect(Clock::time_point until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    std::array<pollfd, 3> waits{
        pollfd{.fd = out_pipe_.get(), .events = POLLIN, .revents = 0},
        pollfd{.fd = err_pipe_.get(), .events = POLLIN, .revents = 0},
        pollfd{.fd = exit_code_ ? -1 : handle_.get(), .events = POLLIN, .revents = 0}};
    ::poll(waits.data(), waits.size(), static_cast<int>(std::max<std::int64_t>(0, left.count())));
    reap();  // before the pipes are emptied, so that what it said last is there
    drain(out_pipe_, out_);
    drain(err_pipe_, err_);
}

std::optional<int> Process::wait(std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (!exit_code_ && Clock::now() < until) collect(until);
    return exit_code_;
}

bool Process::wait_for_error(std::string_view text, std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (err_.find(text) == std::string::npos) {
        if (exit_code_ || Clock::now() >= until) return false;
        collect(until);
    }
    return true;
}

bool Process::wait_for_silence(std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while ((out_pipe_ || err_pipe_ || !exit_code_) && Clock::now() < until) collect(until);
    return !out_pipe_ && !err_pipe_ && exit_code_;
}

Outcome run(const Command& command, std::chrono::milliseconds patience) {
    Process process{command};
    const std::optional<int> code = process.wait(patience);
    return {.code = code.value_or(-1), .out = process.out(), .err = process.err()};
}

}  // namespace webclip::test
