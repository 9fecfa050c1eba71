// `config check` and `config show`.
#include <CLI/CLI.hpp>
#include <memory>

#include "archive/site_configs.h"
#include "commands.h"
#include "config/config.h"
#include "locate.h"
#include "output.h"
#include "sandbox/reader_pool.h"

namespace webclip::daemon {
namespace {

// With what `include` brings, so that mistakes in those files show, too.
config::Config load_whole(const Invocation& invocation) {
    config::Config config = load_config(invocation);
    if (!config.includes.empty()) {
        sandbox::ReaderPool readers{config.sandbox};
        config::read_includes(config, readers);
    }
    return config;
}

// What of the folder cannot be used is left out when pages are read, and no mistake of this configuration.
void print_site_configs(const std::filesystem::path& folder) {
    const archive::SiteConfigCheck check = archive::check_site_configs(folder);
    for (const std::string& problem : check.problems) print_line(clean(problem) + " (left out)");
    print_line(folder.string() + ": " + std::to_string(check.files) + " files, " +
               std::to_string(check.rules) + " rules, " + std::to_string(check.problems.size()) +
               " lines left out");
}

int check(const Invocation& invocation) {
    const config::Config config = load_whole(invocation);
    print_line(config.file.string() + ": good, " + std::to_string(config.sources.size()) +
               " sources, archive " + config.archive.folder.string());
    if (!config.archive.site_configs.empty()) print_site_configs(config.archive.site_configs);
    return exit_done;
}

int show(const Invocation& invocation) {
    print_line(config::show(load_whole(invocation)));
    return exit_done;
}

}  // namespace

void add_config_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("config", "check the configuration, or show what is in force");
    command->require_subcommand(1);
    command->add_subcommand("check", "say whether the file is right, and where it is not")
        ->callback([&invocation] { invocation.action = [&invocation] { return check(invocation); }; });
    command->add_subcommand("show", "every option with its value, as a file")->callback([&invocation] {
        invocation.action = [&invocation] { return show(invocation); };
    });
}

}  // namespace webclip::daemon
