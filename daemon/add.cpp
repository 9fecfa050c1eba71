// `add URL…`: addresses by hand.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "locate.h"
#include "output.h"
#include "session.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

struct AddOptions {
    std::vector<std::string> urls;
    bool later = false;
    bool dry_run = false;
    bool as_json = false;
};

// Without a daemon the entries are archived here, one after the other; `false` when one of them failed.
bool archive_added(Session& session, json& added) {
    bool all_well = true;
    Progress progress;
    for (json& item : added) {
        progress.show("fetching " + clean(item["url"].get<std::string>()));
        const Session::Archived result = session.archive_now(item["entry"].get<std::int64_t>());
        item[result.ok ? "archived" : "failed"] = result.line;
        all_well = all_well && result.ok;
    }
    return all_well;
}

std::string outcome_of(const json& item, const AddOptions& options, bool through_daemon) {
    if (options.dry_run) return "would be added";
    if (item.contains("archived")) return item["archived"].get<std::string>();
    if (item.contains("failed")) return "failed: " + item["failed"].get<std::string>();
    return through_daemon ? "added, the daemon fetches it" : "added, fetched by the next run";
}

void print(const json& answer, const AddOptions& options, bool through_daemon) {
    for (const json& item : answer["added"]) {
        print_line(clean(item["url"].get<std::string>()) + "  " +
                   clean(outcome_of(item, options, through_daemon)));
    }
    for (const json& url : answer["known"]) print_line(clean(url.get<std::string>()) + "  known already");
    for (const json& item : answer["refused"]) {
        print_line(clean(item["url"].get<std::string>()) + "  refused: " + item["reason"].get<std::string>());
    }
}

int add(const Invocation& invocation, const AddOptions& options) {
    Session session = Session::open(load_config_or_defaults(invocation));
    json answer = session.perform({{"op", "add"}, {"urls", options.urls}, {"dry_run", options.dry_run}});
    const bool archive_here = !session.through_daemon() && !options.later && !options.dry_run;
    const bool all_archived = !archive_here || archive_added(session, answer["added"]);
    if (options.as_json) {
        print_json(answer);
    } else {
        print(answer, options, session.through_daemon());
    }
    return all_archived && answer["refused"].empty() ? exit_done : exit_failed;
}

}  // namespace

void add_add_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("add", "archive articles by their addresses");
    const auto options = std::make_shared<AddOptions>();
    command->add_option("URL", options->urls, "addresses of articles")->required();
    command->add_flag("--later", options->later, "only note them; the next run fetches them");
    command->add_flag("--dry-run", options->dry_run, "say what would be added, change nothing");
    command->add_flag("--json", options->as_json, "one JSON object");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return add(invocation, *options); };
    });
}

}  // namespace webclip::daemon
