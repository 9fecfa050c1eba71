// Files the user keeps secrets in.
#pragma once

#include <string>

#include "base/expected.h"

namespace webclip::net {

// Both throw std::system_error when this process has run out of descriptors or memory.
//
// "credential:NAME" is the credential NAME of the systemd unit (LoadCredential=), anything else a path. The
// error says which file cannot be read.
Expected<std::string, std::string> secret_path(const std::string& configured);
// Its first line, "user:password", without the line's end.
Expected<std::string, std::string> read_user_and_password(const std::string& configured);

}  // namespace webclip::net
