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

constexpr std::array<std::string_view, 44> roles{
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

std::string_view cut_closers(std::string_view text) {
    std::size_t end = text.size();
    for (const std::string_view closer : closers) {
        const std::size_t at = find_ignoring_ascii_case(text, closer);
        if (at != std::string_view::npos && at > 0) end = std::min(end, at);
    }
    // A digit ends a name: dates, times, counts.
    for (std::size_t i = 1; i < end; ++i) {
        if (is_ascii_digit(text[i]) && !is_ascii_alnum(text[i - 1])) end = i;
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
    for (const std::string_view word : {"admin", "administrator", "guest", "anonymous", "unknown", "author",
                                        "null", "undefined", "webmaster", "user", "none", "n/a", "name"}) {
        if (equals_ignoring_ascii_case(name, word)) return true;
    }
    return false;
}

struct Claims {
    const MetadataSources& sources;
    std::string site_key;
    std::vector<Claim> list;

    void add(std::string_view raw, const char* source, double weight) {
        if (raw.empty() || raw.size() > 600) return;
        Claim claim{clean_byline(raw), source, weight, {}};
        if (claim.value.empty()) return;
        claim.key = compare_key(claim.value);
        if (claim.key == site_key) claim.weight *= 0.5;
        list.push_back(std::move(claim));
    }
    void add_spots(const std::vector<html::NodeId>& nodes, const char* source, double weight) {
        const html::Document& document = *sources.page.document;
        std::size_t taken = 0;
        for (const html::NodeId node : nodes) {
            const std::string text = short_text(document, node);
            if (text.empty() || text.size() > 120) continue;
            add(text, source, taken == 0 ? weight : weight * 0.3);
            if (++taken == 3) break;
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
    for (const html::NodeId node : claims.sources.marks.item_authors) {
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
        claims.add(text, "byline", taken == 0 ? 1.2 : 0.4);
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
    Claims claims{sources, compare_key(site), {}};
    claims.add(joined(sources.linked.authors), "json-ld", 2.5);
    claims.add(sources.marks.meta({"author", "parsely-author", "sailthru.author", "byl", "dc.creator",
                                   "dcterms.creator", "citation_author", "article:author_name",
                                   "cxenseparse:author"}),
               "meta author", 2.0);
    const std::string_view article_author = sources.marks.meta({"article:author", "og:article:author"});
    if (article_author.find("://") == std::string_view::npos)
        claims.add(article_author, "article:author", 1.5);
    claims.add(sources.marks.meta({"twitter:data1"}).find("min") == std::string_view::npos &&
                       equals_ignoring_ascii_case(sources.marks.meta({"twitter:label1"}), "written by")
                   ? sources.marks.meta({"twitter:data1"})
                   : std::string_view(),
               "twitter:data1", 1.5);
    add_item_authors(claims);
    claims.add_spots(sources.marks.author_links, "rel=author", 1.5);
    claims.add_spots(sources.marks.byline_spots, "class byline", 1.0);
    add_byline_blocks(claims);
    return elect(std::move(claims.list));
}

}  // namespace webclip::extract
