// Lines for whoever reads along: they do not wait for more, and are known to have been written.
#pragma once

#include <string_view>

namespace webclip::daemon {

// Throws std::system_error when standard output takes no more.
void print_now(std::string_view line);

}  // namespace webclip::daemon
