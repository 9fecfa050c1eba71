#include "front_matter.h"

#include <algorithm>

#include "base/ascii.h"
#include "scalars.h"
#include "split.h"
#include "yaml/yaml.h"

namespace webclip::post {
namespace {

// Keys are looked up one after the other; no post has a tenth of this.
constexpr std::size_t max_entries = 256;

void warn_once(std::vector<std::string>& warnings, std::string warning) {
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end() &&
        warnings.size() < max_entries) {
        warnings.push_back(std::move(warning));
    }
}

std::size_t key_length(std::string_view line) {
    std::size_t length = 0;
    while (length < line.size() &&
           (is_ascii_alnum(line[length]) || line[length] == '_' || line[length] == '-'))
        ++length;
    return length;
}

// Items between commas, as the public pipeline wrote them.
std::vector<std::string> split_items(std::string_view text) {
    std::vector<std::string> items;
    for (const std::string_view item : split_ascii(text, ',')) {
        const std::string_view trimmed = trim_ascii(item);
        if (!trimmed.empty()) items.emplace_back(trimmed);
    }
    return items;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : split_ascii(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

// Undoes the quoting of one line's value.
FrontEntry read_value(std::string key, std::string_view value, std::vector<std::string>& warnings) {
    FrontEntry entry{std::move(key), {}, false};
    if (value.size() >= 2 && value.front() == '[' && value.back() == ']') {
        entry.is_list = true;
        const bool quoted = value.find_first_of("\"'") != std::string_view::npos;
        const auto items = quoted ? read_yaml_list(value) : std::nullopt;
        entry.items = items ? *items : split_items(value.substr(1, value.size() - 2));
        return entry;
    }
    if (value.size() >= 2 && value.front() == '\'' && value.back() == '\'') {
        entry.items.push_back(
            read_yaml_scalar(value).value_or(std::string{value.substr(1, value.size() - 2)}));
        return entry;
    }
    if (value.size() < 2 || value.front() != '"' || value.back() != '"') {
        entry.items.emplace_back(value);
        return entry;
    }
    const std::string_view inner = value.substr(1, value.size() - 2);
    std::string plain = unescape_quotes(inner);
    if (has_bare_quote(inner)) warnings.push_back(entry.key + ": unescaped quote inside the quotes");
    if (plain.find('\\') != std::string::npos) {
        // Either YAML's escapes or a backslash that the public pipeline let through.
        if (auto decoded = read_yaml_scalar(value)) {
            plain = std::move(*decoded);
        } else {
            warnings.push_back(entry.key + ": backslash that YAML does not read");
        }
    }
    entry.items.push_back(std::move(plain));
    return entry;
}

std::string text_of(const yaml::Node& node) {
    if (node.type == yaml::NodeType::scalar) return node.scalar;
    // "author: { name: X }" and "- name: X", common in hand-written posts.
    const yaml::Node* name = node.find("name");
    return name != nullptr && name->type == yaml::NodeType::scalar ? name->scalar : std::string{};
}

// A front matter's values stand on one line of a clip, so breaks inside a folded value are blanks.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return std::string{trim_ascii(text)};
}

std::string refusal_of(const yaml::YamlError& error) {
    return "front matter is not YAML, line " + std::to_string(error.place.line) + ": " + error.message;
}

YamlFrontMatter from_node(const yaml::Node& root) {
    FrontMatter result;
    if (root.type == yaml::NodeType::null) return {result, {}};
    if (root.type != yaml::NodeType::mapping) return {std::nullopt, "front matter is not a mapping"};
    for (const auto& [key, value] : root.entries) {
        if (result.entries.size() == max_entries) break;
        FrontEntry entry{to_ascii_lower(key.scalar), {}, value.type == yaml::NodeType::sequence};
        if (result.find(entry.key) != nullptr) {
            warn_once(result.warnings, "key \"" + entry.key + "\" stands twice");
            continue;
        }
        if (entry.is_list) {
            for (const yaml::Node& item : value.items) {
                std::string text = one_line(text_of(item));
                if (!text.empty()) entry.items.push_back(std::move(text));
            }
        } else if (value.type != yaml::NodeType::null) {
            entry.items.push_back(one_line(text_of(value)));
        }
        result.entries.push_back(std::move(entry));
    }
    return {std::move(result), {}};
}

}  // namespace

const FrontEntry* FrontMatter::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [key](const FrontEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

std::string FrontMatter::text(std::string_view key) const {
    const FrontEntry* entry = find(key);
    std::string out;
    if (entry == nullptr) return out;
    for (const std::string& item : entry->items) {
        if (!out.empty()) out += ", ";
        out += item;
    }
    return out;
}

std::vector<std::string> FrontMatter::list(std::string_view key) const {
    const FrontEntry* entry = find(key);
    if (entry == nullptr) return {};
    if (entry->is_list) return entry->items;
    const std::string value = text(key);
    return value.find(',') != std::string::npos ? split_items(value) : split_words(value);
}

bool is_key_line(std::string_view line) {
    const std::size_t length = key_length(line);
    return length > 0 && length < line.size() && line[length] == ':' &&
           (length + 1 == line.size() || line[length + 1] == ' ' || line[length + 1] == '\t');
}

bool is_line_wise(std::string_view front) {
    while (!front.empty()) {
        const std::string_view line = take_line(front);
        if (!is_key_line(line)) return false;
        const std::string_view value = trim_ascii(line.substr(key_length(line) + 1));
        // Block scalars, flow mappings, lists over several lines and YAML's own notions are not for a line
        // reader.
        if (!value.empty() && std::string_view{"|>&*!{"}.find(value.front()) != std::string_view::npos)
            return false;
        if (value.starts_with('[') && !value.ends_with(']')) return false;
    }
    return true;
}

FrontMatter read_lines(std::string_view front) {
    FrontMatter result;
    std::vector<std::pair<std::string, std::string>> lines;
    while (!front.empty()) {
        const std::string_view line = take_line(front);
        if (is_key_line(line)) {
            if (lines.size() == max_entries) break;
            const std::size_t length = key_length(line);
            lines.emplace_back(to_ascii_lower(line.substr(0, length)), trim_ascii(line.substr(length + 1)));
        } else if (!lines.empty() && !trim_ascii(line).empty()) {
            // A line break that the title or the address had: it was never meant.
            lines.back().second.append(trim_ascii(line));
            warn_once(result.warnings, lines.back().first + ": line break in the value");
        } else if (!trim_ascii(line).empty()) {
            warn_once(result.warnings, "front matter: line without a key");
        }
    }
    for (auto& [key, value] : lines) {
        if (result.find(key) != nullptr) {
            warn_once(result.warnings, "key \"" + key + "\" stands twice");
            continue;
        }
        // The joined pieces of a broken quoted title keep blanks before the closing quote.
        result.entries.push_back(read_value(std::move(key), value, result.warnings));
        for (std::string& item : result.entries.back().items) item = trim_ascii(item);
    }
    return result;
}

YamlFrontMatter read_yaml(std::string_view front) {
    const auto root = yaml::parse(front);
    return root ? from_node(*root) : YamlFrontMatter{std::nullopt, refusal_of(root.error())};
}

}  // namespace webclip::post
