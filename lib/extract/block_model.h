// The block model: how likely a block belongs to the article, from the numbers of block_features.h. Two small
// boosted ensembles of symmetric trees with fixed weights, trained on public page sets by
// test/extract/extract_train.cpp.
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

struct BlockModel {
    std::span<const SymmetricTree> first;
    std::span<const SymmetricTree> second;  // asks the features of stage one, then those of stage two
    const Lexicon* lexicon = nullptr;       // that stage one was trained with
};

// block_model_weights.cpp, written by the trainer.
extern const std::span<const SymmetricTree> built_in_first;
extern const std::span<const SymmetricTree> built_in_second;

// These, with the built-in lexicon.
BlockModel built_in_model();

// The probability that the trees give one row.
float evaluate(std::span<const SymmetricTree> trees, std::span<const float> row);

// Probability of every block of the page after both stages.
std::vector<float> likely_blocks(const Page& page, const std::vector<FirstRow>& rows,
                                 const BlockModel& model);

}  // namespace webclip::extract
