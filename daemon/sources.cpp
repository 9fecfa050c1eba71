// `sources`: what the archive follows, and how that goes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "extract/extract.h"
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

// Of the rules that are in force now: earlier ones are still counted in the catalog. Rules of files are named
// with their file, and all of them are shown.
std::vector<store::RuleUse> uses_in_force(const store::Catalog& catalog, const model::Source& source) {
    const std::vector<std::string> names = extract::rule_names(source.settings.rules);
    std::vector<store::RuleUse> uses = catalog.rule_uses(source.id);
    std::erase_if(uses, [&](const store::RuleUse& use) {
        const bool is_of_a_file = use.rule.ends_with(".txt)");
        return !is_of_a_file && std::find(names.begin(), names.end(), use.rule) == names.end();
    });
    return uses;
}

json rules_json(const std::vector<store::RuleUse>& uses) {
    json rules = json::array();
    for (const store::RuleUse& use : uses)
        rules.push_back({{"rule", use.rule}, {"tried", use.tried}, {"matched", use.matched}});
    return rules;
}

json source_json(const store::SourceSummary& summary, const std::vector<store::RuleUse>& rules) {
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
            {"failed", summary.failed},
            {"rules", rules_json(rules)}};
}

void print_source(const store::SourceSummary& summary, const std::vector<store::RuleUse>& rules) {
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
    for (const store::RuleUse& use : rules) {
        const std::string verdict =
            use.matched == 0 ? "matches nothing on " : "matches " + std::to_string(use.matched) + " of ";
        print_line("         rule " + clean(use.rule) + ": " + verdict + std::to_string(use.tried) +
                   (use.tried == 1 ? " page" : " pages") +
                   (use.matched == 0 ? "; the automatic result was used" : ""));
    }
}

int sources(const Invocation& invocation, bool as_json) {
    const store::Catalog catalog{locate_archive(invocation)};
    const std::vector<store::SourceSummary> sources = catalog.sources();
    if (sources.empty()) remark("no sources");
    for (const store::SourceSummary& summary : sources) {
        const std::vector<store::RuleUse> rules = uses_in_force(catalog, summary.source);
        if (as_json) {
            print_json(source_json(summary, rules));
        } else {
            print_source(summary, rules);
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
