// Learns the log-odds of lexicon.h: how much more of the text around or with a word the truth holds than its
// length, links and heading let expect, each host counting once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "lexicon.h"
#include "train_samples.h"

namespace webclip::extract {

class LexiconTrainer {
  public:
    explicit LexiconTrainer(const std::vector<Sample>& samples);

    // What all hosts teach but those of `fold`; -1 for all.
    Lexicon without_fold(int fold) const;

    // By sample, what the lexicon without `fold` says of its blocks. A page of another fold does not see what
    // its own host has taught: the trees would trust the words more than they may.
    std::vector<std::vector<OddsRow>> odds_without_fold(int fold) const;

    // lexicon_words.cpp from all hosts.
    void write(const std::string& path) const;

  private:
    struct Say {  // what the blocks of one host say of a word
        double kept = 0;
        double expected = 0;
        double weight = 0;
    };
    using HostSays = std::unordered_map<std::uint32_t, Say>;
    struct Sum {  // of hosts' shares
        double kept = 0;
        double expected = 0;
        int hosts = 0;
    };
    using Sums = std::unordered_map<std::uint32_t, Sum>;

    void read(const Sample& sample, const std::vector<double>& expected, HostSays& says);
    void note_word(std::uint32_t hash, WordKind kind, std::string_view word);
    Sums sum_without_fold(int fold) const;
    static Sum without_host(Sum sum, const Say& say);
    float odds(std::uint32_t hash, const Sum& sum) const;

    const std::vector<Sample>& samples_;
    std::vector<HostSays> hosts_;
    std::vector<int> fold_of_host_;
    std::vector<std::size_t> host_of_sample_;
    std::unordered_map<std::uint32_t, std::pair<WordKind, std::string>> words_;
};

}  // namespace webclip::extract
