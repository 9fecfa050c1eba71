#include "access.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

// What a page says where its text breaks off; lower-case ASCII, separated by |.
constexpr std::string_view barriers =
    "subscribe to continue|subscribe to read|subscribe to keep reading|to continue reading this|"
    "continue reading with a|this article is for subscribers|this post is for paid subscribers|"
    "already a subscriber?|only available to subscribers|exclusive to subscribers|"
    "jetzt weiterlesen|weiterlesen mit|um weiterzulesen|nur für abonnenten|lesen sie weiter mit|"
    "wählen sie ihren zugang|exklusiv für abonnenten|réservé aux abonnés|réservé à nos abonnés|"
    "la suite est réservée|para suscriptores|solo para suscriptores|contenuto riservato|per gli abbonati|"
    "alleen voor abonnees|会員限定|有料会員|有料記事|会員登録すると続き|続きを読むには|この記事は有料|残り "
    "|残り：|"
    "订阅后继续阅读|订阅后阅读全文|付费阅读|付费后|开通会员|会员专享|登录后查看全文|登錄後查看全文|"
    "訂閱後|訂閱會員|會員專享|付費會員|全文需付费|剩余内容|구독하시면|유료 회원|구독자 전용|전체 기사를 "
    "보려면";

bool has_barrier(const Page& page) {
    constexpr std::uint32_t longest_line = 160;
    const auto phrases = split_ascii(barriers, '|');
    const auto is_barrier = [&](std::string_view line) {
        return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
            return find_ignoring_ascii_case(line, phrase) != std::string_view::npos;
        });
    };
    return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const Block& block) {
        return !block.hidden && block.weight <= longest_line && is_barrier(page.text_of(block));
    });
}

bool breaks_off(std::string_view text) {
    text = text::trim(text);
    return text.ends_with("…") || text.ends_with("...") || text.ends_with("[…]") || text.ends_with("[...]");
}

}  // namespace

Access read_access(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
                   std::string_view text) {
    // A whole article is longer, however short the news: what a barrier below a longer text asks for is
    // rather a newspaper's subscription.
    constexpr std::size_t longest_teaser = 2500;
    Access access;
    const std::string_view tier = marks.meta({"article:content_tier"});
    if (!linked.is_free) access.why = "isAccessibleForFree";
    if (tier == "locked" || tier == "metered")
        access.why += access.why.empty() ? "content_tier" : " + content_tier";
    access.is_paywalled = !access.why.empty();
    const std::size_t length = text::weighted_length(text);
    if (length == 0 || length > longest_teaser) return access;
    // Two of three: declared, breaks off, asks for a subscription.
    const bool breaks = breaks_off(text);
    access.is_teaser =
        (access.is_paywalled && breaks) || ((access.is_paywalled || breaks) && has_barrier(page));
    if (!access.is_teaser) return access;
    access.is_paywalled = true;
    access.why += access.why.empty() ? "its barrier" : " + its barrier";
    return access;
}

}  // namespace webclip::extract
