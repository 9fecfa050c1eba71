#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "html/tag.h"
#include "metadata.h"
#include "text/utf8.h"

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

// Whether a line of the page reads like names: every word of Latin script begins with a capital, but for
// particles.
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
    for (const std::string_view word : {"admin", "administrator", "guest", "anonymous", "unknown", "author",
                                        "null", "undefined", "webmaster", "user", "none", "n/a", "name"}) {
        if (equals_ignoring_ascii_case(name, word)) return true;
    }
    return false;
}

struct Claims {
    const MetadataSources& sources;
    std::string site_key;
    std::size_t heading = 0;  // block of the heading
    std::vector<Claim> list;

    void add(std::string_view raw, const char* source, double weight) {
        if (raw.empty() || raw.size() > 600) return;
        Claim claim{clean_byline(raw), source, weight, {}};
        if (claim.value.empty()) return;
        claim.key = compare_key(claim.value);
        if (claim.key == site_key) claim.weight *= 0.5;
        list.push_back(std::move(claim));
    }
    // Names as the page shows them: lines must read like names and count more close to the heading.
    void add_line(const std::string& text, std::uint32_t block, const char* source, double weight) {
        if (text.empty() || text.size() > 160) return;
        const Cue cue = cue_of(text);
        if (cue == Cue::login || cue == Cue::navigation || cue == Cue::share || cue == Cue::subscribe ||
            cue == Cue::related || cue == Cue::comments || cue == Cue::copyright) {
            return;
        }
        const std::string names = clean_byline(text);
        if (!reads_like_names(names)) return;
        const std::size_t gap = block > heading ? block - heading : heading - block;
        add(text, source, gap <= 12 ? weight : weight * 0.5);
    }
    void add_spots(const std::vector<html::NodeId>& nodes, const char* source, double weight) {
        const Page& page = sources.page;
        std::size_t taken = 0;
        for (const html::NodeId node : nodes) {
            const std::size_t before = list.size();
            add_line(short_text(*page.document, node), page.facts(node).first_block, source,
                     taken == 0 ? weight : weight * 0.3);
            if (list.size() > before && ++taken == 3) break;
        }
    }
};

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        if (name.find("://") != std::string::npos) continue;
        const std::string cleaned = clean_byline(name);
        if (cleaned.empty()) continue;
        if (!all.empty()) all += ", ";
        all += cleaned;
    }
    return all;
}

void add_item_authors(Claims& claims) {
    const html::Document& document = *claims.sources.page.document;
    std::vector<std::string> names;
    std::uint32_t last_block = 0;
    for (const html::NodeId node : claims.sources.marks.item_authors) {
        // Authors far apart are those of answers and comments.
        const std::uint32_t block = claims.sources.page.facts(node).first_block;
        if (!names.empty() && block > last_block + 4) break;
        last_block = block;
        std::string name;
        for (html::NodeId inner = node; inner != html::no_node; inner = document.next(inner, node)) {
            if (document.kind(inner) == html::NodeKind::element &&
                document.attribute_or(inner, "itemprop").find("name") != std::string_view::npos) {
                name = document.tag(inner) == html::Tag::meta
                           ? std::string(document.attribute_or(inner, "content"))
                           : short_text(document, inner);
                break;
            }
        }
        if (name.empty()) {
            name = document.tag(node) == html::Tag::meta ? std::string(document.attribute_or(node, "content"))
                                                         : short_text(document, node);
        }
        if (name.size() < 120 && std::find(names.begin(), names.end(), name) == names.end() &&
            names.size() < 6) {
            names.push_back(std::move(name));
        }
    }
    claims.add(joined(names), "itemprop=author", 2.0);
}

// Scholarly pages name every author in a tag of its own, often as "Doe, Jane".
std::string citation_authors(const Landmarks& marks) {
    std::string all;
    for (const MetaTag& tag : marks.metas) {
        if (tag.name != "citation_author" || all.size() > 500) continue;
        const std::size_t comma = tag.content.find(", ");
        if (!all.empty()) all += ", ";
        if (comma != std::string_view::npos && tag.content.find(',', comma + 1) == std::string_view::npos) {
            all +=
                std::string(tag.content.substr(comma + 2)) + " " + std::string(tag.content.substr(0, comma));
        } else {
            all += tag.content;
        }
    }
    return all;
}

// Lines like "By Jane Doe" near the top of the text.
void add_byline_blocks(Claims& claims) {
    const Page& page = claims.sources.page;
    std::size_t taken = 0;
    for (const Block& block : page.blocks) {
        if (block.cue != Cue::byline || block.weight > 70 || taken == 2) continue;
        const std::string_view text = page.text_of(block);
        const bool names_author = starts_with_ignoring_ascii_case(text, "by ") ||
                                  starts_with_ignoring_ascii_case(text, "written by") ||
                                  starts_with_ignoring_ascii_case(text, "posted by") ||
                                  starts_with_ignoring_ascii_case(text, "von ") || text.find("作者") == 0 ||
                                  text.find("记者") == 0 || text.find("文/") == 0 || text.find("文／") == 0;
        if (!names_author) continue;
        claims.add_line(std::string(text), static_cast<std::uint32_t>(&block - page.blocks.data()), "byline",
                        taken == 0 ? 1.2 : 0.4);
        ++taken;
    }
}

}  // namespace

std::string clean_byline(std::string_view raw) {
    const std::string collapsed = text::collapse_whitespace(raw);
    const std::string_view names = cut_closers(drop_openers(collapsed));
    std::string result;
    std::vector<std::string> seen;
    for (std::string_view piece : split_names(names)) {
        piece = drop_suffix(drop_openers(piece));
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

Election elect_byline(const MetadataSources& sources, const std::string& site) {
    Claims claims{sources, compare_key(site), heading_block(sources.page, sources.marks), {}};
    claims.add(joined(sources.linked.authors), "json-ld", 2.5);
    claims.add(sources.marks.meta({"author", "parsely-author", "sailthru.author", "byl", "dc.creator",
                                   "dcterms.creator", "article:author_name", "cxenseparse:author"}),
               "meta author", 2.0);
    const std::string_view article_author = sources.marks.meta({"article:author", "og:article:author"});
    if (article_author.find("://") == std::string_view::npos)
        claims.add(article_author, "article:author", 1.5);
    claims.add(sources.marks.meta({"twitter:data1"}).find("min") == std::string_view::npos &&
                       equals_ignoring_ascii_case(sources.marks.meta({"twitter:label1"}), "written by")
                   ? sources.marks.meta({"twitter:data1"})
                   : std::string_view(),
               "twitter:data1", 1.5);
    claims.add(citation_authors(sources.marks), "citation_author", 2.5);
    add_item_authors(claims);
    claims.add_spots(sources.marks.author_links, "rel=author", 1.5);
    claims.add_spots(sources.marks.byline_spots, "class byline", 1.0);
    add_byline_blocks(claims);
    return elect(std::move(claims.list));
}

}  // namespace webclip::extract
