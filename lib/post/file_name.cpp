#include "base/ascii.h"
#include "base/timestamp.h"
#include "post/post.h"
#include "scalars.h"
#include "text/utf8.h"

namespace webclip::post {
namespace {

// Of the title. With the date (11 bytes), a disambiguation and ".md" the name stays far below the 255 bytes
// of ext4 and the 143 of an encrypted home folder.
constexpr std::size_t max_title_bytes = 120;

// What one of the file systems, a shell, a URL path or a static site generator takes for something else. "%"
// and "#" break the links of a site that does not encode them.
std::string replace_reserved(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool reserved = std::string_view{"/\\:*?\"<>|#%"}.find(c) != std::string_view::npos;
        out += reserved ? '-' : c;
    }
    return out;
}

// Characters that are not there to the eye: two names that look alike would be two files.
bool is_invisible(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE007F) || (c & 0xFFFEU) == 0xFFFE;
}

std::string drop_invisible(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::code_point_at(text, at);
        // U+200D joins emoji and shapes scripts: part of what is seen.
        if (!is_invisible(c.value) || c.value == 0x200D) out.append(text.substr(at, c.length));
        at += c.length;
    }
    return out;
}

std::string_view trim_edges(std::string_view text) {
    const auto is_edge = [](char c) { return c == '.' || c == ' ' || c == '-' || c == '~'; };
    while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string file_name(Timestamp date, std::string_view title, std::string_view disambiguation) {
    std::string clean = drop_invisible(clean_line(title));
    // Control characters may be gone and normal forms may hold reserved ones (U+037E is ";"), so NFC comes
    // before.
    clean = replace_reserved(text::collapse_whitespace(text::nfc(clean)));
    const std::string_view cut = text::truncate_on_grapheme(trim_edges(clean), max_title_bytes);
    const std::string_view stem = trim_edges(cut);
    // The date in front keeps Windows' device names ("CON.md") out, and makes the empty title a name.
    std::string name = to_iso8601_date(date);
    name.append("-").append(stem.empty() ? std::string_view{"untitled"} : stem);
    if (!disambiguation.empty()) name.append("-").append(replace_reserved(disambiguation));
    return name + ".md";
}

}  // namespace webclip::post
