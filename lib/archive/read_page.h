// An entry's page as an article: fetched, read in a reader, with its further pages when it has some.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "archive/services.h"
#include "model/article.h"
#include "model/capture.h"
#include "model/entry.h"
#include "model/site_profile.h"
#include "model/source.h"

namespace webclip::archive {

inline constexpr std::size_t pages_per_article = 20;

// Why there is no article from the page.
struct PageFailure {
    std::string code;
    std::string message;
    bool transient = false;
    bool is_attempt = true;  // false: the host wants silence, and nothing was asked
    std::optional<Milliseconds> retry_after;
};

struct PageText {
    std::optional<model::Article> article;  // of all pages, joined
    PageFailure failure;                    // when there is none
    model::Capture capture;                 // of the first page
    std::vector<model::Capture> more;       // of the article's further pages, in order
    std::vector<model::Capture> in_vain;    // of other pages that were asked for
    std::string host;                       // of the first page, behind redirects
    model::PageNotes notes;                 // what it says of its site
    std::vector<model::RuleOutcome> rules;
};

// Further pages are of the first one's host, and at most pages_per_article with it; a page that shows the
// whole article takes the place of all. One that fails for now fails the whole, which is tried again later,
// but for the last attempt; one that is gone, or that robots.txt forbids, ends the article where it stands.
PageText read_page(Services& services, const model::Entry& entry, const model::SourceSettings& settings);

// Whether `later` fits behind `article`: beyond, readers would not take the whole any more.
bool has_room_for(const model::Article& article, const model::Article& later);
// A later page behind the earlier ones; its image slots follow theirs, and images over most_images_per_clip
// become links.
void append_page(model::Article& article, model::Article later);

}  // namespace webclip::archive
