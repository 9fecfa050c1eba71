// Where front matter, heading and body of a clip file begin and end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace webclip::post {

// Takes the first line off `text`, without its "\n". Precondition: not empty.
std::string_view take_line(std::string_view& text);

struct FrontAndBody {
    bool has_front_matter = false;
    bool closed = true;
    std::string_view front;  // without the "---" lines
    std::string_view body;
};

// Only a line that is exactly "---" opens and closes; "------" and "--- " in titles and bodies do not. Front
// matter that never closes ends before its first line that has no key.
FrontAndBody split_front_matter(std::string_view text);

// What stands between front matter and body: "<!--ms-->", "[title](address)", "------".
struct Heading {
    std::optional<std::string> comment;
    std::optional<std::string> title;  // absent when there is no heading; line breaks in it become blanks
    std::string address;
    bool broken = false;  // spread over several lines
    bool is_link = true;
    std::string_view rest;  // behind the rule and one blank line
};

Heading split_heading(std::string_view text);

// The title and address of "[title](address)": the last "](" divides them, since titles hold brackets.
struct Link {
    std::string_view title;
    std::string_view address;
};
std::optional<Link> split_link(std::string_view line);

// The copies of form BB: the bodies behind each repetition of the front matter, the first one included. One
// element when nothing repeats.
std::vector<std::string_view> split_copies(std::string_view body);

}  // namespace webclip::post
