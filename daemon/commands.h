// The command line: one function a command, each of which adds its subcommand and, when that was chosen, sets
// what to do.
#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace webclip::daemon {

// sysexits.h has the numbers above 2.
enum ExitCode {
    exit_done = 0,
    exit_failed = 1,
    exit_usage = 2,
    exit_damage = 65,
    exit_try_again = 75,
    exit_bad_config = 78
};

// A mistake on the command line that only shows when the command runs.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// For numbers of things: what is wrong with the word, "" when nothing is.
std::string complain_of_count(const std::string& word);

// What every command may be given.
struct Invocation {
    std::filesystem::path config_file;  // "" : looked for where such files belong
    std::filesystem::path archive;      // "" : as the configuration says
    std::function<int()> action;        // of the chosen command
};

void add_run_command(CLI::App& app, Invocation& invocation);
void add_add_command(CLI::App& app, Invocation& invocation);
void add_import_command(CLI::App& app, Invocation& invocation);
void add_list_command(CLI::App& app, Invocation& invocation);
void add_show_command(CLI::App& app, Invocation& invocation);
void add_sources_command(CLI::App& app, Invocation& invocation);
void add_status_command(CLI::App& app, Invocation& invocation);
void add_failed_command(CLI::App& app, Invocation& invocation);
void add_retry_command(CLI::App& app, Invocation& invocation);
void add_backfill_command(CLI::App& app, Invocation& invocation);
void add_extract_command(CLI::App& app, Invocation& invocation);
void add_export_command(CLI::App& app, Invocation& invocation);
void add_config_command(CLI::App& app, Invocation& invocation);

}  // namespace webclip::daemon
