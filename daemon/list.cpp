// `list`: the clips, newest first.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "locate.h"
#include "output.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

struct ListOptions {
    std::string host;
    std::string since;
    std::size_t limit = 0;
    bool as_json = false;
};

store::ClipFilter filter_for(const ListOptions& options) {
    store::ClipFilter filter;
    filter.host = options.host;
    filter.limit = options.limit;
    if (!options.since.empty()) {
        filter.since = parse_iso8601(options.since);
        if (!filter.since)
            throw UsageError{"--since \"" + options.since + "\" is not a date; write it as 2024-02-25"};
    }
    return filter;
}

int list(const Invocation& invocation, const ListOptions& options) {
    const store::Catalog catalog{locate_archive(invocation)};
    const std::vector<store::ClipSummary> clips = catalog.clips(filter_for(options));
    if (clips.empty()) remark("no clips");
    for (const store::ClipSummary& clip : clips) {
        if (options.as_json) {
            print_json({{"clip", clip.id.value()},
                        {"title", clip.title},
                        {"from", clip.from},
                        {"date", json_time(clip.date)},
                        {"post", clip.post_name},
                        {"created", json_time(clip.created_at)},
                        {"revisions", clip.revisions},
                        {"images", clip.images},
                        {"images_missing", clip.images_missing}});
        } else {
            print_line(column(std::to_string(clip.id.value()), 6) + " " + day(clip.date) + "  " +
                       column(clip.title, 60) + "  " + clean(clip.from));
        }
    }
    return exit_done;
}

}  // namespace

void add_list_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("list", "the clips, newest first");
    const auto options = std::make_shared<ListOptions>();
    command->add_option("--host", options->host, "only those from this host");
    command->add_option("--since", options->since, "only those dated then or later (2024-02-25)");
    command->add_option("--limit", options->limit, "at most so many")->check(complain_of_count);
    command->add_flag("--json", options->as_json, "one JSON object a line");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return list(invocation, *options); };
    });
}

}  // namespace webclip::daemon
