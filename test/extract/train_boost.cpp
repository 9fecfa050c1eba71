#include "train_boost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace webclip::extract {

Table bin(const std::vector<float>& values, std::size_t features) {
    constexpr std::size_t most_bins = 48;
    Table table{features, {}, {}, {}, {}};
    const std::size_t rows = values.size() / features;
    table.bins.resize(features);
    table.edges.resize(features);
    std::vector<float> column;
    for (std::size_t f = 0; f < features; ++f) {
        column.clear();
        for (std::size_t i = 0; i < rows; i += 7) column.push_back(values[i * features + f]);
        std::sort(column.begin(), column.end());
        std::vector<float>& edges = table.edges[f];
        for (std::size_t b = 1; b < most_bins; ++b) {
            const float low = column[b * (column.size() - 1) / most_bins];
            const auto above = std::upper_bound(column.begin(), column.end(), low);
            const float edge = above == column.end() ? low : (low + *above) / 2;
            if (edges.empty() || edge > edges.back()) edges.push_back(edge);
        }
        table.bins[f].resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto at = std::lower_bound(edges.begin(), edges.end(), values[i * features + f]);
            table.bins[f][i] = static_cast<std::uint8_t>(at - edges.begin());
        }
    }
    return table;
}

namespace {

class Booster {
  public:
    Booster(const Table& table, const Settings& settings)
        : table_(table), settings_(settings), random_(settings.seed) {
        score_.assign(table.label.size(), 0);
        for (std::size_t i = 0; i < table.label.size(); ++i) {
            if (table.weight[i] > 0) labelled_.push_back(static_cast<std::uint32_t>(i));
        }
    }

    std::vector<SymmetricTree> run() {
        std::vector<SymmetricTree> trees;
        trees.reserve(static_cast<std::size_t>(settings_.trees));
        for (int t = 0; t < settings_.trees; ++t) trees.push_back(grow());
        return trees;
    }

  private:
    static constexpr std::size_t leaves = std::size_t{1} << static_cast<unsigned>(tree_depth);

    void draw_rows() {
        rows_.clear();
        gradient_.clear();
        hessian_.clear();
        std::uniform_real_distribution<float> uniform(0, 1);
        for (const std::uint32_t i : labelled_) {
            if (uniform(random_) > settings_.rows_tried) continue;
            const float p = 1.0F / (1.0F + std::exp(-score_[i]));
            rows_.push_back(i);
            gradient_.push_back(table_.weight[i] * (table_.label[i] - p));
            hessian_.push_back(table_.weight[i] * std::max(p * (1 - p), 1e-3F));
        }
        leaf_.assign(rows_.size(), 0);
    }

    struct Split {
        double gain = -1;
        std::size_t feature = 0;
        std::size_t bin = 0;
    };

    void try_feature(std::size_t feature, std::size_t leaf_count, Split& best) {
        const std::size_t bins = table_.edges[feature].size() + 1;
        if (bins < 2) return;
        sums_.assign(leaf_count * bins * 2, 0);
        const std::uint8_t* column = table_.bins[feature].data();
        for (std::size_t k = 0; k < rows_.size(); ++k) {
            float* cell = &sums_[(leaf_[k] * bins + column[rows_[k]]) * 2];
            cell[0] += gradient_[k];
            cell[1] += hessian_[k];
        }
        std::vector<double> gains(bins - 1, 0);
        for (std::size_t leaf = 0; leaf < leaf_count; ++leaf) {
            double g = 0;
            double h = 0;
            for (std::size_t b = 0; b < bins; ++b) {
                g += sums_[(leaf * bins + b) * 2];
                h += sums_[(leaf * bins + b) * 2 + 1];
            }
            double left_g = 0;
            double left_h = 0;
            for (std::size_t b = 0; b + 1 < bins; ++b) {
                left_g += sums_[(leaf * bins + b) * 2];
                left_h += sums_[(leaf * bins + b) * 2 + 1];
                gains[b] += left_g * left_g / (left_h + settings_.regular) +
                            (g - left_g) * (g - left_g) / (h - left_h + settings_.regular);
            }
        }
        for (std::size_t b = 0; b + 1 < bins; ++b) {
            if (gains[b] > best.gain) best = {gains[b], feature, b};
        }
    }

    SymmetricTree grow() {
        draw_rows();
        SymmetricTree tree{};
        std::vector<std::size_t> order(table_.features);
        for (std::size_t f = 0; f < order.size(); ++f) order[f] = f;
        std::array<std::size_t, tree_depth> bins{};
        for (int level = 0; level < tree_depth; ++level) {
            std::shuffle(order.begin(), order.end(), random_);
            Split best;
            for (std::size_t k = 0; k < std::min(settings_.features_tried, order.size()); ++k) {
                try_feature(order[k], std::size_t{1} << static_cast<unsigned>(level), best);
            }
            tree.feature[level] = static_cast<std::uint8_t>(best.feature);
            tree.threshold[level] = table_.edges[best.feature][best.bin];
            bins[static_cast<std::size_t>(level)] = best.bin;
            for (std::size_t k = 0; k < rows_.size(); ++k) {
                const bool is_above = table_.bins[best.feature][rows_[k]] > best.bin;
                if (is_above)
                    leaf_[k] = static_cast<std::uint8_t>(leaf_[k] | (1U << static_cast<unsigned>(level)));
            }
        }
        fill_leaves(tree);
        apply(tree, bins);
        return tree;
    }

    void fill_leaves(SymmetricTree& tree) const {
        std::array<double, leaves> g{};
        std::array<double, leaves> h{};
        for (std::size_t k = 0; k < rows_.size(); ++k) {
            g[leaf_[k]] += gradient_[k];
            h[leaf_[k]] += hessian_[k];
        }
        for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
            const double value = settings_.rate * g[leaf] / (h[leaf] + settings_.regular);
            tree.leaf[leaf] =
                static_cast<std::int16_t>(std::clamp(std::lround(value * 4096), -32000L, 32000L));
        }
    }

    void apply(const SymmetricTree& tree, const std::array<std::size_t, tree_depth>& bins) {
        for (const std::uint32_t i : labelled_) {
            std::size_t leaf = 0;
            for (std::size_t level = 0; level < tree_depth; ++level) {
                leaf |= static_cast<std::size_t>(table_.bins[tree.feature[level]][i] > bins[level]) << level;
            }
            score_[i] += static_cast<float>(tree.leaf[leaf]) / 4096.0F;
        }
    }

    const Table& table_;
    Settings settings_;
    std::mt19937 random_;
    std::vector<std::uint32_t> labelled_;
    std::vector<float> score_;
    std::vector<std::uint32_t> rows_;
    std::vector<float> gradient_;
    std::vector<float> hessian_;
    std::vector<std::uint8_t> leaf_;
    std::vector<float> sums_;
};

}  // namespace

Trees boost(const Table& table, const Settings& settings) {
    return Booster(table, settings).run();
}

}  // namespace webclip::extract
