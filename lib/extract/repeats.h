// What an article says twice: a page that is drawn once for wide and once for narrow screens, and a later
// page that repeats the headings, the lead and the picture of the earlier ones.
#pragma once

#include <cstdint>
#include <vector>

#include "blocks.h"
#include "extract/extract.h"

namespace webclip::extract {

// `kept` without long blocks that stand in another place of the page before, and without the short ones
// around them that do. What an author repeats stays: lines of a song among their like, cells, code,
// quotations.
std::vector<bool> without_doubles(const Page& page, std::vector<bool> kept);
// `kept` without long blocks that stood on an earlier page, and without short ones at both ends.
std::vector<bool> without_repeats(const Page& page, std::vector<bool> kept, const EarlierPages& earlier);
// Takes pictures of earlier pages out of the finished body, each with the figure around it.
void remove_repeated_images(html::Document& document, html::NodeId body, const EarlierPages& earlier);
// EarlierPages::blocks of this page.
std::vector<std::uint32_t> marks_of_kept(const Page& page, const std::vector<bool>& kept);

}  // namespace webclip::extract
