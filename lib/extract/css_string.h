// Text as a string of CSS.
#pragma once

#include <string>
#include <string_view>

namespace webclip::extract {

inline std::string css_string(std::string_view text) {
    std::string out{"\""};
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

}  // namespace webclip::extract
