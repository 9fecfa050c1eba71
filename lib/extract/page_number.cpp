#include "page_number.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace webclip::extract {
namespace {

constexpr int highest_page = 200;

// An address as the page `number` of `stem`.
struct Reading {
    std::string stem;
    int number = 1;
    bool is_explicit = true;
};

bool ends_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           equals_ignoring_ascii_case(text.substr(text.size() - word.size()), word);
}

// A number of at most three digits that is all of `text`, else 0.
int small_number(std::string_view text) {
    if (text.empty() || text.size() > 3) return 0;
    int number = 0;
    for (const char c : text) {
        if (!is_ascii_digit(c)) return 0;
        number = number * 10 + (c - '0');
    }
    return number <= highest_page ? number : 0;
}

// Without what names the same place twice: a slash at the end, the name of an index page.
std::string normal_stem(std::string_view path) {
    for (const std::string_view tail : {"/", "/index", "/page", "/p", "/"}) {
        if (path.ends_with(tail)) path.remove_suffix(tail.size());
    }
    return std::string{path};
}

struct Path {
    std::string_view stem;
    std::string_view extension;  // ".html"
};

Path split_extension(std::string_view path) {
    for (const std::string_view extension :
         {".html", ".htm", ".shtml", ".php", ".aspx", ".asp", ".jsp", ".xhtml"}) {
        if (ends_with_word(path, extension))
            return {path.substr(0, path.size() - extension.size()),
                    path.substr(path.size() - extension.size())};
    }
    return {path, {}};
}

bool is_page_key(std::string_view key) {
    constexpr std::array<std::string_view, 11> keys{
        "page", "p", "pg", "paged", "pagenum", "pageno", "page_no", "pn", "pagina", "currentpage", "seite"};
    return std::any_of(keys.begin(), keys.end(),
                       [&](std::string_view known) { return equals_ignoring_ascii_case(key, known); });
}

// "?id=7&page=2" without its page, and the page.
void read_query(const std::string& path, std::string_view search, std::vector<Reading>& readings) {
    if (search.empty()) return;
    std::string rest;
    int number = 0;
    for (const std::string_view pair : split_ascii(search.substr(1), '&')) {
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const int value = small_number(pair.substr(std::min(equals + 1, pair.size())));
        if (number == 0 && value > 0 && is_page_key(pair.substr(0, equals))) {
            number = value;
        } else {
            rest += (rest.empty() ? "?" : "&") + std::string{pair};
        }
    }
    if (number > 0) readings.push_back({path + rest, number, true});
}

// "/story_2.html", "/story/2", "/story/page/2", "/story/p2".
void read_path(const Path& path, std::string_view search, std::vector<Reading>& readings) {
    std::size_t digits = path.stem.size();
    while (digits > 0 && is_ascii_digit(path.stem[digits - 1])) --digits;
    const int number = small_number(path.stem.substr(digits));
    if (number == 0 || digits < 2) return;
    std::string_view before = path.stem.substr(0, digits);
    for (const std::string_view word : {"page-", "page", "p"}) {
        if (before.size() > word.size() + 1 && ends_with_word(before, word)) {
            before.remove_suffix(word.size());
            break;
        }
    }
    const char separator = before.back();
    // "-2" without an extension is a slug that was taken before, not a page.
    const bool is_separator = separator == '/' || separator == '_' || separator == ',' || separator == '.' ||
                              (separator == '-' && (!path.extension.empty() || before.size() < digits));
    if (!is_separator) return;
    before.remove_suffix(1);
    readings.push_back({normal_stem(before) + std::string{search}, number, true});
}

std::vector<Reading> readings_of(const url::Url& address) {
    std::string_view pathname = address.pathname();
    while (pathname.size() > 1 && pathname.ends_with('/')) pathname.remove_suffix(1);
    const Path path = split_extension(pathname);
    const std::string whole = normal_stem(path.stem);
    std::vector<Reading> readings{{whole + std::string{address.search()}, 1, false}};
    read_query(whole, address.search(), readings);
    read_path(path, address.search(), readings);
    return readings;
}

}  // namespace

bool is_next_page(const url::Url& current, const url::Url& candidate, PageOf position) {
    if (!candidate.is_http() || current.hostname() != candidate.hostname()) return false;
    for (const Reading& next : readings_of(candidate)) {
        if (!next.is_explicit) continue;
        for (const Reading& here : readings_of(current)) {
            const bool is_in_place =
                position == PageOf::first ? here.number == 1 : here.is_explicit && here.number > 1;
            if (is_in_place && here.stem == next.stem && next.number == here.number + 1) return true;
        }
    }
    return false;
}

bool is_same_story(const url::Url& current, const url::Url& candidate) {
    if (!candidate.is_http() || current.hostname() != candidate.hostname()) return false;
    if (candidate.without_fragment() == current.without_fragment()) return false;
    const std::string stem = normal_stem(split_extension(current.pathname()).stem);
    const std::string other = normal_stem(split_extension(candidate.pathname()).stem);
    if (stem.size() < 2 || !other.starts_with(stem)) return false;
    // "/story-all", never "/storybook".
    return other.size() == stem.size() || !is_ascii_alnum(other[stem.size()]);
}

}  // namespace webclip::extract
