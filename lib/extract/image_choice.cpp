// Which pictures stand with the article's text (declared in images.h).
#include <algorithm>

#include "base/ascii.h"
#include "html/tag.h"
#include "images.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

// What is never the article's, whether it has words or not.
constexpr SubjectSet alien = subject_bit(Subject::share) | subject_bit(Subject::advert) |
                             subject_bit(Subject::author) | subject_bit(Subject::comment) |
                             subject_bit(Subject::newsletter);
// What is not when it brings words or leads elsewhere. A bare picture within the text is the article's, in
// whatever box the page puts it.
constexpr SubjectSet foreign = alien | subject_bit(Subject::related) | subject_bit(Subject::navigation) |
                               subject_bit(Subject::footer) | subject_bit(Subject::dialog) |
                               subject_bit(Subject::side);

constexpr std::uint32_t longest_caption = 400;  // weighted, as all below

class ImageChoice {
  public:
    ImageChoice(const Page& page, const std::vector<bool>& kept) : page_(page) {
        kept_before_.reserve(kept.size() + 1);
        kept_weight_.reserve(kept.size() + 1);
        dropped_.reserve(kept.size() + 1);
        kept_before_.push_back(0);
        kept_weight_.push_back(0);
        dropped_.push_back(0);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const std::uint32_t weight = page.blocks[i].weight;
            kept_before_.push_back(kept_before_.back() + (kept[i] ? 1U : 0U));
            kept_weight_.push_back(kept_weight_.back() + (kept[i] ? weight : 0U));
            dropped_.push_back(dropped_.back() + (kept[i] ? 0U : weight));
            if (!kept[i]) continue;
            if (first_kept_ > i) first_kept_ = static_cast<std::uint32_t>(i);
            end_kept_ = static_cast<std::uint32_t>(i) + 1;
        }
        core_ = find_core();
    }

    bool wants(const ImageSpot& spot) const {
        const Card card = card_of(spot.node);
        if (card.around == html::no_node || is_hidden(spot.node, card.around)) return false;
        const bool is_within = core_ != html::no_node && page_.document->contains(core_, card.around);
        if (is_foreign(spot.node, card, is_within) || is_teaser(card)) return false;
        if (!(is_within ? stands_within(spot) : stands_outside(spot, card))) return false;
        // Last, since it reads every name and address of the picture, and few pictures come so far.
        const Surroundings around =
            stands_in_kept_text(spot) ? Surroundings::inline_text : Surroundings::block;
        return !leads_home(spot.node) && !is_decoration(*page_.document, spot.node, around);
    }

  private:
    // A picture with all that belongs to it alone: the highest element around it without kept text, and the
    // element with kept text that holds this.
    struct Card {
        NodeId node = html::no_node;
        NodeId around = html::no_node;
        NodeId figure = html::no_node;  // the nearest, if any
        bool has_caption = false;
    };

    std::uint32_t kept_weight(const ElementFacts& facts) const {
        return facts.end_block > facts.first_block
                   ? kept_weight_[facts.end_block] - kept_weight_[facts.first_block]
                   : 0;
    }

    bool has_kept(const ElementFacts& facts) const {
        return facts.end_block > facts.first_block &&
               kept_before_[facts.end_block] > kept_before_[facts.first_block];
    }

    // The lowest element with nearly all of the kept text.
    NodeId find_core() const {
        const html::Document& document = *page_.document;
        const std::uint32_t all = kept_weight_.back();
        NodeId core = document.body();
        for (NodeId node = core; node != html::no_node;) {
            core = node;
            node = document.first_child(core);
            while (node != html::no_node &&
                   (!document.is_element(node) || kept_weight(page_.facts(node)) * 10ULL < all * 9ULL)) {
                node = document.next_sibling(node);
            }
        }
        return core;
    }

    // Whether text of a kept block stands beside the picture in the same paragraph. In front of all text only
    // what has a name of its own says something; the rest are bullets.
    bool stands_in_kept_text(const ImageSpot& spot) const {
        NodeId parent = page_.document->parent(spot.node);
        while (parent != html::no_node && !html::is_block(page_.document->tag(parent)))
            parent = page_.document->parent(parent);
        const auto is_beside = [&](std::uint32_t block) {
            return kept_before_[block + 1] > kept_before_[block] && page_.blocks[block].container == parent;
        };
        if (spot.block > 0 && is_beside(spot.block - 1)) return true;
        return spot.block < page_.blocks.size() && is_beside(spot.block) &&
               !page_.document->attribute_or(spot.node, "alt").empty();
    }

    Card card_of(NodeId image) const {
        Card card{.node = image};
        for (NodeId at = page_.document->parent(image); at != html::no_node;
             at = page_.document->parent(at)) {
            const Tag tag = page_.document->tag(at);
            card.has_caption |= tag == Tag::figure;
            if (tag == Tag::figure && card.figure == html::no_node) card.figure = at;
            if (has_kept(page_.facts(at))) {
                card.around = at;
                return card;
            }
            card.has_caption |= (page_.facts(at).subjects & subject_bit(Subject::caption)) != 0;
            card.node = at;
        }
        return card;
    }

    bool is_hidden(NodeId image, NodeId around) const {
        for (NodeId at = page_.document->parent(image); at != around; at = page_.document->parent(at)) {
            if (page_.facts(at).hidden) return true;
        }
        return false;
    }

    bool is_foreign(NodeId image, const Card& card, bool is_within) const {
        const bool is_bare = is_within && page_.facts(card.node).weight == 0 && !leads_elsewhere(image);
        for (NodeId at = image; at != card.around; at = page_.document->parent(at)) {
            const Tag tag = page_.document->tag(at);
            if (tag == Tag::nav || tag == Tag::footer || (tag == Tag::aside && !is_bare)) return true;
            const SubjectSet subjects = page_.facts(at).subjects;
            if ((subjects & subject_bit(Subject::caption)) != 0) continue;
            if ((subjects & (is_bare ? alien : foreign)) != 0) return true;
        }
        return false;
    }

    // A link around the picture that is not to the picture itself.
    bool leads_elsewhere(NodeId image) const {
        const NodeId parent = page_.document->parent(image);
        if (parent == html::no_node || page_.document->tag(parent) != Tag::a) return false;
        const std::string_view href = page_.document->attribute_or(parent, "href");
        return !href.empty() && href.front() != '#' && !names_image_file(href);
    }

    // A link to a site's front page: a mark of who publishes it.
    bool leads_home(NodeId image) const {
        const NodeId parent = page_.document->parent(image);
        if (parent == html::no_node || page_.document->tag(parent) != Tag::a) return false;
        std::string_view href = trim_ascii(page_.document->attribute_or(parent, "href"));
        if (const std::size_t host = href.find("//"); host != std::string_view::npos) {
            href.remove_prefix(host + 2);
            const std::size_t path = href.find('/');
            href = path == std::string_view::npos ? "/" : href.substr(path);
        }
        return href == "/" || href.starts_with("/?");
    }

    // More words than a caption has, or words that lead elsewhere.
    bool is_teaser(const Card& card) const {
        const ElementFacts& facts = page_.facts(card.node);
        const NodeId captioned = card.figure != html::no_node ? card.figure : card.node;
        if (facts.weight > longest_caption && page_.facts(captioned).weight > longest_caption) return true;
        constexpr std::uint32_t shortest_title = 20;
        return !card.has_caption && facts.link_weight >= shortest_title &&
               facts.link_weight * 2 > facts.weight;
    }

    // In the element of the article's text: what was dropped around the picture there must not be a section
    // of its own.
    bool stands_within(const ImageSpot& spot) const {
        constexpr std::uint32_t most_dropped = 400;
        const ElementFacts& core = page_.facts(core_);
        std::uint32_t from = spot.block;
        while (from > core.first_block && kept_before_[from] == kept_before_[from - 1]) --from;
        std::uint32_t to = spot.block;
        while (to < core.end_block && kept_before_[to + 1] == kept_before_[to]) ++to;
        return dropped_[to] - dropped_[from] <= most_dropped;
    }

    bool stands_outside(const ImageSpot& spot, const Card& card) const {
        if (spot.block >= end_kept_) return is_near_end(spot, card.around);
        constexpr std::uint32_t most_between = 260;
        std::uint32_t to = spot.block;
        while (to + 1 < kept_before_.size() && kept_before_[to + 1] == kept_before_[to]) ++to;
        if (dropped_[to] - dropped_[spot.block] > most_between || to - spot.block > 14) return false;
        return !is_in_logo(spot.node, card.around) && (card.has_caption || !leads_elsewhere(spot.node));
    }

    // Above an article stand the marks of those who publish it.
    bool is_in_logo(NodeId image, NodeId around) const {
        for (NodeId at = image; at != around; at = page_.document->parent(at)) {
            const std::string_view names = page_.document->attribute_or(at, "class");
            if (find_ignoring_ascii_case(names, "logo") != std::string_view::npos) return true;
        }
        return false;
    }

    bool is_near_end(const ImageSpot& spot, NodeId around) const {
        constexpr std::uint32_t most_between = 60;
        if (dropped_[spot.block] - dropped_[end_kept_] > most_between) return false;
        // A picture after the text belongs when it stands in the same container, not merely on the same page.
        const ElementFacts& facts = page_.facts(around);
        return facts.weight < page_.weight / 4 * 3 || page_.weight < 2 * dropped_.back();
    }

    const Page& page_;
    std::vector<std::uint32_t> kept_before_;
    std::vector<std::uint32_t> kept_weight_;
    std::vector<std::uint32_t> dropped_;  // weight
    std::uint32_t first_kept_ = 0xFFFFFFFFU;
    std::uint32_t end_kept_ = 0;
    NodeId core_ = html::no_node;
};

}  // namespace

std::vector<NodeId> choose_images(const Page& page, const std::vector<bool>& kept) {
    const ImageChoice choice(page, kept);
    std::vector<ImageSpot> chosen;
    for (const ImageSpot& spot : page.images) {
        if (choice.wants(spot)) chosen.push_back(spot);
    }
    return without_twins(*page.document, chosen);
}

}  // namespace webclip::extract
