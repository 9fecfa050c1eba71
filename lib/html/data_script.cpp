#include "data_script.h"

#include <string>

#include "base/ascii.h"
#include "tokens.h"

namespace webclip::html {

namespace {

bool is_json_type(std::string_view lower_type) {
    return lower_type == "application/json" || lower_type.ends_with("+json");
}

bool is_classic_type(std::string_view lower_type) {
    return lower_type.empty() || lower_type.ends_with("javascript") || lower_type == "module";
}

void skip_spaces(std::string_view& text) {
    while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
}

bool is_name_character(char c) {
    return is_ascii_alnum(c) || c == '_' || c == '$';
}

// `rest` stands behind "window."; the assignment there, if it is one of a value in braces.
std::optional<DataScript> read_assignment(std::string_view rest) {
    std::size_t length = 0;
    while (length < rest.size() && is_name_character(rest[length])) ++length;
    const std::string_view name = rest.substr(0, length);
    rest.remove_prefix(length);
    skip_spaces(rest);
    if (!rest.starts_with('=')) return std::nullopt;
    rest.remove_prefix(1);
    skip_spaces(rest);
    if (!rest.starts_with('{') && !rest.starts_with('[') && !rest.starts_with("JSON.parse("))
        return std::nullopt;
    return DataScript{"", std::string{name}, std::string{rest}};
}

std::optional<DataScript> find_assignment(std::string_view content) {
    constexpr std::string_view object = "window.";
    constexpr std::string_view marked = "window.__";
    for (std::size_t at = content.find(marked); at != std::string_view::npos;
         at = content.find(marked, at + 1)) {
        if (auto found = read_assignment(content.substr(at + object.size()))) return found;
    }
    return std::nullopt;
}

}  // namespace

bool is_formula(std::string_view tag_text) {
    return starts_with_ignoring_ascii_case(raw_attribute(tag_text, "type"), "math/tex");
}

std::optional<DataScript> lift_data_script(std::string_view tag_text, std::string_view content) {
    const std::string type = to_ascii_lower(trim_ascii(raw_attribute(tag_text, "type")));
    const std::string essence{trim_ascii(std::string_view{type}.substr(0, type.find(';')))};
    if (is_json_type(essence)) {
        return DataScript{essence, std::string{raw_attribute(tag_text, "id")}, std::string{content}};
    }
    if (is_classic_type(essence)) return find_assignment(content);
    return std::nullopt;
}

}  // namespace webclip::html
