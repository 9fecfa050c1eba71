#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "headline.h"
#include "metadata.h"
#include "site_evidence.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

constexpr std::array<std::string_view, 16> separators{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ",
                                                      " / ", "｜",  " ‹ ", " « ", " ~ ",  " : ", "_",   "|"};

struct Cut {
    std::string_view head;
    std::string_view tail;
};

// The text around the last (or first) separator; an empty tail when there is none.
Cut cut_at_last(std::string_view title) {
    std::size_t best = std::string_view::npos;
    std::size_t length = 0;
    for (const std::string_view separator : separators) {
        const std::size_t at = title.rfind(separator);
        if (at != std::string_view::npos && at > 0 && (best == std::string_view::npos || at > best)) {
            best = at;
            length = separator.size();
        }
    }
    if (best == std::string_view::npos) return {title, {}};
    return {text::trim(title.substr(0, best)), text::trim(title.substr(best + length))};
}

Cut cut_at_first(std::string_view title) {
    std::size_t best = std::string_view::npos;
    std::size_t length = 0;
    for (const std::string_view separator : separators) {
        const std::size_t at = title.find(separator);
        if (at != std::string_view::npos && at > 0 && at < best) {
            best = at;
            length = separator.size();
        }
    }
    if (best == std::string_view::npos) return {title, {}};
    return {text::trim(title.substr(0, best)), text::trim(title.substr(best + length))};
}

// "www.news.example.co.uk" is "example" or "news": compared by containment.
bool names_site(std::string_view piece, std::string_view site, std::string_view host_key) {
    const std::string key = compare_key(piece);
    if (key.empty()) return true;
    const std::string site_key = compare_key(site);
    if (!site_key.empty() &&
        (key == site_key || (key.size() > 3 && site_key.find(key) != std::string::npos) ||
         (site_key.size() > 3 && key.find(site_key) != std::string::npos &&
          key.size() < 3 * site_key.size()))) {
        return true;
    }
    return key.size() > 3 && host_key.find(key) != std::string_view::npos;
}

std::string strip(std::string_view title, std::string_view site, std::string_view host_key) {
    std::string_view rest = text::trim(title);
    for (int round = 0; round < 3; ++round) {
        const Cut last = cut_at_last(rest);
        if (last.tail.empty() || !names_site(last.tail, site, host_key)) break;
        rest = last.head;
    }
    const Cut first = cut_at_first(rest);
    if (!first.tail.empty() && names_site(first.head, site, host_key)) rest = first.tail;
    return std::string(rest);
}

// "投身外交_读书频道": what a portal calls its parts.
bool names_channel(std::string_view piece) {
    constexpr std::array<std::string_view, 12> ends{"频道", "頻道", "网",   "網",   "新闻", "新聞",
                                                    "博客", "在线", "资讯", "中心", "门户", "论坛"};
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return piece.ends_with(end); });
}

// The longest of the title's pieces when nothing is known of the site: a short last piece is a name.
std::string guess_strip(std::string_view title) {
    std::string_view rest = title;
    for (int round = 0; round < 2; ++round) {
        const Cut last = cut_at_last(rest);
        const bool is_channel = names_channel(last.tail);
        const auto head = text::weighted_length(last.head);
        const bool is_short = is_channel || text::weighted_length(last.tail) * 2 <= head + 6;
        if (last.tail.empty() || !is_short || head < (is_channel ? 6 : 12)) break;
        rest = last.head;
    }
    return std::string(rest);
}

// The longest piece of <title> that a heading of the page repeats.
std::string matching_piece(const std::string& title, const std::vector<std::string>& headings) {
    const std::string key = compare_key(title);
    std::string longest;
    for (const std::string& heading : headings) {
        const std::string heading_key = compare_key(heading);
        const bool is_piece = heading_key.size() >= 8 && key.find(heading_key) != std::string::npos;
        if (is_piece && heading.size() > longest.size()) longest = heading;
    }
    return longest;
}

// Whether a heading has words of what the page calls itself elsewhere. One that has none is a translation
// bar's, a newsletter's, the site's.
bool is_echoed(const std::string& heading, const std::string& elsewhere) {
    constexpr std::size_t width = 6;
    const std::string key = compare_key(heading);
    if (key.size() < width) return elsewhere.find(key) != std::string::npos;
    for (std::size_t at = 0; at + width <= key.size() && at < 300; at += 2) {
        if (elsewhere.find(key.substr(at, width)) != std::string::npos) return true;
    }
    return false;
}

// A lesser heading with which <title> begins, where the greater ones name the site.
std::string leading_subheading(const MetadataSources& sources) {
    constexpr std::size_t least = 8;
    const std::string title = compare_key(sources.marks.title);
    for (const html::NodeId node : sources.marks.subheadings) {
        if (sources.page.facts(node).hidden) continue;
        std::string heading = short_text(*sources.page.document, node);
        const std::string key = compare_key(heading);
        const auto digits = std::count_if(key.begin(), key.end(), is_ascii_digit);
        const bool is_number = static_cast<std::size_t>(digits) * 2 > key.size();  // of a record, a case
        if (key.size() >= least && !is_number && title.compare(0, key.size(), key) == 0) return heading;
    }
    return {};
}

// Fonts of icons draw in the private use area (U+E000 to U+F8FF): nobody reads it without the font.
std::string without_icons(std::string_view title) {
    constexpr std::size_t bytes = 3;  // of each
    std::string rest;
    for (std::size_t at = 0; at < title.size();) {
        const auto lead = static_cast<unsigned char>(title[at]);
        const bool is_icon =
            at + bytes <= title.size() &&
            (lead == 0xEE || (lead == 0xEF && static_cast<unsigned char>(title[at + 1]) < 0xA4));
        if (!is_icon) rest += title[at];
        at += is_icon ? bytes : 1;
    }
    return std::string(text::trim(rest));
}

// Tags repeat the heading with its kicker.
std::string without_kicker(std::string title, const std::vector<Heading>& headings) {
    const std::string key = headings.empty() ? std::string{} : compare_key(title);
    for (const Heading& heading : headings) {
        if (key == compare_key(heading.whole)) return heading.headline;
    }
    return title;
}

bool is_usable(const std::string& text) {
    return !text.empty() && text.size() <= 500;
}

}  // namespace

std::string strip_site(std::string_view title, std::string_view site) {
    return strip(title, site, {});
}

Election elect_title(const MetadataSources& sources, const std::string& site) {
    const std::string host_key = compare_key(sources.context.address.hostname());
    const auto cleaned = [&](std::string_view raw) {
        return strip(sources.site.without_site(text::collapse_whitespace(raw)), site, host_key);
    };
    const html::Document& document = *sources.page.document;
    std::vector<std::string> headings;
    std::vector<Heading> kicked;
    for (const html::NodeId node : sources.marks.headings) {
        if (sources.page.facts(node).weight == 0 || sources.page.facts(node).hidden) continue;
        Heading parts = read_heading(document, node);
        std::string heading = strip(parts.headline, site, host_key);
        if (parts.whole != parts.headline) kicked.push_back(std::move(parts));
        if (is_usable(heading) && !names_site(heading, site, host_key))
            headings.push_back(std::move(heading));
    }
    std::vector<Claim> claims;
    const auto claim = [&](std::string value, std::string source, double weight) {
        value = without_kicker(without_icons(value), kicked);
        if (is_usable(value)) claims.push_back({std::move(value), std::move(source), weight, {}});
    };
    const std::string elsewhere =
        compare_key(sources.marks.title) + compare_key(sources.marks.meta({"og:title"}));
    for (std::size_t i = 0; i < headings.size() && i < 4; ++i) {
        const double weight = headings.size() == 1 ? 3.4 : i == 0 ? 2.0 : 0.8;
        claim(headings[i], "h1",
              elsewhere.empty() || is_echoed(headings[i], elsewhere) ? weight : weight * 0.4);
    }
    claim(cleaned(sources.marks.meta({"og:title"})), "og:title", 2.2);
    claim(cleaned(sources.linked.headline), "json-ld", 2.0);
    claim(cleaned(sources.marks.meta({"twitter:title"})), "twitter:title", 0.7);
    claim(cleaned(sources.marks.meta({"citation_title", "dc.title", "dcterms.title", "parsely-title",
                                      "sailthru.title", "headline"})),
          "meta title", 1.2);
    for (std::size_t i = 0; i < sources.marks.item_headlines.size() && i < 2; ++i) {
        claim(short_text(document, sources.marks.item_headlines[i]), "itemprop=headline", 1.5);
    }
    claim(cleaned(sources.context.announced_title), "feed", 2.0);
    const std::string& title = sources.marks.title;
    const std::string subheading = leading_subheading(sources);
    claim(subheading, "h2", 1.5);
    headings.push_back(subheading);
    const std::string piece = matching_piece(title, headings);
    if (!piece.empty())
        claim(piece, "title", 1.6);
    else
        claim(guess_strip(cleaned(title)), "title", 1.5);
    return elect(std::move(claims));
}

}  // namespace webclip::extract
