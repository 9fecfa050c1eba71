// RSS, RDF, Atom, CDF and sitemaps: everything that is XML.
#pragma once

#include <string>
#include <string_view>

#include "base/expected.h"
#include "feed/parse.h"
#include "root.h"

namespace webclip::feed {

// `text` is UTF-8 and holds `root`.
Expected<ParsedFeed, FeedError> read_xml_feed(std::string_view text, const Root& root,
                                              const FeedContext& context, const ParseLimits& limits);

}  // namespace webclip::feed
