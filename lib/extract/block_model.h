// The block model: how likely a block belongs to the article, from the numbers of block_features.h. Two small
// boosted ensembles of symmetric trees with fixed weights, trained on public page sets by
// test/bench/extract_train.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "block_features.h"

namespace webclip::extract {

inline constexpr int tree_depth = 5;

// All nodes of one level ask the same question; the answers' bits number the leaf.
struct SymmetricTree {
    std::uint8_t feature[tree_depth];
    float threshold[tree_depth];
    std::int16_t leaf[1U << static_cast<unsigned>(tree_depth)];  // log-odds × 4096
};

// block_model_weights.cpp, written by the trainer.
extern const std::span<const SymmetricTree> first_stage_trees;
extern const std::span<const SymmetricTree> second_stage_trees;  // features of stage one, then of stage two

// The probability that the trees give one row.
float evaluate(std::span<const SymmetricTree> trees, std::span<const float> row);

// Probability of every block of the page after both stages.
std::vector<float> likely_blocks(const Page& page, const std::vector<FirstRow>& rows);

}  // namespace webclip::extract
