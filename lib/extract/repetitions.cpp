#include "repetitions.h"

#include <algorithm>
#include <unordered_map>

namespace webclip::extract {

using html::NodeId;

Repetition heaviest_repetition(const Page& page) {
    constexpr std::uint32_t least_weight = 40;
    constexpr std::uint32_t least_length = 4;
    std::vector<std::uint32_t> slot(page.elements.size(), 0);  // 1 + index into runs
    std::vector<Repetition> runs;
    for (const ElementFacts& facts : page.elements) {
        if (facts.weight < least_weight || page.elements[facts.run_head].run_length < least_length) continue;
        std::uint32_t& at = slot[facts.run_head];
        if (at == 0) {
            runs.push_back({static_cast<NodeId>(facts.run_head), 0, 0, 0, 0, facts.first_block, 0});
            at = static_cast<std::uint32_t>(runs.size());
        }
        Repetition& run = runs[at - 1];
        ++run.length;
        run.weight += facts.weight;
        run.link_weight += facts.link_weight;
        run.subjects |= facts.subjects;
        run.end_block = facts.end_block;
    }
    Repetition best;
    for (const Repetition& run : runs) {
        if (run.length >= least_length && run.subjects != 0 && run.weight > best.weight) best = run;
    }
    return best;
}

Places like_places(const Page& page) {
    constexpr int levels = 3;
    Places places;
    places.of_block.reserve(page.blocks.size());
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    NodeId last = html::no_node;
    std::uint32_t place = 0;
    for (const Block& block : page.blocks) {
        if (block.container != last || places.totals.empty()) {
            std::uint64_t key = 0;
            NodeId node = block.container;
            for (int level = 0; level < levels && node != html::no_node; ++level) {
                key = (key ^ page.facts(node).signature) * 0x9E3779B97F4A7C15U;
                node = page.document->parent(node);
            }
            place = index.emplace(key, static_cast<std::uint32_t>(places.totals.size())).first->second;
            if (place == places.totals.size()) places.totals.emplace_back();
            last = block.container;
        }
        places.of_block.push_back(place);
        Places::Totals& totals = places.totals[place];
        ++totals.blocks;
        totals.weight += block.weight;
        totals.link_weight += block.link_weight;
    }
    return places;
}

}  // namespace webclip::extract
