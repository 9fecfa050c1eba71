#include "extract/site_memory.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "site_evidence.h"

namespace webclip::extract {
namespace {

using model::PageNotes;
using model::SiteMark;
using model::SiteProfile;

// Where the page goes: its own place of before, a like page's, a free one, the oldest.
std::uint32_t place_for(SiteProfile& profile, const PageNotes& notes) {
    const std::uint32_t same = places_of_same_page(profile, notes.page, notes.long_blocks);
    if (same != 0) return static_cast<std::uint32_t>(std::countr_zero(same));
    if (profile.pages.size() < model::site_pages_limit) {
        profile.pages.emplace_back();
        return static_cast<std::uint32_t>(profile.pages.size() - 1);
    }
    const std::uint32_t place = profile.next_place;
    profile.next_place = (place + 1) % model::site_pages_limit;
    return place;
}

void forget_place(SiteProfile& profile, std::uint32_t place) {
    for (SiteMark& mark : profile.marks) mark.pages &= ~(1U << place);
    std::erase_if(profile.marks, [](const SiteMark& mark) { return mark.pages == 0; });
}

// Two ascending lists as one.
std::vector<SiteMark> with_marks(const std::vector<SiteMark>& known, const std::vector<std::uint32_t>& fresh,
                                 std::uint32_t bit) {
    std::vector<SiteMark> merged;
    merged.reserve(known.size() + fresh.size());
    auto at = known.begin();
    for (const std::uint32_t mark : fresh) {
        while (at != known.end() && at->mark < mark) merged.push_back(*at++);
        const bool is_known = at != known.end() && at->mark == mark;
        merged.push_back({mark, (is_known ? at->pages : 0U) | bit});
        if (is_known) ++at;
    }
    merged.insert(merged.end(), at, known.end());
    return merged;
}

// Marks of many pages say most; of the others, those of the latest page may still come again.
void keep_within_limit(SiteProfile& profile, std::uint32_t newest) {
    if (profile.marks.size() <= model::site_marks_limit) return;
    const auto worth = [&](const SiteMark& mark) {
        return std::pair{std::popcount(mark.pages) + ((mark.pages & newest) != 0 ? 1 : 0), mark.mark};
    };
    const auto cut = profile.marks.begin() + model::site_marks_limit;
    std::nth_element(profile.marks.begin(), cut, profile.marks.end(),
                     [&](const SiteMark& a, const SiteMark& b) { return worth(a) > worth(b); });
    profile.marks.erase(cut, profile.marks.end());
    std::sort(profile.marks.begin(), profile.marks.end(),
              [](const SiteMark& a, const SiteMark& b) { return a.mark < b.mark; });
}

std::vector<std::uint32_t> ascending(const std::vector<std::uint32_t>& marks) {
    std::vector<std::uint32_t> sorted{
        marks.begin(),
        marks.begin() + static_cast<std::ptrdiff_t>(std::min(marks.size(), model::page_marks_limit))};
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
}

}  // namespace

SiteProfile learn(SiteProfile profile, const PageNotes& notes) {
    if (!is_sound(profile)) profile = {};
    const std::uint32_t place = place_for(profile, notes);
    forget_place(profile, place);
    const std::size_t long_blocks = std::min(notes.long_blocks.size(), model::page_marks_limit);
    profile.pages[place] = {notes.page, static_cast<std::uint32_t>(long_blocks)};
    profile.marks = with_marks(profile.marks, ascending(notes.marks), 1U << place);
    keep_within_limit(profile, 1U << place);
    return profile;
}

bool is_sound(const SiteProfile& profile) {
    if (profile.pages.size() > model::site_pages_limit || profile.marks.size() > model::site_marks_limit ||
        profile.next_place >= model::site_pages_limit) {
        return false;
    }
    const std::uint32_t places = (1U << profile.pages.size()) - 1;
    const auto is_out_of_order = [](const SiteMark& a, const SiteMark& b) { return a.mark >= b.mark; };
    return std::all_of(
               profile.marks.begin(), profile.marks.end(),
               [&](const SiteMark& mark) { return mark.pages != 0 && (mark.pages & ~places) == 0; }) &&
           std::adjacent_find(profile.marks.begin(), profile.marks.end(), is_out_of_order) ==
               profile.marks.end();
}

}  // namespace webclip::extract
