// What repeats in a page: rows of like siblings (posts of a thread, cards of a listing) and blocks that stand
// in like places (every answer's text, every card's price). What holds for one of them mostly holds for all.
#pragma once

#include <cstdint>
#include <vector>

#include "blocks.h"

namespace webclip::extract {

// Like siblings in a row that each carry text.
struct Repetition {
    html::NodeId head = html::no_node;  // ElementFacts::run_head of all of them
    std::uint32_t length = 0;
    std::uint32_t weight = 0;
    std::uint32_t link_weight = 0;
    SubjectSet subjects = 0;
    std::uint32_t first_block = 0;
    std::uint32_t end_block = 0;
};

// The heaviest row of at least four; length 0 when there is none.
Repetition heaviest_repetition(const Page& page);

// Blocks whose container, its parent and its grandparent have the same tags and classes.
struct Places {
    struct Totals {
        std::uint32_t blocks = 0;
        std::uint32_t weight = 0;
        std::uint32_t link_weight = 0;
    };
    std::vector<std::uint32_t> of_block;  // index into totals
    std::vector<Totals> totals;
};

Places like_places(const Page& page);

}  // namespace webclip::extract
