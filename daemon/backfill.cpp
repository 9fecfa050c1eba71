// `backfill`: older entries of a source, as far as its feed pages back.
#include <CLI/CLI.hpp>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "commands.h"
#include "locate.h"
#include "output.h"
#include "session.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

struct BackfillOptions {
    std::string source;
    int pages = 20;
    bool dry_run = false;
    bool as_json = false;
};

std::optional<std::int64_t> number_in(const std::string& words) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (error != std::errc{} || stop != words.data() + words.size()) return std::nullopt;
    return number;
}

model::Source find_source(const store::Catalog& catalog, const std::string& words) {
    const auto number = number_in(words);
    for (store::SourceSummary& summary : catalog.sources()) {
        if (number ? summary.source.id.value() == *number : summary.source.address == words)
            return std::move(summary.source);
    }
    throw UsageError{"no source \"" + clean(words) + "\"; `webclipd sources` shows them all"};
}

int backfill(const Invocation& invocation, const BackfillOptions& options) {
    const config::Config config = load_config_or_defaults(invocation);
    const model::Source source = find_source(store::Catalog{config.archive.folder}, options.source);
    if (source.kind != model::SourceKind::feed)
        throw UsageError{"\"" + clean(source.address) + "\" is no feed: it is read whole each time"};
    Session session = Session::open(config);
    const nlohmann::json answer = session.perform({{"op", "backfill"},
                                                   {"source", source.id.value()},
                                                   {"pages", options.pages},
                                                   {"dry_run", options.dry_run}});
    if (options.as_json) {
        print_json(answer);
    } else {
        print_line(clean(source.address) + ": up to " + std::to_string(options.pages) + " older pages " +
                   (options.dry_run            ? "would be read"
                    : session.through_daemon() ? "are read now"
                                               : "are read by the next run"));
    }
    return exit_done;
}

}  // namespace

void add_backfill_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("backfill", "older entries of a feed, as far as it pages back (RFC 5005)");
    const auto options = std::make_shared<BackfillOptions>();
    command->add_option("SOURCE", options->source, "its number or address in `webclipd sources`")->required();
    command->add_option("--pages", options->pages, "read at most so many older pages")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    command->add_flag("--dry-run", options->dry_run, "say what would be read, change nothing");
    command->add_flag("--json", options->as_json, "one JSON object");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return backfill(invocation, *options); };
    });
}

}  // namespace webclip::daemon
