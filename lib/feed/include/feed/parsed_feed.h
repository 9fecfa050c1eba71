// Every kind of feed in one shape.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"

namespace webclip::feed {

enum class Format {
    unknown,
    rss_090,
    rss_091,
    rss_092,
    rss_20,
    rss_10,
    atom_03,
    atom_10,
    cdf,
    json_feed,
    sitemap,
    sitemap_index
};

struct Enclosure {
    std::string url;
    std::string type;
    std::optional<std::int64_t> length;
};

struct ParsedEntry {
    std::string id;     // guid, atom:id; "" when none
    std::string url;    // absolute; "" when the entry names none
    std::string title;  // plain text, at most 4 KiB
    std::string author;
    std::optional<Timestamp> published;
    std::optional<Timestamp> updated;
    std::string summary;  // sanitised HTML
    std::string content;  // sanitised HTML; the fullest text the feed gives
    std::vector<std::string> categories;
    std::vector<Enclosure> enclosures;  // also media:content and itunes images
};

struct ParsedFeed {
    Format format = Format::unknown;
    std::string title;  // plain text
    std::string link;   // the site's page, absolute
    std::optional<Timestamp> updated;
    std::optional<std::chrono::seconds>
        ttl;                             // RSS ttl, sy:updatePeriod / updateFrequency, JSON Feed has none
    std::vector<int> skip_hours;         // 0–23 GMT
    std::vector<std::string> skip_days;  // "Monday"
    std::string next_url;                // RFC 5005 / JSON Feed next page
    std::string language;
    std::vector<ParsedEntry> entries;
    std::vector<std::string> children;  // of a sitemap index: addresses of sitemaps
    std::vector<std::string> warnings;  // what was read leniently
    bool truncated = false;             // more entries than the limit
};

}  // namespace webclip::feed
