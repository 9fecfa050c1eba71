#include "driver.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace webclip::conformance {

namespace {

void require(int error, const char* what) {
    if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

struct Pipe {
    int read_end = -1;
    int write_end = -1;
};

Pipe make_pipe() {
    int ends[2] = {-1, -1};
    require(pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno, "pipe");
    return {ends[0], ends[1]};
}

}  // namespace

Driver::Driver(const std::string& mode) {
    // A program that has ended must show as an error of writing, not end the test.
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    const Pipe in = make_pipe();
    const Pipe out = make_pipe();
    posix_spawn_file_actions_t actions;
    require(posix_spawn_file_actions_init(&actions), "posix_spawn_file_actions_init");
    require(posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO), "adddup2");
    require(posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO), "adddup2");
    std::string program = WEBCLIP_CONFORMANCE;
    std::string argument = mode;
    char* arguments[] = {program.data(), argument.data(), nullptr};
    const int failed = posix_spawn(&child_, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(in.read_end);
    close(out.write_end);
    to_ = fdopen(in.write_end, "w");
    from_ = fdopen(out.read_end, "r");
    require(failed, "posix_spawn");
}

Driver::~Driver() {
    finish();
}

nlohmann::json Driver::ask(const nlohmann::json& input) {
    return ask_line(input.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

nlohmann::json Driver::ask_line(const std::string& line) {
    const std::string whole = line + "\n";
    if (std::fwrite(whole.data(), 1, whole.size(), to_) != whole.size() || std::fflush(to_) != 0) {
        throw std::runtime_error("the program takes no more cases");
    }
    char* answer = nullptr;
    std::size_t capacity = 0;
    const ssize_t length = getline(&answer, &capacity, from_);
    const std::string text(answer == nullptr ? "" : answer,
                           length < 0 ? 0 : static_cast<std::size_t>(length));
    std::free(answer);
    if (length < 0) throw std::runtime_error("the program ended without an answer");
    return nlohmann::json::parse(text);
}

int Driver::finish() {
    if (to_ != nullptr) static_cast<void>(std::fclose(to_));
    if (from_ != nullptr) static_cast<void>(std::fclose(from_));
    to_ = from_ = nullptr;
    if (child_ <= 0) return 0;
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string hex_of(const std::string& bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4U];
        hex += digits[byte & 0x0FU];
    }
    return hex;
}

}  // namespace webclip::conformance
