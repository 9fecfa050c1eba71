// Keeps the fetcher's robots.txt in the catalog, so that each host is asked once a day and not once a start.
#pragma once

#include <filesystem>

#include "net/fetcher.h"
#include "store/writer.h"

namespace webclip::archive {

// The writer must outlive the fetcher. Trouble with the catalog means that the host is asked again.
net::RobotsMemory robots_memory(const std::filesystem::path& folder, store::Writer& writer);

}  // namespace webclip::archive
