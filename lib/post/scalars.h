// Values of the front matter: how the public pipeline wrote them, and how YAML 1.1 and 1.2 both read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace webclip::post {

enum class Context { block, flow };

// The public pipeline's title: only `"` escaped. unescape_quotes is its exact inverse on what it wrote.
std::string escape_quotes(std::string_view text);
std::string unescape_quotes(std::string_view text);
bool has_bare_quote(std::string_view text);  // a `"` without a backslash before it

// As a plain scalar when every YAML reader gives it back as that string, else quoted.
std::string yaml_scalar(std::string_view text, Context context);
// One quoted or plain scalar; nothing when YAML does not read it or it holds control characters.
std::optional<std::string> read_yaml_scalar(std::string_view text);
// The same, control characters and all: what this program escapes, it wants back.
std::optional<std::string> read_any_yaml_scalar(std::string_view text);
// The items of "[ a, "b, c" ]"; nothing when YAML does not read it as a list of scalars.
std::optional<std::vector<std::string>> read_yaml_list(std::string_view text);

// Line breaks, C0 and C1 controls, U+2028 and U+2029 in UTF-8.
bool has_control_characters(std::string_view text);

// Titles, names and tags as one line of text: controls in them are noise or an attempt.
std::string clean_line(std::string_view text);

}  // namespace webclip::post
