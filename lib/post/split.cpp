#include "split.h"

#include <algorithm>

#include "base/ascii.h"
#include "front_matter.h"

namespace webclip::post {
namespace {

constexpr std::string_view fence = "---";
constexpr std::string_view rule = "------";
// A heading broken by line breaks in its title was never seen to take more lines than this.
constexpr int max_heading_lines = 8;

void skip_blank_lines(std::string_view& text) {
    while (!text.empty() && trim_ascii(text.substr(0, text.find('\n'))).empty()) take_line(text);
}

// The comment that is the whole first line, if it is one; then the line is taken.
std::optional<std::string> take_comment(std::string_view& text) {
    std::string_view after = text;
    const std::string_view line = trim_ascii(take_line(after));
    if (!text.starts_with("<!--") || !line.ends_with("-->") || line.size() < 7) return std::nullopt;
    text = after;
    return std::string{line.substr(4, line.size() - 7)};
}

}  // namespace

std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

FrontAndBody split_front_matter(std::string_view text) {
    FrontAndBody result;
    std::string_view rest = text;
    if (rest.empty() || take_line(rest) != fence) {
        result.body = text;
        return result;
    }
    result.has_front_matter = true;
    const std::string_view inside = rest;
    while (!rest.empty()) {
        const std::size_t line_start = inside.size() - rest.size();
        if (take_line(rest) == fence) {
            result.front = inside.substr(0, line_start);
            result.body = rest;
            return result;
        }
    }
    result.closed = false;
    rest = inside;
    std::size_t end = 0;
    while (!rest.empty() && is_key_line(take_line(rest))) end = inside.size() - rest.size();
    result.front = inside.substr(0, end);
    result.body = inside.substr(end);
    return result;
}

std::optional<Link> split_link(std::string_view line) {
    const std::size_t middle = line.rfind("](");
    if (!line.starts_with('[') || !line.ends_with(')') || middle == std::string_view::npos || middle == 0) {
        return std::nullopt;
    }
    return Link{line.substr(1, middle - 1), line.substr(middle + 2, line.size() - middle - 3)};
}

Heading split_heading(std::string_view text) {
    Heading heading;
    heading.rest = text;
    skip_blank_lines(text);
    heading.comment = take_comment(text);
    if (heading.comment) heading.rest = text;
    std::string joined;
    std::string_view rest = text;
    for (int lines = 0; lines < max_heading_lines && !rest.empty(); ++lines) {
        const std::string_view line = take_line(rest);
        if (line != rule) {
            if (lines > 0 && !line.empty()) heading.broken = true;
            joined.append(joined.empty() || line.starts_with("](") ? "" : " ").append(line);
            continue;
        }
        if (lines == 0) break;  // a rule of the body's own
        const auto link = split_link(trim_ascii(joined));
        // Without the comment only a link is a heading: Markdown has the same underlined titles.
        if (!link && !heading.comment) break;
        heading.is_link = link.has_value();
        heading.title = std::string{trim_ascii(link ? link->title : joined)};
        if (link) heading.address = link->address;
        if (rest.starts_with('\n')) take_line(rest);
        heading.rest = rest;
        break;
    }
    return heading;
}

std::vector<std::string_view> split_copies(std::string_view body) {
    std::vector<std::string_view> copies;
    std::size_t start = 0;
    std::string_view rest = body;
    while (!rest.empty()) {
        const std::size_t line_start = body.size() - rest.size();
        if (take_line(rest) != fence || !is_key_line(rest.substr(0, rest.find('\n')))) continue;
        const FrontAndBody again = split_front_matter(body.substr(line_start));
        // Front matter, not a horizontal rule with a line like "note: x" below it.
        if (!again.closed || again.front.find("from:") == std::string_view::npos) continue;
        copies.push_back(body.substr(start, line_start - start));
        rest = again.body;
        start = body.size() - rest.size();
    }
    copies.push_back(body.substr(start));
    return copies;
}

}  // namespace webclip::post
