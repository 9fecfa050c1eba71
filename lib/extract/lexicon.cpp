#include "lexicon.h"

#include <algorithm>

#include "html/tag.h"
#include "row_writer.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

void Lexicon::set(std::uint32_t hash, float odds) {
    std::size_t at = hash % slots;
    while (hashes_[at] != 0 && hashes_[at] != hash) at = (at + 1) % slots;
    hashes_[at] = hash;
    odds_[at] = odds;
}

bool holds_names(std::string_view attribute) {
    return attribute == "class" || attribute == "id" || attribute == "role" || attribute == "itemprop" ||
           attribute == "data-testid";
}

const Lexicon& built_in_lexicon() {
    static const Lexicon lexicon = [] {
        Lexicon words;
        const auto add = [&](WordKind kind, std::span<const WordsOfOdds> rows) {
            for (const WordsOfOdds& row : rows) {
                for (const std::string_view word : split_ascii(row.words, ' '))
                    words.set(hash_of_word(kind, word), static_cast<float>(row.tenths) / 10.0F);
            }
        };
        add(WordKind::name, name_words);
        add(WordKind::text, text_words);
        return words;
    }();
    return lexicon;
}

namespace {

constexpr int highest_level = 16;  // ancestors looked at

// Of some words: the sum of what is known, its range and how many are known.
struct Odds {
    float sum = 0;
    float lowest = 0;
    float highest = 0;
    float known = 0;

    void add(float odds) {
        if (odds == 0) return;
        sum += odds;
        lowest = std::min(lowest, odds);
        highest = std::max(highest, odds);
        known += 1;
    }
    float mean(float doubt) const { return sum / (known + doubt); }
};

class OddsReader {
  public:
    OddsReader(const Page& page, const Lexicon& lexicon)
        : page_(page), lexicon_(lexicon), names_(page.elements.size()) {
        read_names();
        texts_.reserve(page.blocks.size());
        for (const Block& block : page.blocks) {
            Odds odds;
            for_each_word(page.text_of(block),
                          [&](std::uint32_t hash, std::string_view) { odds.add(lexicon_.find(hash)); });
            texts_.push_back(odds);
        }
    }

    std::vector<OddsRow> rows() const {
        std::vector<OddsRow> rows(page_.blocks.size());
        float heading = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RowWriter<odds_count> out(rows[i]);
            write_names(page_.blocks[i], out);
            out.add(texts_[i].sum);
            out.add(texts_[i].mean(2));
            out.add(texts_[i].lowest);
            out.add(texts_[i].highest);
            out.add(heading);
            out.add(i == 0 ? 0.0F : texts_[i - 1].mean(2));
            out.add(i + 1 == rows.size() ? 0.0F : texts_[i + 1].mean(2));
            if (html::is_heading(page_.document->tag(page_.blocks[i].container))) heading = texts_[i].mean(2);
        }
        return rows;
    }

  private:
    void read_names() {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (page_.elements[i].end_block <= page_.elements[i].first_block) continue;
            for (const html::Attribute& attribute : page_.document->attributes(static_cast<NodeId>(i))) {
                if (!holds_names(attribute.name)) continue;
                for_each_name(attribute.value, [&](std::uint32_t hash, std::string_view) {
                    names_[i].add(lexicon_.find(hash));
                });
            }
        }
    }

    void write_names(const Block& block, RowWriter<odds_count>& out) const {  // 7
        constexpr int near_levels = 3;
        Odds all;
        Odds near;
        float nearest = 0;
        float closeness = 0;
        NodeId node = block.container;
        for (int level = 0; level < highest_level && node != html::no_node;
             ++level, node = page_.document->parent(node)) {
            const Tag tag = page_.document->tag(node);
            if (tag == Tag::body || tag == Tag::html) break;
            const Odds& own = names_[static_cast<std::size_t>(node)];
            if (own.known == 0) continue;
            if (closeness == 0) {
                nearest = own.mean(0);
                closeness = 1.0F / static_cast<float>(1 + level);
            }
            for (Odds* sum : {&all, &near}) {
                if (sum == &near && level >= near_levels) continue;
                sum->sum += own.mean(0);
                sum->lowest = std::min(sum->lowest, own.lowest);
                sum->highest = std::max(sum->highest, own.highest);
            }
        }
        out.add(nearest);
        out.add(closeness);
        out.add(all.sum);
        out.add(all.lowest);
        out.add(all.highest);
        out.add(near.lowest);
        out.add(near.highest);
    }

    const Page& page_;
    const Lexicon& lexicon_;
    std::vector<Odds> names_;  // by NodeId
    std::vector<Odds> texts_;  // by block
};

}  // namespace

std::vector<OddsRow> odds_of_blocks(const Page& page, const Lexicon& lexicon) {
    return OddsReader(page, lexicon).rows();
}

}  // namespace webclip::extract
