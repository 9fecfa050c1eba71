// An article: what the extractor found in a page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"

namespace webclip::model {

// A picture of the article. Its place in `Article::html` is the <img> whose src is `asset:<index>`.
struct Image {
    std::string url;  // absolute; as the page shows it
    // Where it is to be had, best first: the widest useful candidate, `url`, smaller ones, a proxy's
    // original. Empty: `url` alone.
    std::vector<std::string> candidates;
    std::string alt;
    std::string caption;  // plain text
};

struct Article {
    std::string title;
    std::string byline;  // names, ", " between them
    std::optional<Timestamp> published;
    std::string published_text;  // ISO 8601 as found, with its own zone or without; "" when none
    std::optional<Timestamp> modified;
    std::string site;
    std::string language;  // BCP 47
    std::string excerpt;
    std::string section;
    std::vector<std::string> tags;
    std::string canonical_url;
    std::string
        html;  // sanitised; links absolute; images as absolute URLs or, after media::plan, as asset:<index>
    std::string text;  // one line a block
    std::vector<Image> images;
    std::string lead_image;  // absolute URL; "" when none
    std::string page_type;   // "article", "forum", "listing", "product", "documentation"
    std::string amp_url;     // its twin for phones; "" when none
    std::string print_url;   // its twin for printers, often all pages in one; "" when none
    bool paywalled = false;
    bool is_teaser = false;  // paywalled, and the text is only its beginning
};

}  // namespace webclip::model
