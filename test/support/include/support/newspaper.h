// Puts the sample newspaper (test/fixtures/newspaper) on a loopback server.
#pragma once

#include <filesystem>

#include "support/http_server.h"

namespace webclip::test {

// `folder` holds routes.json. Pages and feeds carry an ETag. Throws std::runtime_error.
void serve_newspaper(HttpServer& server, const std::filesystem::path& folder);

}  // namespace webclip::test
