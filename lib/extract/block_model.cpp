#include "block_model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace webclip::extract {

namespace {

// Rows side by side, feature by feature, so that one comparison serves them all: asked one by one, a page's
// blocks took a quarter of the extractor's instructions (aeb, November 2026).
constexpr std::size_t lanes = 4;  // what every x86-64 compares at once
// Vector extensions, since neither g++ 12 nor clang 14 makes vectors of the plain loop.
using Lane = float __attribute__((vector_size(lanes * sizeof(float))));  // one feature of each row
using Bits = std::int32_t __attribute__((vector_size(lanes * sizeof(std::int32_t))));
using Answers = std::array<float, lanes>;

template <std::size_t Size>
void spread(const std::array<float, Size>& row, std::size_t lane, Lane* columns) {
    for (std::size_t feature = 0; feature < Size; ++feature) columns[feature][lane] = row[feature];
}

Answers ask(std::span<const SymmetricTree> trees, const Lane* columns) {
    std::array<std::int32_t, lanes> sum{};
    for (const SymmetricTree& tree : trees) {
        Bits leaf{};
        for (int level = 0; level < tree_depth; ++level) {
            const std::int32_t bit = 1 << level;
            // A comparison of vectors is all ones where it holds.
            const Bits above = columns[tree.feature[level]] > tree.threshold[level];
            leaf |= above & Bits{bit, bit, bit, bit};
        }
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sum[lane] += tree.leaf[static_cast<std::size_t>(leaf[lane])];
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
    std::array<Lane, first_stage_count + second_stage_count> columns{};
    // What stage one is sure to leave out needs no second opinion: half of a page's blocks.
    const auto is_hopeless = [&](std::size_t from, std::size_t count) {
        constexpr float hope = 0.01F;
        const auto first = likely.begin() + static_cast<std::ptrdiff_t>(from);
        return std::all_of(first, first + static_cast<std::ptrdiff_t>(count),
                           [](float p) { return p < hope; });
    };
    const auto ask_all = [&](std::span<const SymmetricTree> trees, const std::vector<SecondRow>& second) {
        for (std::size_t from = 0; from < rows.size(); from += lanes) {
            const std::size_t count = std::min(lanes, rows.size() - from);
            if (!second.empty() && is_hopeless(from, count)) continue;
            for (std::size_t lane = 0; lane < count; ++lane) {
                spread(rows[from + lane], lane, columns.data());
                if (!second.empty()) spread(second[from + lane], lane, columns.data() + first_stage_count);
            }
            const Answers answers = ask(trees, columns.data());
            std::copy_n(answers.begin(), count, likely.begin() + static_cast<std::ptrdiff_t>(from));
        }
    };
    ask_all(model.first, {});
    ask_all(model.second, second_stage_rows(page, likely));
    return likely;
}

}  // namespace webclip::extract
