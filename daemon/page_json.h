// A page in a file as the one JSON object that `extract` prints of it.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "sandbox/reader_pool.h"

namespace webclip::daemon {

struct PageFile {
    std::filesystem::path file;
    std::string url;
};

// The article, or {"error": …}; with "ms" in either case, and a "warning" when the url is none. Any thread.
nlohmann::json page_json(sandbox::ReaderPool& readers, const PageFile& page, const model::SiteProfile& site,
                         bool explain);
// What the page says of its site; nothing when it cannot be read.
std::optional<model::PageNotes> page_notes(sandbox::ReaderPool& readers, const PageFile& page);

}  // namespace webclip::daemon
