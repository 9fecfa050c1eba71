// The page as one flat list of blocks: runs of inline text between block boundaries, with what was measured
// on the way. Everything that decides about text looks at this list, not at the tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "class_words.h"
#include "html/document.h"
#include "phrase_cues.h"

namespace webclip::extract {

struct Block {
    html::NodeId container = html::no_node;  // nearest block-level ancestor
    std::uint32_t first_text = 0;            // in Page::text_nodes
    std::uint32_t end_text = 0;
    std::uint32_t first_char = 0;  // in Page::text
    std::uint32_t end_char = 0;
    std::uint32_t weight = 0;       // as text::weighted_length
    std::uint32_t link_weight = 0;  // of it inside links
    std::uint32_t bold_weight = 0;
    std::uint32_t digits = 0;
    std::uint32_t capitals = 0;  // words that begin with A–Z
    std::uint32_t words = 0;
    std::uint32_t wide = 0;    // CJK characters
    std::uint32_t commas = 0;  // , ; : and their CJK kin
    std::uint32_t stops = 0;   // . ! ? and their CJK kin
    std::uint16_t links = 0;
    std::uint16_t separators = 0;  // | / » · •
    bool ends_with_stop = false;
    bool hidden = false;
    bool after_break = false;  // begins after a <br>
    Cue cue = Cue::none;
};

// What is known of an element, by NodeId. Sums include everything inside.
struct ElementFacts {
    SubjectSet subjects = 0;
    std::uint32_t weight = 0;
    std::uint32_t link_weight = 0;
    std::uint32_t paragraphs = 0;  // blocks of at least 50 that are not mostly links
    std::uint32_t commas = 0;
    std::uint32_t first_block = 0;
    std::uint32_t end_block = 0;
    std::uint32_t signature = 0;   // tag and class
    std::uint32_t run_head = 0;    // first of the like siblings in a row: its NodeId
    std::uint32_t run_length = 0;  // kept at the head only
    float score = 0;               // see candidates.h
    bool hidden = false;
    bool is_article_body = false;  // itemprop=articleBody
};

struct ImageSpot {
    html::NodeId node = html::no_node;
    std::uint32_t block = 0;  // blocks that begin before it
};

struct Page {
    const html::Document* document = nullptr;
    std::string text;  // of all blocks, white space collapsed
    std::vector<html::NodeId> text_nodes;
    std::vector<Block> blocks;
    std::vector<ElementFacts> elements;  // by NodeId
    std::vector<ImageSpot> images;
    std::uint32_t weight = 0;

    std::string_view text_of(const Block& block) const {
        return std::string_view(text).substr(block.first_char, block.end_char - block.first_char);
    }
    const ElementFacts& facts(html::NodeId node) const { return elements[static_cast<std::size_t>(node)]; }
};

// Linear in the page. `document` must be fresh from the parser and outlive the Page.
Page read_page(const html::Document& document);

}  // namespace webclip::extract
