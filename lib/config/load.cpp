#include <algorithm>
#include <tuple>

#include "archive/files.h"
#include "config/config.h"
#include "options_table.h"
#include "section.h"
#include "sources.h"
#include "values.h"

namespace webclip::config {
namespace {

std::string describe_all(const std::vector<Problem>& problems) {
    std::string lines;
    for (const Problem& problem : problems) lines += (lines.empty() ? "" : "\n") + describe(problem);
    return lines;
}

template <typename Complain>
void check_fetch(Reading& reading, const yaml::Node& root, const Config& config, Complain complain) {
    const yaml::Node* fetch = root.find("fetch");
    if (const yaml::Node* proxy = fetch == nullptr ? nullptr : fetch->find("proxy"))
        check_proxy(reading, *proxy, config.net.proxy);
    if (config.net.ports.empty()) complain("fetch", "\"ports\" must name one or more");
    if (config.net.streams == 0) complain("fetch", "\"streams\" must be 1 or more");
    if (config.net.robots_age > std::chrono::hours{24})
        complain("politeness", "\"robots_age\" must be 24h or less (RFC 9309)");
}

// Combinations that no single value shows to be wrong.
void check_together(Reading& reading, const yaml::Node& root, const Config& config) {
    const schedule::Policy& policy = config.archive.policy;
    const auto complain = [&](std::string_view section, std::string message) {
        const yaml::Node* node = root.find(section);
        reading.report(node == nullptr ? root.place : node->place, std::move(message));
    };
    if (policy.at_least > policy.at_most) complain("politeness", "\"at_least\" is longer than \"at_most\"");
    if (policy.retry_first > policy.retry_most)
        complain("politeness", "\"retry_first\" is longer than \"retry_most\"");
    if (policy.hourly <= Milliseconds{0}) complain("politeness", "\"hourly\" must be longer than nothing");
    if (policy.entry_attempts < 1) complain("politeness", "\"entry_attempts\" must be 1 or more");
    if (config.net.connections == 0) complain("fetch", "\"connections\" must be 1 or more");
    if (config.net.host.connections == 0)
        complain("politeness", "\"connections_per_host\" must be 1 or more");
    if (config.sandbox.decode_ratio == 0) complain("readers", "\"decode_ratio\" must be 1 or more");
    if (config.sandbox.decode_layers == 0) complain("readers", "\"decode_layers\" must be 1 or more");
    if (config.archive.workers == 0) complain("archiving", "\"workers\" must be 1 or more");
    if (config.archive.jobs_per_host == 0) complain("archiving", "\"jobs_per_host\" must be 1 or more");
    if (config.archive.images_per_clip > archive::most_images_per_clip)
        complain("archiving",
                 "\"images\" must be " + std::to_string(archive::most_images_per_clip) + " or less");
    std::error_code ignored;
    const std::filesystem::path& site_configs = config.archive.site_configs;
    if (!site_configs.empty() && !std::filesystem::is_directory(site_configs, ignored))
        complain("archiving", "\"site_configs\": \"" + site_configs.string() + "\" is no folder");
    check_fetch(reading, root, config, complain);
    const auto policy_entries = net::AddressPolicy::with_exceptions(config.net.allow_private);
    if (!policy_entries) complain("fetch", policy_entries.error());
}

}  // namespace

std::string describe(const Problem& problem) {
    std::string text = problem.file + ":";
    if (problem.line > 0) text += std::to_string(problem.line) + ":" + std::to_string(problem.column) + ":";
    return text + " " + problem.message;
}

ConfigError::ConfigError(std::vector<Problem> problems)
    : std::runtime_error(describe_all(problems)), problems_(std::move(problems)) {}

Config parse(std::string_view text, const std::filesystem::path& file,
             const std::filesystem::path& default_archive, const std::filesystem::path& home) {
    Config config;
    config.file = file;
    config.archive.folder = default_archive;
    Reading reading{.file = file.string(), .folder = file.parent_path(), .home = home, .problems = {}};
    const auto root = yaml::parse(text);
    if (!root) {
        reading.report(root.error().place, root.error().message);
        throw ConfigError{std::move(reading.problems)};
    }
    Section section{reading, *root, ""};
    section.read("archive", config.archive.folder);
    read_sources(section, config);
    visit_sections(
        [&](std::string_view name, auto body) {
            static const yaml::Node absent;
            const yaml::Node* node = section.take(name);
            Section options{reading, node == nullptr ? absent : *node, std::string{name}};
            auto visit = [&](std::string_view key, auto& target) { options.read(key, target); };
            body(visit);
            options.finish();
        },
        config);
    section.finish();
    check_together(reading, *root, config);
    if (!reading.problems.empty()) {
        // In the order of the file, not in that of the tables that found them.
        std::stable_sort(reading.problems.begin(), reading.problems.end(),
                         [](const Problem& a, const Problem& b) {
                             return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                         });
        throw ConfigError{std::move(reading.problems)};
    }
    return config;
}

Config load(const std::filesystem::path& file, const std::filesystem::path& default_archive,
            const std::filesystem::path& home) {
    const auto text = archive::read_whole_file(file);
    if (!text) {
        throw ConfigError{{{.file = file.string(),
                            .line = 0,
                            .column = 0,
                            .message = "cannot be read; name a configuration with --config FILE"}}};
    }
    return parse(*text, file, default_archive, home);
}

}  // namespace webclip::config
