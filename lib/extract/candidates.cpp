#include "candidates.h"

#include <algorithm>
#include <vector>

#include "html/tag.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

constexpr SubjectSet unlikely = subject_bit(Subject::comment) | subject_bit(Subject::related) |
                                subject_bit(Subject::navigation) | subject_bit(Subject::footer) |
                                subject_bit(Subject::side) | subject_bit(Subject::advert) |
                                subject_bit(Subject::dialog) | subject_bit(Subject::newsletter);
constexpr SubjectSet likely = subject_bit(Subject::article) | subject_bit(Subject::content);

// A paragraph's worth goes in full to its parent, by halves further up: the container of many paragraphs wins
// over each of them and over the page.
void spread_scores(Page& page) {
    constexpr int levels = 5;
    for (const Block& block : page.blocks) {
        if (block.weight < 40 || block.hidden || block.link_weight * 2 > block.weight) continue;
        const float own = 1.0F + static_cast<float>(block.commas + block.stops) * 0.5F +
                          std::min(static_cast<float>(block.weight) / 100.0F, 4.0F);
        float share = own * (1.0F - static_cast<float>(block.link_weight) / static_cast<float>(block.weight));
        NodeId node = block.container;
        for (int level = 0; level < levels && node != html::no_node; ++level) {
            page.elements[static_cast<std::size_t>(node)].score += share;
            if (level > 0) share *= 0.6F;
            node = page.document->parent(node);
        }
    }
}

float adjusted_score(const ElementFacts& facts) {
    const float density =
        facts.weight == 0 ? 1.0F : static_cast<float>(facts.link_weight) / static_cast<float>(facts.weight);
    float score = facts.score * (1.0F - density);
    if ((facts.subjects & likely) != 0) score *= 1.2F;
    if ((facts.subjects & unlikely) != 0) score *= (facts.subjects & likely) != 0 ? 0.9F : 0.5F;
    return facts.hidden ? score * 0.3F : score;
}

}  // namespace

Candidates find_candidates(Page& page) {
    spread_scores(page);
    const html::Document& document = *page.document;
    Candidates found;
    float best = 0;
    std::uint32_t semantic_weight = 0;
    std::uint32_t main_weight = 0;
    for (std::size_t i = 0; i < page.elements.size(); ++i) {
        const ElementFacts& facts = page.elements[i];
        if (facts.weight == 0) continue;
        const auto node = static_cast<NodeId>(i);
        const Tag tag = document.tag(node);
        const float score = adjusted_score(facts);
        if (score > best && tag != Tag::p && tag != Tag::html) {
            best = score;
            found.scored = node;
        }
        if (tag == Tag::article && facts.weight > 100) ++found.articles;
        const std::uint32_t named = facts.is_article_body ? facts.weight * 2 : facts.weight;
        if ((tag == Tag::article || facts.is_article_body) && named > semantic_weight) {
            semantic_weight = named;
            found.semantic = node;
        }
        const bool is_main = tag == Tag::main || document.attribute_or(node, "role") == "main";
        if (is_main && facts.weight > main_weight) {
            main_weight = facts.weight;
            found.main = node;
        }
    }
    return found;
}

std::string path_of(const html::Document& document, html::NodeId node) {
    std::vector<std::string> steps;
    for (; node != html::no_node && document.kind(node) == html::NodeKind::element;
         node = document.parent(node)) {
        std::string step(document.name(node));
        const std::string_view id = document.attribute_or(node, "id");
        if (!id.empty() && id.size() < 40) step += "#" + std::string(id);
        steps.push_back(std::move(step));
    }
    std::string path;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) path += (path.empty() ? "" : ">") + *step;
    return path;
}

}  // namespace webclip::extract
