// Where the configuration and the archive are when the command line does not say.
#pragma once

#include <filesystem>

#include "commands.h"
#include "config/config.h"

namespace webclip::daemon {

// The configuration the invocation names, or finds: $XDG_CONFIG_HOME/webclipd/webclipd.yaml, then
// /etc/webclipd/webclipd.yaml. Throws ConfigError.
config::Config load_config(const Invocation& invocation);
// As load_config, but with the built-in defaults when no file is named or found.
config::Config load_config_or_defaults(const Invocation& invocation);
// The archive folder alone: commands that only read need no valid configuration when --archive names it.
std::filesystem::path locate_archive(const Invocation& invocation);
// What writes to an archive asks first: root would leave files in another user's archive, the service's say,
// that the owner could not change. Throws UsageError.
void expect_own_archive(const std::filesystem::path& folder);

}  // namespace webclip::daemon
