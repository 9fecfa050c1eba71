// `extract`: pages to JSON; touches no archive.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "commands.h"
#include "extract_batch.h"
#include "output.h"
#include "page_json.h"
#include "url/url.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

struct ExtractOptions {
    std::filesystem::path file;
    std::filesystem::path batch;
    std::string url;
    std::size_t jobs = 0;
    bool explain = false;
    bool site_memory = false;
};

int extract(const ExtractOptions& options) {
    if (options.file.empty() == options.batch.empty())
        throw UsageError{"extract takes a FILE, or --batch LIST"};
    if (!options.file.empty() && options.url.empty())
        throw UsageError{"extract FILE needs --url URL: relative links mean nothing without it"};
    if (options.site_memory && options.batch.empty())
        throw UsageError{"--site-memory needs --batch LIST: one page teaches nothing of its site"};
    if (const auto address = url::parse(options.url); !options.file.empty() && !address)
        throw UsageError{"--url \"" + options.url + "\": " + address.error().message};
    sandbox::Options sandbox;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs = options.jobs == 0 ? cores : options.jobs;
    sandbox.readers = options.batch.empty() ? 1 : jobs;
    sandbox::ReaderPool readers{sandbox};
    if (options.batch.empty()) {
        const json answer = page_json(readers, {options.file, options.url}, {}, options.explain);
        print_json(answer);
        return answer.contains("error") ? exit_failed : exit_done;
    }
    std::ifstream list{options.batch};
    if (!list || std::filesystem::is_directory(options.batch))
        throw UsageError{"the list \"" + options.batch.string() + "\" cannot be read"};
    extract_batch(list, readers,
                  {.jobs = jobs, .explain = options.explain, .site_memory = options.site_memory});
    return exit_done;
}

}  // namespace

void add_extract_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("extract", "find the article in a page, as JSON; touches nothing");
    const auto options = std::make_shared<ExtractOptions>();
    command->add_option("FILE", options->file, "a page as the origin sent it, any encoding");
    command->add_option("--url", options->url, "where the page came from");
    command->add_option("--batch", options->batch, "JSON lines {\"id\", \"html\": path, \"url\"}");
    command->add_option("-j,--jobs", options->jobs, "pages at the same time (default: one a core)")
        ->check(CLI::Range(1, 256));
    command->add_flag("--site-memory", options->site_memory,
                      "with --batch: learn from all pages of a host first (reads every page twice)");
    command->add_flag("--explain", options->explain, "add why each candidate scored as it did");
    command->callback(
        [&invocation, options] { invocation.action = [options] { return extract(*options); }; });
}

}  // namespace webclip::daemon
