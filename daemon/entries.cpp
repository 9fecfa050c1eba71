// `failed` and `retry`: entries that have no clip and images that clips lack, why, and another try.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "locate.h"
#include "output.h"
#include "session.h"
#include "source_health.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

struct FailedOptions {
    std::size_t limit = 0;
    bool as_json = false;
};

struct RetryOptions {
    std::vector<std::int64_t> entries;
    bool sources = false;
    bool dry_run = false;
    bool as_json = false;
};

std::string_view entry_state_name(model::EntryState state) {
    switch (state) {
        case model::EntryState::pending: return "pending";
        case model::EntryState::archived: return "archived";
        case model::EntryState::failed: break;
    }
    return "failed";
}

void print_entry(const model::Entry& entry) {
    const bool again = entry.state == model::EntryState::pending;
    print_line(column(std::to_string(entry.id.value()), 7) +
               column(again ? "next try " + moment(entry.next_attempt_at) : "given up", 28) +
               column(entry.error_code, 18) + " " + clean(entry.url) + "  " + clean(entry.error_message));
}

void print_failing_sources(const store::Catalog& catalog, bool as_json) {
    for (const store::SourceSummary& summary : catalog.sources()) {
        const model::SourceState& state = summary.source.state;
        if (!summary.source.active || state.health == model::SourceHealth::ok) continue;
        if (as_json) {
            print_json({{"source", summary.source.id.value()},
                        {"url", summary.source.address},
                        {"state", health_name(state.health)},
                        {"attempts", state.failures},
                        {"next_attempt",
                         state.health == model::SourceHealth::dead ? json{} : json_time(state.next_check_at)},
                        {"reason", state.last_error}});
        } else {
            print_line("source " + clean(summary.source.address) + "  " + health_line(state));
        }
    }
}

json image_json(const store::MissingImage& image) {
    const model::Asset& asset = image.asset;
    return {{"clip", image.clip.value()},
            {"from", image.from},
            {"image", asset.url},
            {"slot", asset.slot},
            {"state", state_name(asset.state)},
            {"attempts", asset.attempts},
            {"next_attempt", json_time(asset.next_attempt_at)},
            {"status", image.status},
            {"reason", asset.error}};
}

void print_image(const store::MissingImage& image) {
    const model::Asset& asset = image.asset;
    print_line(column("clip " + std::to_string(image.clip.value()), 12) +
               column(asset.next_attempt_at ? "next try " + moment(asset.next_attempt_at) : "given up", 28) +
               "image " + clean(asset.url) + "  " + clean(asset.error));
}

int failed(const Invocation& invocation, const FailedOptions& options) {
    const store::Catalog catalog{locate_archive(invocation)};
    print_failing_sources(catalog, options.as_json);
    const std::vector<model::Entry> entries = catalog.failed_entries(options.limit);
    if (entries.empty()) remark("no failed entries");
    for (const model::Entry& entry : entries) {
        if (!options.as_json) {
            print_entry(entry);
            continue;
        }
        print_json({{"entry", entry.id.value()},
                    {"url", entry.url},
                    {"title", entry.title},
                    {"state", entry_state_name(entry.state)},
                    {"attempts", entry.attempts},
                    {"next_attempt",
                     entry.state == model::EntryState::pending ? json_time(entry.next_attempt_at) : json{}},
                    {"code", entry.error_code},
                    {"reason", entry.error_message}});
    }
    for (const store::MissingImage& image : catalog.missing_images(options.limit)) {
        if (options.as_json) {
            print_json(image_json(image));
        } else {
            print_image(image);
        }
    }
    return exit_done;
}

int retry(const Invocation& invocation, const RetryOptions& options) {
    Session session = Session::open(load_config_or_defaults(invocation));
    json request{{"op", "retry"}, {"dry_run", options.dry_run}};
    if (!options.entries.empty()) request["entries"] = options.entries;
    json answer = session.perform(request);
    if (options.sources) session.perform({{"op", "refresh"}, {"dry_run", options.dry_run}});
    const auto retried = answer.at("retried").get<std::size_t>();
    if (options.as_json) {
        print_json(answer);
    } else if (retried > 0 || options.entries.empty()) {
        const auto images = answer.at("images").get<std::size_t>();
        const std::string what = (retried == 1 ? "1 entry" : std::to_string(retried) + " entries") +
                                 (images > 0 ? " and " + counted(images, "image") : std::string{});
        print_line(what + (options.dry_run ? " would be tried again" : " will be tried again") +
                   (session.through_daemon() || options.dry_run ? "" : " by the next run"));
    }
    if (retried < options.entries.size())
        throw UsageError{"not every number given is an entry's; `webclipd failed` shows them"};
    return exit_done;
}

}  // namespace

void add_failed_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "failed", "entries without a clip, images that clips lack, sources that fail, and why");
    const auto options = std::make_shared<FailedOptions>();
    command->add_option("--limit", options->limit, "at most so many of each")->check(complain_of_count);
    command->add_flag("--json", options->as_json, "one JSON object a line");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return failed(invocation, *options); };
    });
}

void add_retry_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("retry", "try failed entries and images again");
    const auto options = std::make_shared<RetryOptions>();
    command->add_option("ENTRY", options->entries,
                        "numbers from `webclipd failed`; all of them when none is given");
    command->add_flag("--sources", options->sources,
                      "read every source again, too, whether it is due, dead or not");
    command->add_flag("--dry-run", options->dry_run, "say how many, change nothing");
    command->add_flag("--json", options->as_json, "one JSON object");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return retry(invocation, *options); };
    });
}

}  // namespace webclip::daemon
