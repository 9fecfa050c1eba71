#include "feed/parsed_feed.h"
#include "fields.h"
#include "mode.h"

namespace webclip::conformance {

namespace {

std::string_view name_of(feed::Format format) {
    switch (format) {
        case feed::Format::unknown: return "unknown";
        case feed::Format::rss_090: return "rss090";
        case feed::Format::rss_091: return "rss091";
        case feed::Format::rss_092: return "rss092";
        case feed::Format::rss_20: return "rss20";
        case feed::Format::rss_10: return "rss10";
        case feed::Format::atom_03: return "atom03";
        case feed::Format::atom_10: return "atom10";
        case feed::Format::cdf: return "cdf";
        case feed::Format::json_feed: return "json";
        case feed::Format::sitemap: return "sitemap";
        case feed::Format::sitemap_index: return "sitemap_index";
    }
    return "unknown";
}

json entry_json(const feed::ParsedEntry& entry) {
    json enclosures = json::array();
    for (const feed::Enclosure& enclosure : entry.enclosures) {
        enclosures.push_back({{"url", enclosure.url},
                              {"type", enclosure.type},
                              {"length", enclosure.length ? json(*enclosure.length) : json()}});
    }
    return {{"id", entry.id},
            {"url", entry.url},
            {"title", entry.title},
            {"author", entry.author},
            {"published", time_or_null(entry.published)},
            {"updated", time_or_null(entry.updated)},
            {"summary", entry.summary},
            {"content", entry.content},
            {"categories", entry.categories},
            {"enclosures", enclosures}};
}

}  // namespace

json feed_case(const json& input, Context& context) {
    const std::string bytes = bytes_field(input);
    const auto read =
        context.readers->read_feed({.bytes = bytes,
                                    .content_encoding = {},
                                    .content_type = text_field(input, "content_type"),
                                    .url = text_field(input, "url", "https://example.org/feed")});
    if (!read) {
        json answer = failure(read.error());
        if (!read.error().feed_links.empty()) answer["feed_links"] = read.error().feed_links;
        return answer;
    }
    json entries = json::array();
    for (const feed::ParsedEntry& entry : read->entries) entries.push_back(entry_json(entry));
    return {{"format", name_of(read->format)},
            {"title", read->title},
            {"link", read->link},
            {"updated", time_or_null(read->updated)},
            {"ttl_s", read->ttl ? json(read->ttl->count()) : json()},
            {"language", read->language},
            {"children", read->children},
            {"warnings", read->warnings},
            {"entries", entries}};
}

}  // namespace webclip::conformance
