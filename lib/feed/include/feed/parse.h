// Reads feeds of any format and encoding, well-formed or not. Reader processes only: libxml2 and Gumbo see
// the bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "feed/parsed_feed.h"
#include "url/url.h"

namespace webclip::feed {

struct ParseLimits {
    std::size_t entries = 5000;
    std::size_t skip =
        0;  // entries passed over first: with `truncated`, the way to the rest of a very long feed
    std::size_t title_bytes = 4096;
    std::size_t content_bytes = 2U << 20U;
};

struct FeedContext {
    url::Url address;          // where it came from after redirects; base of relative links
    std::string content_type;  // the HTTP header
};

enum class FeedFailure { not_a_feed, html_page, empty, malformed };

struct FeedError {
    FeedFailure code;
    std::string message;
    std::vector<std::string> feed_links;  // html_page: the feeds the page names, best first
};

// `bytes` after content decoding, in the origin's charset. XML is made well-formed first (junk before the
// prolog, stray ampersands, HTML's entities, control characters, unclosed elements; a well-formed feed keeps
// its meaning) and then read by libxml2 with recovery, without network, DTD loading or entity substitution:
// of a document type only internal entities of plain text count, within 256 KiB in all. Elements below depth
// 200 lose their tags.
Expected<ParsedFeed, FeedError> parse(std::string_view bytes, const FeedContext& context,
                                      const ParseLimits& limits = {});

// What the first bytes look like, without parsing.
Format detect_format(std::string_view bytes);

// Feeds named by an HTML page (<link rel=alternate>, then links that look like feeds), absolute, best first.
std::vector<std::string> find_feed_links(std::string_view html_bytes, const FeedContext& context);

// Date formats met in feeds: RFC 822 and its variants with any zone name, RFC 3339, W3CDTF, ISO 8601 basic,
// asctime, and the Chinese, Japanese, Korean, Greek, Hungarian forms that real feeds use.
std::optional<Timestamp> parse_date(std::string_view text);

}  // namespace webclip::feed
