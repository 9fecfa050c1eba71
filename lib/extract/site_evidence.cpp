#include "site_evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "date_lines.h"
#include "extract/site_memory.h"
#include "site_marks.h"
#include "text/utf8.h"

namespace webclip::extract {

using model::SiteMark;
using model::SiteProfile;

namespace {

constexpr std::uint32_t long_block_weight = 100;
constexpr std::uint32_t prose_weight = 50;
constexpr std::uint32_t longest_line = 110;
constexpr float keep_at = 0.5F;

// Log odds, chosen by the pages of the public sets whose host has another one (2026-11).
constexpr float site_text = -6.0F;  // of a block that all of many other pages have
constexpr float within = 0.2F;      // of that, between paragraphs of the article
constexpr float one_page = 0.3F;    // of it where a single page has it: that may be a copy or a sequel
constexpr float body_place = 0.8F;  // of one that stands where all of many have article text

std::uint32_t places_of(const SiteProfile& profile, std::uint32_t mark) {
    const auto at = std::lower_bound(profile.marks.begin(), profile.marks.end(), mark,
                                     [](const SiteMark& a, std::uint32_t wanted) { return a.mark < wanted; });
    return at == profile.marks.end() || at->mark != mark ? 0 : at->pages;
}

std::vector<std::uint32_t> long_blocks_of(const Page& page, const std::vector<float>& likely) {
    std::vector<std::uint32_t> marks;
    for (std::size_t i = 0; i < likely.size() && marks.size() < model::page_marks_limit; ++i) {
        const Block& block = page.blocks[i];
        if (likely[i] >= keep_at && block.weight >= long_block_weight)
            marks.push_back(text_mark(page.text_of(block)));
    }
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    return marks;
}

std::uint32_t page_mark(const url::Url& address) {
    return address_mark(std::string(address.pathname()) + std::string(address.search()));
}

float with_log_odds(float probability, float more) {
    const float p = std::clamp(probability, 0.001F, 0.999F);
    return 1.0F / (1.0F + (1.0F - p) / p * std::exp(-more));
}

// Where a block stands among the fresh text of the article: what no other page has.
class Surroundings {
  public:
    Surroundings(const Page& page, const std::vector<float>& likely, const std::vector<Seen>& seen)
        : near_(likely.size()) {
        std::vector<std::size_t> fresh;
        for (std::size_t i = 0; i < likely.size(); ++i) {
            if (likely[i] >= keep_at && page.blocks[i].weight >= prose_weight && seen[i].on == 0)
                fresh.push_back(i);
        }
        if (fresh.empty()) return;
        first_ = fresh.front();
        last_ = fresh.back();
        for (std::size_t at = 1; at < fresh.size(); ++at) {
            for (std::size_t i = fresh[at - 1] + 1; i < fresh[at]; ++i)
                near_[i] = i - fresh[at - 1] <= reach && fresh[at] - i <= reach;
        }
    }
    // Near on both sides.
    bool is_within(std::size_t i) const { return near_[i]; }
    // Anywhere between the first and the last of it.
    bool is_between(std::size_t i) const { return i > first_ && i < last_; }

  private:
    static constexpr std::size_t reach = 6;  // blocks

    std::vector<bool> near_;
    std::size_t first_ = 0;
    std::size_t last_ = 0;
};

std::uint32_t kept_weight(const Page& page, const std::vector<bool>& kept) {
    std::uint32_t weight = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) weight += page.blocks[i].weight;
    }
    return weight;
}

// One other page that has it is less of a proof than all of many.
float part(const Seen& seen) {
    return static_cast<float>(seen.on) / static_cast<float>(seen.of + 1);
}

float against(const Seen& seen) {
    return site_text * part(seen) * (seen.on == 1 ? one_page : 1.0F);
}

bool tells_day(const Page& page, std::size_t block, std::string_view day) {
    if (page.blocks[block].digits < 3) return false;
    for (const DayOrder order : {DayOrder::month_first, DayOrder::day_first}) {
        for (const ToldDate& told : told_dates(page, block, order)) {
            if (told.date.day() == day) return true;
        }
    }
    return false;
}

// Where the lines around the heading show the page's author and date.
void note_places(const Page& page, const Shown& shown, std::vector<std::uint32_t>& marks) {
    constexpr std::size_t above = 8;
    constexpr std::size_t below = 25;
    constexpr std::size_t day_bytes = 10;
    const std::string_view name = shown.byline.substr(0, shown.byline.find(", "));
    const std::string_view day = shown.published.substr(0, day_bytes);
    const std::size_t end = std::min(page.blocks.size(), shown.heading + below);
    for (std::size_t i = shown.heading > above ? shown.heading - above : 0; i < end; ++i) {
        const Block& block = page.blocks[i];
        if (block.weight > longest_line) continue;
        if (!name.empty() && page.text_of(block).find(name) != std::string_view::npos)
            marks.push_back(place_mark(Place::byline, page, block));
        if (!day.empty() && tells_day(page, i, day)) marks.push_back(place_mark(Place::date, page, block));
    }
}

void explain(const Page& page, const std::vector<bool>& kept, const std::vector<bool>& settled,
             const std::vector<Seen>& seen, Explanation& explanation) {
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i] == settled[i]) continue;
        const std::string_view text = page.text_of(page.blocks[i]);
        explanation.pruned.push_back(std::string{"site memory "} + (kept[i] ? "drops" : "keeps") + ", on " +
                                     std::to_string(seen[i].on) + " of " + std::to_string(seen[i].of) +
                                     " other pages: '" + std::string(text::truncate_on_grapheme(text, 80)) +
                                     "'");
    }
}

}  // namespace

std::uint32_t places_of_same_page(const SiteProfile& profile, std::uint32_t page,
                                  const std::vector<std::uint32_t>& long_blocks) {
    std::uint32_t same = 0;
    std::vector<std::size_t> shared(profile.pages.size());
    for (const std::uint32_t mark : long_blocks) {
        for (std::uint32_t places = places_of(profile, mark); places != 0; places &= places - 1)
            ++shared[static_cast<std::size_t>(std::countr_zero(places))];
    }
    for (std::size_t place = 0; place < profile.pages.size(); ++place) {
        const model::SitePage& other = profile.pages[place];
        const std::size_t smaller = std::min<std::size_t>(other.long_blocks, long_blocks.size());
        const bool is_alike = smaller > 0 && shared[place] * 5 >= smaller * 2;
        if (other.page == page || is_alike) same |= 1U << place;
    }
    return same;
}

SiteEvidence::SiteEvidence(const SiteProfile& profile, const url::Url& address)
    : profile_(profile),
      page_(page_mark(address)),
      others_(is_sound(profile)
                  ? ((1U << profile.pages.size()) - 1) & ~places_of_same_page(profile, page_, {})
                  : 0) {}

Seen SiteEvidence::seen(std::uint32_t mark) const {
    if (mark == no_mark) return {};
    return {std::popcount(places_of(profile_, mark) & others_), std::popcount(others_)};
}

bool SiteEvidence::is_place_of(Place place, const Page& page, const Block& block) const {
    if (is_empty() || block.weight == 0 || block.weight > longest_line) return false;
    const Seen others = seen(place_mark(place, page, block));
    return others.on >= 2 && others.on * 2 > others.of;
}

std::string_view SiteEvidence::without_site(std::string_view title) const {
    if (is_empty()) return title;
    for (int round = 0; round < 3; ++round) {
        const std::vector<TitleEnd> ends = title_ends(title);
        const auto end = std::find_if(ends.begin(), ends.end(), [&](const TitleEnd& one) {
            const Seen others = seen(one.mark);
            return others.on >= 2 && others.on * 3 >= others.of;
        });
        if (end == ends.end()) return title;
        title = end->rest;
    }
    return title;
}

std::vector<bool> SiteEvidence::settle(const Page& page, const std::vector<float>& likely,
                                       std::vector<bool> kept, Explanation* explanation) {
    if (is_empty()) return kept;
    others_ &= ~places_of_same_page(profile_, page_, long_blocks_of(page, likely));
    if (is_empty()) return kept;
    std::vector<Seen> text_seen;
    text_seen.reserve(likely.size());
    for (const Block& block : page.blocks) text_seen.push_back(seen(text_mark(page.text_of(block))));
    const Surroundings around{page, likely, text_seen};
    std::vector<bool> settled = kept;
    for (std::size_t i = 0; i < likely.size(); ++i) {
        const Block& block = page.blocks[i];
        if (kept[i] && text_seen[i].on > 0) {
            // Labels of one kind of article recur in all of them.
            if (block.weight < prose_weight && around.is_between(i)) continue;
            const float odds = against(text_seen[i]);
            settled[i] = with_log_odds(likely[i], around.is_within(i) ? odds * within : odds) >= keep_at;
        } else if (!kept[i] && text_seen[i].on == 0 && block.weight >= prose_weight) {
            settled[i] =
                with_log_odds(likely[i], body_place * part(seen(place_mark(Place::body, page, block)))) >=
                keep_at;
        }
    }
    // A page that is all the site's own words (a listing, a notice) is no page without an article.
    if (kept_weight(page, settled) * 2 < kept_weight(page, kept)) return kept;
    if (explanation != nullptr) explain(page, kept, settled, text_seen, *explanation);
    return settled;
}

model::PageNotes page_notes(const Page& page, const Shown& shown, const url::Url& address,
                            const std::vector<float>& likely) {
    model::PageNotes notes;
    notes.page = page_mark(address);
    notes.long_blocks = long_blocks_of(page, likely);
    std::vector<std::uint32_t>& marks = notes.marks;
    for (const TitleEnd& end : title_ends(shown.title)) marks.push_back(end.mark);
    note_places(page, shown, marks);
    for (std::size_t i = 0; i < likely.size(); ++i) {
        const Block& block = page.blocks[i];
        marks.push_back(text_mark(page.text_of(block)));
        if (likely[i] >= keep_at && block.weight >= prose_weight)
            marks.push_back(place_mark(Place::body, page, block));
    }
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    if (!marks.empty() && marks.front() == no_mark) marks.erase(marks.begin());
    // The least ones: pages that share a text keep or leave out the same.
    if (marks.size() > model::page_marks_limit) marks.resize(model::page_marks_limit);
    return notes;
}

}  // namespace webclip::extract
