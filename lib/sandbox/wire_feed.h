// Feeds and subscription lists on the wire.
#pragma once

#include "feed/parsed_feed.h"
#include "feed/subscriptions.h"
#include "wire_article.h"

namespace webclip::sandbox {

inline constexpr std::size_t entries_limit = 5000;
inline constexpr std::size_t sitemaps_limit = 50'000;  // sitemaps.org: of one index
inline constexpr std::size_t subscriptions_limit = 50'000;

template <typename Wire, typename Enclosure>
void describe_enclosure(Wire& wire, Enclosure& enclosure) {
    wire.address(enclosure.url);
    wire.text(enclosure.type, line_limit);
    wire.maybe(enclosure.length, [&](auto& length) { wire.number(length, 0, INT64_MAX); });
}

template <typename Wire, typename Entry>
void describe_entry(Wire& wire, Entry& entry) {
    wire.text(entry.id, address_limit);
    wire.address(entry.url);
    wire.text(entry.title, line_limit);
    wire.text(entry.author, line_limit);
    wire.maybe(entry.published, [&](auto& time) { wire.time(time); });
    wire.maybe(entry.updated, [&](auto& time) { wire.time(time); });
    wire.whole_text(entry.summary, document_limit);
    wire.whole_text(entry.content, document_limit);
    describe_lines(wire, entry.categories, tags_limit);
    wire.list(entry.enclosures, 100, [&](auto& enclosure) { describe_enclosure(wire, enclosure); });
}

template <typename Wire, typename Feed>
void describe_feed(Wire& wire, Feed& feed) {
    wire.choice(feed.format, feed::Format::sitemap_index);
    wire.text(feed.title, line_limit);
    wire.address(feed.link);
    wire.maybe(feed.updated, [&](auto& time) { wire.time(time); });
    wire.maybe(feed.ttl, [&](auto& ttl) { wire.seconds(ttl); });
    wire.list(feed.skip_hours, 24, [&](auto& hour) { wire.number(hour, 0, 23); });
    wire.list(feed.skip_days, 7, [&](auto& day) { wire.text(day, 32); });
    wire.address(feed.next_url);
    wire.text(feed.language, line_limit);
    wire.list(feed.entries, entries_limit, [&](auto& entry) { describe_entry(wire, entry); });
    wire.list(feed.children, sitemaps_limit, [&](auto& address) { wire.address(address); });
    describe_lines(wire, feed.warnings, tags_limit);
    wire.flag(feed.truncated);
}

// Addresses as the file has them: who reads them parses them anew.
template <typename Wire, typename Subscription>
void describe_subscription(Wire& wire, Subscription& subscription) {
    wire.text(subscription.url, address_limit);
    wire.text(subscription.title, line_limit);
    describe_lines(wire, subscription.tags, tags_limit);
}

}  // namespace webclip::sandbox
