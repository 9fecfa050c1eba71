// The article as a tree of its own: what was chosen, with its structure, and nothing else.
#pragma once

#include <vector>

#include "blocks.h"
#include "html/document.h"

namespace webclip::extract {

// Moves the kept blocks and pictures of `page` into a new <div> of `document` (the one `page` was read from)
// and returns it. Elements left without content are gone; tables keep their empty cells, code its blanks.
html::NodeId build_body(html::Document& document, const Page& page, const std::vector<bool>& kept,
                        const std::vector<html::NodeId>& images);

// The text nodes of the pictures' captions (a figure's figcaption, the other rows of a layout table around
// one picture): a caption lives and dies with its picture, whatever its words look like.
std::vector<html::NodeId> caption_texts(const html::Document& document,
                                        const std::vector<html::NodeId>& images);

// Pictures in layout tables with their caption in the next cell or row, and pictures with a caption-like
// element after them, become <figure> with <figcaption>.
void form_figures(html::Document& document, html::NodeId body);

}  // namespace webclip::extract
