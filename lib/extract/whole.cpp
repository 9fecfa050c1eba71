#include "whole.h"

#include <algorithm>

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

}  // namespace

void keep_whole(const Page& page, std::vector<bool>& kept) {
    for (std::size_t i = 0; i < page.elements.size(); ++i) {
        const ElementFacts& facts = page.elements[i];
        const auto node = static_cast<NodeId>(i);
        const Tag tag = page.document->tag(node);
        if ((tag != Tag::table && tag != Tag::pre) || facts.hidden || facts.weight == 0) continue;
        if (facts.end_block <= facts.first_block + 1) continue;
        const bool mostly_kept = kept_weight(page, facts, kept) * 5 >= facts.weight * 2;
        if (!mostly_kept && (tag == Tag::pre || !stands_between(facts, kept))) continue;
        if (tag == Tag::table && !is_data_table(page, node)) continue;
        std::fill(kept.begin() + facts.first_block, kept.begin() + facts.end_block, true);
    }
}

}  // namespace webclip::extract
