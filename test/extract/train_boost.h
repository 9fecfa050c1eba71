// Gradient boosting of symmetric trees on binned columns, logistic loss. Deterministic: the same table and
// settings give the same trees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "block_model.h"

namespace webclip::extract {

struct Table {
    std::size_t features = 0;
    std::vector<std::vector<std::uint8_t>> bins;  // by feature
    std::vector<std::vector<float>> edges;        // by feature; value > edges[b] means bin > b
    std::vector<float> label;
    std::vector<float> weight;
};

// `values` is row after row.
Table bin(const std::vector<float>& values, std::size_t features);

struct Settings {
    int trees = 0;
    float rate = 0;
    std::size_t features_tried = 0;  // at each level
    float rows_tried = 0;            // share of the rows a tree sees
    float regular = 2.0F;            // added to every leaf's hessian
    unsigned seed = 20261122;
};

using Trees = std::vector<SymmetricTree>;

Trees boost(const Table& table, const Settings& settings);

}  // namespace webclip::extract
