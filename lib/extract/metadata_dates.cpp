#include <array>
#include <map>

#include "base/ascii.h"
#include "metadata.h"

namespace webclip::extract {
namespace {

struct DateClaim {
    FoundDate date;
    std::string source;
    double weight = 0;
};

DayOrder order_of(const MetadataSources& sources) {
    const std::string_view language = sources.marks.html_language;
    const bool is_american = starts_with_ignoring_ascii_case(language, "en-us") ||
                             (starts_with_ignoring_ascii_case(language, "en") && language.size() == 2) ||
                             language.empty();
    return is_american ? DayOrder::month_first : DayOrder::day_first;
}

class DateVote {
  public:
    explicit DateVote(DayOrder order) : order_(order) {}

    void add(std::string_view text, const char* source, double weight) {
        if (text.empty()) return;
        if (auto date = find_date(text, order_)) claims_.push_back({std::move(*date), source, weight});
    }
    void add(const std::optional<FoundDate>& date, const char* source, double weight) {
        if (date) claims_.push_back({*date, source, weight});
    }
    bool empty() const { return claims_.empty(); }

    // The day with the most weight; of its claims the one that says the time, with a zone if any.
    std::optional<FoundDate> elect(std::string& why) const {
        std::map<std::string_view, double> days;
        for (const DateClaim& claim : claims_) days[claim.date.day()] += claim.weight;
        lend_to_local_days(days);
        const DateClaim* best = nullptr;
        for (const DateClaim& claim : claims_) {
            if (best == nullptr || days[claim.date.day()] > days[best->date.day()] + 1e-9) best = &claim;
        }
        if (best == nullptr) return std::nullopt;
        const std::string_view day = best->date.day();
        for (const DateClaim& claim : claims_) {
            if (claim.date.day() != day) continue;
            why += (why.empty() ? "" : " + ") + claim.source;
            if (claim.date.iso.size() > best->date.iso.size()) best = &claim;
        }
        return best->date;
    }

  private:
    // A UTC evening is the next day where the page was written, if the page says so elsewhere.
    void lend_to_local_days(std::map<std::string_view, double>& days) const {
        constexpr std::string_view evening = "T20";
        for (const DateClaim& claim : claims_) {
            const std::string& iso = claim.date.iso;
            if (iso.size() < 17 || iso.back() != 'Z' || std::string_view(iso).substr(10, 3) < evening)
                continue;
            const std::string next = to_iso8601_date(claim.date.instant + std::chrono::hours(24));
            const auto local = days.find(next);
            if (local != days.end()) local->second += claim.weight;
        }
    }

    DayOrder order_;
    std::vector<DateClaim> claims_;
};

// The machine-readable value of a <time> or microdata element, or its text.
std::string date_value(const html::Document& document, html::NodeId node) {
    for (const char* key : {"datetime", "content", "title", "data-datetime"}) {
        const std::string_view value = document.attribute_or(node, key);
        if (!value.empty() && find_date(value)) return std::string(value);
    }
    return short_text(document, node);
}

bool says_modified(const html::Document& document, html::NodeId node) {
    for (html::NodeId at = node; at != html::no_node; at = document.parent(at)) {
        if (document.kind(at) != html::NodeKind::element) break;
        for (const char* key : {"class", "itemprop", "id"}) {
            const std::string_view names = document.attribute_or(at, key);
            if (find_ignoring_ascii_case(names, "modified") != std::string_view::npos ||
                find_ignoring_ascii_case(names, "updated") != std::string_view::npos) {
                // WordPress: <time class="entry-date published updated">
                return find_ignoring_ascii_case(names, "published") == std::string_view::npos;
            }
        }
        if (at != node) break;
    }
    return false;
}

// Where the article begins: blocks before this one are near its heading.
std::uint32_t heading_block(const MetadataSources& sources) {
    return sources.marks.headings.empty() ? 0
                                          : sources.page.facts(sources.marks.headings.front()).first_block;
}

double nearness(std::uint32_t block, std::uint32_t heading) {
    const std::uint32_t gap = block > heading ? block - heading : heading - block;
    return gap <= 12 ? 1.0 : gap <= 30 ? 0.5 : 0.2;
}

void add_spots(const MetadataSources& sources, DateVote& published, DateVote& modified) {
    const html::Document& document = *sources.page.document;
    const std::uint32_t heading = heading_block(sources);
    int taken = 0;
    for (const html::NodeId node : sources.marks.times) {
        if (taken == 6) break;
        const std::string value = date_value(document, node);
        const double near = nearness(sources.page.facts(node).first_block, heading);
        if (says_modified(document, node)) {
            modified.add(value, "time", near);
        } else {
            published.add(value, "time", (taken == 0 ? 1.5 : 0.3) * near);
            ++taken;
        }
    }
    taken = 0;
    for (const html::NodeId node : sources.marks.date_spots) {
        if (taken == 6) break;
        const std::string value = short_text(document, node);
        if (value.size() > 200 || !find_date(value)) continue;
        const double near = nearness(sources.page.facts(node).first_block, heading);
        if (says_modified(document, node)) {
            modified.add(value, "class", 0.5 * near);
            continue;
        }
        published.add(value, "class date", (taken == 0 ? 1.0 : 0.2) * near);
        ++taken;
    }
}

// Short lines with a date close to the heading; anywhere when nothing else is known.
void add_lines(const MetadataSources& sources, DateVote& published) {
    const Page& page = sources.page;
    const std::uint32_t heading = heading_block(sources);
    const std::uint32_t from = heading > 8 ? heading - 8 : 0;
    int taken = 0;
    const std::uint32_t reach =
        published.empty() ? static_cast<std::uint32_t>(page.blocks.size()) : heading + 25;
    for (std::uint32_t i = from; i < page.blocks.size() && i < reach && taken < 3; ++i) {
        const Block& block = page.blocks[i];
        if (block.weight > 110 || block.digits < 3 || block.cue == Cue::copyright) continue;
        const auto date = find_date(page.text_of(block), order_of(sources));
        if (!date) continue;
        published.add(date, "line", (taken == 0 ? 0.8 : 0.3) * nearness(i, heading));
        ++taken;
    }
}

// Nothing else is known: the first line anywhere that begins with a date or says "updated".
void add_any_line(const MetadataSources& sources, DateVote& published) {
    constexpr std::size_t beginning = 48;
    for (const Block& block : sources.page.blocks) {
        if (block.digits < 5 || block.cue == Cue::copyright) continue;
        const std::string_view text = sources.page.text_of(block);
        const auto date = find_date(text.substr(0, block.cue == Cue::byline ? 2 * beginning : beginning),
                                    order_of(sources));
        if (!date) continue;
        published.add(date, "line", 0.2);
        return;
    }
}

// Midnight of central Europe, written in UTC: a date without a time, a day early.
void undo_midnight(const MetadataSources& sources, FoundDate& date) {
    const std::string_view clock = std::string_view(date.iso).substr(date.day().size());
    if (clock != "T22:00:00Z" && clock != "T23:00:00Z") return;
    for (const std::string_view language :
         {"de", "fr", "it", "nl", "pl", "es", "da", "sv", "nb", "no", "cs"}) {
        if (!starts_with_ignoring_ascii_case(sources.marks.html_language, language)) continue;
        const bool is_summer = clock == "T22:00:00Z";
        date.iso = to_iso8601_date(date.instant + std::chrono::hours(3)) +
                   (is_summer ? "T00:00:00+02:00" : "T00:00:00+01:00");
        return;
    }
}

}  // namespace

Dates elect_dates(const MetadataSources& sources) {
    DateVote published{order_of(sources)};
    DateVote modified{order_of(sources)};
    published.add(sources.linked.published, "json-ld", 3.0);
    published.add(
        sources.marks.meta({"article:published_time", "og:article:published_time", "og:published_time",
                            "article:published", "datepublished", "publishdate", "publish-date", "pubdate",
                            "publish_date", "published_time", "date.release"}),
        "article:published_time", 2.5);
    published.add(sources.marks.meta({"date",
                                      "dc.date",
                                      "dc.date.issued",
                                      "dcterms.created",
                                      "dcterms.issued",
                                      "dcterms.date",
                                      "sailthru.date",
                                      "parsely-pub-date",
                                      "article.published",
                                      "citation_publication_date",
                                      "citation_date",
                                      "cxenseparse:recs:publishtime",
                                      "originalpublicationdate",
                                      "article_date_original",
                                      "weibo: article:create_at",
                                      "weibo:article:create_at",
                                      "datecreated",
                                      "created",
                                      "dat",
                                      "rnews:datepublished",
                                      "bt:pubdate",
                                      "timestamp",
                                      "cxense:publishtime"}),
                  "meta date", 1.8);
    for (std::size_t i = 0; i < sources.marks.item_dates.size() && i < 2; ++i) {
        published.add(date_value(*sources.page.document, sources.marks.item_dates[i]),
                      "itemprop=datePublished", i == 0 ? 2.0 : 0.5);
    }
    published.add(date_in_address(sources.context.address.pathname()), "address", 1.5);
    modified.add(sources.linked.modified, "json-ld", 3.0);
    modified.add(
        sources.marks.meta({"article:modified_time", "og:updated_time", "last-modified", "dcterms.modified",
                            "datemodified", "article:modified", "lastmod", "updated_time"}),
        "meta", 2.0);
    add_spots(sources, published, modified);
    add_lines(sources, published);
    Dates dates;
    dates.published = published.elect(dates.why);
    std::string ignored;
    dates.modified = modified.elect(ignored);
    if (!dates.published && dates.modified) {
        dates.published = dates.modified;
        dates.why = "modified date";
    }
    if (!dates.published) {
        add_any_line(sources, published);
        dates.published = published.elect(dates.why);
    }
    if (dates.published) undo_midnight(sources, *dates.published);
    return dates;
}

}  // namespace webclip::extract
