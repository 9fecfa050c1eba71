#include "standard_output.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "output.h"

namespace webclip::daemon {

void print_now(std::string_view line) {
    print_line(line);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw std::system_error{errno, std::generic_category(), "standard output"};
}

}  // namespace webclip::daemon
