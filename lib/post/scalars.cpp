#include "scalars.h"

#include <utility>

#include "base/ascii.h"
#include "text/utf8.h"
#include "yaml/yaml.h"

namespace webclip::post {
namespace {

// What YAML 1.1 reads as something else than a string: null, booleans, numbers, dates, times, merge and value
// keys.
bool resolves_to_other_type(std::string_view text) {
    const std::string lower = to_ascii_lower(text);
    for (const std::string_view word : {"~", "null", "y", "n", "yes", "no", "on", "off", "true", "false",
                                        "<<", "=", ".inf", ".nan", "+.inf", "-.inf"}) {
        if (lower == word) return true;
    }
    // Wider than the grammars of numbers and timestamps, which quoting costs nothing.
    const char first = text.front();
    if (!is_ascii_digit(first) && first != '+' && first != '-' && first != '.') return false;
    return text.find_first_not_of("0123456789abcdefABCDEFxXoO_.,:+-tTzZ ") == std::string_view::npos;
}

bool is_plain_safe(std::string_view text, Context context) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
    if (has_control_characters(text)) return false;
    for (const std::string_view unprintable : {"\xEF\xBB\xBF", "\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        if (text.find(unprintable) != std::string_view::npos) return false;
    }
    constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@`";
    if (indicators.find(text.front()) != std::string_view::npos) return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
    // YAML 1.1 readers refuse ":" and "?" anywhere in a plain scalar inside brackets.
    if (context == Context::flow && text.find_first_of(",[]{}:?") != std::string_view::npos) return false;
    return !resolves_to_other_type(text);
}

}  // namespace

std::string escape_quotes(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"') out += '\\';
        out += c;
    }
    return out;
}

std::string unescape_quotes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"') ++i;
        out += text[i];
    }
    return out;
}

bool has_bare_quote(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) return true;
    }
    return false;
}

std::string yaml_scalar(std::string_view text, Context context) {
    return is_plain_safe(text, context) ? std::string{text} : yaml::quote(text);
}

std::optional<std::string> read_any_yaml_scalar(std::string_view text) {
    auto node = yaml::parse(text);
    if (!node || node->type != yaml::NodeType::scalar) return std::nullopt;
    return std::move(node->scalar);
}

std::optional<std::string> read_yaml_scalar(std::string_view text) {
    auto scalar = read_any_yaml_scalar(text);
    if (scalar && has_control_characters(*scalar)) return std::nullopt;
    return scalar;
}

std::optional<std::vector<std::string>> read_yaml_list(std::string_view text) {
    const auto node = yaml::parse(text);
    if (!node || node->type != yaml::NodeType::sequence) return std::nullopt;
    std::vector<std::string> items;
    for (const yaml::Node& item : node->items) {
        if (item.type != yaml::NodeType::scalar) return std::nullopt;
        items.push_back(item.scalar);
    }
    return items;
}

std::string clean_line(std::string_view text) {
    // Blanks first, so that a carriage return divides words and does not vanish between them.
    return text::collapse_whitespace(
        text::strip_controls(text::collapse_whitespace(text::to_valid_utf8(text))));
}

bool has_control_characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c == 0x7F) return true;
        if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
        if (c == 0xE2 && (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9"))
            return true;
    }
    return false;
}

}  // namespace webclip::post
