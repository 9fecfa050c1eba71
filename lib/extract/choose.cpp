#include "choose.h"

#include <algorithm>
#include <array>

#include "html/tag.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

// These by the scores of unseen hosts (extract_train --cross), November 2026.
constexpr float lowest_threshold = 0.25F;
constexpr float highest_threshold = 0.5F;
constexpr float keep_prose_at = 0.25F;  // between kept blocks
constexpr std::uint32_t prose_weight = 80;
constexpr std::uint32_t too_little = 60;

// The probability from which keeping pays: that which makes the expected F1 of text kept against text wanted
// greatest. On a clear page it is about one half; on a doubtful one (a forum, a page of cards) it is lower,
// since half of an article missed costs more than as much foreign text.
float best_threshold(const Page& page, const std::vector<float>& likely) {
    constexpr std::size_t steps = 40;
    std::array<float, steps> weight{};  // by probability
    std::array<float, steps> wanted{};
    float all = 0;
    for (std::size_t i = 0; i < likely.size(); ++i) {
        const auto own = static_cast<float>(page.blocks[i].weight);
        const auto step = std::min(static_cast<std::size_t>(likely[i] * steps), steps - 1);
        weight[step] += own;
        wanted[step] += own * likely[i];
        all += own * likely[i];
    }
    float best = 0;
    float threshold = highest_threshold;
    float kept = 0;
    float right = 0;
    for (std::size_t step = steps; step-- > 0;) {
        kept += weight[step];
        right += wanted[step];
        const float score = kept + all > 0 ? 2 * right / (kept + all) : 0;
        if (score <= best) continue;
        best = score;
        threshold = static_cast<float>(step) / steps;
    }
    return std::clamp(threshold, lowest_threshold, highest_threshold);
}

bool is_prose(const Block& block) {
    return block.weight >= prose_weight && block.link_weight * 3 < block.weight && !block.hidden;
}

// Prose between kept blocks stays: a paragraph is rarely foreign when both its neighbours belong.
void keep_prose_between(const Page& page, const std::vector<float>& likely, std::vector<bool>& kept) {
    for (std::size_t i = 1; i + 1 < kept.size(); ++i) {
        if (kept[i] || !kept[i - 1] || !kept[i + 1]) continue;
        if (is_prose(page.blocks[i]) && likely[i] >= keep_prose_at) kept[i] = true;
    }
}

// In a container that belongs nearly whole, the doubtful rest belongs as well: an article's own last line
// (its rights, its bureau) reads like furniture, but stands among its paragraphs.
void keep_doubtful_within(const Page& page, html::NodeId container, const std::vector<float>& likely,
                          std::vector<bool>& kept) {
    constexpr float doubtful = 0.45F;
    constexpr float doubtful_sentence = 0.1F;  // the only block left out
    if (container == html::no_node) return;
    const ElementFacts& facts = page.facts(container);
    std::uint32_t weight = 0;
    for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) {
        if (kept[i]) weight += page.blocks[i].weight;
    }
    if (facts.weight == 0 || weight < facts.weight - facts.weight / 20) return;
    const auto end = kept.begin() + facts.end_block;
    const bool is_only_one = std::count(kept.begin() + facts.first_block, end, false) == 1;
    for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) {
        const bool is_sentence = is_only_one && page.blocks[i].ends_with_stop;
        if (likely[i] >= (is_sentence ? doubtful_sentence : doubtful)) kept[i] = true;
    }
}

// Tables, lists and code are kept or dropped as wholes where most of their text says so.
void settle_groups(const Page& page, const std::vector<float>& likely, std::vector<bool>& kept) {
    const html::Document& document = *page.document;
    for (std::size_t i = 0; i < page.elements.size(); ++i) {
        const ElementFacts& facts = page.elements[i];
        if (facts.end_block <= facts.first_block + 1 || facts.weight == 0) continue;
        const Tag tag = document.tag(static_cast<NodeId>(i));
        const bool is_group =
            tag == Tag::ul || tag == Tag::ol || tag == Tag::dl || tag == Tag::tr || tag == Tag::pre;
        if (!is_group || facts.weight > 4000) continue;
        float likely_weight = 0;
        std::uint32_t kept_weight = 0;
        std::uint32_t weight = 0;
        for (std::uint32_t at = facts.first_block; at < facts.end_block; ++at) {
            const std::uint32_t own = page.blocks[at].weight + 1;
            likely_weight += likely[at] * static_cast<float>(own);
            weight += own;
            if (kept[at]) kept_weight += own;
        }
        const float mean = likely_weight / static_cast<float>(weight);
        if (kept_weight * 10 >= weight * 7 && mean >= 0.55F) {
            std::fill(kept.begin() + facts.first_block, kept.begin() + facts.end_block, true);
        } else if (kept_weight * 10 <= weight * 2 && mean < 0.4F) {
            std::fill(kept.begin() + facts.first_block, kept.begin() + facts.end_block, false);
        }
    }
}

std::uint32_t kept_weight(const Page& page, const std::vector<bool>& kept) {
    std::uint32_t weight = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) weight += page.blocks[i].weight;
    }
    return weight;
}

// For pages the model is shy of: ever less likely blocks, until there is some text; of a few words, most.
void keep_something(const Page& page, const std::vector<float>& likely, std::vector<bool>& kept) {
    const std::uint32_t some = page.weight / (page.weight < too_little ? 2 : 4) + 1;
    for (const float threshold : {0.35F, 0.2F, 0.1F, 0.05F}) {
        if (kept_weight(page, kept) >= std::min(too_little, some)) return;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (likely[i] >= threshold) kept[i] = true;
        }
    }
    if (kept_weight(page, kept) > 0) return;
    for (const bool links_too : {false, true}) {
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const Block& block = page.blocks[i];
            kept[i] = links_too || (block.link_weight * 2 < block.weight && !block.hidden);
        }
        if (kept_weight(page, kept) > 0) return;
    }
}

}  // namespace

std::vector<bool> choose_blocks(const Page& page, const Candidates& candidates,
                                const std::vector<float>& likely) {
    std::vector<bool> kept(likely.size());
    const float keep_at = best_threshold(page, likely);
    for (std::size_t i = 0; i < likely.size(); ++i) kept[i] = likely[i] >= keep_at;
    keep_prose_between(page, likely, kept);
    keep_doubtful_within(page, candidates.scored, likely, kept);
    settle_groups(page, likely, kept);
    keep_something(page, likely, kept);
    return kept;
}

}  // namespace webclip::extract
