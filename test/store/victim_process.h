// Runs the program of victim.cpp.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/unique_fd.h"

namespace webclip::store {

class VictimProcess {
  public:
    explicit VictimProcess(const std::vector<std::string>& arguments);
    ~VictimProcess();
    VictimProcess(const VictimProcess&) = delete;
    VictimProcess& operator=(const VictimProcess&) = delete;
    VictimProcess(VictimProcess&&) = delete;
    VictimProcess& operator=(VictimProcess&&) = delete;

    pid_t pid() const { return pid_; }
    // What it writes until `deadline`, its end, or (where there is one) the line is whole.
    std::string read_line();
    std::string read_for(std::chrono::milliseconds time);
    std::string read_all();
    void close_input() { input_.reset(); }
    void kill();
    int wait();  // its exit status; 128 + the signal that ended it

  private:
    pid_t pid_ = -1;
    UniqueFd input_;
    UniqueFd output_;
};

}  // namespace webclip::store
