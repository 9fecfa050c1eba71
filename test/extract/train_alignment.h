// Which blocks of a page its ground truth holds.
#pragma once

#include <string>
#include <vector>

namespace webclip::extract {

enum class Holding {
    absent,
    present,
    elsewhere,  // the truth holds these words once, and another block of the page has them as well
};

// `blocks` are the texts of a page's blocks in its order, as compare_key() leaves them. Long blocks are
// aligned with the truth, so that of two with the same words the one in its place is present; short ones must
// stand between the long ones around them.
std::vector<Holding> align(const std::vector<std::string>& blocks, const std::string& truth_text);

}  // namespace webclip::extract
