#include "train_lexicon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "html/tag.h"
#include "url/url.h"

namespace webclip::extract {

namespace {

constexpr int highest_level = 16;  // ancestors looked at, as in lexicon.cpp
constexpr double doubt = 4;        // so many hosts say what is expected anyway
constexpr int least_hosts_of_names = 4;
constexpr int least_hosts_of_text = 10;
constexpr double least_odds_of_names = 0.6;
constexpr double least_odds_of_text = 0.8;

// Blocks of like length, links and heading.
constexpr std::size_t classes = 32;

std::size_t class_of(const Sample& sample, std::size_t i) {
    const Block& block = sample.page.blocks[i];
    std::size_t length = 0;
    for (std::uint32_t weight = block.weight; weight > 4 && length < 7; weight /= 3) ++length;
    const bool is_link = block.link_weight * 2 > block.weight;
    const bool is_heading = html::is_heading(sample.document->tag(block.container));
    return length * 4 + (is_link ? 2U : 0U) + (is_heading ? 1U : 0U);
}

// The share of each class that the truth holds.
std::vector<double> expected_shares(const std::vector<Sample>& samples) {
    std::vector<double> kept(classes, 0);
    std::vector<double> weight(classes, 1e-9);
    for (const Sample& sample : samples) {
        for (std::size_t i = 0; i < sample.weight.size(); ++i) {
            const std::size_t at = class_of(sample, i);
            kept[at] += static_cast<double>(sample.weight[i] * sample.label[i]);
            weight[at] += static_cast<double>(sample.weight[i]);
        }
    }
    for (std::size_t at = 0; at < classes; ++at) kept[at] /= weight[at];
    return kept;
}

double log_odds(double share) {
    share = std::clamp(share, 1e-3, 1 - 1e-3);
    return std::log(share / (1 - share));
}

// Sets whose pages all carry the same made-up address: each page is its own host there.
std::string host_of(const Sample& sample) {
    const auto address = url::parse(sample.request.value("url", ""));
    std::string host = address ? std::string(address->hostname()) : "";
    if (!host.empty() && host != "fakehost" && host != "example.com") return host;
    return sample.set + ' ' + sample.request.at("id").get<std::string>();
}

using WordsByTenths = std::map<int, std::vector<std::string>>;

void write_row(std::FILE* out, int tenths, std::vector<std::string> words) {
    constexpr std::size_t longest_line = 150;
    std::sort(words.begin(), words.end());
    std::fprintf(out, "    {%d,", tenths);
    std::string line;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (line.size() + words[i].size() > longest_line) {
            std::fprintf(out, "\n     \"%s\"", line.c_str());
            line.clear();
        }
        line += words[i] + (i + 1 < words.size() ? " " : "");
    }
    std::fprintf(out, "\n     \"%s\"},\n", line.c_str());
}

void write_words(std::FILE* out, const char* name, const WordsByTenths& words) {
    std::fprintf(out, "constexpr std::array<WordsOfOdds, %zu> %s{{\n", words.size(), name);
    for (const auto& [tenths, row] : words) write_row(out, tenths, row);
    std::fprintf(out, "}};\n\n");
}

}  // namespace

LexiconTrainer::LexiconTrainer(const std::vector<Sample>& samples) : samples_(samples) {
    const std::vector<double> expected = expected_shares(samples);
    std::map<std::string, std::size_t> hosts;
    for (const Sample& sample : samples) {
        const auto [host, is_new] = hosts.emplace(host_of(sample), hosts_.size());
        if (is_new) {
            hosts_.emplace_back();
            fold_of_host_.push_back(sample.fold);
        }
        host_of_sample_.push_back(host->second);
        read(sample, expected, hosts_[host->second]);
    }
}

void LexiconTrainer::note_word(std::uint32_t hash, WordKind kind, std::string_view word) {
    auto& known = words_[hash];
    if (!known.second.empty()) return;
    known.first = kind;
    for (const char c : word) known.second += to_ascii_lower(c);
}

void LexiconTrainer::read(const Sample& sample, const std::vector<double>& expected, HostSays& says) {
    const Page& page = sample.page;
    std::vector<std::vector<std::uint32_t>> names(page.elements.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (page.elements[i].end_block <= page.elements[i].first_block) continue;
        for (const html::Attribute& attribute : page.document->attributes(static_cast<html::NodeId>(i))) {
            if (!holds_names(attribute.name)) continue;
            for_each_name(attribute.value, [&](std::uint32_t hash, std::string_view word) {
                names[i].push_back(hash);
                note_word(hash, WordKind::name, word);
            });
        }
    }
    std::vector<std::uint32_t> seen;
    for (std::size_t i = 0; i < sample.weight.size(); ++i) {
        if (sample.weight[i] <= 0) continue;
        seen.clear();
        html::NodeId node = page.blocks[i].container;
        for (int level = 0; level < highest_level && node != html::no_node; ++level) {
            if (page.document->tag(node) == html::Tag::body) break;
            const auto& own = names[static_cast<std::size_t>(node)];
            seen.insert(seen.end(), own.begin(), own.end());
            node = page.document->parent(node);
        }
        for_each_word(page.text_of(page.blocks[i]), [&](std::uint32_t hash, std::string_view word) {
            seen.push_back(hash);
            note_word(hash, WordKind::text, word);
        });
        std::sort(seen.begin(), seen.end());
        seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
        const auto weight = static_cast<double>(sample.weight[i]);
        for (const std::uint32_t hash : seen) {
            Say& say = says[hash];
            say.kept += weight * static_cast<double>(sample.label[i]);
            say.expected += weight * expected[class_of(sample, i)];
            say.weight += weight;
        }
    }
}

LexiconTrainer::Sums LexiconTrainer::sum_without_fold(int fold) const {
    Sums sums;
    for (std::size_t host = 0; host < hosts_.size(); ++host) {
        if (fold_of_host_[host] == fold) continue;
        for (const auto& [hash, say] : hosts_[host]) {
            Sum& sum = sums[hash];
            sum.kept += say.kept / say.weight;
            sum.expected += say.expected / say.weight;
            ++sum.hosts;
        }
    }
    return sums;
}

LexiconTrainer::Sum LexiconTrainer::without_host(Sum sum, const Say& say) {
    return {sum.kept - say.kept / say.weight, sum.expected - say.expected / say.weight, sum.hosts - 1};
}

float LexiconTrainer::odds(std::uint32_t hash, const Sum& sum) const {
    const bool is_name = words_.at(hash).first == WordKind::name;
    if (sum.hosts < (is_name ? least_hosts_of_names : least_hosts_of_text)) return 0;
    const double expected = sum.expected / sum.hosts;
    const double odds = log_odds((sum.kept + doubt * expected) / (sum.hosts + doubt)) - log_odds(expected);
    if (std::abs(odds) < (is_name ? least_odds_of_names : least_odds_of_text)) return 0;
    return static_cast<float>(std::lround(odds * 10)) / 10.0F;
}

Lexicon LexiconTrainer::without_fold(int fold) const {
    Lexicon lexicon;
    for (const auto& [hash, sum] : sum_without_fold(fold)) {
        const float known = odds(hash, sum);
        if (known != 0) lexicon.set(hash, known);
    }
    return lexicon;
}

std::vector<std::vector<OddsRow>> LexiconTrainer::odds_without_fold(int fold) const {
    const Sums sums = sum_without_fold(fold);
    const Lexicon all = without_fold(fold);
    std::vector<std::vector<OddsRow>> rows;
    for (std::size_t s = 0; s < samples_.size(); ++s) {
        const std::size_t host = host_of_sample_[s];
        if (fold_of_host_[host] == fold) {
            rows.push_back(odds_of_blocks(samples_[s].page, all));
            continue;
        }
        Lexicon others = all;
        for (const auto& [hash, say] : hosts_[host]) {
            const float known = odds(hash, without_host(sums.at(hash), say));
            if (known != 0 || all.find(hash) != 0) others.set(hash, known);
        }
        rows.push_back(odds_of_blocks(samples_[s].page, others));
    }
    return rows;
}

void LexiconTrainer::write(const std::string& path) const {
    std::map<WordKind, WordsByTenths> words;
    for (const auto& [hash, sum] : sum_without_fold(-1)) {
        const float known = odds(hash, sum);
        if (known == 0) continue;
        const auto& [kind, word] = words_.at(hash);
        words[kind][static_cast<int>(std::lround(known * 10))].push_back(word);
    }
    std::FILE* out = std::fopen(path.c_str(), "w");
    if (out == nullptr) return;
    std::fprintf(
        out,
        "// Written by test/extract/extract_train.cpp; do not edit. Words by tenths of log-odds, learnt "
        "from %zu hosts\n"
        "// of the page sets named in block_model_weights.cpp, November 2026.\n"
        "#include <array>\n\n#include \"lexicon.h\"\n\n"
        "// clang-format off\nnamespace webclip::extract {\nnamespace {\n\n",
        hosts_.size());
    write_words(out, "names", words[WordKind::name]);
    write_words(out, "texts", words[WordKind::text]);
    std::fprintf(
        out,
        "}  // namespace\n\nconst std::span<const WordsOfOdds> name_words(names);\n"
        "const std::span<const WordsOfOdds> text_words(texts);\n\n}  // namespace webclip::extract\n");
    std::fclose(out);
}

}  // namespace webclip::extract
