// What may stand in a clip's heading and body, below the front matter, where Markdown and Liquid are at work.
#pragma once

#include <string>
#include <string_view>

namespace webclip::post {

// Markdown text that renders as `title`, on one line, inert in Liquid.
std::string escape_heading(std::string_view title);
// The heading's text of any fields: as it is when it can only render as text, else escaped.
std::string safe_heading(std::string_view heading_title);
// The address as a Markdown link takes it; what is not http or https becomes a harmless relative address.
std::string heading_address(std::string_view address);
// "{{", "{%" become "&#123;{", "&#123;%": HTML and Markdown show the same, Liquid sees nothing.
std::string disarm_liquid(std::string_view text);

}  // namespace webclip::post
