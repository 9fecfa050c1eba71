// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#pragma once

#include <string_view>

#include "base/expected.h"
#include "feed/parse.h"

namespace webclip::feed {

Expected<ParsedFeed, FeedError> read_json_feed(std::string_view text, const FeedContext& context,
                                               const ParseLimits& limits);

}  // namespace webclip::feed
