// What the block model looks at: one row of numbers a block, in two stages. Stage one sees the block, its
// place and its neighbours; stage two also what stage one thinks of everything around. A change here needs
// new weights (test/extract/extract_train.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "candidates.h"
#include "json_ld.h"
#include "landmarks.h"
#include "lexicon.h"
#include "url/url.h"

namespace webclip::extract {

inline constexpr std::size_t first_stage_count = 188;
inline constexpr std::size_t second_stage_count = 51;

using FirstRow = std::array<float, first_stage_count>;
using SecondRow = std::array<float, second_stage_count>;

// One row a block.
std::vector<FirstRow> first_stage_rows(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
                                       const Candidates& candidates, const std::string& title,
                                       const url::Url& address, const Lexicon& lexicon);

// `likely` holds stage one's probability of every block.
std::vector<SecondRow> second_stage_rows(const Page& page, const std::vector<float>& likely);

}  // namespace webclip::extract
