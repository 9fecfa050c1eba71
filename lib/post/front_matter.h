// Front matter as keys and values, read line by line or as YAML.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace webclip::post {

struct FrontEntry {
    std::string key;                 // lower case
    std::vector<std::string> items;  // one for a scalar
    bool is_list = false;
};

struct FrontMatter {
    std::vector<FrontEntry> entries;
    std::vector<std::string> warnings;

    const FrontEntry* find(std::string_view key) const;
    // The scalar, or the items of a list joined by ", "; "" when absent.
    std::string text(std::string_view key) const;
    // The items of a list, or of a scalar as Jekyll reads it: split at commas or else at blanks.
    std::vector<std::string> list(std::string_view key) const;
};

// "key: value" or "key:" at the line's start.
bool is_key_line(std::string_view line);
// Whether every line is one.
bool is_line_wise(std::string_view front);

// Key, colon, rest. A line without a key continues the value before it.
FrontMatter read_lines(std::string_view front);
// Nothing, and the reason in `refusal`, when YAML does not read it as a mapping.
struct YamlFrontMatter {
    std::optional<FrontMatter> front_matter;
    std::string refusal;
};
YamlFrontMatter read_yaml(std::string_view front);

}  // namespace webclip::post
