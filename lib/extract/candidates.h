// Places that may hold the article: the container that scores best, and what the markup itself calls the
// article. They are features for the block model and appear in the Explanation; none decides alone.
#pragma once

#include <string>

#include "blocks.h"

namespace webclip::extract {

struct Candidates {
    html::NodeId scored = html::no_node;    // best by paragraphs, commas and length, less links
    html::NodeId semantic = html::no_node;  // the heaviest of article elements and itemprop=articleBody
    html::NodeId main = html::no_node;      // <main> or role=main
    std::size_t articles = 0;               // <article> elements with text
};

// Also fills ElementFacts::score.
Candidates find_candidates(Page& page);

// "html>body>div#main>article", for people.
std::string path_of(const html::Document& document, html::NodeId node);

}  // namespace webclip::extract
