#include "html/serialize.h"

namespace webclip::html {
namespace {

// Canonical markup has `<` only where a tag begins, so a tag is told by its first characters.
bool begins_tag(std::string_view rest, std::string_view tag) {
    if (!rest.starts_with(tag) || rest.size() == tag.size()) return false;
    const char after = rest[tag.size()];
    return after == '>' || after == ' ';
}

}  // namespace

std::string to_one_line(std::string_view canonical) {
    std::string line;
    line.reserve(canonical.size());
    std::size_t pre_depth = 0;
    for (std::size_t i = 0; i < canonical.size(); ++i) {
        const char c = canonical[i];
        if (c == '<') {
            const std::string_view rest = canonical.substr(i);
            if (begins_tag(rest, "<pre")) ++pre_depth;
            if (begins_tag(rest, "</pre") && pre_depth > 0) --pre_depth;
        }
        if (c != '\n' && c != '\r') {
            line += c;
        } else if (pre_depth > 0) {
            line += c == '\n' ? "&#10;" : "&#13;";
        } else {
            line += ' ';
        }
    }
    return line;
}

}  // namespace webclip::html
