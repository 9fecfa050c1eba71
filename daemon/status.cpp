// `status`: whether the daemon runs, and the archive in numbers.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "locate.h"
#include "output.h"
#include "session.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

int status(const Invocation& invocation, bool as_json) {
    const std::filesystem::path archive = locate_archive(invocation);
    const store::Catalog catalog{archive};
    const store::Totals totals = catalog.totals();
    const std::optional<json> daemon = ask_daemon(archive);
    if (as_json) {
        print_json({{"archive", archive.string()},
                    {"daemon", daemon ? *daemon : json{}},
                    {"sources", totals.sources},
                    {"sources_backing_off", totals.sources_backing_off},
                    {"sources_dead", totals.sources_dead},
                    {"sources_stale", totals.sources_stale},
                    {"pending", totals.entries_pending},
                    {"failed", totals.entries_failed},
                    {"clips", totals.clips},
                    {"revisions", totals.revisions},
                    {"captures", totals.captures},
                    {"blobs", totals.blobs},
                    {"blob_bytes", totals.blob_bytes},
                    {"next_due", json_time(catalog.next_due())}});
        return exit_done;
    }
    print_line("archive   " + archive.string());
    print_line("daemon    " + (daemon ? "running, pid " + daemon->at("pid").dump() + "; " +
                                            clean(daemon->value("status", ""))
                                      : std::string{"not running"}));
    print_line("clips     " + std::to_string(totals.clips) + " in " + std::to_string(totals.revisions) +
               " revisions");
    print_line("entries   " + std::to_string(totals.entries_pending) + " pending, " +
               std::to_string(totals.entries_failed) + " failed");
    print_line("sources   " + std::to_string(totals.sources) + ", " +
               std::to_string(totals.sources_backing_off) + " backing off, " +
               std::to_string(totals.sources_dead) + " dead, " + std::to_string(totals.sources_stale) +
               " stale");
    print_line("captures  " + std::to_string(totals.captures));
    print_line("blobs     " + std::to_string(totals.blobs) + ", " +
               human_bytes(static_cast<std::uint64_t>(totals.blob_bytes)));
    print_line("next due  " + moment(catalog.next_due()));
    return exit_done;
}

}  // namespace

void add_status_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("status", "whether the daemon runs, and the archive in numbers");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "one JSON object");
    command->callback([&invocation, as_json] {
        invocation.action = [&invocation, as_json] { return status(invocation, *as_json); };
    });
}

}  // namespace webclip::daemon
