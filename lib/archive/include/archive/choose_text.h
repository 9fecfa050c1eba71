// Which text becomes the article: the page's or the feed's own. Pure.
#pragma once

#include <string>

#include "model/article.h"
#include "model/clip.h"
#include "model/source.h"

namespace webclip::archive {

// One side of the choice. `article` is null when there is none; `why_not` then says why: "http_404",
// "no_article".
struct TextOffer {
    const model::Article* article = nullptr;
    std::string why_not;
};

struct TextChoice {
    model::ChosenText chosen = model::ChosenText::page;
    std::string because;  // "page 5,210 weighted characters, feed 290"
};

// Precondition: at least one side has an article. With Keep::fuller the page wins unless the feed's text is
// longer by more than a tenth: pages hold the pictures and the structure, and feeds repeat a title or a
// footer.
TextChoice choose_text(model::Keep keep, const TextOffer& page, const TextOffer& feed);

// Whether a feed's text can stand for an article whose page cannot be had: long enough to be more than a
// teaser.
bool is_full_text(const model::Article& feed_article);

}  // namespace webclip::archive
