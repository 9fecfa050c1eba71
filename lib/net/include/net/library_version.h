// The HTTP library in use.
#pragma once

#include <string>

namespace webclip::net {

// "libcurl/7.88.1 OpenSSL/3.0.15 …": worth a line in the log, for it carries the patch level.
std::string library_version();

}  // namespace webclip::net
