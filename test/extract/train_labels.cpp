// How much of each block the ground truth holds.
#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "train_samples.h"
#include "vote.h"

namespace webclip::extract {

using Json = nlohmann::json;

namespace {

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

// Where the blocks long enough to be found by themselves end in the truth; npos for all others.
std::vector<std::size_t> ends_of_long_blocks(const Truth& truth, const std::vector<std::string>& keys) {
    std::vector<std::size_t> ends(keys.size(), std::string::npos);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        std::size_t position = 0;
        if (keys[i].size() < long_key || truth.covered(keys[i], position) < 0.7F) continue;
        ends[i] = position + keys[i].size();
    }
    return ends;
}

// A short block counts where the truth has it between the long ones around it; a very short one as a line
// only.
bool has_short(const Truth& truth, const std::string& key, std::size_t from, std::size_t to) {
    if (key.size() < 6 && !truth.has_line(key)) return false;
    return truth.has_between(key, from, to);
}

void label_by_text(Sample& sample, const std::string& text) {
    constexpr std::size_t nowhere = std::string::npos;
    const Truth truth(text);
    std::vector<std::string> keys;
    for (const Block& block : sample.page.blocks) keys.push_back(compare_key(sample.page.text_of(block)));
    const std::vector<std::size_t> end = ends_of_long_blocks(truth, keys);
    std::vector<std::size_t> next(keys.size() + 1, nowhere);
    for (std::size_t i = keys.size(); i-- > 0;)
        next[i] = end[i] != nowhere ? end[i] - keys[i].size() : next[i + 1];
    std::size_t previous = nowhere;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (end[i] != nowhere) {
            sample.label[i] = 1;
            previous = end[i];
        }
        if (keys[i].empty() || keys[i].size() >= long_key) continue;
        const std::size_t from = previous == nowhere ? 0 : previous - std::min<std::size_t>(previous, 10);
        const std::size_t after = previous == nowhere ? truth.size() : previous + 200;
        const std::size_t to = next[i] == nowhere ? after : next[i] + 10;
        if (!has_short(truth, keys[i], from, to)) continue;
        sample.label[i] = 1;
        if (previous != nowhere && to - from < 2000) previous += keys[i].size();
    }
}

}  // namespace

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

}  // namespace webclip::extract
