#include "reader_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "confine.h"
#include "job.h"

namespace webclip::sandbox {
namespace {

[[noreturn]] void fail(int error, const char* what) {
    throw std::system_error(error, std::generic_category(), what);
}

void check(int result, const char* what) {
    if (result != 0) fail(result, what);
}

struct Pair {
    UniqueFd ours;
    UniqueFd theirs;
};

// Out of the way of the numbers 0 to 4, which the child's descriptors are moved to.
UniqueFd above_standard(int fd) {
    constexpr int lowest = 10;
    const UniqueFd given{fd};
    const int moved = fcntl(fd, F_DUPFD_CLOEXEC, lowest);
    if (moved < 0) fail(errno, "F_DUPFD_CLOEXEC");
    return UniqueFd{moved};
}

Pair make_socket_pair() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) fail(errno, "socketpair");
    UniqueFd ours{ends[0]};
    return {std::move(ours), above_standard(ends[1])};
}

// Not blocking at either end: a reader that nobody listens to must not hang in its complaints.
// A pipe, since with RLIMIT_FSIZE of 0 a message to a file would end the reader by SIGXFSZ instead of
// SIGABRT.
Pair make_error_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) fail(errno, "pipe2");
    UniqueFd ours{ends[0]};
    return {std::move(ours), above_standard(ends[1])};
}

// posix_spawn's two records, which must be destroyed.
class SpawnPlan {
  public:
    SpawnPlan(int socket, int errors) {
        check(posix_spawn_file_actions_init(&actions_), "posix_spawn_file_actions_init");
        check(posix_spawnattr_init(&attributes_), "posix_spawnattr_init");
        check(posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0), "addopen");
        check(posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0),
              "addopen");
        check(posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO), "adddup2");
        check(posix_spawn_file_actions_adddup2(&actions_, socket, socket_fd), "adddup2");
        check(posix_spawn_file_actions_addclosefrom_np(&actions_, socket_fd + 1), "addclosefrom");
        // The daemon blocks and ignores signals for its own reasons. A group of its own keeps the terminal's
        // interrupt away: the daemon ends its readers itself.
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        check(posix_spawnattr_setsigmask(&attributes_, &none), "setsigmask");
        check(posix_spawnattr_setsigdefault(&attributes_, &all), "setsigdefault");
        check(posix_spawnattr_setpgroup(&attributes_, 0), "setpgroup");
        check(posix_spawnattr_setflags(
                  &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP),
              "setflags");
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    SpawnPlan(SpawnPlan&&) = delete;
    SpawnPlan& operator=(SpawnPlan&&) = delete;

    pid_t run(const ReaderCommand& command) const {
        std::vector<char*> arguments = pointers(command.arguments);
        std::vector<char*> environment = pointers(command.environment);
        pid_t pid = -1;
        check(posix_spawn(&pid, arguments.front(), &actions_, &attributes_, arguments.data(),
                          environment.data()),
              "posix_spawn");
        return pid;
    }

  private:
    static std::vector<char*> pointers(const std::vector<std::string>& texts) {
        std::vector<char*> result;
        result.reserve(texts.size() + 1);
        for (const std::string& text : texts) {
            result.push_back(
                const_cast<char*>(text.c_str()));  // NOLINT(cppcoreguidelines-pro-type-const-cast):
                                                   // posix_spawn does not write there
        }
        result.push_back(nullptr);
        return result;
    }

    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

}  // namespace

std::vector<std::string> reader_environment() {
    std::vector<std::string> kept;
    for (const char* name : {"ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"}) {
        const char* value =
            std::getenv(name);  // NOLINT(concurrency-mt-unsafe): called before any thread exists
        if (value != nullptr) kept.push_back(std::string{name} + "=" + value);
    }
    return kept;
}

ReaderProcess::ReaderProcess(const ReaderCommand& command) {
    Pair sockets = make_socket_pair();
    Pair errors = make_error_pipe();
    pid_ = SpawnPlan{sockets.theirs.get(), errors.theirs.get()}.run(command);
    socket_ = std::move(sockets.ours);
    errors_ = std::move(errors.ours);
}

bool ReaderProcess::wait_ready(Deadline deadline) {
    std::string words;
    const FrameResult result = receive_frame(socket_.get(), words, greeting.size(), Patience{deadline});
    is_ready_ = result == FrameResult::done && words == greeting;
    return is_ready_;
}

bool ReaderProcess::is_waiting() const {
    pollfd state{socket_.get(), POLLIN, 0};
    return is_ready_ && poll(&state, 1, 0) == 0;
}

std::chrono::nanoseconds ReaderProcess::cpu_used() const {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &used) != 0) return {};
    return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

// RLIMIT_CPU counts the processor time of the whole life, so each job needs a new limit; the reader itself
// may not make the call. Its failure only loses a second line of defence.
void ReaderProcess::allow_cpu(std::chrono::seconds cpu) {
    cpu_at_request_ = cpu_used();
    rlimit limit{};
    if (prlimit(pid_, RLIMIT_CPU, nullptr, &limit) != 0) return;
    const auto used = std::chrono::ceil<std::chrono::seconds>(cpu_at_request_);
    limit.rlim_cur = std::min(static_cast<rlim_t>((used + cpu).count()), limit.rlim_max);
    prlimit(pid_, RLIMIT_CPU, &limit, nullptr);
}

FrameResult ReaderProcess::ask(std::string_view head, std::string_view body, std::string& answer,
                               std::size_t longest, const Patience& patience, std::chrono::seconds cpu) {
    allow_cpu(cpu);
    const FrameResult sent = send_frame(socket_.get(), head, body, patience);
    if (sent != FrameResult::done) return sent;
    return receive_frame(socket_.get(), answer, longest, patience);
}

void ReaderProcess::end() {
    if (pid_ < 0) return;
    // The child was not waited for, so the number is still its own. One that is dead already keeps its
    // status.
    kill(pid_, SIGKILL);
    while (waitpid(pid_, &wait_status_, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    is_ready_ = false;
    socket_.reset();
}

std::string ReaderProcess::last_words() {
    constexpr std::size_t longest = 512;
    constexpr int most_reads = 32;  // twice what a pipe holds: a reader could go on writing
    std::string words;
    std::array<char, 4096> chunk{};
    for (int i = 0; i < most_reads; ++i) {
        const ssize_t size = read(errors_.get(), chunk.data(), chunk.size());
        if (size <= 0) break;
        words.append(chunk.data(), static_cast<std::size_t>(size));
        if (words.size() > longest) words.erase(0, words.size() - longest);
    }
    // Foreign bytes on their way into a log.
    for (char& c : words) {
        if (c < ' ' || c > '~') c = ' ';
    }
    const std::size_t end = words.find_last_not_of(' ');
    return words.substr(0, end == std::string::npos ? 0 : end + 1);
}

}  // namespace webclip::sandbox
