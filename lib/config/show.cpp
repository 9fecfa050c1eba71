#include "config/config.h"
#include "options_table.h"
#include "values.h"
#include "yaml/yaml.h"

namespace webclip::config {
namespace {

std::string written(const std::string& text) {
    return yaml::quote(text);
}
std::string written(const std::filesystem::path& path) {
    return path.empty() ? "null" : yaml::quote(path.string());
}
std::string written(bool value) {
    return value ? "true" : "false";
}
std::string written(int value) {
    return std::to_string(value);
}
std::string written(std::size_t value) {
    return std::to_string(value);
}
std::string written(std::uint32_t value) {
    return std::to_string(value);
}
std::string written(std::chrono::milliseconds duration) {
    return to_text(duration);
}
std::string written(std::chrono::seconds duration) {
    return to_text(duration);
}
std::string written(const std::optional<std::chrono::milliseconds>& duration) {
    return duration ? to_text(*duration) : "auto";
}
std::string written(ByteSize size) {
    return to_text(size);
}
std::string written(LogLevel level) {
    return to_text(level);
}
std::string written(model::Keep keep) {
    return to_text(keep);
}
std::string written(model::ImageReferer rule) {
    return to_text(rule);
}

std::string written(schedule::PauseScope scope) {
    return to_text(scope);
}

std::string written(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text + '0' : text;
}

std::string written(const std::vector<std::uint16_t>& numbers) {
    std::string list = "[";
    for (const std::uint16_t number : numbers) list += (list.size() > 1 ? ", " : "") + std::to_string(number);
    return list + "]";
}

std::string written(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + yaml::quote(text);
    return list + "]";
}

// "key: value, " pairs of one flow mapping; values that equal their default are left out.
class FlowMapping {
  public:
    template <typename T>
    void add(std::string_view key, const T& value, const T& fallback = T{}) {
        if (value == fallback) return;
        text_ += (text_.empty() ? "" : ", ") + std::string{key} + ": " + written(value);
    }
    void add_verbatim(std::string_view key, const std::string& flow) {
        text_ += (text_.empty() ? "" : ", ") + std::string{key} + ": " + flow;
    }
    bool empty() const { return text_.empty(); }
    std::string text() const { return "{ " + text_ + " }"; }

  private:
    std::string text_;
};

std::string headers_shown(const std::vector<std::pair<std::string, std::string>>& headers) {
    FlowMapping mapping;
    for (const auto& [name, value] : headers) mapping.add_verbatim(yaml::quote(name), "\"(hidden)\"");
    return mapping.text();
}

std::string source_shown(const model::Source& source, std::string_view address_key) {
    const model::SourceSettings& settings = source.settings;
    FlowMapping mapping;
    mapping.add(address_key, source.address);
    mapping.add("tags", settings.tags);
    mapping.add("categories", settings.categories);
    mapping.add("author", settings.author);
    if (settings.every) mapping.add("every", *settings.every);
    if (!settings.headers.empty()) mapping.add_verbatim("headers", headers_shown(settings.headers));
    mapping.add("cookies_file", settings.cookies_file);
    mapping.add("auth_file", settings.auth_file);
    mapping.add("proxy", settings.proxy);
    mapping.add("allow_private", settings.allow_private);
    mapping.add("keep", settings.keep, model::Keep::fuller);
    mapping.add("image_referer", settings.image_referer, model::ImageReferer::refused);
    FlowMapping rules;
    rules.add("title", settings.rules.title);
    rules.add("byline", settings.rules.byline);
    rules.add("date", settings.rules.date);
    rules.add("body", settings.rules.body);
    rules.add("next_page", settings.rules.next_page);
    rules.add("remove", settings.rules.remove);
    if (!rules.empty()) mapping.add_verbatim("rules", rules.text());
    return mapping.text();
}

std::string sources_shown(const Config& config, model::SourceKind kind, std::string_view key,
                          std::string_view address_key) {
    std::string lines;
    for (const model::Source& source : config.sources) {
        if (source.kind == kind) lines += "  - " + source_shown(source, address_key) + "\n";
    }
    return std::string{key} + ":" + (lines.empty() ? " []\n" : "\n" + lines);
}

}  // namespace

std::string show(const Config& config) {
    Config copy = config;
    std::string text = "archive: " + written(config.archive.folder) + "\n";
    text += sources_shown(config, model::SourceKind::feed, "feeds", "url");
    text += sources_shown(config, model::SourceKind::sitemap, "sitemaps", "url");
    text += sources_shown(config, model::SourceKind::clips, "clips", "path");
    text += sources_shown(config, model::SourceKind::list, "lists", "path");
    std::vector<std::string> includes;
    for (const Include& include : config.includes) includes.push_back(include.path.string());
    text += "include: " + written(includes) + "\n";
    visit_sections(
        [&](std::string_view name, auto body) {
            text += std::string{name} + ":\n";
            auto visit = [&](std::string_view key, const auto& value) {
                text += "  " + std::string{key} + ": " + written(value) + "\n";
            };
            body(visit);
        },
        copy);
    return text;
}

}  // namespace webclip::config
