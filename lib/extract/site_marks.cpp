#include "site_marks.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::extract {

using html::NodeId;

namespace {

enum class Kind : std::uint32_t {
    text = 1,
    body_place,
    address,
    title_head,
    title_tail,
    byline_place,
    date_place
};

// 32-bit FNV-1a.
constexpr std::uint32_t start(Kind kind) {
    return (2166136261U ^ static_cast<std::uint32_t>(kind)) * 16777619U;
}
constexpr std::uint32_t mix(std::uint32_t hash, std::uint32_t value) {
    return (hash ^ value) * 16777619U;
}
constexpr std::uint32_t named(std::uint32_t hash) {
    return hash == no_mark ? 1 : hash;
}

std::uint32_t letters_mark(Kind kind, std::string_view text, std::size_t least) {
    std::uint32_t hash = start(kind);
    std::size_t letters = 0;
    bool after_digit = false;
    for (const char c : text) {
        const bool is_digit = is_ascii_digit(c);
        const bool counts = is_digit || is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
        if (!counts || (is_digit && after_digit)) continue;
        hash = mix(hash, static_cast<unsigned char>(is_digit ? '0' : to_ascii_lower(c)));
        letters += is_digit ? 0U : 1U;
        after_digit = is_digit;
    }
    return letters < least ? no_mark : named(hash);
}

constexpr std::array<std::string_view, 14> title_separators{" | ", " - ", " – ", " — ", " :: ", " » ", " · ",
                                                            " • ", " / ", "｜",  " « ", ": ",   "_",   "|"};

void add_end(Kind kind, std::string_view end, std::string_view rest, std::vector<TitleEnd>& ends) {
    const std::uint32_t mark = letters_mark(kind, end, 2);
    const std::string_view trimmed = text::trim(rest);
    if (mark != no_mark && !trimmed.empty()) ends.push_back({trimmed, mark});
}

}  // namespace

std::uint32_t text_mark(std::string_view text) {
    return letters_mark(Kind::text, text, 2);
}

std::uint32_t address_mark(std::string_view path) {
    std::uint32_t hash = start(Kind::address);
    for (const char c : path) hash = mix(hash, static_cast<unsigned char>(c));
    return named(hash);
}

std::uint32_t place_mark(Place place, const Page& page, const Block& block) {
    constexpr int levels = 4;
    constexpr std::array kinds{Kind::body_place, Kind::byline_place, Kind::date_place};
    std::uint32_t hash = start(kinds.at(static_cast<std::size_t>(place)));
    NodeId node = block.container;
    for (int level = 0; level < levels && node != html::no_node; ++level) {
        hash = mix(hash, page.facts(node).signature);
        node = page.document->parent(node);
    }
    return named(hash);
}

std::vector<TitleEnd> title_ends(std::string_view title) {
    constexpr std::size_t most = 8;
    std::vector<TitleEnd> ends;
    for (std::size_t at = 1; at < title.size() && ends.size() < most; ++at) {
        for (const std::string_view separator : title_separators) {
            if (title.substr(at, separator.size()) != separator) continue;
            add_end(Kind::title_tail, title.substr(at + separator.size()), title.substr(0, at), ends);
            add_end(Kind::title_head, title.substr(0, at), title.substr(at + separator.size()), ends);
            at += separator.size() - 1;
            break;
        }
    }
    return ends;
}

}  // namespace webclip::extract
