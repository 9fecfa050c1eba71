// Turns the configuration file into each room's Options, or says which lines are wrong, all of them at once.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "archive/options.h"
#include "model/source.h"
#include "net/fetcher.h"
#include "sandbox/reader_pool.h"

namespace webclip::config {

// A line of a ConfigError: what is wrong, where, and what to do.
struct Problem {
    std::string file;
    int line = 0;  // 0: the file as a whole
    int column = 0;
    std::string message;
};

// "file:line:column: message".
std::string describe(const Problem& problem);

// what() is all problems, one a line.
class ConfigError : public std::runtime_error {
  public:
    explicit ConfigError(std::vector<Problem> problems);
    const std::vector<Problem>& problems() const { return problems_; }

  private:
    std::vector<Problem> problems_;
};

enum class LogLevel { debug, info, warn, error };

// A list of subscriptions in another program's format, named by `include:`.
struct Include {
    std::filesystem::path path;
    Problem place;  // for messages; `message` is empty
};

// Everything the file says; what it does not say has the rooms' defaults.
struct Config {
    std::filesystem::path file;
    archive::Options archive;
    net::Options net;
    sandbox::Options sandbox;
    LogLevel log = LogLevel::info;
    std::vector<model::Source> sources;
    std::vector<Include> includes;
};

// Reads and checks `file`. Relative paths in it are relative to its folder; `~/` is `home`. `default_archive`
// is used when it names none. Throws ConfigError.
Config load(const std::filesystem::path& file, const std::filesystem::path& default_archive,
            const std::filesystem::path& home = {});
// The same for text at hand; `file` is used for messages and relative paths.
Config parse(std::string_view text, const std::filesystem::path& file,
             const std::filesystem::path& default_archive, const std::filesystem::path& home = {});

// Reads what `includes` name (OPML in a reader, newsboat's `urls`, plain lists) and adds the sources the file
// itself does not name. Throws ConfigError.
void read_includes(Config& config, sandbox::ReaderPool& readers);

// The effective configuration as a file that would load to the same.
std::string show(const Config& config);

}  // namespace webclip::config
