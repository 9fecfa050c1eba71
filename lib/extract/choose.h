// From probabilities to a decision: which blocks are the article. Too much or too little kept in the middle
// or at the edges is mended here; wrong probabilities are mended in block_features.h and the weights.
#pragma once

#include <vector>

#include "blocks.h"
#include "candidates.h"
#include "extract/extract.h"

namespace webclip::extract {

// One entry a block. Never all false on a page with text that is no link.
std::vector<bool> choose_blocks(const Page& page, const Candidates& candidates,
                                const std::vector<float>& likely);

}  // namespace webclip::extract
