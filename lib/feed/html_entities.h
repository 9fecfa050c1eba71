// The named character references of HTML 4, which feeds use without declaring them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace webclip::feed {

// "nbsp" is U+00A0. Names are case-sensitive.
std::optional<char32_t> html_entity(std::string_view name);

// The character of a numeric reference as HTML reads it: 128–159 mean windows-1252. Nothing for what no XML
// document may hold. `digits` is what stands between "&#" and ";".
std::optional<char32_t> numeric_character(std::string_view digits);

// The character a reference without "&" and ";" stands for: "amp", "#38", "#x26", "nbsp".
std::optional<char32_t> referenced_character(std::string_view reference);

// References replaced by their characters, once; what is no reference stays.
std::string decode_references(std::string_view text);

}  // namespace webclip::feed
