// How much of each block the ground truth holds.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "train_alignment.h"
#include "train_samples.h"
#include "vote.h"

namespace webclip::extract {

using Json = nlohmann::json;

namespace {

// By how much of the article a block is; words that the truth holds once and the page twice teach nothing.
void label_by_text(Sample& sample, const std::string& text) {
    std::vector<std::string> keys;
    for (const Block& block : sample.page.blocks) keys.push_back(compare_key(sample.page.text_of(block)));
    const std::vector<Holding> holding = align(keys, text);
    float total = 300;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (holding[i] != Holding::present) continue;
        sample.label[i] = 1;
        total += static_cast<float>(sample.page.blocks[i].weight);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (holding[i] == Holding::elsewhere) continue;
        const float share = (static_cast<float>(sample.page.blocks[i].weight) + 5) / total;
        sample.weight[i] = std::pow(std::min(share, 0.5F), 0.75F);
    }
}

}  // namespace

void label(Sample& sample, const Json& truth) {
    const std::size_t count = sample.page.blocks.size();
    sample.label.assign(count, 0);
    sample.weight.assign(count, 0);
    if (truth.contains("text") && truth["text"].is_string()) {
        label_by_text(sample, truth["text"].get<std::string>());
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

}  // namespace webclip::extract
