// `sources`: what the archive follows, and how that goes.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "locate.h"
#include "output.h"
#include "schedule/source_policy.h"
#include "source_health.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

std::string_view kind_name(model::SourceKind kind) {
    switch (kind) {
        case model::SourceKind::feed: return "feed";
        case model::SourceKind::clips: return "clips";
        case model::SourceKind::sitemap: return "sitemap";
        case model::SourceKind::list: return "list";
        case model::SourceKind::manual: break;
    }
    return "manual";
}

json source_json(const store::SourceSummary& summary) {
    const model::SourceState& state = summary.source.state;
    return {{"source", summary.source.id.value()},
            {"kind", kind_name(summary.source.kind)},
            {"address", summary.source.address},
            {"feed_url", state.feed_url},
            {"title", state.title},
            {"active", summary.source.active},
            {"by_hand", summary.source.by_hand},
            {"last_checked", json_time(state.last_checked_at)},
            {"last_changed", json_time(state.last_changed_at)},
            {"next_check", json_time(state.next_check_at)},
            {"health", health_name(state.health)},
            {"health_since", json_time(state.health_since)},
            {"stale_since", json_time(state.stale_since)},
            {"moved_to", schedule::has_moved(state) ? state.moved_url : ""},
            {"failures", state.failures},
            {"last_error", state.last_error},
            {"clips", summary.clips},
            {"pending", summary.pending},
            {"failed", summary.failed}};
}

void print_source(const store::SourceSummary& summary) {
    const model::SourceState& state = summary.source.state;
    std::string line = column(std::to_string(summary.source.id.value()), 5) +
                       column(kind_name(summary.source.kind), 8) + column(std::to_string(summary.clips), 6) +
                       " clips  " + column(std::to_string(summary.pending), 5) + " pending  " +
                       column(std::to_string(summary.failed), 5) + " failed  checked " +
                       moment(state.last_checked_at) + "  " + clean(summary.source.address);
    if (!summary.source.active) line += "  (not in the configuration any more)";
    if (summary.source.kind != model::SourceKind::manual && summary.source.active)
        line += "  " + health_line(state);
    if (state.stale_since) line += "  (stale: nothing new since " + moment(state.rhythm.last_arrival) + ")";
    if (schedule::has_moved(state))
        line += "  (moved to " + clean(state.moved_url) + ": change your configuration)";
    print_line(line);
}

int sources(const Invocation& invocation, bool as_json) {
    const store::Catalog catalog{locate_archive(invocation)};
    const std::vector<store::SourceSummary> sources = catalog.sources();
    if (sources.empty()) remark("no sources");
    for (const store::SourceSummary& summary : sources) {
        if (as_json) {
            print_json(source_json(summary));
        } else {
            print_source(summary);
        }
    }
    return exit_done;
}

}  // namespace

void add_sources_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("sources", "what the archive follows, and how that goes");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "one JSON object a line");
    command->callback([&invocation, as_json] {
        invocation.action = [&invocation, as_json] { return sources(invocation, *as_json); };
    });
}

}  // namespace webclip::daemon
