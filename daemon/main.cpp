#include <malloc.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "commands.h"
#include "config/config.h"
#include "sandbox/reader_pool.h"
#include "store/open_error.h"

namespace webclip::daemon {
namespace {

void complain(const std::string& message) {
    std::fprintf(stderr, "webclipd: %s\n", message.c_str());
}

int exit_code_for(store::OpenFailure failure) {
    switch (failure) {
        case store::OpenFailure::locked: return exit_try_again;
        case store::OpenFailure::damaged: return exit_damage;
        case store::OpenFailure::not_writable:
        case store::OpenFailure::newer_schema:
        case store::OpenFailure::foreign: return exit_bad_config;
        case store::OpenFailure::older_schema:
        case store::OpenFailure::missing: break;
    }
    return exit_failed;
}

// The outermost cause first, nested causes after.
std::string describe(const std::exception& error) {
    std::string text = error.what();
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception& nested) {
        text += ": " + describe(nested);
    }
    return text;
}

// CLI11 asks for a command before it says which word it did not know in its place, and does not say into what
// it could not convert: only numbers are.
std::string describe(const CLI::App& app, const CLI::ParseError& error) {
    constexpr std::string_view not_converted = "Could not convert: ";
    std::string message = error.what();
    if (message.starts_with(not_converted)) return message.substr(not_converted.size()) + " is not a number";
    const std::vector<std::string> strangers = app.remaining();
    if (!app.get_subcommands().empty() || strangers.empty()) return message;
    return "there is no command \"" + strangers.front() + "\"";
}

}  // namespace

std::string complain_of_count(const std::string& word) {
    const bool is_count = !word.empty() && std::all_of(word.begin(), word.end(), is_ascii_digit);
    return is_count ? std::string{} : "\"" + word + "\" is not a number of things";
}

namespace {

int run_command_line(int argc, char** argv) {
    CLI::App app{
        "Keeps the articles you follow: polls feeds, fetches each article's page, stores text and images."};
    app.name("webclipd");
    app.set_version_flag("--version", "webclipd " WEBCLIP_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    Invocation invocation;
    app.add_option("-c,--config", invocation.config_file, "configuration file");
    app.add_option("--archive", invocation.archive,
                   "archive folder, instead of the one the configuration names");
    add_run_command(app, invocation);
    add_add_command(app, invocation);
    add_import_command(app, invocation);
    add_list_command(app, invocation);
    add_show_command(app, invocation);
    add_export_command(app, invocation);
    add_backfill_command(app, invocation);
    add_extract_command(app, invocation);
    add_sources_command(app, invocation);
    add_status_command(app, invocation);
    add_failed_command(app, invocation);
    add_retry_command(app, invocation);
    add_config_command(app, invocation);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked_for_help) {
        return app.exit(asked_for_help);
    } catch (const CLI::ParseError& error) {
        complain(describe(app, error) + " (see webclipd --help)");
        return exit_usage;
    }
    return invocation.action();
}

// Bodies come and go: without this glibc gives the memory of each one back to the kernel and takes it again,
// a page fault for every 4 KiB.
void keep_memory_of_bodies() {
    constexpr int kept = 4 << 20;  // for each arena
    constexpr int common_body = 1 << 20;
    ::mallopt(M_TRIM_THRESHOLD, kept);         // NOLINT(concurrency-mt-unsafe): before the first thread
    ::mallopt(M_MMAP_THRESHOLD, common_body);  // NOLINT(concurrency-mt-unsafe): the same
}

}  // namespace
}  // namespace webclip::daemon

int main(int argc, char** argv) {
    using namespace webclip;
    sandbox::run_if_reader(argc, argv);
    daemon::keep_memory_of_bodies();
    std::setlocale(LC_CTYPE, "C.UTF-8");  // NOLINT(concurrency-mt-unsafe): before the first thread
    // A file that may not grow further (RLIMIT_FSIZE) is a full disk like any other, and no reason to die.
    std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c): cannot fail for a valid signal
    try {
        return daemon::run_command_line(argc, argv);
    } catch (const config::ConfigError& error) {
        for (const config::Problem& problem : error.problems()) daemon::complain(config::describe(problem));
        return daemon::exit_bad_config;
    } catch (const store::OpenError& error) {
        const bool missing = error.code() == store::OpenFailure::missing;
        daemon::complain(error.what() +
                         std::string{missing ? "; `webclipd run` makes one, --archive names another" : ""});
        return daemon::exit_code_for(error.code());
    } catch (const store::DatabaseError& error) {
        // What the checks at opening did not see shows when it is read.
        daemon::complain(error.what() + std::string{error.is_damage() ? ": restore it from a backup" : ""});
        return error.is_damage() ? daemon::exit_damage : daemon::exit_failed;
    } catch (const daemon::UsageError& error) {
        daemon::complain(error.what());
        return daemon::exit_usage;
    } catch (const std::filesystem::filesystem_error& error) {
        daemon::complain(error.path1().string() + ": " + error.code().message());
        return daemon::exit_failed;
    } catch (const std::exception& error) {
        daemon::complain(daemon::describe(error));
        return daemon::exit_failed;
    }
}
