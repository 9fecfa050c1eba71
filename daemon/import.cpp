// `import PATH…`: clips in all forms, OPML and urls files, saved pages.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "archive/files.h"
#include "commands.h"
#include "locate.h"
#include "output.h"
#include "session.h"

namespace webclip::daemon {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct ImportOptions {
    std::vector<fs::path> paths;
    std::string url;
    bool dry_run = false;
    bool as_json = false;
    bool quiet = false;
};

// Files as named; of folders, every clip, page and list below them.
std::vector<fs::path> files_in(const std::vector<fs::path>& paths) {
    std::vector<fs::path> files;
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        std::vector<fs::path> found;
        for (const auto& item : fs::recursive_directory_iterator{path}) {
            const std::string extension = item.path().extension().string();
            const bool wanted = extension == ".md" || extension == ".markdown" || extension == ".opml";
            if (item.is_regular_file() && wanted) found.push_back(item.path());
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

json import_one(Session& session, const fs::path& file, const ImportOptions& options) {
    const auto bytes = archive::read_whole_file(file);
    if (!bytes) return {{"outcome", "failed"}, {"error", "cannot be read"}};
    return session.perform({{"op", "import"},
                            {"name", file.filename().string()},
                            {"hex", to_hex(*bytes)},
                            {"url", options.url},
                            {"dry_run", options.dry_run}});
}

// "clip (form A), number 7", "subscriptions, 3 sources".
std::string describe(const json& answer) {
    std::string what = answer["what"].get<std::string>();
    if (!answer["clip"].is_null()) what += ", number " + answer["clip"].dump();
    if (const auto sources = answer.value("sources", std::size_t{0}); sources > 0)
        what += ", " + counted(sources, "source");
    return what;
}

std::vector<std::string> lines_for(const json& answer, const fs::path& file, const ImportOptions& options) {
    const std::string name = clean(file.string()) + ": ";
    std::vector<std::string> lines;
    if (answer.contains("error")) {
        lines.push_back(name + "failed: " + clean(answer["error"].get<std::string>()));
    } else if (!options.quiet) {
        lines.push_back(name + answer["outcome"].get<std::string>() + ": " + describe(answer));
    }
    for (const json& warning : answer.value("warnings", json::array()))
        lines.push_back(name + "warning: " + clean(warning.get<std::string>()));
    return lines;
}

int import(const Invocation& invocation, const ImportOptions& options) {
    const std::vector<fs::path> files = files_in(options.paths);
    if (files.empty())
        throw std::runtime_error(
            "nothing to import there: folders are searched for .md, .markdown and .opml");
    Session session = Session::open(load_config_or_defaults(invocation));
    std::map<std::string, std::size_t> outcomes;
    std::size_t warnings = 0;
    Progress progress;
    for (std::size_t i = 0; i < files.size(); ++i) {
        progress.show("importing " + std::to_string(i + 1) + " of " + std::to_string(files.size()));
        json answer = import_one(session, files[i], options);
        ++outcomes[answer.value("outcome", std::string{"failed"})];
        warnings += answer.value("warnings", json::array()).size();
        if (options.as_json) {
            answer["file"] = files[i].string();
            print_json(answer);
        } else {
            const std::vector<std::string> lines = lines_for(answer, files[i], options);
            if (!lines.empty()) progress.clear();
            for (const std::string& line : lines) print_line(line);
        }
    }
    if (!options.as_json) {
        progress.clear();
        print_line(counted(files.size(), "file") + ": " + std::to_string(outcomes["added"]) + " added, " +
                   std::to_string(outcomes["changed"]) + " changed, " +
                   std::to_string(outcomes["unchanged"]) + " unchanged, " +
                   std::to_string(outcomes["failed"]) + " failed, " + counted(warnings, "warning") +
                   (options.dry_run ? " (dry run: nothing was changed)" : ""));
    }
    return outcomes["failed"] == 0 ? exit_done : exit_failed;
}

}  // namespace

void add_import_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("import", "bring in clips, saved pages, OPML and urls files");
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("PATH", options->paths, "files, or folders of clips")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_option("--url", options->url, "where a saved page came from");
    command->add_flag("--dry-run", options->dry_run, "say what would change, change nothing");
    command->add_flag("--json", options->as_json, "one JSON object a file");
    command->add_flag("-q,--quiet", options->quiet, "only warnings, failures and the sum");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return import(invocation, *options); };
    });
}

}  // namespace webclip::daemon
