// What other pages of the host say of this one's blocks: text that stands on several of them is the site's, a
// place that held articles before holds this one's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "blocks.h"
#include "extract/extract.h"
#include "model/site_profile.h"
#include "site_marks.h"

namespace webclip::extract {

// The places of `profile` that hold this page itself, as bits: the same address, or at least two fifths of
// the long blocks.
std::uint32_t places_of_same_page(const model::SiteProfile& profile, std::uint32_t page,
                                  const std::vector<std::uint32_t>& long_blocks);

struct Seen {
    int on = 0;  // of
    int of = 0;  // other distinct pages
};

class SiteEvidence {
  public:
    SiteEvidence(const model::SiteProfile& profile, const url::Url& address);

    bool is_empty() const { return others_ == 0; }
    Seen seen(std::uint32_t mark) const;
    // Whether most other pages show theirs where `block` stands.
    bool is_place_of(Place place, const Page& page, const Block& block) const;
    // `title` without the part at either end that other pages' titles have, too.
    std::string_view without_site(std::string_view title) const;
    // `kept` without text that is the site's own, and with what stands where the site's articles do; `likely`
    // is what the page alone says. The same where nothing is known.
    std::vector<bool> settle(const Page& page, const std::vector<float>& likely, std::vector<bool> kept,
                             Explanation* explanation);

  private:
    const model::SiteProfile& profile_;
    std::uint32_t page_;
    std::uint32_t others_;  // places, as bits
};

// What was found about the page, to learn where the site shows it.
struct Shown {
    std::string_view title;      // whole, with the site's name
    std::string_view byline;     // as Article::byline
    std::string_view published;  // as Article::published_text
    std::size_t heading = 0;     // its block
};

// `likely` before the site was asked: notes must not repeat what they have taught.
model::PageNotes page_notes(const Page& page, const Shown& shown, const url::Url& address,
                            const std::vector<float>& likely);

}  // namespace webclip::extract
