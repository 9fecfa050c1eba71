// What one user has: a configuration, an archive, and the program; and what the tests ask of the files it
// leaves.
#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "process.h"
#include "support/http_server.h"
#include "support/temp_dir.h"

namespace webclip::test {

class Workbench {
  public:
    // Writes the configuration. It begins with `archive:`; loopback may be reached and requests are not
    // spaced unless `yaml` has those sections itself.
    void configure(const std::string& yaml);

    std::filesystem::path folder() const { return folder_.path(); }
    std::filesystem::path config() const { return folder_ / "webclipd.yaml"; }
    std::filesystem::path archive() const { return folder_ / "archive"; }
    std::filesystem::path posts() const { return archive() / "posts"; }

    // `webclipd --config … words`.
    Command command(const std::vector<std::string>& words) const;
    Outcome webclipd(const std::vector<std::string>& words,
                     std::chrono::milliseconds patience = std::chrono::seconds{30}) const;
    // Standard output as JSON, one value a line. Throws std::runtime_error when the program did not exit
    // with 0.
    std::vector<nlohmann::json> lines(const std::vector<std::string>& words) const;
    nlohmann::json line(const std::vector<std::string>& words) const;  // exactly one

  private:
    TempDir folder_;
};

// The `feeds:` of the sample newspaper, with the tags and categories that the demo gives them.
std::string newspaper_feeds(const HttpServer& server);

// Path below `folder` and bytes of every file.
std::map<std::string, std::string> files_in(const std::filesystem::path& folder);
// Path, inode, size and time of change of every file: equal only when nothing was written anew.
std::map<std::string, std::string> marks_in(const std::filesystem::path& folder);
// Files with names that only half-written ones have.
std::vector<std::string> temporaries_in(const std::filesystem::path& folder);

// Values of an attribute in markup, in document order: `attribute="value"`, entities undone.
std::vector<std::string> attribute_values(const std::string& markup, std::string_view attribute);
// Image addresses of a file that are not files beside it: what a reader of the archive would miss.
std::vector<std::string> unresolved_images(const std::filesystem::path& file, const std::string& text);
// Markup without tags, entities undone and white space collapsed.
std::string plain_text(const std::string& markup);

}  // namespace webclip::test
