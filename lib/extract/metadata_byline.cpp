#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "byline_cjk.h"
#include "byline_names.h"
#include "html/tag.h"
#include "metadata.h"
#include "site_evidence.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

// Companies and sites, which may stand where the author should but lose to a person.
bool names_organisation(std::string_view name) {
    for (const std::string_view word :
         {"www.", ".com", ".de",  ".net", ".org", ".cn",  "GmbH", " Inc", " Ltd",
          " LLC", " AG",  " e.V", "公司", "集团", "集團", "新闻", "新聞", "网",
          "網",   "杂志", "雜誌", "社",   "日报", "日報", "晚报"}) {
        if (name.find(word) != std::string_view::npos) return true;
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
        if (claim.key == site_key || names_organisation(claim.value)) claim.weight *= 0.5;
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

// Several links to authors in one line are one claim.
void add_coauthors(Claims& claims) {
    constexpr std::size_t near = 12;
    const Page& page = claims.sources.page;
    std::vector<std::string> names;
    std::size_t line = 0;
    for (const html::NodeId node : claims.sources.marks.author_links) {
        const std::size_t block = page.facts(node).first_block;
        if (block != line && names.size() > 1) break;
        if (block != line) names.clear();
        line = block;
        const std::string name = clean_byline(short_text(*page.document, node));
        if (name.find(' ') == std::string::npos || !reads_like_names(name)) continue;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    const std::size_t gap = line > claims.heading ? line - claims.heading : claims.heading - line;
    if (names.size() > 1 && names.size() <= 8 && gap <= near)
        claims.add(joined(names), "rel=author together", 2.0);
}

// 记者 张三, 文／王五, 홍길동 기자: in the lines around the heading and at the head of the first paragraphs.
void add_cjk_lines(Claims& claims) {
    constexpr std::size_t above = 6;
    constexpr std::size_t below = 20;
    constexpr std::uint32_t longest_line = 110;
    const Page& page = claims.sources.page;
    const std::size_t end = std::min(page.blocks.size(), claims.heading + below);
    for (std::size_t i = claims.heading > above ? claims.heading - above : 0; i < end; ++i) {
        const Block& block = page.blocks[i];
        if (block.wide == 0) continue;
        const std::vector<std::string> names = cjk_authors(page.text_of(block));
        if (names.empty()) continue;
        claims.add(joined(names), "line of its author", block.weight <= longest_line ? 2.2 : 1.4);
        return;
    }
}

// Where other pages of the site show their authors.
void add_site_line(Claims& claims) {
    const Page& page = claims.sources.page;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        if (!claims.sources.site.is_place_of(Place::byline, page, page.blocks[i])) continue;
        claims.add_line(std::string(page.text_of(page.blocks[i])), static_cast<std::uint32_t>(i),
                        "where the site has it", 1.5);
        return;
    }
}

// "Brett" and "Brett Larkin" are one author: the full name speaks for both.
void complete_first_names(std::vector<Claim>& claims) {
    for (Claim& claim : claims) {
        if (claim.value.find(' ') != std::string::npos) continue;
        for (const Claim& other : claims) {
            const bool is_stated = other.source == "json-ld" || other.source == "meta author" ||
                                   other.source == "itemprop=author" || other.source == "twitter:data1";
            const bool is_fuller = is_stated && other.value.size() > claim.value.size() + 1 &&
                                   other.value.compare(0, claim.value.size(), claim.value) == 0 &&
                                   other.value[claim.value.size()] == ' ' &&
                                   other.value.find(',') == std::string::npos;
            if (!is_fuller) continue;
            claim.value = other.value;
            claim.key = other.key;
            break;
        }
    }
}

}  // namespace

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
    add_coauthors(claims);
    claims.add_spots(sources.marks.byline_spots, "class byline", 1.0);
    add_byline_blocks(claims);
    add_cjk_lines(claims);
    add_site_line(claims);
    complete_first_names(claims.list);
    return elect(std::move(claims.list));
}

}  // namespace webclip::extract
