// Where a feed's own element begins, and which format its name and namespaces promise.
#pragma once

#include <cstddef>
#include <string_view>

#include "feed/parsed_feed.h"

namespace webclip::feed {

enum class RootKind { none, feed, html };

struct Root {
    RootKind kind = RootKind::none;
    Format format = Format::unknown;
    std::size_t at = 0;           // of its start tag
    std::string_view subset;      // internal subset of a document type before it
    bool is_first_markup = true;  // no other element and no text stood before it
};

// Looks past junk for the first element that can be a feed, within the first 256 KiB of text (UTF-8). A page
// whose first element is <html> is HTML whatever follows.
Root find_root(std::string_view text);

// As find_root, for the root of an OPML document; kind is none when there is none.
Root find_opml_root(std::string_view text);

}  // namespace webclip::feed
