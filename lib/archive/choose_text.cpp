#include "archive/choose_text.h"

#include "text/utf8.h"

namespace webclip::archive {
namespace {

// Teasers of real feeds end near 290 characters (the clip format page); this is safely above, in weighted
// characters.
constexpr std::size_t shortest_full_text = 800;

std::string weight_shown(const TextOffer& offer) {
    if (offer.article == nullptr) return offer.why_not.empty() ? "none" : "none (" + offer.why_not + ")";
    return std::to_string(text::weighted_length(offer.article->text));
}

}  // namespace

TextChoice choose_text(model::Keep keep, const TextOffer& page, const TextOffer& feed) {
    const std::string weights =
        "weighted characters: page " + weight_shown(page) + ", feed " + weight_shown(feed);
    if (page.article == nullptr) return {model::ChosenText::feed, weights};
    if (feed.article == nullptr) return {model::ChosenText::page, weights};
    if (keep == model::Keep::page) return {model::ChosenText::page, "keep: page; " + weights};
    if (keep == model::Keep::feed) return {model::ChosenText::feed, "keep: feed; " + weights};
    const std::size_t of_page = text::weighted_length(page.article->text);
    const std::size_t of_feed = text::weighted_length(feed.article->text);
    const bool feed_is_fuller = of_feed > of_page + of_page / 10;
    return {feed_is_fuller ? model::ChosenText::feed : model::ChosenText::page, weights};
}

bool is_full_text(const model::Article& feed_article) {
    return text::weighted_length(feed_article.text) >= shortest_full_text;
}

}  // namespace webclip::archive
