// Where the tokens of markup end (WHATWG HTML §13.2.5), as Gumbo reads them.
#pragma once

#include <cstddef>
#include <string_view>

namespace webclip::html {

struct TagToken {
    std::string_view name;                     // as written
    std::string_view text;                     // "name attributes>"
    std::size_t end = std::string_view::npos;  // behind its '>'; npos when the markup ends first
    bool is_self_closing = false;
};

// The tag whose name starts at `name`.
TagToken read_tag(std::string_view markup, std::size_t name);
// The value of an attribute in TagToken::text, without character references decoded; "" when there is none.
// `name` in lower case.
std::string_view raw_attribute(std::string_view tag_text, std::string_view name);

// For each: `from` is where the content starts. Behind its "-->"; npos when there is none.
std::size_t comment_end(std::string_view markup, std::size_t from);
// The '<' of the end tag, or the end of the markup.
std::size_t raw_text_end(std::string_view markup, std::size_t from, std::string_view name);
std::size_t script_end(std::string_view markup, std::size_t from);

}  // namespace webclip::html
