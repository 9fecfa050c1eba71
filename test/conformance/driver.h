// The conformance program as its users run it: a child process, a line in, a line out.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

namespace webclip::conformance {

class Driver {
  public:
    explicit Driver(const std::string& mode);
    // Closes the program's input and waits for its end.
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;
    Driver(Driver&&) = delete;
    Driver& operator=(Driver&&) = delete;

    // The answer to one case. Throws std::runtime_error when the program has ended.
    nlohmann::json ask(const nlohmann::json& input);
    nlohmann::json ask_line(const std::string& line);
    // Closes the input; the exit status, or minus the signal.
    int finish();

  private:
    pid_t child_ = -1;
    std::FILE* to_ = nullptr;
    std::FILE* from_ = nullptr;
};

std::string hex_of(const std::string& bytes);

}  // namespace webclip::conformance
