#include "confine.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "processes.h"
#include "sandbox/reader_pool.h"

namespace webclip::sandbox {
namespace {

#ifdef WEBCLIP_SANITIZED
constexpr bool is_sanitizer_build = true;
#else
constexpr bool is_sanitizer_build = false;
#endif

// The wait status of a child that confines itself, does `deed`, and exits with what it returns.
template <typename Deed>
int after_confinement(Deed deed) {
    const pid_t child = fork();
    if (child == 0) {
        close(socket_fd);
        static_cast<void>(open("/dev/null", O_WRONLY));  // most likely the number of the socket
        confine(ByteSize{512U << 20U});
        _exit(deed());
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

template <typename Deed>
void expect_killed(const char* what, Deed deed) {
    const int status = after_confinement(deed);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) << what << ": wait status " << status;
}

TEST(Confine, LeavesMemoryAndTime) {
    const int status = after_confinement([] {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < 1000; ++i) texts.emplace_back(i * 100, 'x');
        timespec now{};
        return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0 && texts.size() == 1000 ? 7 : 8;
    });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7) << status;
}

TEST(Confine, KillsWhatReachesOut) {
    expect_killed("socket", [] { return socket(AF_INET, SOCK_STREAM, 0); });
    expect_killed("execve", [] {
        char* nothing = nullptr;
        return execve("/bin/true", &nothing, &nothing);
    });
    expect_killed("kill", [] { return kill(getppid(), 0); });
    if (is_sanitizer_build) GTEST_SKIP() << "sanitizers need the other calls themselves";
    expect_killed("fork", [] { return static_cast<int>(syscall(SYS_fork)); });
    expect_killed("clone",
                  [] { return static_cast<int>(syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr)); });
    expect_killed("ptrace", [] { return static_cast<int>(syscall(SYS_ptrace, 0, 0, 0, 0)); });
    expect_killed("executable memory", [] {
        return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
                   ? 1
                   : 0;
    });
    expect_killed("raising its limits", [] {
        const rlimit more{100, 100};
        return setrlimit(RLIMIT_CPU, &more);
    });
    expect_killed("reading other descriptors", [] {
        char byte = 0;
        return static_cast<int>(read(0, &byte, 1));
    });
    expect_killed("writing to other descriptors", [] { return static_cast<int>(write(1, "", 0)); });
    expect_killed("signalling others",
                  [] { return static_cast<int>(syscall(SYS_tgkill, getppid(), getppid(), 0)); });
    expect_killed("its own signal handlers", [] {
        std::signal(SIGXCPU, SIG_IGN);
        return 0;
    });
    expect_killed("a second filter", [] { return static_cast<int>(syscall(SYS_seccomp, 0, 0, nullptr)); });
    expect_killed("io_uring", [] { return static_cast<int>(syscall(SYS_io_uring_setup, 1, nullptr)); });
}

TEST(Confine, RefusesFiles) {
    const int status = after_confinement([] {
        const int fd = open("/etc/passwd", O_RDONLY);
        // EMFILE where only the limit of descriptors stands in the way.
        return fd < 0 && (errno == EACCES || errno == EMFILE) ? 7 : 8;
    });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7) << status;
}

std::string limits_of(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/limits"};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The soft and hard limit of a row, or "".
std::string limit(const std::string& limits, const std::string& name) {
    const std::size_t row = limits.find(name);
    if (row == std::string::npos) return {};
    std::istringstream values{limits.substr(row + name.size(), limits.find('\n', row) - row - name.size())};
    std::string soft;
    std::string hard;
    values >> soft >> hard;
    return soft + " " + hard;
}

TEST(Reader, RunsConfined) {
    Options options;
    options.readers = 2;
    const ReaderPool pool{options};
    const std::vector<pid_t> readers = children();
    ASSERT_EQ(readers.size(), 2U);
    for (const pid_t reader : readers) {
        EXPECT_EQ(status_value(reader, "Seccomp"), "2");
        EXPECT_EQ(status_value(reader, "NoNewPrivs"), "1");
        EXPECT_EQ(status_value(reader, "Threads"), "1");
        const std::string limits = limits_of(reader);
        if (!is_sanitizer_build) {
            EXPECT_EQ(limit(limits, "Max address space"), "536870912 536870912");
        }
        EXPECT_EQ(limit(limits, "Max core file size"), "0 0");
        EXPECT_EQ(limit(limits, "Max file size"), "0 0");
        EXPECT_EQ(limit(limits, "Max processes"), "0 0");
        EXPECT_EQ(limit(limits, "Max open files"), "0 0");
        const std::filesystem::path folder{"/proc/" + std::to_string(reader)};
        std::error_code unreadable;
        const std::filesystem::directory_iterator descriptors{folder / "fd", unreadable};
        if (unreadable) continue;  // only root may look into a process that is not dumpable
        for (const auto& descriptor : descriptors) {
            EXPECT_LE(std::stoi(descriptor.path().filename()), memory_fd)
                << std::filesystem::read_symlink(descriptor);
        }
        std::ifstream environment{folder / "environ", std::ios::binary};
        const std::string names{std::istreambuf_iterator<char>{environment}, {}};
        EXPECT_EQ(names.find("PATH="), std::string::npos);
        EXPECT_EQ(names.find("HOME="), std::string::npos);
    }
}

}  // namespace
}  // namespace webclip::sandbox
