// Which pictures stand with the article's text (declared in images.h).
#include <algorithm>

#include "html/tag.h"
#include "images.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

constexpr SubjectSet foreign = subject_bit(Subject::related) | subject_bit(Subject::share) |
                               subject_bit(Subject::navigation) | subject_bit(Subject::footer) |
                               subject_bit(Subject::advert) | subject_bit(Subject::author) |
                               subject_bit(Subject::newsletter) | subject_bit(Subject::dialog) |
                               subject_bit(Subject::comment) | subject_bit(Subject::side);

class ImageChoice {
  public:
    ImageChoice(const Page& page, const std::vector<bool>& kept) : page_(page) {
        kept_before_.reserve(kept.size() + 1);
        dropped_.reserve(kept.size() + 1);
        kept_before_.push_back(0);
        dropped_.push_back(0);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            kept_before_.push_back(kept_before_.back() + (kept[i] ? 1U : 0U));
            dropped_.push_back(dropped_.back() + (kept[i] ? 0U : page.blocks[i].weight));
            if (!kept[i]) continue;
            if (first_kept_ > i) first_kept_ = static_cast<std::uint32_t>(i);
            end_kept_ = static_cast<std::uint32_t>(i) + 1;
        }
    }

    bool wants(const ImageSpot& spot) const {
        const bool is_inline = stands_in_kept_text(spot);
        if (is_decoration(*page_.document, spot.node,
                          is_inline ? Surroundings::inline_text : Surroundings::block)) {
            return false;
        }
        const NodeId around = living_ancestor(spot.node);
        if (around == html::no_node || is_foreign(spot.node, around)) return false;
        if (spot.block < first_kept_) return is_near_start(spot);
        if (spot.block >= end_kept_) return is_near_end(spot, around);
        return is_between(spot);
    }

  private:
    bool has_kept(const ElementFacts& facts) const {
        return facts.end_block > facts.first_block &&
               kept_before_[facts.end_block] > kept_before_[facts.first_block];
    }

    // Whether text of a kept block stands beside the picture in the same paragraph.
    bool stands_in_kept_text(const ImageSpot& spot) const {
        if (spot.block == 0 || kept_before_[spot.block] == kept_before_[spot.block - 1]) return false;
        NodeId parent = page_.document->parent(spot.node);
        while (parent != html::no_node && !html::is_block(page_.document->tag(parent)))
            parent = page_.document->parent(parent);
        return parent == page_.blocks[spot.block - 1].container;
    }

    // The lowest element around the picture that also holds kept text.
    NodeId living_ancestor(NodeId node) const {
        for (NodeId at = page_.document->parent(node); at != html::no_node; at = page_.document->parent(at)) {
            if (has_kept(page_.facts(at))) return at;
        }
        return html::no_node;
    }

    bool is_foreign(NodeId image, NodeId around) const {
        for (NodeId at = image; at != around; at = page_.document->parent(at)) {
            const ElementFacts& facts = page_.facts(at);
            const Tag tag = page_.document->tag(at);
            if (facts.hidden && tag != Tag::img) return true;
            if (tag == Tag::nav || tag == Tag::footer || tag == Tag::aside) return true;
            if ((facts.subjects & foreign) != 0 && (facts.subjects & subject_bit(Subject::caption)) == 0)
                return true;
        }
        return false;
    }

    bool is_near_start(const ImageSpot& spot) const {
        constexpr std::uint32_t most_between = 260;
        if (dropped_[first_kept_] - dropped_[spot.block] > most_between) return false;
        return first_kept_ - spot.block <= 14;
    }

    bool is_near_end(const ImageSpot& spot, NodeId around) const {
        constexpr std::uint32_t most_between = 60;
        if (dropped_[spot.block] - dropped_[end_kept_] > most_between) return false;
        // A picture after the text belongs when it stands in the same container, not merely on the same page.
        const ElementFacts& facts = page_.facts(around);
        return facts.weight < page_.weight / 4 * 3 || page_.weight < 2 * dropped_.back();
    }

    bool is_between(const ImageSpot& spot) const {
        std::uint32_t from = spot.block;
        while (from > 0 && kept_before_[from] == kept_before_[from - 1]) --from;
        std::uint32_t to = spot.block;
        while (to + 1 < kept_before_.size() && kept_before_[to + 1] == kept_before_[to]) ++to;
        constexpr std::uint32_t most_dropped = 400;
        return dropped_[to] - dropped_[from] <= most_dropped;
    }

    const Page& page_;
    std::vector<std::uint32_t> kept_before_;
    std::vector<std::uint32_t> dropped_;  // weight
    std::uint32_t first_kept_ = 0xFFFFFFFFU;
    std::uint32_t end_kept_ = 0;
};

}  // namespace

std::vector<NodeId> choose_images(const Page& page, const std::vector<bool>& kept) {
    const ImageChoice choice(page, kept);
    std::vector<NodeId> chosen;
    for (const ImageSpot& spot : page.images) {
        if (choice.wants(spot)) chosen.push_back(spot.node);
    }
    return chosen;
}

}  // namespace webclip::extract
