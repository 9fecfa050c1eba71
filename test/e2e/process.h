// A program started as a user would start it: its output is collected, it gets signals, and nothing waits for
// it without a deadline.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/unique_fd.h"

namespace webclip::test {

struct Command {
    std::vector<std::string> words;             // the program first
    std::vector<std::string> environment = {};  // "NAME=value", beside what the test itself has
};

// One thread. A program that still runs when its object goes is killed, with everything it started.
class Process {
  public:
    // Throws std::system_error when it cannot be started.
    explicit Process(const Command& command);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    Process(Process&&) = delete;
    Process& operator=(Process&&) = delete;

    pid_t pid() const { return pid_; }
    void signal(int number) const;
    // The exit code, or 128 and the number of the signal that ended it. Nothing when it still runs after
    // `patience`.
    std::optional<int> wait(std::chrono::milliseconds patience);
    // Waits until standard error holds `text`. False when it ended, or `patience` ran out, before.
    bool wait_for_error(std::string_view text, std::chrono::milliseconds patience);
    // Waits until it and all it has started are gone: nobody holds its standard output and error any more.
    bool wait_for_silence(std::chrono::milliseconds patience);

    const std::string& out() const { return out_; }
    const std::string& err() const { return err_; }

  private:
    using Clock = std::chrono::steady_clock;
    void collect(Clock::time_point until);
    void drain(UniqueFd& pipe, std::string& text);
    void reap();

    pid_t pid_ = -1;
    UniqueFd handle_;  // readable once the program has ended
    UniqueFd out_pipe_;
    UniqueFd err_pipe_;
    std::string out_;
    std::string err_;
    std::optional<int> exit_code_;
};

struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
};

// Runs a program to its end. One that takes longer than `patience` is killed, and has the code -1.
Outcome run(const Command& command, std::chrono::milliseconds patience = std::chrono::seconds{30});

}  // namespace webclip::test
