// The user's folder of site rules in the public ftr-site-config format (extract/site_config.h). Files are
// read when they are needed: a change counts from the next page on.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/source.h"

namespace webclip::archive {

// What the nearest file says of the host; nothing when there is none, or no folder ("").
model::SiteConfig site_config_for(const std::filesystem::path& folder, std::string_view host);

struct SiteConfigCheck {
    std::size_t files = 0;
    std::size_t rules = 0;
    std::vector<std::string> problems;  // "FILE:LINE: message", in the files' order
};

// Reads every file of the folder, for `config check`.
SiteConfigCheck check_site_configs(const std::filesystem::path& folder);

}  // namespace webclip::archive
