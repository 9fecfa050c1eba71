#include "workbench.h"

#include <sys/stat.h>

#include <array>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/ascii.h"
#include "support/corpus.h"

namespace webclip::test {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

std::string without_entities(std::string text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "}, {"&amp;", "&"}}};
    for (const auto& [entity, character] : entities) {
        for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
            text.replace(at, entity.size(), character);
        }
    }
    return text;
}

}  // namespace

void Workbench::configure(const std::string& yaml) {
    std::string text = "archive: archive\n";
    if (yaml.find("fetch:") == std::string::npos) text += "fetch: { allow_private: [ 127.0.0.1/32 ] }\n";
    if (yaml.find("politeness:") == std::string::npos) text += "politeness: { spacing: 0ms }\n";
    write_file(config(), text + yaml);
}

Command Workbench::command(const std::vector<std::string>& words) const {
    std::vector<std::string> all{WEBCLIPD, "--config", config().string()};
    all.insert(all.end(), words.begin(), words.end());
    return {.words = std::move(all)};
}

Outcome Workbench::webclipd(const std::vector<std::string>& words, std::chrono::milliseconds patience) const {
    return run(command(words), patience);
}

std::vector<json> Workbench::lines(const std::vector<std::string>& words) const {
    const Outcome outcome = webclipd(words);
    if (outcome.code != 0) {
        throw std::runtime_error(words.front() + " exits with " + std::to_string(outcome.code) + ": " +
                                 outcome.err);
    }
    std::vector<json> values;
    std::istringstream text{outcome.out};
    for (std::string line; std::getline(text, line);) values.push_back(json::parse(line));
    return values;
}

json Workbench::line(const std::vector<std::string>& words) const {
    std::vector<json> values = lines(words);
    if (values.size() != 1) throw std::runtime_error(words.front() + " prints not one line of JSON");
    return std::move(values.front());
}

std::string newspaper_feeds(const HttpServer& server) {
    return "feeds:\n"
           "  - { url: " +
           server.url("/rss.xml") +
           ", tags: [ The Lantern ], categories: [ news ] }\n"
           "  - { url: " +
           server.url("/atom.xml") +
           ", tags: [ ランタン新聞 ] }\n"
           "  - { url: " +
           server.url("/feed.json") + ", tags: [ long reads ] }\n";
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
    std::map<std::string, std::string> files;
    if (!fs::exists(folder)) return files;
    for (const auto& item : fs::recursive_directory_iterator{folder}) {
        if (item.is_regular_file()) {
            files.emplace(item.path().lexically_relative(folder).string(), read_file(item.path()));
        }
    }
    return files;
}

std::map<std::string, std::string> marks_in(const fs::path& folder) {
    std::map<std::string, std::string> marks;
    for (const auto& item : fs::recursive_directory_iterator{folder}) {
        struct stat status {};
        if (!item.is_regular_file() || ::stat(item.path().c_str(), &status) != 0) continue;
        marks.emplace(item.path().lexically_relative(folder).string(),
                      std::to_string(status.st_ino) + " " + std::to_string(status.st_size) + " " +
                          std::to_string(status.st_mtim.tv_sec) + "." +
                          std::to_string(status.st_mtim.tv_nsec));
    }
    return marks;
}

std::vector<std::string> temporaries_in(const fs::path& folder) {
    std::vector<std::string> found;
    for (const auto& item : fs::recursive_directory_iterator{folder}) {
        const std::string name = item.path().filename().string();
        const bool in_tmp = item.path().parent_path().filename() == "tmp";
        if (item.is_regular_file() && (in_tmp || name.starts_with('.') || name.ends_with(".tmp"))) {
            found.push_back(item.path().string());
        }
    }
    return found;
}

std::vector<std::string> attribute_values(const std::string& markup, std::string_view attribute) {
    const std::string opening = " " + std::string{attribute} + "=\"";
    std::vector<std::string> values;
    for (std::size_t at = markup.find(opening); at != std::string::npos; at = markup.find(opening, at)) {
        // In the text of an article about markup it is no attribute.
        const std::size_t tag = markup.rfind('<', at);
        const std::size_t tag_end = markup.rfind('>', at);
        const bool in_tag = tag != std::string::npos && (tag_end == std::string::npos || tag_end < tag);
        at += opening.size();
        if (!in_tag) continue;
        values.push_back(without_entities(markup.substr(at, markup.find('"', at) - at)));
    }
    return values;
}

std::vector<std::string> unresolved_images(const fs::path& file, const std::string& text) {
    std::vector<std::string> missing;
    for (const std::string_view attribute : {"src", "srcset", "poster", "data-src"}) {
        for (const std::string& address : attribute_values(text, attribute)) {
            if (!fs::is_regular_file(file.parent_path() / address)) missing.push_back(address);
        }
    }
    return missing;
}

std::string plain_text(const std::string& markup) {
    std::string text;
    bool in_tag = false;
    for (const char c : markup) {
        if (c == '<') in_tag = true;
        if (!in_tag) text += c;
        if (c == '>') in_tag = false;
    }
    std::string collapsed;
    for (const char c : without_entities(std::move(text))) {
        const bool blank = is_ascii_space(c);
        if (!blank) collapsed += c;
        if (blank && !collapsed.empty() && collapsed.back() != ' ') collapsed += ' ';
    }
    if (!collapsed.empty() && collapsed.back() == ' ') collapsed.pop_back();
    return collapsed;
}

}  // namespace webclip::test
