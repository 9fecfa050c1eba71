#include "block_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace webclip::extract {

namespace {

// Rows side by side, feature by feature, so that one comparison serves them all: asked one by one, a page's
// blocks took a quarter of the extractor's instructions (aeb, November 2026).
constexpr std::size_t wide = 4;   // what every x86-64 compares at once
constexpr std::size_t lanes = 8;  // two such comparisons need not wait for each other
// Vector extensions, since neither g++ 12 nor clang 14 makes vectors of the plain loop.
using Values = float __attribute__((vector_size(wide * sizeof(float))));
using Bits = std::int32_t __attribute__((vector_size(wide * sizeof(std::int32_t))));
using Lanes = std::array<Values, lanes / wide>;  // one feature of each row
using Answers = std::array<float, lanes>;

template <std::size_t Size>
void spread(const std::array<float, Size>& row, std::size_t lane, Lanes* columns) {
    for (std::size_t feature = 0; feature < Size; ++feature)
        columns[feature][lane / wide][lane % wide] = row[feature];
}

Answers ask(std::span<const SymmetricTree> trees, const Lanes* columns) {
    std::array<std::int32_t, lanes> sum{};
    for (const SymmetricTree& tree : trees) {
        Bits low{};
        Bits high{};
        for (int level = 0; level < tree_depth; ++level) {
            const Lanes& column = columns[tree.feature[level]];
            // A comparison of vectors is all ones where it holds.
            low |= (column[0] > tree.threshold[level]) & (1 << level);
            high |= (column[1] > tree.threshold[level]) & (1 << level);
        }
        for (std::size_t lane = 0; lane < wide; ++lane) {
            sum[lane] += tree.leaf[static_cast<std::size_t>(low[lane])];
            sum[wide + lane] += tree.leaf[static_cast<std::size_t>(high[lane])];
        }
    }
    Answers answers{};
    for (std::size_t lane = 0; lane < lanes; ++lane)
        answers[lane] = 1.0F / (1.0F + std::exp(-static_cast<float>(sum[lane]) / 4096.0F));
    return answers;
}

}  // namespace

BlockModel built_in_model() {
    return {built_in_first, built_in_second, &built_in_lexicon()};
}

float evaluate(std::span<const SymmetricTree> trees, std::span<const float> row) {
    std::int32_t sum = 0;
    for (const SymmetricTree& tree : trees) {
        std::uint32_t leaf = 0;
        for (int level = 0; level < tree_depth; ++level) {
            leaf |= static_cast<std::uint32_t>(row[tree.feature[level]] > tree.threshold[level])
                    << static_cast<unsigned>(level);
        }
        sum += tree.leaf[leaf];
    }
    return 1.0F / (1.0F + std::exp(-static_cast<float>(sum) / 4096.0F));
}

std::vector<float> likely_blocks(const Page& page, const std::vector<FirstRow>& rows,
                                 const BlockModel& model) {
    std::vector<float> likely(rows.size());
    std::array<Lanes, first_stage_count + second_stage_count> columns{};
    const auto ask_about = [&](std::span<const SymmetricTree> trees, const std::vector<std::size_t>& blocks,
                               const std::vector<SecondRow>& second) {
        for (std::size_t from = 0; from < blocks.size(); from += lanes) {
            const auto group = std::span(blocks).subspan(from, std::min(lanes, blocks.size() - from));
            for (std::size_t lane = 0; lane < group.size(); ++lane) {
                spread(rows[group[lane]], lane, columns.data());
                if (!second.empty()) spread(second[group[lane]], lane, columns.data() + first_stage_count);
            }
            const Answers answers = ask(trees, columns.data());
            for (std::size_t lane = 0; lane < group.size(); ++lane) likely[group[lane]] = answers[lane];
        }
    };
    std::vector<std::size_t> blocks(rows.size());
    std::iota(blocks.begin(), blocks.end(), std::size_t{0});
    ask_about(model.first, blocks, {});
    // What stage one is sure to leave out needs no second opinion: half of a page's blocks.
    constexpr float hope = 0.02F;
    const std::vector<SecondRow> second = second_stage_rows(page, likely);
    std::erase_if(blocks, [&](std::size_t block) { return likely[block] < hope; });
    ask_about(model.second, blocks, second);
    return likely;
}

}  // namespace webclip::extract
