#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "date_lines.h"
#include "date_vote.h"
#include "metadata.h"
#include "site_evidence.h"

namespace webclip::extract {
namespace {

// 3/4/2021 is March in the United States. Where that is not known, the vote may turn it round.
DayOrder order_of(const MetadataSources& sources) {
    const std::string_view language = sources.marks.html_language;
    const bool is_american = starts_with_ignoring_ascii_case(language, "en-us") ||
                             starts_with_ignoring_ascii_case(language, "en_us") ||
                             (starts_with_ignoring_ascii_case(language, "en") && language.size() == 2) ||
                             language.empty();
    return is_american ? DayOrder::month_first : DayOrder::day_first;
}

constexpr std::uint32_t longest_line = 110;  // weight; what is longer is a paragraph

// Gathers what the page says of its dates.
class DateClaims {
  public:
    explicit DateClaims(const MetadataSources& sources)
        : sources_(sources),
          order_(order_of(sources)),
          heading_(heading_block(sources.page, sources.marks)) {}

    void read_tags();
    void read_elements();
    void read_lines();
    void read_datelines();
    void read_site_place();

    void read_any_line();
    void doubt_json_ld();
    DateElection published(std::optional<Timestamp> latest) const { return elect_date(published_, latest); }
    DateElection modified(std::optional<Timestamp> latest) const { return elect_date(modified_, latest); }

  private:
    void add(std::vector<DateClaim>& to, const std::optional<FoundDate>& date, const char* source,
             double weight) {
        if (date) to.push_back({*date, source, weight});
    }
    void add_text(std::vector<DateClaim>& to, std::string_view text, const char* source, double weight) {
        if (!text.empty()) add(to, find_date(text, order_), source, weight);
    }
    // By what role says; true when it was a claim to be published.
    bool add_told(const ToldDate& told, DateRole role, const char* source, double weight);
    std::string value_of(html::NodeId node) const;
    DateRole role_of(html::NodeId node, const FoundDate& date) const;
    // How far a block is from the heading; what stands before it is rather the site's.
    std::size_t distance(std::size_t block) const {
        return block >= heading_ ? block - heading_ : 2 * (heading_ - block);
    }
    double nearness(std::size_t block) const {
        const std::size_t gap = distance(block);
        return gap <= 12 ? 1.0 : gap <= 30 ? 0.5 : 0.2;
    }
    void note_beside_heading(const FoundDate& date, std::size_t block);
    void read_nodes(const std::vector<html::NodeId>& nodes, const char* source, double first, double later);

    const MetadataSources& sources_;
    DayOrder order_;
    std::size_t heading_;  // block of the first heading; what is near it counts more
    std::vector<DateClaim> published_;
    std::vector<DateClaim> modified_;
    std::optional<FoundDate> beside_heading_;  // the earliest that a reader sees right below the heading
};

void DateClaims::read_tags() {
    const Landmarks& marks = sources_.marks;
    add_text(published_, sources_.linked.published, "json-ld", 3.0);
    add_text(published_,
             marks.meta({"article:published_time", "og:article:published_time", "og:published_time",
                         "article:published", "datepublished", "publishdate", "publish-date", "pubdate",
                         "publish_date", "published_time", "date.release"}),
             "article:published_time", 2.5);
    add_text(published_,
             marks.meta({"date",
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
    for (std::size_t i = 0; i < marks.item_dates.size() && i < 2; ++i) {
        const html::NodeId node = marks.item_dates[i];
        const bool is_shown = sources_.page.facts(node).weight > 0;
        const double near = is_shown ? nearness(sources_.page.facts(node).first_block) : 1.0;
        add_text(published_, value_of(node), "itemprop=datePublished", (i == 0 ? 2.0 : 0.5) * near);
    }
    add(published_, date_in_address(sources_.context.address.pathname()), "address", 1.5);
    add_text(modified_, sources_.linked.modified, "json-ld", 3.0);
    add_text(modified_,
             marks.meta({"article:modified_time", "og:updated_time", "last-modified", "dcterms.modified",
                         "datemodified", "article:modified", "lastmod", "updated_time"}),
             "meta", 2.0);
}

// The machine-readable value of a <time> or microdata element, or its text.
std::string DateClaims::value_of(html::NodeId node) const {
    const html::Document& document = *sources_.page.document;
    for (const char* key : {"datetime", "content", "title", "data-datetime"}) {
        const std::string_view value = document.attribute_or(node, key);
        if (!value.empty() && find_date(value, order_)) return std::string(value);
    }
    return short_text(document, node);
}

// What class, itemprop and the words beside an element say of its date.
DateRole DateClaims::role_of(html::NodeId node, const FoundDate& date) const {
    const html::Document& document = *sources_.page.document;
    html::NodeId at = node;
    for (int depth = 0; depth < 2 && at != html::no_node; ++depth, at = document.parent(at)) {
        for (const char* key : {"class", "itemprop", "id"}) {
            const std::string_view names = document.attribute_or(at, key);
            if (find_ignoring_ascii_case(names, "modified") != std::string_view::npos ||
                find_ignoring_ascii_case(names, "updated") != std::string_view::npos) {
                // WordPress: <time class="entry-date published updated">
                return find_ignoring_ascii_case(names, "published") == std::string_view::npos
                           ? DateRole::modified
                           : DateRole::plain;
            }
        }
    }
    const std::size_t block = sources_.page.facts(node).first_block;
    if (block >= sources_.page.blocks.size() || sources_.page.blocks[block].weight > 2 * longest_line)
        return DateRole::plain;
    for (const ToldDate& told : told_dates(sources_.page, block, order_)) {
        if (told.date.day() == date.day()) return told.role;
    }
    return DateRole::plain;
}

bool DateClaims::add_told(const ToldDate& told, DateRole role, const char* source, double weight) {
    if (role == DateRole::other) return false;
    if (role == DateRole::modified) {
        add(modified_, told.date, source, weight);
        return false;
    }
    add(published_, told.date, source, role == DateRole::published ? weight * 1.6 : weight);
    return true;
}

void DateClaims::note_beside_heading(const FoundDate& date, std::size_t block) {
    constexpr std::size_t beside = 5;
    if (block < heading_ || block > heading_ + beside) return;
    if (!beside_heading_ || date.instant < beside_heading_->instant) beside_heading_ = date;
}

void DateClaims::read_nodes(const std::vector<html::NodeId>& nodes, const char* source, double first,
                            double later) {
    constexpr int most = 6;
    constexpr std::size_t longest = 200;
    const auto block_of = [&](html::NodeId node) { return sources_.page.facts(node).first_block; };
    std::vector<html::NodeId> nearest_first = nodes;
    std::stable_sort(nearest_first.begin(), nearest_first.end(), [&](html::NodeId a, html::NodeId b) {
        return distance(block_of(a)) < distance(block_of(b));
    });
    int taken = 0;
    for (const html::NodeId node : nearest_first) {
        if (taken == most) break;
        const std::string value = value_of(node);
        if (value.size() > longest) continue;
        const auto date = find_date(value, order_);
        if (!date) continue;
        const double near = nearness(block_of(node));
        const double weight = (taken == 0 && near == 1.0 ? first : later) * near;
        if (!add_told({*date, {}, 0}, role_of(node, *date), source, weight)) continue;
        note_beside_heading(*date, block_of(node));
        ++taken;
    }
}

void DateClaims::read_elements() {
    read_nodes(sources_.marks.times, "time", 1.5, 0.3);
    read_nodes(sources_.marks.date_spots, "class date", 1.0, 0.2);
}

// Short lines with a date close to the heading, the closest first; anywhere when nothing else is known.
void DateClaims::read_lines() {
    const Page& page = sources_.page;
    const std::size_t end =
        std::min(page.blocks.size(), published_.empty() ? page.blocks.size() : heading_ + 25);
    std::vector<std::size_t> lines;
    for (std::size_t i = heading_ > 8 ? heading_ - 8 : 0; i < end; ++i) {
        const Block& block = page.blocks[i];
        if (block.weight <= longest_line && block.digits >= 3 && block.cue != Cue::copyright)
            lines.push_back(i);
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
    int taken = 0;
    for (const std::size_t line : lines) {
        if (taken == 3) break;
        for (const ToldDate& told : told_dates(page, line, order_)) {
            if (!add_told(told, told.role, "line", (taken == 0 ? 0.8 : 0.3) * nearness(line))) continue;
            note_beside_heading(told.date, line);
            ++taken;
            break;
        }
    }
}

// "(21. November 2022) Energy…", "BERLIN, Feb. 25, 2024 –": the first paragraphs below the heading may begin
// with their date.
void DateClaims::read_datelines() {
    constexpr std::size_t paragraphs = 3;
    constexpr std::size_t reach = 12;
    constexpr std::size_t latest_begin = 24;
    std::size_t seen = 0;
    const auto& blocks = sources_.page.blocks;
    for (std::size_t i = heading_; i < blocks.size() && i < heading_ + reach && seen < paragraphs; ++i) {
        if (blocks[i].weight <= longest_line) continue;
        ++seen;
        const std::string_view text = sources_.page.text_of(blocks[i]).substr(0, 64);
        for (const PlacedDate& placed : find_dates(text, order_, 1)) {
            if (placed.begin <= latest_begin) add(published_, placed.date, "dateline", 0.8);
        }
    }
}

// The first line that stands where other pages of the site show their dates.
void DateClaims::read_site_place() {
    const Page& page = sources_.page;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        if (page.blocks[i].digits < 3 || !sources_.site.is_place_of(Place::date, page, page.blocks[i]))
            continue;
        for (const ToldDate& told : told_dates(page, i, order_)) {
            if (add_told(told, told.role, "where the site has it", 1.0)) return;
        }
    }
}

// Nothing else is known: the first line anywhere that begins with a date or says "updated".
void DateClaims::read_any_line() {
    constexpr std::size_t beginning = 48;
    for (std::size_t i = 0; i < sources_.page.blocks.size(); ++i) {
        const Block& block = sources_.page.blocks[i];
        if (block.digits < 5 || block.cue == Cue::copyright) continue;
        const std::size_t reach = block.cue == Cue::byline ? 2 * beginning : beginning;
        for (const ToldDate& told : told_dates(sources_.page, i, order_)) {
            if (told.begin > reach || told.role == DateRole::other) continue;
            add(published_, told.date, "line", 0.2);
            return;
        }
    }
}

// A page cannot have told its readers a date before it was published: then the JSON-LD, if nothing else
// confirms it, is that of the last time the site was built.
void DateClaims::doubt_json_ld() {
    if (published_.empty() || !beside_heading_ || published_.front().source != "json-ld") return;
    DateClaim& linked = published_.front();
    if (linked.date.instant < beside_heading_->instant + std::chrono::hours(48)) return;
    const auto confirms = [&](const DateClaim& claim) {
        return &claim != &linked && claim.date.day() == linked.date.day();
    };
    if (std::none_of(published_.begin(), published_.end(), confirms)) linked.weight = 0.5;
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
    const std::optional<Timestamp> latest = sources.context.fetched;
    DateClaims claims(sources);
    claims.read_tags();
    claims.read_elements();
    claims.read_lines();
    claims.read_datelines();
    claims.read_site_place();
    claims.doubt_json_ld();
    Dates dates;
    DateElection published = claims.published(latest);
    DateElection modified = claims.modified(latest);
    // A date of change beside the heading says more than a date of who knows what further down.
    constexpr double weak = 0.75;
    if (modified.date && published.weight < weak && modified.weight > published.weight) {
        published = {modified.date, modified.weight, "modified date: " + modified.why};
    }
    if (!published.date) {
        claims.read_any_line();
        published = claims.published(latest);
    }
    if (published.date) undo_midnight(sources, *published.date);
    // A change before the publication is a mistake of the page's, or its own midnight.
    if (modified.date && published.date && modified.date->day() < published.date->day()) modified = {};
    dates.published = std::move(published.date);
    dates.why = std::move(published.why);
    dates.modified = std::move(modified.date);
    dates.why_modified = std::move(modified.why);
    return dates;
}

}  // namespace webclip::extract
