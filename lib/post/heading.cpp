#include "heading.h"

#include "base/ascii.h"
#include "scalars.h"
#include "url/url.h"

namespace webclip::post {
namespace {

bool is_word(char c) {
    return is_ascii_alnum(c) || (c & '\x80') != 0;
}

// Whether the character at `at` would mean something to kramdown or CommonMark inside a link's text, or to
// Liquid.
bool needs_escape(std::string_view text, std::size_t at) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const char before = at > 0 ? text[at - 1] : ' ';
    switch (text[at]) {
        case '[':
        case ']':
        case '`':
        case '<':
        case '\\':
        case '*':
        case '|': return true;                                       // "|" makes a table in kramdown
        case '_': return !(is_word(before) && is_word(next));        // emphasis only at a word's edge
        case '~': return next == '~' || before == '~';               // strikethrough
        case '$': return next == '$' || before == '$';               // kramdown's mathematics
        case '{': return next == '{' || next == '%' || next == ':';  // Liquid; kramdown's attribute lists
        case '&': return next == '#' || is_ascii_alpha(next);        // a character reference
        default: return false;
    }
}

}  // namespace

std::string escape_heading(std::string_view title) {
    // Control characters have no place in a heading; the front matter keeps those of the title.
    const std::string clean = clean_line(title);
    std::string out;
    for (std::size_t at = 0; at < clean.size(); ++at) {
        if (!needs_escape(clean, at)) {
            out += clean[at];
        } else if (clean[at] == '<') {
            out += "&lt;";
        } else if (clean[at] == '&') {
            out += "&amp;";
        } else {
            out.append("&#").append(std::to_string(static_cast<int>(clean[at]))).append(";");
        }
    }
    return out;
}

std::string safe_heading(std::string_view heading_title) {
    std::string clean = clean_line(heading_title);
    for (std::size_t at = 0; at < clean.size(); ++at) {
        // escape_heading() leaves no such character but the "&" of its own references.
        if (clean[at] != '&' && needs_escape(clean, at)) return escape_heading(clean);
    }
    return clean;
}

std::string heading_address(std::string_view address) {
    const auto parsed = url::parse(address);
    const bool is_web = parsed && parsed->is_http();
    const std::string_view text = is_web ? std::string_view{parsed->href()} : address;
    // A parsed address is ASCII; of what is left there, these would end or bend a Markdown link or wake
    // Liquid.
    constexpr std::string_view kept = "-._~:/?#@!$&'*+,;=%";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool keep =
            is_ascii_alnum(c) || (kept.find(c) != std::string_view::npos && (is_web || c != ':'));
        if (keep) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    return out;
}

std::string disarm_liquid(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (text[at] == '{' && (next == '{' || next == '%')) {
            out += "&#123;";
        } else {
            out += text[at];
        }
    }
    return out;
}

}  // namespace webclip::post
