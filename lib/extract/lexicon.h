// What single words say of a block: those in the class and id names around it, and those of its own text.
// Each has log-odds, learnt over many hosts (test/extract/train_lexicon.h); 0 means that nothing is known.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "blocks.h"

namespace webclip::extract {

enum class WordKind : std::uint32_t { name = 2166136261U, text = 3254778401U };  // beginnings of their hashes

constexpr std::uint32_t add_to_hash(std::uint32_t hash, char c) {
    return (hash ^ static_cast<unsigned char>(c)) * 16777619U;
}

// A word's hash by its bytes in lower case. A zero would say that the slot is free.
constexpr std::uint32_t hash_of_word(WordKind kind, std::string_view word) {
    auto hash = static_cast<std::uint32_t>(kind);
    for (const char c : word) hash = add_to_hash(hash, c);
    return hash == 0 ? 1 : hash;
}

// Log-odds by the hash of the word. Open addressing; at most half of the slots may be taken.
class Lexicon {
  public:
    static constexpr std::size_t most_words = 8192;

    void set(std::uint32_t hash, float odds);
    float find(std::uint32_t hash) const {
        for (std::size_t at = hash % slots;; at = (at + 1) % slots) {
            if (hashes_[at] == hash) return odds_[at];
            if (hashes_[at] == 0) return 0;
        }
    }

  private:
    static constexpr std::size_t slots = 2 * most_words;
    std::array<std::uint32_t, slots> hashes_{};
    std::array<float, slots> odds_{};
};

// Words of like log-odds, separated by blanks.
struct WordsOfOdds {
    int tenths = 0;
    std::string_view words;
};

// lexicon_words.cpp, written by the trainer.
extern const std::span<const WordsOfOdds> name_words;
extern const std::span<const WordsOfOdds> text_words;

// The lexicon of these words.
const Lexicon& built_in_lexicon();

// The attributes whose words are names.
bool holds_names(std::string_view attribute);

// `use(hash, word)` for each word of a class or id attribute: runs of ASCII letters, also cut at camelCase
// humps.
template <class Use>
void for_each_name(std::string_view names, const Use& use) {
    constexpr std::size_t longest = 20;
    std::uint32_t hash = static_cast<std::uint32_t>(WordKind::name);
    std::size_t from = 0;
    bool was_lower = false;
    const auto flush = [&](std::size_t end) {
        if (end - from > 1 && end - from <= longest) use(hash, names.substr(from, end - from));
        hash = static_cast<std::uint32_t>(WordKind::name);
        from = end;
    };
    for (std::size_t at = 0; at < names.size(); ++at) {
        const char c = names[at];
        if (!is_ascii_alpha(c)) {
            flush(at);
            from = at + 1;
            was_lower = false;
            continue;
        }
        if (is_ascii_upper(c) && was_lower) flush(at);
        hash = add_to_hash(hash, to_ascii_lower(c));
        was_lower = is_ascii_lower(c);
    }
    flush(names.size());
}

// `use(hash, word)` for each word in the first bytes of a block's text: runs of letters, and pairs of CJK
// characters.
template <class Use>
void for_each_word(std::string_view text, const Use& use) {
    constexpr std::size_t enough = 360;
    const std::size_t end = text.size() < enough ? text.size() : enough;
    std::size_t at = 0;
    while (at < end) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead >= 0xE3 && lead <= 0xED && at + 3 <= text.size()) {
            if (at + 6 <= text.size() && static_cast<unsigned char>(text[at + 3]) >= 0xE3 &&
                static_cast<unsigned char>(text[at + 3]) <= 0xED) {
                const std::string_view pair = text.substr(at, 6);
                use(hash_of_word(WordKind::text, pair), pair);
            }
            at += 3;
            continue;
        }
        if (!is_ascii_alpha(text[at]) && (lead < 0xC3 || lead > 0xDF)) {
            ++at;
            continue;
        }
        const std::size_t from = at;
        std::uint32_t hash = static_cast<std::uint32_t>(WordKind::text);
        for (; at < text.size(); ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            if (!is_ascii_alpha(text[at]) && (byte < 0x80 || byte >= 0xE0)) break;
            hash = add_to_hash(hash, to_ascii_lower(text[at]));
        }
        if (at - from > 1) use(hash, text.substr(from, at - from));
    }
}

inline constexpr std::size_t odds_count = 14;
using OddsRow = std::array<float, odds_count>;

// What the lexicon says of every block.
std::vector<OddsRow> odds_of_blocks(const Page& page, const Lexicon& lexicon);

}  // namespace webclip::extract
