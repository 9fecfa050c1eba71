#include "block_features.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "html/tag.h"
#include "page_type.h"
#include "repetitions.h"
#include "row_writer.h"
#include "vote.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

constexpr int highest_level = 16;  // ancestors looked at
constexpr SubjectSet all_subjects = (SubjectSet{1} << static_cast<unsigned>(subject_count)) - 1;

using FirstWriter = RowWriter<first_stage_count>;

// 16-byte windows of a text's letters, for "does this text hold that line" in time linear in the line.
class WindowSet {
  public:
    explicit WindowSet(std::string_view text) {
        const std::string key = compare_key(text);
        for (std::size_t at = 0; at + width <= key.size(); ++at)
            seen_.insert(hash(std::string_view(key).substr(at, width)));
    }
    bool empty() const { return seen_.empty(); }
    // The part of the line's windows, looked at in steps, that the text has.
    float covered(std::string_view key) const {
        if (key.size() < width || seen_.empty()) return 0;
        std::uint32_t found = 0;
        std::uint32_t looked = 0;
        for (std::size_t at = 0; at + width <= key.size(); at += width) {
            ++looked;
            found += seen_.count(hash(key.substr(at, width))) > 0 ? 1U : 0U;
        }
        return ratio(found, looked);
    }

  private:
    static constexpr std::size_t width = 16;
    static std::size_t hash(std::string_view piece) { return std::hash<std::string_view>{}(piece); }
    std::unordered_set<std::size_t> seen_;
};

class FirstStage {
  public:
    FirstStage(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
               const Candidates& candidates, const std::string& title, const url::Url& address,
               const Lexicon& lexicon)
        : page_(page),
          odds_(odds_of_blocks(page, lexicon)),
          linked_(linked),
          candidates_(candidates),
          places_(like_places(page)),
          repetition_(heaviest_repetition(page)),
          title_key_(compare_key(title)),
          body_windows_(linked.body),
          description_(compare_key(marks.meta({"og:description", "description"}))) {
        heading_ = find_title_block(marks);
        for (const Block& block : page.blocks) {
            page_links_ += block.link_weight;
            page_wide_ += block.wide;
            if (block.weight >= 50 && block.link_weight * 2 < block.weight) ++page_paragraphs_;
            byline_cues_ += block.cue == Cue::byline ? 1U : 0U;
            ++copies_[std::hash<std::string_view>{}(page.text_of(block))];
        }
        for (NodeId node = candidates.scored; node != html::no_node; node = page.document->parent(node)) {
            best_chain_.push_back(node);
        }
        read_kind(marks, address);
    }

    std::vector<FirstRow> rows() {
        std::vector<FirstRow> rows(page_.blocks.size());
        for (std::size_t i = 0; i < rows.size(); ++i) write(i, rows[i]);
        return rows;
    }

  private:
    // The block that shows the title: an h1 with its words, else any heading or block equal to it, else the
    // first h1.
    std::uint32_t find_title_block(const Landmarks& marks) const {
        for (std::uint32_t i = 0; i < page_.blocks.size() && !title_key_.empty(); ++i) {
            const Block& block = page_.blocks[i];
            if (std::size_t{block.weight} * 4 < title_key_.size() || block.weight > title_key_.size() + 40)
                continue;
            if (!html::is_heading(page_.document->tag(block.container))) continue;
            if (compare_key(page_.text_of(block)) == title_key_) return i;
        }
        return marks.headings.empty() ? 0 : page_.facts(marks.headings.front()).first_block;
    }

    void write(std::size_t i, FirstRow& row) {
        FirstWriter out(row);
        const Block& block = page_.blocks[i];
        write_text(block, out);
        write_place(block, out);
        write_containers(block, out);
        write_position(i, out);
        write_neighbours(i, out);
        write_page(out);
        write_evidence(block, out);
        write_kind(out);
        write_repetition(i, out);
        write_from_title(i, block, out);
        for (const float value : odds_[i]) out.add(value);
        assert(out.is_full());
        note_heading(i, block);
        note_passed(i, block);
    }

    void write_text(const Block& block, FirstWriter& out) const {  // 15 + 16
        out.add(finer(block.weight));
        out.add(ratio(block.link_weight, block.weight));
        out.add(ratio(block.bold_weight, block.weight));
        out.add(ratio(block.digits, block.weight));
        out.add(ratio(block.capitals, block.words));
        out.add(magnitude(block.words));
        out.add(ratio(block.wide, block.weight));
        out.add(ratio(block.commas, block.weight));
        out.add(ratio(block.stops, block.weight));
        out.add(static_cast<float>(std::min<std::uint32_t>(block.commas + block.stops, 30)));
        out.add(static_cast<float>(std::min<std::uint16_t>(block.links, 20)));
        out.add(static_cast<float>(std::min<std::uint16_t>(block.separators, 10)));
        out.add(block.ends_with_stop);
        out.add(block.hidden);
        out.add(block.after_break);
        for (int cue = 0; cue < cue_count; ++cue) out.add(static_cast<int>(block.cue) == cue);
    }

    void write_place(const Block& block, FirstWriter& out) const {  // 8 + 24 + 12
        const html::Document& document = *page_.document;
        const Tag own = document.tag(block.container);
        out.add(own == Tag::p);
        out.add(html::is_heading(own)
                    ? static_cast<float>(static_cast<int>(own) - static_cast<int>(Tag::h1) + 1)
                    : 0.0F);
        out.add(own == Tag::li);
        out.add(own == Tag::td || own == Tag::th);
        out.add(own == Tag::pre);
        out.add(own == Tag::figcaption || own == Tag::caption);
        out.add(own == Tag::dd || own == Tag::dt);
        out.add(own == Tag::div || own == Tag::section);
        std::array<float, subject_count> near{};
        std::array<float, 12> tags{};
        SubjectSet missing = all_subjects;
        NodeId node = block.container;
        for (int level = 0; level < highest_level && node != html::no_node; ++level) {
            const Tag tag = document.tag(node);
            if (tag == Tag::body || tag == Tag::html) break;
            const float closeness = 1.0F / static_cast<float>(1 + level);
            for (SubjectSet fresh = page_.facts(node).subjects & missing; fresh != 0; fresh &= fresh - 1) {
                near[static_cast<std::size_t>(__builtin_ctz(fresh))] = closeness;
            }
            missing &= ~page_.facts(node).subjects;
            const int slot = tag_slot(tag);
            if (slot >= 0 && tags[static_cast<std::size_t>(slot)] == 0)
                tags[static_cast<std::size_t>(slot)] = closeness;
            node = document.parent(node);
        }
        for (const float value : near) out.add(value);
        for (const float value : tags) out.add(value);
    }

    static int tag_slot(Tag tag) {
        switch (tag) {
            case Tag::article: return 0;
            case Tag::main: return 1;
            case Tag::aside: return 2;
            case Tag::nav: return 3;
            case Tag::header: return 4;
            case Tag::footer: return 5;
            case Tag::figure: return 6;
            case Tag::table: return 7;
            case Tag::ul:
            case Tag::ol: return 8;
            case Tag::form: return 9;
            case Tag::blockquote: return 10;
            case Tag::section: return 11;
            default: return -1;
        }
    }

    void write_containers(const Block& block, FirstWriter& out) const {  // 4 × 6
        NodeId node = block.container;
        for (int level = 0; level < 4; ++level) {
            const ElementFacts& facts = page_.facts(node);
            out.add(ratio(facts.weight, page_.weight));
            out.add(ratio(facts.link_weight, facts.weight));
            out.add(magnitude(facts.paragraphs));
            out.add(magnitude(page_.elements[facts.run_head].run_length));
            out.add(finer(facts.weight / std::max<std::uint32_t>(facts.end_block - facts.first_block, 1)));
            out.add(ratio(facts.commas, facts.weight));
            const NodeId parent = page_.document->parent(node);
            if (parent != html::no_node) node = parent;
        }
    }

    void write_position(std::size_t i, FirstWriter& out) const {  // 9
        const Block& block = page_.blocks[i];
        const auto count = static_cast<float>(page_.blocks.size());
        out.add(static_cast<float>(i) / count);
        out.add(ratio(block.first_char, static_cast<std::uint32_t>(page_.text.size())));
        const float gap = static_cast<float>(i) - static_cast<float>(heading_);
        out.add(std::clamp(gap, -30.0F, 60.0F));
        out.add(gap == 0);
        out.add(last_heading_cue_ == Cue::related);
        out.add(last_heading_cue_ == Cue::comments);
        out.add(last_heading_cue_ != Cue::none);
        out.add(std::min(static_cast<float>(i - last_heading_), 30.0F));
        out.add(std::min(static_cast<float>(since_cue_), 30.0F));
    }

    void write_neighbours(std::size_t i, FirstWriter& out) const {  // 4 × 4
        for (const int offset : {-2, -1, 1, 2}) {
            const auto at = static_cast<std::ptrdiff_t>(i) + offset;
            if (at < 0 || at >= static_cast<std::ptrdiff_t>(page_.blocks.size())) {
                out.add(-1.0F);
                out.add(-1.0F);
                out.add(-1.0F);
                out.add(-1.0F);
                continue;
            }
            const Block& other = page_.blocks[static_cast<std::size_t>(at)];
            const Block& block = page_.blocks[i];
            out.add(finer(other.weight));
            out.add(ratio(other.link_weight, other.weight));
            out.add(page_.document->parent(other.container) == page_.document->parent(block.container) ||
                    other.container == block.container);
            out.add(html::is_heading(page_.document->tag(other.container)));
        }
    }

    void write_page(FirstWriter& out) const {  // 8
        out.add(finer(page_.weight));
        out.add(magnitude(static_cast<std::uint32_t>(page_.blocks.size())));
        out.add(ratio(page_links_, page_.weight));
        out.add(ratio(page_wide_, page_.weight));
        out.add(magnitude(page_paragraphs_));
        out.add(static_cast<float>(std::min<std::size_t>(candidates_.articles, 12)));
        out.add(linked_.type.find("Forum") != std::string::npos ||
                linked_.type.find("QA") != std::string::npos);
        out.add(linked_.type == "Product" || linked_.type == "CollectionPage");
    }

    void write_evidence(const Block& block, FirstWriter& out) const {  // 10
        const html::Document& document = *page_.document;
        std::size_t steps = best_chain_.size();
        for (std::size_t step = 0; step < best_chain_.size(); ++step) {
            const ElementFacts& facts = page_.facts(best_chain_[step]);
            const auto index = static_cast<std::uint32_t>(&block - page_.blocks.data());
            if (index >= facts.first_block && index < facts.end_block) {
                steps = step;
                break;
            }
        }
        out.add(static_cast<float>(steps));
        out.add(candidates_.scored == html::no_node
                    ? 0.0F
                    : ratio(page_.facts(candidates_.scored).weight, page_.weight));
        out.add(is_inside(block, candidates_.semantic));
        out.add(is_inside(block, candidates_.main));
        out.add(candidates_.semantic != html::no_node && page_.facts(candidates_.semantic).is_article_body);
        const bool wants_key = !body_windows_.empty() || block.weight < 400;
        const std::string key = wants_key ? compare_key(page_.text_of(block)) : std::string();
        out.add(body_windows_.empty() ? -1.0F : body_windows_.covered(key));
        out.add(!title_key_.empty() && key == title_key_);
        out.add(key.size() > 12 && description_.size() > 12 &&
                description_.find(key.substr(0, 40)) != std::string::npos);
        const auto copies = copies_.find(std::hash<std::string_view>{}(page_.text_of(block)));
        out.add(static_cast<float>(copies == copies_.end() ? 1 : std::min<std::uint32_t>(copies->second, 8)));
        out.add(document.tag(document.parent(block.container)) == Tag::a);
    }

    // What the page says it is: kinds of pages differ in what is their text.
    void read_kind(const Landmarks& marks, const url::Url& address) {
        const std::string_view open_graph = marks.meta({"og:type"});
        kind_[0] = equals_ignoring_ascii_case(open_graph, "article");
        kind_[1] = equals_ignoring_ascii_case(open_graph, "website");
        kind_[2] = linked_.type.find("Article") != std::string::npos || linked_.type == "BlogPosting";
        kind_[3] = !linked_.type.empty();
        const std::string_view path = address.pathname();
        const std::string_view last = path.substr(path.rfind('/') + 1);
        const auto count = [](std::string_view text, auto is_one) {
            return static_cast<float>(
                std::min<std::ptrdiff_t>(std::count_if(text.begin(), text.end(), is_one), 20));
        };
        kind_[4] = count(path, [](char c) { return c == '/'; });
        kind_[5] = count(last, [](char c) { return c == '-' || c == '_'; });
        kind_[6] = count(path, [](char c) { return is_ascii_digit(c); });
        kind_[7] = !address.search().empty();
        kind_[8] = ratio(repetition_.weight, page_.weight);
        kind_[9] = ratio(repetition_.link_weight, repetition_.weight);
        kind_[10] = magnitude(repetition_.length);
        const std::string type = page_type(page_, marks, linked_, address);
        kind_[11] = type == "forum";
        kind_[12] = type == "listing";
        kind_[13] = type == "product";
        kind_[14] = type == "documentation";
        kind_[15] = magnitude(byline_cues_);
    }

    void write_kind(FirstWriter& out) const {  // 16
        for (const float value : kind_) out.add(value);
    }

    void write_repetition(std::size_t i, FirstWriter& out) const {  // 7
        out.add(repetition_.length == 0       ? -1.0F
                : i < repetition_.first_block ? 0.0F
                : i < repetition_.end_block   ? 1.0F
                                              : 2.0F);
        const Places::Totals& like = places_.totals[places_.of_block[i]];
        out.add(magnitude(like.blocks));
        out.add(ratio(like.weight, page_.weight));
        out.add(ratio(like.link_weight, like.weight));
        out.add(finer(like.weight / std::max<std::uint32_t>(like.blocks, 1)));
        // What comes next, further than the neighbours: a heading is of what stands under it.
        std::uint32_t weight = 0;
        std::uint32_t links = 0;
        for (std::size_t at = i + 1; at < std::min(i + 6, page_.blocks.size()); ++at) {
            weight += page_.blocks[at].weight;
            links += page_.blocks[at].link_weight;
        }
        out.add(finer(weight));
        out.add(ratio(links, weight));
    }

    // How the block lies to the title: a second article below the first, or the talk under it, is further
    // away.
    void write_from_title(std::size_t i, const Block& block, FirstWriter& out) const {  // 9
        NodeId node = block.container;
        float article = -1.0F;  // the innermost <article> around the block: does it hold the title?
        for (; node != html::no_node; node = page_.document->parent(node)) {
            const ElementFacts& facts = page_.facts(node);
            const bool has_title = facts.first_block <= heading_ && heading_ < facts.end_block;
            if (article < 0 && page_.document->tag(node) == Tag::article) article = has_title ? 1.0F : 0.0F;
            if (has_title) break;
        }
        out.add(article);
        out.add(node == html::no_node ? 1.0F : ratio(page_.facts(node).weight, page_.weight));
        out.add(ratio(i > heading_ ? weight_before_ - title_weight_ : 0, page_.weight));
        out.add(finer(i > heading_ ? weight_before_ - title_weight_ : 0));
        out.add(static_cast<float>(std::min<std::uint32_t>(top_headings_, 6)));
        out.add(magnitude(comment_cues_));
        out.add(magnitude(related_cues_));
        out.add(magnitude(bylines_before_));
        out.add(std::min(static_cast<float>(i - last_byline_), 30.0F));
    }

    float is_inside(const Block& block, NodeId element) const {
        if (element == html::no_node) return -1.0F;
        const ElementFacts& facts = page_.facts(element);
        const auto index = static_cast<std::uint32_t>(&block - page_.blocks.data());
        return index >= facts.first_block && index < facts.end_block ? 1.0F : 0.0F;
    }

    void note_passed(std::size_t i, const Block& block) {
        if (i == heading_) title_weight_ = weight_before_;
        weight_before_ += block.weight;
        top_headings_ += page_.document->tag(block.container) == Tag::h1 ? 1U : 0U;
        comment_cues_ += block.cue == Cue::comments ? 1U : 0U;
        related_cues_ += block.cue == Cue::related ? 1U : 0U;
        if (block.cue != Cue::byline) return;
        ++bylines_before_;
        last_byline_ = i;
    }

    void note_heading(std::size_t i, const Block& block) {
        if (html::is_heading(page_.document->tag(block.container))) {
            last_heading_ = i;
            last_heading_cue_ = block.cue;
        }
        since_cue_ = block.cue == Cue::none ? since_cue_ + 1 : 0;
    }

    const Page& page_;
    std::vector<OddsRow> odds_;
    const LinkedArticle& linked_;
    const Candidates& candidates_;
    Places places_;
    Repetition repetition_;
    std::array<float, 16> kind_{};
    std::string title_key_;
    WindowSet body_windows_;
    std::string description_;
    std::uint32_t heading_ = 0;
    std::uint32_t page_links_ = 0;
    std::uint32_t page_wide_ = 0;
    std::uint32_t page_paragraphs_ = 0;
    std::unordered_map<std::size_t, std::uint32_t> copies_;
    std::vector<NodeId> best_chain_;
    std::size_t last_heading_ = 0;
    Cue last_heading_cue_ = Cue::none;
    std::size_t since_cue_ = 30;
    std::uint32_t byline_cues_ = 0;    // in the page
    std::uint32_t weight_before_ = 0;  // these: up to the block at hand
    std::uint32_t title_weight_ = 0;
    std::uint32_t top_headings_ = 0;
    std::uint32_t comment_cues_ = 0;
    std::uint32_t related_cues_ = 0;
    std::uint32_t bylines_before_ = 0;
    std::size_t last_byline_ = 0;
};

}  // namespace

std::vector<FirstRow> first_stage_rows(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
                                       const Candidates& candidates, const std::string& title,
                                       const url::Url& address, const Lexicon& lexicon) {
    return FirstStage(page, marks, linked, candidates, title, address, lexicon).rows();
}

}  // namespace webclip::extract
