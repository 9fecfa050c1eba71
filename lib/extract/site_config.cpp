#include "extract/site_config.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "css_string.h"
#include "html/select.h"
#include "text/utf8.h"
#include "xpath.h"

namespace webclip::extract {
namespace {

using model::RuleKind;

std::optional<RuleKind> kind_of(std::string_view key) {
    using Entry = std::pair<std::string_view, RuleKind>;
    constexpr std::array<Entry, 7> kinds{{{"title", RuleKind::title},
                                          {"author", RuleKind::byline},
                                          {"date", RuleKind::date},
                                          {"body", RuleKind::body},
                                          {"strip", RuleKind::remove},
                                          {"next_page_link", RuleKind::next_page},
                                          {"single_page_link", RuleKind::single_page}}};
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Entry& entry) { return entry.first == key; });
    return found == kinds.end() ? std::nullopt : std::optional<RuleKind>{found->second};
}

// Keys that mean something to other programs only, or are for testing the file.
bool is_passed_over(std::string_view key) {
    constexpr std::array<std::string_view, 18> keys{"tidy",
                                                    "prune",
                                                    "parser",
                                                    "test_url",
                                                    "test_contains",
                                                    "strip_comments",
                                                    "convert_double_br_tags",
                                                    "autodetect_on_failure",
                                                    "autodetect_next_page",
                                                    "dissolve",
                                                    "footnotes",
                                                    "skip_json_ld",
                                                    "requires_login",
                                                    "not_logged_in_xpath",
                                                    "login_uri",
                                                    "login_username_field",
                                                    "login_password_field",
                                                    "src_lazy_load_attr"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// What a reader is told of one site stays small, whatever the file says.
constexpr std::size_t most_lines = 1000;  // that say something
constexpr std::size_t longest_line = 2000;

class SiteConfigReader {
  public:
    explicit SiteConfigReader(std::string_view file_name) : file_name_(file_name) {}

    void read_line(std::string_view line) {
        ++number_;
        line = trim_ascii(line);
        if (line.empty() || line.front() == '#') return;
        if (line.size() > longest_line)
            return complain("is longer than " + std::to_string(longest_line) + " bytes");
        if (++lines_ > most_lines) return complain("is beyond " + std::to_string(most_lines) + " lines");
        const std::size_t bracket = line.find('(');
        std::size_t colon = line.find(':');
        std::string_view argument;
        if (bracket != std::string_view::npos && bracket < colon) {
            const std::size_t end = line.find("):", bracket);
            if (end == std::string_view::npos) return complain("'):' is missing");
            argument = line.substr(bracket + 1, end - bracket - 1);
            colon = end + 1;
        }
        if (colon == std::string_view::npos) return complain("is no 'key: value'");
        const std::string_view key = trim_ascii(line.substr(0, std::min(bracket, colon)));
        read_value(key, argument, trim_ascii(line.substr(colon + 1)));
    }

    ParsedSiteConfig finish() && {
        if (!to_find_.empty()) complain("find_string without a replace_string");
        return std::move(parsed_);
    }

  private:
    void complain(std::string message) { parsed_.problems.push_back({number_, std::move(message)}); }

    void read_value(std::string_view key, std::string_view argument, std::string_view value) {
        if (const auto kind = kind_of(key)) {
            add_xpath(*kind, key, value);
        } else if (key == "strip_id_or_class") {
            const std::string name = css_string(trimmed_quotes(value));
            add_rule(RuleKind::remove, key, value, "[class*=" + name + "], [id*=" + name + "]");
        } else if (key == "strip_image_src") {
            add_rule(RuleKind::remove, key, value, "img[src*=" + css_string(trimmed_quotes(value)) + "]");
        } else if (key == "find_string") {
            to_find_.emplace_back(value);
        } else if (key == "replace_string") {
            add_replacement(argument, value);
        } else if (key == "http_header") {
            add_header(argument, value);
        } else if (!is_passed_over(key)) {
            complain("the key '" + std::string{key} + "' is not known");
        }
    }

    static std::string_view trimmed_quotes(std::string_view value) {
        const bool is_quoted = value.size() > 1 && value.front() == value.back() &&
                               (value.front() == '"' || value.front() == '\'');
        return is_quoted ? value.substr(1, value.size() - 2) : value;
    }

    void add_xpath(RuleKind kind, std::string_view key, std::string_view value) {
        const auto css = css_from_xpath(value);
        if (!css) return complain("'" + std::string{value} + "': " + css.error());
        add_rule(kind, key, value, *css);
    }

    void add_rule(RuleKind kind, std::string_view key, std::string_view value, std::string selector) {
        if (value.empty()) return complain("'" + std::string{key} + "' has no value");
        if (const auto compiled = html::Selector::compile(selector); !compiled)
            return complain("'" + std::string{value} + "': " + compiled.error().message);
        parsed_.config.rules.push_back(
            {kind, std::move(selector),
             std::string{key} + ": " + std::string{value} + " (" + std::string{file_name_} + ")"});
    }

    void add_replacement(std::string_view argument, std::string_view value) {
        if (!argument.empty()) return void(parsed_.config.replacements.emplace_back(argument, value));
        // The first replace_string belongs to the first find_string, wherever the two stand.
        if (to_find_.empty()) return complain("replace_string without a find_string");
        parsed_.config.replacements.emplace_back(std::move(to_find_.front()), value);
        to_find_.pop_front();
    }

    void add_header(std::string_view name, std::string_view value) {
        if (equals_ignoring_ascii_case(name, "user-agent"))
            return complain("another program's user agent is not sent");
        const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return is_ascii_alnum(c) || c == '-';
        });
        if (!is_name || value.empty()) return complain("names no header or gives it no value");
        parsed_.config.headers.emplace_back(name, value);
    }

    std::string_view file_name_;
    int number_ = 0;
    std::size_t lines_ = 0;            // neither blank nor comments
    std::deque<std::string> to_find_;  // still without a replacement
    ParsedSiteConfig parsed_;
};

}  // namespace

ParsedSiteConfig parse_site_config(std::string_view bytes, std::string_view file_name) {
    // Rules and their names go to readers and come back, as clean text only.
    std::string clean = text::to_valid_utf8(bytes);
    std::erase(clean, '\0');
    SiteConfigReader reader{file_name};
    for (const std::string_view line : split_ascii(clean, '\n')) reader.read_line(line);
    return std::move(reader).finish();
}

std::vector<std::string> site_config_names(std::string_view host) {
    std::vector<std::string> names;
    if (host.starts_with("www.")) host.remove_prefix(4);
    const bool is_name = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return is_ascii_alnum(c) || c == '-' || c == '.' || c == '_';
    });
    if (!is_name || host.front() == '.') return names;
    names.push_back(std::string{host} + ".txt");
    for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.', dot + 1)) {
        const std::string_view parent = host.substr(dot);
        if (parent.find('.', 1) != std::string_view::npos) names.push_back(std::string{parent} + ".txt");
    }
    return names;
}

}  // namespace webclip::extract
