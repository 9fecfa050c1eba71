#include "block_model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace webclip::extract {

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

std::vector<float> likely_blocks(const Page& page, const std::vector<FirstRow>& rows) {
    std::vector<float> likely(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) likely[i] = evaluate(first_stage_trees, rows[i]);
    const std::vector<SecondRow> second = second_stage_rows(page, likely);
    std::array<float, first_stage_count + second_stage_count> row{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::copy(rows[i].begin(), rows[i].end(), row.begin());
        std::copy(second[i].begin(), second[i].end(), row.begin() + first_stage_count);
        likely[i] = evaluate(second_stage_trees, row);
    }
    return likely;
}

}  // namespace webclip::extract
