#include "section.h"

#include <algorithm>
#include <numeric>

namespace webclip::config {
namespace {

// Levenshtein distance; keys are short, so the quadratic table is nothing. Long words are not worth it.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::set<std::string, std::less<>>& candidates) {
    constexpr std::size_t longest_key = 64;
    if (word.size() > longest_key) return {};
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 2);
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance > best_distance || (distance == best_distance && !best.empty())) continue;
        best = candidate;
        best_distance = distance;
    }
    return best;
}

void Reading::report(const yaml::Place& place, std::string message) {
    problems.push_back(
        {.file = file, .line = place.line, .column = place.column, .message = std::move(message)});
}

Section::Section(Reading& reading, const yaml::Node& node, std::string name)
    : reading_(reading), node_(node), name_(std::move(name)) {
    if (node.type != yaml::NodeType::mapping) {
        if (node.type != yaml::NodeType::null) {
            reading.report(node.place, (name_.empty() ? std::string{"the file"} : "\"" + name_ + "\"") +
                                           " must be a mapping of keys to values");
        }
        return;
    }
    std::set<std::string_view> seen;
    for (const auto& [key, value] : node.entries) {
        if (!seen.insert(key.scalar).second)
            reading.report(key.place, "\"" + key.scalar + "\" is there twice; keep one");
    }
}

const yaml::Node* Section::take(std::string_view key) {
    known_.emplace(key);
    if (node_.type != yaml::NodeType::mapping) return nullptr;
    const yaml::Node* value = node_.find(key);
    return value == nullptr || value->type == yaml::NodeType::null ? nullptr : value;
}

void Section::finish() {
    if (node_.type != yaml::NodeType::mapping) return;
    for (const auto& [key, value] : node_.entries) {
        if (known_.contains(key.scalar)) continue;
        const std::string meant = nearest(key.scalar, known_);
        reading_.report(key.place, "unknown key \"" + key.scalar + "\"" +
                                       (name_.empty() ? "" : " in \"" + name_ + "\"") +
                                       (meant.empty() ? "; remove it" : "; did you mean \"" + meant + "\"?"));
    }
}

}  // namespace webclip::config
