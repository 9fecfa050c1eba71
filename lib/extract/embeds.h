// Players that stand in the article: sanitising turns them into links with their titles.
#pragma once

#include <vector>

#include "blocks.h"
#include "html/document.h"

namespace webclip::extract {

// Frames of well-known players, and video and audio elements, between the first and the last kept text. Other
// frames in an article are advertisements and widgets more often than not. A lazy frame's `data-src` becomes
// its `src`.
std::vector<html::NodeId> embeds_within(html::Document& document, const Page& page,
                                        const std::vector<bool>& kept);

}  // namespace webclip::extract
