// Stage two's numbers: what stage one thinks of a block's surroundings.
#include <algorithm>
#include <cassert>

#include "block_features.h"
#include "html/tag.h"
#include "repetitions.h"
#include "row_writer.h"

namespace webclip::extract {

namespace {

// Sums of stage one's opinion over ranges of blocks.
class SecondStage {
  public:
    SecondStage(const Page& page, const std::vector<float>& likely)
        : page_(page), likely_(likely), places_(like_places(page)) {
        kept_.reserve(likely.size() + 1);
        weight_.reserve(likely.size() + 1);
        kept_.push_back(0);
        weight_.push_back(0);
        for (std::size_t i = 0; i < likely.size(); ++i) {
            const auto weight = static_cast<float>(page.blocks[i].weight);
            kept_.push_back(kept_.back() + weight * likely[i]);
            weight_.push_back(weight_.back() + weight);
        }
        find_best();
        sum_up_places();
        find_sections();
        find_ends();
        find_confident();
        find_span();
    }

    void write(std::size_t i, SecondRow& row) const {
        RowWriter<second_stage_count> out(row);
        out.add(likely_[i]);
        for (const int offset : {-3, -2, -1, 1, 2, 3}) {
            const auto at = static_cast<std::ptrdiff_t>(i) + offset;
            const bool is_there = at >= 0 && at < static_cast<std::ptrdiff_t>(likely_.size());
            out.add(is_there ? likely_[static_cast<std::size_t>(at)] : -1.0F);
        }
        for (const std::size_t reach : {std::size_t{4}, std::size_t{12}}) {
            out.add(mean(i > reach ? i - reach : 0, i));
            out.add(mean(i + 1, std::min(i + 1 + reach, likely_.size())));
        }
        out.add(kept_.back() == 0 ? 0.0F : kept_[i] / kept_.back());
        out.add(weight_.back() == 0 ? 0.0F : kept_.back() / weight_.back());
        write_ancestors(i, out);
        const bool inside = i >= best_from_ && i < best_to_;
        out.add(inside);
        out.add(i < best_from_  ? std::min(static_cast<float>(best_from_ - i), 40.0F)
                : i >= best_to_ ? -std::min(static_cast<float>(i - best_to_ + 1), 40.0F)
                                : 0.0F);
        out.add(weight_.back() == 0 ? 0.0F : (weight_[best_to_] - weight_[best_from_]) / weight_.back());
        write_like(i, out);
        write_section(i, out);
        write_confident(i, out);
        write_span(i, out);
        assert(out.is_full());
    }

  private:
    float mean(std::size_t from, std::size_t to) const {
        if (from >= to) return -1.0F;
        const float weight = weight_[to] - weight_[from];
        return weight <= 0 ? 0.0F : (kept_[to] - kept_[from]) / weight;
    }

    // What the rest of each of five ancestors looks like: 5 × 2 numbers, the own block left out.
    void write_ancestors(std::size_t i, RowWriter<second_stage_count>& out) const {
        html::NodeId node = page_.blocks[i].container;
        std::size_t from = i;
        std::size_t to = i + 1;
        for (int level = 0; level < 5; ++level) {
            // Only ancestors that hold more than the level below say something new.
            for (; node != html::no_node; node = page_.document->parent(node)) {
                const ElementFacts& facts = page_.facts(node);
                if (facts.first_block < from || facts.end_block > to) break;
            }
            if (node == html::no_node) {
                out.add(-1.0F);
                out.add(1.0F);
                continue;
            }
            const ElementFacts& facts = page_.facts(node);
            from = facts.first_block;
            to = std::max<std::size_t>(facts.end_block, from);
            const float own = static_cast<float>(page_.blocks[i].weight);
            const float weight = weight_[to] - weight_[from] - own;
            out.add(weight <= 0 ? 0.0F : (kept_[to] - kept_[from] - own * likely_[i]) / weight);
            out.add(kept_.back() == 0 ? 0.0F : (kept_[to] - kept_[from]) / kept_.back());
        }
    }

    void sum_up_places() {
        like_.assign(places_.totals.size(), 0);
        for (std::size_t i = 0; i < likely_.size(); ++i)
            like_[places_.of_block[i]] += static_cast<float>(page_.blocks[i].weight) * likely_[i];
    }

    // Under which heading a block stands, and how far that section reaches.
    void find_sections() {
        section_.assign(likely_.size(), 0);
        std::size_t from = 0;
        for (std::size_t i = 0; i < likely_.size(); ++i) {
            if (html::is_heading(page_.document->tag(page_.blocks[i].container))) from = i;
            section_[i] = from;
        }
        section_end_.assign(likely_.size(), likely_.size());
        for (std::size_t i = likely_.size(); i-- > 0;) {
            if (i + 1 < likely_.size())
                section_end_[i] = section_[i + 1] == section_[i] ? section_end_[i + 1] : i + 1;
        }
    }

    void find_ends() {
        first_ = likely_.size();
        for (std::size_t i = 0; i < likely_.size(); ++i) {
            doubt_ += static_cast<float>(page_.blocks[i].weight) * likely_[i] * (1 - likely_[i]);
            if (likely_[i] < 0.5F) continue;
            first_ = std::min(first_, i);
            last_ = i;
        }
    }

    // What stage one thinks of the other blocks in like places, and of the row of like siblings around: 5.
    void write_like(std::size_t i, RowWriter<second_stage_count>& out) const {
        const std::uint32_t place = places_.of_block[i];
        const auto own = static_cast<float>(page_.blocks[i].weight);
        const float rest = static_cast<float>(places_.totals[place].weight) - own;
        out.add(rest <= 0 ? -1.0F : (like_[place] - own * likely_[i]) / rest);
        out.add(kept_.back() == 0 ? 0.0F : like_[place] / kept_.back());
        html::NodeId node = page_.blocks[i].container;
        for (int level = 0; level < 8 && node != html::no_node;
             ++level, node = page_.document->parent(node)) {
            if (page_.elements[page_.facts(node).run_head].run_length < 3) continue;
            const html::NodeId parent = page_.document->parent(node);
            if (parent == html::no_node) break;
            const ElementFacts& facts = page_.facts(node);
            const ElementFacts& row = page_.facts(parent);
            out.add(mean(facts.first_block, facts.end_block));
            out.add(mean(row.first_block, row.end_block));
            out.add(weight_.back() == 0
                        ? 0.0F
                        : (weight_[row.end_block] - weight_[row.first_block]) / weight_.back());
            return;
        }
        for (int missing = 0; missing < 3; ++missing) out.add(-1.0F);
    }

    void write_section(std::size_t i, RowWriter<second_stage_count>& out) const {  // 9
        out.add(finer(static_cast<std::uint32_t>(kept_[i])));
        out.add(finer(static_cast<std::uint32_t>(kept_.back())));
        out.add(likely_[section_[i]]);
        out.add(mean(section_[i], i));
        out.add(mean(i + 1, section_end_[i]));
        out.add(kept_.back() == 0 ? 0.0F : doubt_ / kept_.back());
        const auto distance = [](std::size_t from, std::size_t to) {
            return std::clamp(static_cast<float>(to) - static_cast<float>(from), -30.0F, 30.0F);
        };
        out.add(distance(first_, i));
        out.add(distance(i, last_));
        out.add(kept_.back() == 0 ? 0.0F : static_cast<float>(page_.blocks[i].weight) / kept_.back());
    }

    // The nearest blocks that stage one is sure of, before and behind.
    void find_confident() {
        constexpr float sure = 0.8F;
        constexpr std::uint32_t least_weight = 40;
        const std::size_t count = likely_.size();
        sure_before_.assign(count, count);
        sure_behind_.assign(count, count);
        const auto is_sure = [&](std::size_t i) {
            return likely_[i] >= sure && page_.blocks[i].weight >= least_weight;
        };
        std::size_t last = count;
        for (std::size_t i = 0; i < count; ++i) {
            sure_before_[i] = last;
            if (is_sure(i)) last = i;
        }
        last = count;
        for (std::size_t i = count; i-- > 0;) {
            sure_behind_[i] = last;
            if (is_sure(i)) last = i;
        }
    }

    // For both: how far, how much text lies between, how many elements end between it and this block, and
    // whether it stands in a like place. 4 × 2.
    void write_confident(std::size_t i, RowWriter<second_stage_count>& out) const {
        for (const std::size_t at : {sure_before_[i], sure_behind_[i]}) {
            if (at == likely_.size()) {
                out.add(99.0F);
                out.add(20.0F);
                out.add(20.0F);
                out.add(-1.0F);
                continue;
            }
            const std::size_t from = std::min(at, i) + 1;
            const std::size_t to = std::max(at, i);
            out.add(std::min(static_cast<float>(to - from), 40.0F));
            out.add(finer(static_cast<std::uint32_t>(weight_[to] - weight_[from])));
            int steps = 0;
            for (html::NodeId node = page_.blocks[at].container; node != html::no_node && steps < 14;
                 node = page_.document->parent(node), ++steps) {
                const ElementFacts& facts = page_.facts(node);
                if (facts.first_block <= i && i < facts.end_block) break;
            }
            out.add(static_cast<float>(steps));
            out.add(places_.of_block[at] == places_.of_block[i]);
        }
    }

    // The run of blocks that gains most when all of it is kept.
    void find_span() {
        constexpr float price = 0.45F;
        float best = 0;
        float gain = 0;
        std::size_t from = 0;
        for (std::size_t i = 0; i < likely_.size(); ++i) {
            if (gain <= 0) {
                gain = 0;
                from = i;
            }
            gain += (likely_[i] - price) * static_cast<float>(page_.blocks[i].weight);
            if (gain <= best) continue;
            best = gain;
            span_from_ = from;
            span_to_ = i + 1;
        }
    }

    void write_span(std::size_t i, RowWriter<second_stage_count>& out) const {  // 3
        out.add(i < span_from_  ? std::min(static_cast<float>(span_from_ - i), 40.0F)
                : i >= span_to_ ? -std::min(static_cast<float>(i - span_to_ + 1), 40.0F)
                                : 0.0F);
        out.add(mean(span_from_, span_to_));
        out.add(kept_.back() == 0 ? 0.0F : (kept_[span_to_] - kept_[span_from_]) / kept_.back());
    }

    // The element that gains most when all of it is kept.
    void find_best() {
        constexpr float price = 0.4F;
        float best = 0;
        best_to_ = likely_.size();
        for (const ElementFacts& facts : page_.elements) {
            if (facts.weight == 0 || facts.end_block <= facts.first_block) continue;
            const float gain = kept_[facts.end_block] - kept_[facts.first_block] -
                               price * (weight_[facts.end_block] - weight_[facts.first_block]);
            if (gain >= best) {
                best = gain;
                best_from_ = facts.first_block;
                best_to_ = facts.end_block;
            }
        }
    }

    const Page& page_;
    const std::vector<float>& likely_;
    std::vector<float> kept_;
    std::vector<float> weight_;
    std::size_t best_from_ = 0;
    std::size_t best_to_ = 0;
    Places places_;
    std::vector<float> like_;               // by place: weight times likelihood
    std::vector<std::size_t> section_;      // the heading's block, by block
    std::vector<std::size_t> section_end_;  // by block
    std::size_t first_ = 0;                 // of the blocks that stage one would keep
    std::size_t last_ = 0;
    float doubt_ = 0;
    std::vector<std::size_t> sure_before_;  // by block; the number of blocks where there is none
    std::vector<std::size_t> sure_behind_;
    std::size_t span_from_ = 0;
    std::size_t span_to_ = 0;
};

}  // namespace

std::vector<SecondRow> second_stage_rows(const Page& page, const std::vector<float>& likely) {
    std::vector<SecondRow> rows(likely.size());
    const SecondStage stage(page, likely);
    for (std::size_t i = 0; i < rows.size(); ++i) stage.write(i, rows[i]);
    return rows;
}

}  // namespace webclip::extract
