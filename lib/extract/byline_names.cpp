#include "byline_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "text/utf8.h"
#include "vote.h"

namespace webclip::extract {
namespace {

constexpr std::array<std::string_view, 40> openers{
    "written by", "posted by", "published by", "reported by", "reviewed by", "authored by", "created by",
    "story by",   "words by",  "text by",      "article by",  "author:",     "authors:",    "author",
    "by:",        "by ",       "von ",         "par ",        "por ",        "di ",         "av ",
    "af ",        "door ",     "autor:",       "autor ",      "from ",       "作者：",      "作者:",
    "作者/",      "作者",      "文／",         "文/",         "文：",        "文:",         "撰文：",
    "记者 ",      "记者",      "記者",         "글 ",         "글=",
};

// What may follow the names.
constexpr std::array<std::string_view, 40> closers{
    " | ",   " · ",  " • ",  " – ",       " — ",  " - ",   " / ",    "published", "updated", "posted",
    "last ", " on ", " at ", " min read", " in ", " for ", "follow", "share",     "(",       "[",
    "|",     "·",    "•",    "@",         "http", "www.",  " am ",   " pm ",      "：",      "来源",
    "發布",  "发布", "时间", "責任",      "责任", "编辑",  "編輯",   "입력",      " is a",   " is an",
};

constexpr std::array<std::string_view, 46> roles{
    "written by",
    "by",
    "staff writer",
    "staff reporter",
    "staff",
    "senior editor",
    "editor",
    "editors",
    "reporter",
    "contributor",
    "correspondent",
    "senior writer",
    "writer",
    "guest author",
    "freelance",
    "columnist",
    "journalist",
    "photographer",
    "editor-in-chief",
    "managing editor",
    "ceo",
    "founder",
    "co-founder",
    "senior reporter",
    "guest contributor",
    "contributing writer",
    "md",
    "m.d.",
    "phd",
    "ph.d.",
    "rd",
    "rdn",
    "ms",
    "ldn",
    "mba",
    "cpa",
    "cfa",
    "jr.",
    "esq.",
    "esq",
    "m.s.",
    "r.d.",
    "more",
    "view all posts",
    "author",
    "admin_",
};

constexpr std::array<std::string_view, 10> joiners{" and ", " und ", " & ", ", ", ";",
                                                   "、",    " et ",  " y ", "，", " with "};

std::string_view drop_openers(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        text = text::trim(text);
        while (!text.empty() &&
               (text.front() == ':' || text.front() == ',' || text.front() == '-' || text.front() == '|')) {
            text.remove_prefix(1);
            again = true;
        }
        for (const std::string_view opener : openers) {
            if (text.size() > opener.size() && starts_with_ignoring_ascii_case(text, opener)) {
                text.remove_prefix(opener.size());
                again = true;
                break;
            }
        }
    }
    return text;
}

// Words that begin a date: what is left of one after its digits are cut off.
bool is_date_word(std::string_view word) {
    static constexpr std::array<std::string_view, 21> beginnings{
        "january",   "february",  "march",   "april",    "may",      "june",   "july",
        "august",    "september", "october", "november", "december", "monday", "tuesday",
        "wednesday", "thursday",  "friday",  "saturday", "sunday",   "am",     "le"};
    while (!word.empty() && !is_ascii_alpha(word.back())) word.remove_suffix(1);
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view whole) {
        const bool is_abbreviated = word.size() == 3 || (word.size() == 4 && whole.substr(0, 4) == "sept");
        return equals_ignoring_ascii_case(word, whole) ||
               (is_abbreviated && starts_with_ignoring_ascii_case(whole, word));
    });
}

std::string_view drop_date_words(std::string_view text) {
    for (;;) {
        const std::size_t blank = text.rfind(' ');
        const std::size_t start = blank == std::string_view::npos ? 0 : blank + 1;
        if (start >= text.size() || !is_date_word(text.substr(start))) return text;
        text = text::trim(text.substr(0, start));
    }
}

// What stands behind the names goes: a date, a reading time, a link's text.
std::string_view cut_closers(std::string_view text) {
    std::size_t end = text.size();
    for (const std::string_view closer : closers) {
        const std::size_t at = find_ignoring_ascii_case(text, closer);
        if (at != std::string_view::npos && at > 0) end = std::min(end, at);
    }
    for (std::size_t i = 1; i < end; ++i) {
        if (is_ascii_digit(text[i]) && !is_ascii_alnum(text[i - 1]) && text[i - 1] != '-') {
            return drop_date_words(text::trim(text.substr(0, i)));
        }
    }
    return text::trim(text.substr(0, end));
}

bool is_role(std::string_view piece) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](std::string_view role) { return equals_ignoring_ascii_case(piece, role); });
}

std::vector<std::string_view> split_names(std::string_view text) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        std::size_t first = std::string_view::npos;
        std::size_t length = 0;
        for (const std::string_view joiner : joiners) {
            const std::size_t at = find_ignoring_ascii_case(text, joiner);
            if (at < first) {
                first = at;
                length = joiner.size();
            }
        }
        pieces.push_back(text::trim(text.substr(0, first)));
        if (first == std::string_view::npos) break;
        text.remove_prefix(first + length);
    }
    return pieces;
}

std::string_view drop_suffix(std::string_view name) {
    for (const std::string_view suffix : {" 기자", "기자", " 記者", "记者", ".", ",", ":", "'s"}) {
        if (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix &&
            !(suffix == "." && name.size() > 3 && name[name.size() - 3] == ' ')) {
            name.remove_suffix(suffix.size());
            name = text::trim(name);
        }
    }
    return name;
}

bool is_name(std::string_view piece) {
    const std::size_t weight = text::weighted_length(piece);
    if (weight < 2 || piece.size() > 80) return false;
    if (std::count(piece.begin(), piece.end(), ' ') > 6) return false;
    return piece.find("://") == std::string_view::npos && piece.find(".com") == std::string_view::npos;
}

// Names that stand for nobody.
bool is_placeholder(std::string_view name) {
    for (const std::string_view word :
         {"admin",   "administrator", "guest",          "anonymous", "unknown",   "author",
          "null",    "undefined",     "webmaster",      "user",      "none",      "n/a",
          "name",    "name *",        "no author",      "profile",   "published", "last",
          "updated", "mehr",          "wordpressadmin", "staff",     "by",        "佚名",
          "本站",    "未知",          "匿名",           "名片",      "設定",      "编辑",
          "編輯",    "編集部",        "email"}) {
        if (equals_ignoring_ascii_case(name, word)) return true;
    }
    const bool is_number = std::all_of(name.begin(), name.end(), is_ascii_digit);
    return is_number || name.find("page.") == 0 || name.find("{{") != std::string_view::npos;
}

// "Keith Barry Senior Autos Reporter" is Keith Barry: what stands behind two words of a name and tells an
// office. The whole piece when it tells nothing else.
std::string_view drop_office(std::string_view piece) {
    static constexpr std::array<std::string_view, 34> offices{
        "senior",        "staff",        "chief",     "managing",   "deputy",    "associate",
        "assistant",     "contributing", "lead",      "editor",     "writer",    "reporter",
        "correspondent", "contributor",  "columnist", "journalist", "producer",  "analyst",
        "specialist",    "coordinator",  "manager",   "director",   "officer",   "president",
        "vice",          "executive",    "product",   "content",    "marketing", "gardener",
        "photographer",  "freelance",    "redakteur", "redakteurin"};
    const auto is_office = [](std::string_view word) {
        return std::any_of(offices.begin(), offices.end(),
                           [&](std::string_view office) { return equals_ignoring_ascii_case(word, office); });
    };
    const std::vector<std::string_view> words = split_ascii(piece, ' ');
    // "Marketing Team" may be all that is known of the author; "Marketing Manager" is an office.
    if (is_office(words.front()))
        return is_office(words.back()) && words.size() > 1 ? std::string_view() : piece;
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (is_office(words[i])) {
            return text::trim(piece.substr(0, static_cast<std::size_t>(words[i].data() - piece.data())));
        }
    }
    return piece;
}

}  // namespace

bool reads_like_names(std::string_view names) {
    static constexpr std::array<std::string_view, 18> particles{"de",  "la", "van", "von", "der", "den",
                                                                "del", "di", "da",  "el",  "al",  "bin",
                                                                "ibn", "le", "du",  "dos", "und", "y"};
    if (names.find_first_of("?!:;{}=<>") != std::string_view::npos) return false;
    std::size_t capitals = 0;
    std::size_t words = 0;
    for (const std::string_view word : split_ascii(names, ' ')) {
        if (word.empty()) continue;
        ++words;
        if (!is_ascii_lower(word.front()))
            ++capitals;
        else if (std::find(particles.begin(), particles.end(), word) == particles.end() && words > 1)
            return false;
    }
    return words == 1 || (capitals >= 2 || static_cast<unsigned char>(names.front()) >= 0x80);
}

std::string clean_byline(std::string_view raw) {
    const std::string collapsed = text::collapse_whitespace(raw);
    const std::string_view names = cut_closers(drop_openers(collapsed));
    std::string result;
    std::vector<std::string> seen;
    for (std::string_view piece : split_names(names)) {
        const std::string_view named = drop_suffix(drop_openers(piece));
        piece = drop_office(named);
        // Behind an office come its department and its company.
        if (piece.empty() && !named.empty() && !result.empty()) break;
        if (!is_name(piece) || is_role(piece) || is_placeholder(piece)) continue;
        std::string key = compare_key(piece);
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
        seen.push_back(std::move(key));
        if (!result.empty()) result += ", ";
        result += piece;
        if (seen.size() == 12) break;
    }
    return result;
}

}  // namespace webclip::extract
