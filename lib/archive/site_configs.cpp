#include "archive/site_configs.h"

#include <algorithm>
#include <system_error>

#include "archive/files.h"
#include "extract/site_config.h"

namespace webclip::archive {

model::SiteConfig site_config_for(const std::filesystem::path& folder, std::string_view host) {
    if (folder.empty()) return {};
    for (const std::string& name : extract::site_config_names(host)) {
        if (const auto text = read_whole_file(folder / name))
            return extract::parse_site_config(*text, name).config;
    }
    return {};
}

SiteConfigCheck check_site_configs(const std::filesystem::path& folder) {
    SiteConfigCheck check;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& item : std::filesystem::directory_iterator{folder, error}) {
        if (item.path().extension() == ".txt") files.push_back(item.path());
    }
    if (error) check.problems.push_back(folder.string() + ": " + error.message());
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
        const auto text = read_whole_file(file);
        if (!text) {
            check.problems.push_back(file.string() + ": cannot be read");
            continue;
        }
        ++check.files;
        const extract::ParsedSiteConfig parsed = extract::parse_site_config(*text, file.filename().string());
        check.rules += parsed.config.rules.size();
        for (const extract::SiteConfigProblem& problem : parsed.problems)
            check.problems.push_back(file.string() + ":" + std::to_string(problem.line) + ": " +
                                     problem.message);
    }
    return check;
}

}  // namespace webclip::archive
