// The daemon's handle on one reader: started, asked, watched, ended.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/unique_fd.h"
#include "frame.h"

namespace webclip::sandbox {

struct ReaderCommand {
    std::vector<std::string> arguments;    // the first is the program's path
    std::vector<std::string> environment;  // "NAME=value"
};

// The environment of readers: nothing of the daemon's but the settings of sanitizers.
std::vector<std::string> reader_environment();

// One thread at a time. The process is gone when this is.
class ReaderProcess {
  public:
    // Does not wait for the reader to be ready. Throws std::system_error when no process can be made.
    explicit ReaderProcess(const ReaderCommand& command);
    ~ReaderProcess() { end(); }
    ReaderProcess(const ReaderProcess&) = delete;
    ReaderProcess& operator=(const ReaderProcess&) = delete;
    ReaderProcess(ReaderProcess&&) = delete;
    ReaderProcess& operator=(ReaderProcess&&) = delete;

    // Waits for the greeting. False: it died, or said something else.
    bool wait_ready(Deadline deadline);
    bool is_ready() const { return is_ready_; }
    // Whether it still waits for a request, having said nothing unasked.
    bool is_waiting() const;
    // Sends a request and takes the answer. `cpu` is how much processor time the job may take before the
    // kernel ends the reader, should the daemon not be there to do so.
    FrameResult ask(std::string_view head, std::string_view body, std::string& answer, std::size_t longest,
                    const Patience& patience, std::chrono::seconds cpu);
    // Processor time spent since the last request was sent.
    std::chrono::nanoseconds cpu_since_request() const { return cpu_used() - cpu_at_request_; }
    // Kills it, if need be. Afterwards `wait_status` is as waitpid gave it.
    void end();
    int wait_status() const { return wait_status_; }
    // What it wrote to its standard error since the last call, fit for a message; the last 512 bytes at most.
    std::string last_words();
    pid_t pid() const { return pid_; }

  private:
    void allow_cpu(std::chrono::seconds cpu);
    std::chrono::nanoseconds cpu_used() const;

    UniqueFd socket_;
    UniqueFd errors_;
    pid_t pid_ = -1;
    int wait_status_ = 0;
    bool is_ready_ = false;
    std::chrono::nanoseconds cpu_at_request_{};
};

}  // namespace webclip::sandbox
