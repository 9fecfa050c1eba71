#include "train_alignment.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "vote.h"

namespace webclip::extract {

namespace {

constexpr std::size_t gram = 12;
constexpr std::size_t long_key = 24;  // bytes from which a block is found by itself
constexpr std::size_t slack = 12;     // bytes that stretches in a row may overlap
constexpr std::size_t nowhere = std::string::npos;

class Truth {
  public:
    explicit Truth(const std::string& text) : key_(compare_key(text)) {
        for (std::size_t at = 0; at + gram <= key_.size(); ++at) first_.emplace(view(at, gram), at);
        for (std::size_t start = 0; start <= text.size();) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            lines_.insert(compare_key(text.substr(start, end - start)));
            start = end + 1;
        }
    }

    // Where the words stand; where most of them begin to stand when they do so nowhere in a row.
    std::vector<std::size_t> positions(const std::string& key) const {
        constexpr std::size_t enough = 6;
        std::vector<std::size_t> found;
        for (std::size_t at = key_.find(key); at != nowhere && found.size() < enough;
             at = key_.find(key, at + 1))
            found.push_back(at);
        const std::size_t most = found.empty() ? position_of_most(key) : nowhere;
        if (most != nowhere) found.push_back(most);
        return found;
    }
    bool has_between(const std::string& key, std::size_t from, std::size_t to) const {
        const std::size_t at = key_.find(key, from);
        return at != nowhere && at <= to;
    }
    bool has_line(const std::string& key) const { return lines_.count(key) > 0; }
    std::size_t size() const { return key_.size(); }

  private:
    std::string_view view(std::size_t at, std::size_t size) const {
        return std::string_view(key_).substr(at, size);
    }

    std::size_t position_of_most(const std::string& key) const {
        constexpr double most = 0.7;
        std::size_t position = nowhere;
        std::size_t found = 0;
        std::size_t looked = 0;
        for (std::size_t at = 0; at + gram <= key.size(); at += 3, ++looked) {
            const auto hit = first_.find(std::string_view(key).substr(at, gram));
            if (hit == first_.end()) continue;
            if (found++ == 0) position = hit->second;
        }
        return static_cast<double>(found) >= most * static_cast<double>(looked) ? position : nowhere;
    }

    std::string key_;
    std::unordered_map<std::string_view, std::size_t> first_;  // into key_
    std::unordered_set<std::string> lines_;
};

struct LongBlock {
    std::size_t index = 0;
    std::size_t size = 0;
    std::vector<std::size_t> positions;  // in the truth
};

std::vector<LongBlock> find_long_blocks(const std::vector<std::string>& blocks, const Truth& truth) {
    std::vector<LongBlock> found;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].size() < long_key) continue;
        std::vector<std::size_t> positions = truth.positions(blocks[i]);
        if (!positions.empty()) found.push_back({i, blocks[i].size(), std::move(positions)});
    }
    return found;
}

struct Step {  // of an alignment
    std::size_t block = 0;
    std::size_t position = 0;
    std::size_t score = 0;  // bytes aligned up to here
    std::size_t before = nowhere;
};

// The heaviest choice of positions that grows with the blocks. By block, nowhere for those left out.
std::vector<std::size_t> place_in_order(const std::vector<LongBlock>& blocks, std::size_t count) {
    std::vector<Step> steps;
    std::size_t best = nowhere;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const std::size_t earlier = steps.size();
        for (const std::size_t position : blocks[b].positions) {
            Step step{b, position, blocks[b].size, nowhere};
            for (std::size_t at = 0; at < earlier; ++at) {
                if (steps[at].position + blocks[steps[at].block].size > position + slack) continue;
                if (steps[at].score + blocks[b].size <= step.score) continue;
                step.score = steps[at].score + blocks[b].size;
                step.before = at;
            }
            steps.push_back(step);
            if (best == nowhere || step.score > steps[best].score) best = steps.size() - 1;
        }
    }
    std::vector<std::size_t> placed(count, nowhere);
    for (std::size_t at = best; at != nowhere; at = steps[at].before)
        placed[blocks[steps[at].block].index] = steps[at].position;
    return placed;
}

class Taken {  // of the truth, by bytes
  public:
    explicit Taken(std::size_t size) : taken_(size, false) {}
    void take(std::size_t from, std::size_t size) { std::fill(at(from), at(from + size), true); }
    bool is_mostly_free(std::size_t from, std::size_t size) {
        return std::count(at(from), at(from + size), false) * 2 >= at(from + size) - at(from);
    }

  private:
    std::vector<bool>::iterator at(std::size_t position) {
        return taken_.begin() + static_cast<std::ptrdiff_t>(std::min(position, taken_.size()));
    }
    std::vector<bool> taken_;
};

// What is out of order counts where nothing in order has its words.
std::vector<Holding> judge_long(const std::vector<LongBlock>& blocks, const std::vector<std::size_t>& placed,
                                std::size_t truth_size) {
    std::vector<Holding> holding(placed.size(), Holding::absent);
    Taken taken(truth_size);
    for (const LongBlock& block : blocks) {
        if (placed[block.index] == nowhere) continue;
        holding[block.index] = Holding::present;
        taken.take(placed[block.index], block.size);
    }
    for (const LongBlock& block : blocks) {
        if (placed[block.index] != nowhere) continue;
        const auto free =
            std::find_if(block.positions.begin(), block.positions.end(),
                         [&](std::size_t position) { return taken.is_mostly_free(position, block.size); });
        holding[block.index] = free == block.positions.end() ? Holding::elsewhere : Holding::present;
        if (free != block.positions.end()) taken.take(*free, block.size);
    }
    return holding;
}

// A very short block counts as a line, or right behind what is before it.
bool has_short(const Truth& truth, const std::string& key, std::size_t before, std::size_t next) {
    constexpr std::size_t very_short = 6;
    constexpr std::size_t window = 200;
    if (key.size() < very_short && !truth.has_line(key))
        return before != nowhere && truth.has_between(key, before, before + 2);
    const std::size_t from = before == nowhere ? 0 : before - std::min(before, slack);
    const std::size_t last = before == nowhere ? truth.size() : before + window;
    return truth.has_between(key, from, next == nowhere ? last : next + slack);
}

}  // namespace

std::vector<Holding> align(const std::vector<std::string>& blocks, const std::string& truth_text) {
    const Truth truth(truth_text);
    const std::vector<LongBlock> long_blocks = find_long_blocks(blocks, truth);
    const std::vector<std::size_t> placed = place_in_order(long_blocks, blocks.size());
    std::vector<Holding> holding = judge_long(long_blocks, placed, truth.size());
    std::vector<std::size_t> next(blocks.size() + 1, nowhere);
    for (std::size_t i = blocks.size(); i-- > 0;) next[i] = placed[i] != nowhere ? placed[i] : next[i + 1];
    std::size_t before = nowhere;  // where the last block in order ends
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (placed[i] != nowhere) before = placed[i] + blocks[i].size();
        if (blocks[i].empty() || blocks[i].size() >= long_key) continue;
        if (!has_short(truth, blocks[i], before, next[i])) continue;
        holding[i] = Holding::present;
        constexpr std::size_t far = 2000;
        if (before != nowhere && (next[i] == nowhere || next[i] < before + far)) before += blocks[i].size();
    }
    return holding;
}

}  // namespace webclip::extract
