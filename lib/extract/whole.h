// Tables of data, code and posts shown from elsewhere are the article's as wholes or not at all: a table
// without some of its cells says something else.
#pragma once

#include <vector>

#include "blocks.h"

namespace webclip::extract {

// Keeps all of each data table (rows of like length, no tables within, no prose to speak of) and of each
// <pre> of which a good part is kept already; and data tables and shown posts (of Twitter, Bluesky, Mastodon,
// which names and dates make look like furniture) between blocks that are kept. Linear.
void keep_whole(const Page& page, std::vector<bool>& kept);

}  // namespace webclip::extract
