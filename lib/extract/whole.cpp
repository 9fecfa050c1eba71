#include "whole.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "html/tag.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

struct Shape {
    int rows = 0;
    int columns = 0;    // of the first row that has two cells or more
    int like_rows = 0;  // with as many cells, spans counted out
    bool has_tables = false;
};

Shape shape_of(const Document& document, NodeId table) {
    Shape shape;
    int cells = 0;
    const auto end_row = [&] {
        if (shape.columns < 2) shape.columns = cells;
        if (cells >= 2) ++shape.like_rows;
        cells = 0;
    };
    for (NodeId node = document.next(table, table); node != html::no_node;
         node = document.next(node, table)) {
        const Tag tag = document.tag(node);
        if (tag == Tag::table) {
            shape.has_tables = true;
            return shape;
        }
        if (tag == Tag::tr) {
            end_row();
            ++shape.rows;
        }
        if (tag == Tag::td || tag == Tag::th) ++cells;
    }
    end_row();
    return shape;
}

bool is_data_table(const Page& page, NodeId table) {
    const Shape shape = shape_of(*page.document, table);
    if (shape.has_tables || shape.rows < 2 || shape.columns < 2 || shape.like_rows * 3 < shape.rows * 2)
        return false;
    const ElementFacts& facts = page.facts(table);
    // Prose in cells means layout; mostly links, navigation.
    constexpr std::uint32_t longest_cell = 400;
    for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) {
        if (page.blocks[i].weight > longest_cell) return false;
    }
    return facts.link_weight * 10 < facts.weight * 8;
}

std::uint32_t kept_weight(const Page& page, const ElementFacts& facts, const std::vector<bool>& kept) {
    std::uint32_t weight = 0;
    for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) {
        if (kept[i]) weight += page.blocks[i].weight;
    }
    return weight;
}

// The text before it and the text behind it belong.
bool stands_between(const ElementFacts& facts, const std::vector<bool>& kept) {
    return facts.first_block > 0 && facts.end_block < kept.size() && kept[facts.first_block - 1] &&
           kept[facts.end_block];
}

bool is_shown_post(const Document& document, NodeId node) {
    if (document.tag(node) != Tag::blockquote) return false;
    const std::string_view classes = document.attribute_or(node, "class");
    constexpr std::array<std::string_view, 3> names{"twitter-tweet", "bluesky-embed", "mastodon-embed"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return classes.starts_with(name); });
}

bool is_whole(const Page& page, NodeId node, const std::vector<bool>& kept) {
    const ElementFacts& facts = page.facts(node);
    if (is_shown_post(*page.document, node)) return stands_between(facts, kept);
    const Tag tag = page.document->tag(node);
    if ((tag != Tag::table && tag != Tag::pre) || facts.end_block == facts.first_block + 1) return false;
    const bool mostly_kept = kept_weight(page, facts, kept) * 5 >= facts.weight * 2;
    if (!mostly_kept && (tag == Tag::pre || !stands_between(facts, kept))) return false;
    return tag == Tag::pre || is_data_table(page, node);
}

}  // namespace

void keep_whole(const Page& page, std::vector<bool>& kept) {
    for (std::size_t i = 0; i < page.elements.size(); ++i) {
        const ElementFacts& facts = page.elements[i];
        const auto node = static_cast<NodeId>(i);
        if (facts.hidden || facts.weight == 0 || facts.end_block <= facts.first_block) continue;
        if (!is_whole(page, node, kept)) continue;
        std::fill(kept.begin() + facts.first_block, kept.begin() + facts.end_block, true);
    }
}

}  // namespace webclip::extract
