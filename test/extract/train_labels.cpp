// How much of each block the ground truth holds.
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

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
