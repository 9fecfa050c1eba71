// Trains the block model (lib/extract/block_model.h) and writes lib/extract/block_model_weights.cpp.
//   extract_train SETS WEIGHTS.cpp [HELD_OUT_FOLD]
// SETS holds a folder a page set, each with pages.jsonl {"id","html","url"} and gt.jsonl
// {"id","gt":{"text"|"with", "without"}} (bench/extract/from_shared.py writes them). A block is labelled by
// how much of it the truth holds. Folds are by host, so that no site is on both sides; stage two learns from
// stage one's answers on unseen hosts. Deterministic: the same pages give the same weights.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "block_features.h"
#include "block_model.h"
#include "blocks.h"
#include "candidates.h"
#include "html/parse.h"
#include "images.h"
#include "json_ld.h"
#include "landmarks.h"
#include "metadata.h"
#include "text/decode.h"
#include "url/url.h"
#include "vote.h"

namespace {

using Json = nlohmann::json;
using namespace webclip;
using namespace webclip::extract;

constexpr int folds = 4;

struct Sample {
    std::unique_ptr<html::Document> document;  // Page points into it
    Page page;
    std::vector<FirstRow> rows;
    std::vector<float> label;
    std::vector<float> weight;  // 0: not labelled
    int fold = 0;
};

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// ---- Labels

constexpr std::size_t gram = 12;
constexpr std::size_t long_key = 24;

class Truth {
  public:
    explicit Truth(const std::string& text) : key_(compare_key(text)) {
        for (std::size_t at = 0; at + gram <= key_.size(); ++at) first_.emplace(key_.substr(at, gram), at);
        std::size_t start = 0;
        while (start <= text.size()) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            ++lines_[compare_key(text.substr(start, end - start))];
            start = end + 1;
        }
    }

    float covered(const std::string& key, std::size_t& position) const {
        std::size_t found = 0;
        std::size_t looked = 0;
        for (std::size_t at = 0; at + gram <= key.size(); at += 3, ++looked) {
            const auto hit = first_.find(key.substr(at, gram));
            if (hit == first_.end()) continue;
            if (found++ == 0) position = hit->second;
        }
        return looked == 0 ? 0.0F : static_cast<float>(found) / static_cast<float>(looked);
    }
    bool has_between(const std::string& key, std::size_t from, std::size_t to) const {
        const std::size_t at = key_.find(key, from);
        return at != std::string::npos && at <= to;
    }
    bool has_line(const std::string& key) const { return lines_.count(key) > 0; }
    std::size_t size() const { return key_.size(); }

  private:
    std::string key_;
    std::unordered_map<std::string, std::size_t> first_;
    std::unordered_map<std::string, int> lines_;
};

void label_by_text(Sample& sample, const std::string& text) {
    const Truth truth(text);
    const std::size_t count = sample.page.blocks.size();
    std::vector<std::string> keys(count);
    std::vector<std::size_t> end(count, std::string::npos);
    for (std::size_t i = 0; i < count; ++i) {
        keys[i] = compare_key(sample.page.text_of(sample.page.blocks[i]));
        if (keys[i].size() < long_key) continue;
        std::size_t position = 0;
        if (truth.covered(keys[i], position) < 0.7F) continue;
        sample.label[i] = 1;
        end[i] = position + keys[i].size();
    }
    std::vector<std::size_t> next(count + 1, std::string::npos);
    for (std::size_t i = count; i-- > 0;)
        next[i] = end[i] != std::string::npos ? end[i] - keys[i].size() : next[i + 1];
    std::size_t previous = std::string::npos;
    for (std::size_t i = 0; i < count; ++i) {
        if (keys[i].size() >= long_key) {
            if (end[i] != std::string::npos) previous = end[i];
            continue;
        }
        if (keys[i].empty()) continue;
        const std::size_t from =
            previous == std::string::npos ? 0 : previous - std::min<std::size_t>(previous, 10);
        const std::size_t to = next[i] != std::string::npos    ? next[i] + 10
                               : previous != std::string::npos ? previous + 200
                                                               : truth.size();
        const bool is_short = keys[i].size() < 6;
        const bool has = is_short ? truth.has_line(keys[i]) && truth.has_between(keys[i], from, to)
                                  : truth.has_between(keys[i], from, to);
        if (!has) continue;
        sample.label[i] = 1;
        if (previous != std::string::npos && to - from < 2000) previous += keys[i].size();
    }
}

void label(Sample& sample, const Json& truth) {
    const std::size_t count = sample.page.blocks.size();
    sample.label.assign(count, 0);
    sample.weight.assign(count, 0);
    if (truth.contains("text") && truth["text"].is_string()) {
        label_by_text(sample, truth["text"].get<std::string>());
        float total = 300;
        for (std::size_t i = 0; i < count; ++i) {
            if (sample.label[i] > 0) total += static_cast<float>(sample.page.blocks[i].weight);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const float share = (static_cast<float>(sample.page.blocks[i].weight) + 5) / total;
            sample.weight[i] = std::pow(std::min(share, 0.5F), 0.75F);
        }
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = compare_key(sample.page.text_of(sample.page.blocks[i]));
        for (const auto& [name, value] : {std::pair<const char*, float>{"with", 1}, {"without", 0}}) {
            if (!truth.contains(name)) continue;
            for (const Json& snippet : truth[name]) {
                const std::string part = compare_key(snippet.get<std::string>());
                if (part.size() < 4 || key.find(part) == std::string::npos) continue;
                sample.label[i] = value;
                sample.weight[i] = 0.12F;
            }
        }
    }
}

// ---- Reading the page sets

int fold_of(const std::string& host) {
    std::uint32_t hash = 2166136261U;  // FNV-1a, so that a script can find the same folds
    for (const char c : host) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return static_cast<int>((hash >> 8U) % folds);
}

bool read_sample(const Json& request, const Json& truth, Sample& sample) {
    const auto address = url::parse(request.value("url", ""));
    const auto fallback = url::parse("http://localhost/");
    const text::Decoded decoded = text::decode(read_file(request.at("html")), {});
    auto document = html::parse(decoded.text);
    if (!document) return false;
    sample.document = std::make_unique<html::Document>(std::move(*document));
    settle_noscripts(*sample.document);
    sample.page = read_page(*sample.document);
    const Landmarks marks = find_landmarks(sample.page);
    const LinkedArticle linked = read_linked_data(sample.document->data_scripts());
    const Candidates candidates = find_candidates(sample.page);
    const PageContext context{address ? *address : *fallback, {}, {}};
    model::Article article;
    read_metadata({sample.page, marks, linked, context}, article, nullptr);
    sample.rows = first_stage_rows(sample.page, marks, linked, candidates, article.title);
    label(sample, truth);
    const std::string host = address ? std::string(address->hostname()) : request.value("id", "");
    sample.fold = fold_of(host);
    return !sample.rows.empty();
}

std::vector<Sample> read_samples(const std::string& folder) {
    std::vector<Sample> samples;
    std::vector<std::filesystem::path> sets;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) sets.push_back(entry.path());
    std::sort(sets.begin(), sets.end());
    for (const auto& set : sets) {
        std::map<std::string, Json> truths;
        std::ifstream gt(set / "gt.jsonl");
        for (std::string line; std::getline(gt, line);) {
            const Json row = Json::parse(line);
            truths[row.at("id").get<std::string>()] = row.at("gt");
        }
        std::ifstream pages(set / "pages.jsonl");
        for (std::string line; std::getline(pages, line);) {
            const Json row = Json::parse(line);
            const Json& truth = truths[row.at("id").get<std::string>()];
            if (!truth.contains("text") && !truth.contains("with")) continue;
            Sample sample;
            if (read_sample(row, truth, sample)) samples.push_back(std::move(sample));
        }
        std::fprintf(stderr, "%s: %zu pages so far\n", set.filename().c_str(), samples.size());
    }
    return samples;
}

// ---- Boosting symmetric trees on binned columns

struct Table {
    std::size_t features = 0;
    std::vector<std::vector<std::uint8_t>> bins;  // by feature
    std::vector<std::vector<float>> edges;        // by feature; value > edges[b] means bin > b
    std::vector<float> label;
    std::vector<float> weight;
};

// `values` is row after row.
Table bin(const std::vector<float>& values, std::size_t features, std::vector<float> label_of,
          std::vector<float> weight_of) {
    constexpr std::size_t most_bins = 48;
    Table table{features, {}, {}, std::move(label_of), std::move(weight_of)};
    const std::size_t rows = table.label.size();
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

struct Settings {
    int trees;
    float rate;
    std::size_t features_tried;
    float rows_tried;
};

class Booster {
  public:
    Booster(const Table& table, const Settings& settings)
        : table_(table), settings_(settings), random_(20261122) {
        score_.assign(table.label.size(), 0);
        for (std::size_t i = 0; i < table.label.size(); ++i) {
            if (table.weight[i] > 0) labelled_.push_back(static_cast<std::uint32_t>(i));
        }
    }

    std::vector<SymmetricTree> run() {
        std::vector<SymmetricTree> trees;
        for (int t = 0; t < settings_.trees; ++t) trees.push_back(grow());
        return trees;
    }

  private:
    static constexpr float regular = 2.0F;
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
                gains[b] += left_g * left_g / (left_h + regular) +
                            (g - left_g) * (g - left_g) / (h - left_h + regular);
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
            const double value = settings_.rate * g[leaf] / (h[leaf] + regular);
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

// ---- The two stages

using Trees = std::vector<SymmetricTree>;
using Opinions = std::vector<std::vector<float>>;  // by sample and block

Trees train(const std::vector<Sample>& samples, const Opinions* opinions, int without_fold, int held_out,
            const Settings& settings) {
    const std::size_t features = first_stage_count + (opinions != nullptr ? second_stage_count : 0);
    std::vector<float> values;
    std::vector<float> label_of;
    std::vector<float> weight_of;
    for (std::size_t s = 0; s < samples.size(); ++s) {
        const Sample& sample = samples[s];
        if (sample.fold == without_fold || sample.fold == held_out) continue;
        std::vector<SecondRow> second;
        if (opinions != nullptr) second = second_stage_rows(sample.page, (*opinions)[s]);
        for (std::size_t i = 0; i < sample.rows.size(); ++i) {
            if (sample.weight[i] <= 0) continue;
            values.insert(values.end(), sample.rows[i].begin(), sample.rows[i].end());
            if (opinions != nullptr) values.insert(values.end(), second[i].begin(), second[i].end());
            label_of.push_back(sample.label[i]);
            weight_of.push_back(sample.weight[i]);
        }
    }
    const Table table = bin(values, features, std::move(label_of), std::move(weight_of));
    values.clear();
    values.shrink_to_fit();
    return Booster(table, settings).run();
}

std::vector<float> ask(const Trees& trees, const Sample& sample, const std::vector<float>* first) {
    std::vector<float> likely(sample.rows.size());
    std::vector<SecondRow> second;
    if (first != nullptr) second = second_stage_rows(sample.page, *first);
    std::vector<float> row;
    for (std::size_t i = 0; i < likely.size(); ++i) {
        row.assign(sample.rows[i].begin(), sample.rows[i].end());
        if (first != nullptr) row.insert(row.end(), second[i].begin(), second[i].end());
        likely[i] = evaluate(trees, row);
    }
    return likely;
}

void report(const char* what, const std::vector<Sample>& samples, const Opinions& likely, int only_fold) {
    double f1 = 0;
    int pages = 0;
    for (std::size_t s = 0; s < samples.size(); ++s) {
        const Sample& sample = samples[s];
        if (only_fold >= 0 && sample.fold != only_fold) continue;
        double both = 0;
        double kept = 0;
        double wanted = 0;
        for (std::size_t i = 0; i < sample.label.size(); ++i) {
            if (sample.weight[i] <= 0) continue;
            const auto weight = static_cast<double>(sample.page.blocks[i].weight);
            if (sample.label[i] > 0) wanted += weight;
            if (likely[s][i] >= 0.5F) kept += weight;
            if (sample.label[i] > 0 && likely[s][i] >= 0.5F) both += weight;
        }
        if (wanted == 0) continue;
        f1 += kept + wanted == 0 ? 1 : 2 * both / (kept + wanted);
        ++pages;
    }
    std::fprintf(stderr, "%s: mean page F1 by weight %.4f on %d pages\n", what, f1 / pages, pages);
}

void write_trees(std::FILE* out, const char* name, const Trees& trees) {
    std::fprintf(out, "constexpr std::array<SymmetricTree, %zu> %s_trees{{\n", trees.size(), name);
    for (const SymmetricTree& tree : trees) {
        std::fprintf(out, "    {{");
        for (const auto feature : tree.feature) std::fprintf(out, "%d, ", feature);
        std::fprintf(out, "},\n     {");
        for (const auto threshold : tree.threshold) {
            char text[40];
            std::snprintf(text, sizeof text, "%.6g", static_cast<double>(threshold));
            const bool is_whole = std::string(text).find_first_of(".e") == std::string::npos;
            std::fprintf(out, "%s%s, ", text, is_whole ? ".0F" : "F");
        }
        std::fprintf(out, "},\n     {");
        for (const auto leaf : tree.leaf) std::fprintf(out, "%d,", leaf);
        std::fprintf(out, "}},\n");
    }
    std::fprintf(out, "}};\n\n");
}

void write_weights(const std::string& path, const Trees& first, const Trees& second, std::size_t pages) {
    std::FILE* out = std::fopen(path.c_str(), "w");
    if (out == nullptr) return;
    std::fprintf(
        out,
        "// Written by test/extract/extract_train.cpp; do not edit. Trained on %zu pages of the page sets "
        "aeb, cwce,\n"
        "// defuddle, magic, magicforum, np4k, rdb, traf and wcxb (developers' halves), November 2026.\n"
        "#include <array>\n\n#include \"block_model.h\"\n\n"
        "// clang-format off\nnamespace webclip::extract {\nnamespace {\n\n",
        pages);
    write_trees(out, "first", first);
    write_trees(out, "second", second);
    std::fprintf(out,
                 "}  // namespace\n\nconst std::span<const SymmetricTree> first_stage_trees(first_trees);\n"
                 "const std::span<const SymmetricTree> second_stage_trees(second_trees);\n\n"
                 "}  // namespace webclip::extract\n");
    std::fclose(out);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 1;
    const int held_out = argc > 3 ? std::stoi(argv[3]) : -1;
    const std::vector<Sample> samples = read_samples(argv[1]);
    const Settings first_settings{80, 0.15F, 50, 0.5F};
    const Settings second_settings{110, 0.10F, 60, 0.5F};
    // Stage one's opinion of every page by a model that has not seen its host.
    Opinions unseen(samples.size());
    for (int fold = 0; fold < folds; ++fold) {
        if (fold == held_out) continue;
        const Trees trees = train(samples, nullptr, fold, held_out, first_settings);
        for (std::size_t s = 0; s < samples.size(); ++s) {
            if (samples[s].fold == fold) unseen[s] = ask(trees, samples[s], nullptr);
        }
    }
    const Trees first = train(samples, nullptr, -1, held_out, first_settings);
    for (std::size_t s = 0; s < samples.size(); ++s) {
        if (samples[s].fold == held_out) unseen[s] = ask(first, samples[s], nullptr);
    }
    report("stage one, unseen hosts", samples, unseen, -1);
    const Trees second = train(samples, &unseen, -1, held_out, second_settings);
    Opinions final_opinion(samples.size());
    for (std::size_t s = 0; s < samples.size(); ++s) final_opinion[s] = ask(second, samples[s], &unseen[s]);
    report("stage two", samples, final_opinion, held_out);
    write_weights(argv[2], first, second, samples.size());
}
