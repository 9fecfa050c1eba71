// Which key stands for which option: one table, walked by load and by show, so that the two cannot disagree.
#pragma once

#include "config/config.h"

namespace webclip::config {

template <typename Visitor>
void visit_fetch(Visitor& visit, net::Options& options) {
    visit("user_agent", options.user_agent);
    visit("contact", options.contact);
    visit("connect_timeout", options.connect_timeout);
    visit("total_timeout", options.total_timeout);
    visit("image_timeout", options.image_timeout);
    visit("low_speed_bytes", options.low_speed_bytes);
    visit("low_speed_time", options.low_speed_time);
    visit("feed_limit", options.feed_limit);
    visit("page_limit", options.page_limit);
    visit("image_limit", options.image_limit);
    visit("header_limit", options.header_limit);
    visit("redirects", options.redirects);
    visit("connections", options.connections);
    visit("http2", options.http2);
    visit("streams", options.streams);
    visit("connection_age", options.connection_age);
    visit("lookup_age", options.lookup_age);
    visit("ports", options.ports);
    visit("proxy", options.proxy);
    visit("ca_file", options.ca_file);
    visit("allow_private", options.allow_private);
    visit("resolve", options.resolve);
}

template <typename Visitor>
void visit_politeness(Visitor& visit, schedule::Policy& policy, net::Options& net) {
    visit("every", policy.every);
    visit("hourly", policy.hourly);
    visit("at_least", policy.at_least);
    visit("at_most", policy.at_most);
    visit("jitter", policy.jitter);
    visit("retry_first", policy.retry_first);
    visit("retry_most", policy.retry_most);
    visit("dead_after", policy.dead_after);
    visit("entry_attempts", policy.entry_attempts);
    visit("spacing", net.host.spacing);
    visit("connections_per_host", net.host.connections);
    visit("retry_after_scope", net.pause_scope);
    visit("robots", net.robots);
    visit("robots_for_feeds", net.robots_for_feeds);
    visit("robots_age", net.robots_age);
    visit("crawl_delay_most", net.crawl_delay_most);
}

template <typename Visitor>
void visit_archiving(Visitor& visit, archive::Options& options) {
    visit("workers", options.workers);
    visit("jobs_per_host", options.jobs_per_host);
    visit("images", options.images_per_clip);
    visit("image_bytes", options.image_bytes_per_clip);
    visit("data_image_limit", options.data_image_limit);
    visit("site_configs", options.site_configs);
    visit("shutdown_grace", options.shutdown_grace);
}

template <typename Visitor>
void visit_readers(Visitor& visit, sandbox::Options& options) {
    visit("count", options.readers);
    visit("parse_cpu", options.parse_cpu);
    visit("job_wall", options.job_wall);
    visit("decoded_page", options.decoded_page);
    visit("decoded_feed", options.decoded_feed);
    visit("decode_ratio", options.decode_ratio);
    visit("decode_layers", options.decode_layers);
    visit("address_space", options.address_space);
    visit("jobs_per_reader", options.jobs_per_reader);
    visit("growth_per_reader", options.growth_per_reader);
}

// `walk(name, body)` opens one section of the file and calls `body(visitor)` in it.
template <typename Walk>
void visit_sections(Walk&& walk, Config& config) {
    walk("fetch", [&](auto& visit) { visit_fetch(visit, config.net); });
    walk("politeness", [&](auto& visit) { visit_politeness(visit, config.archive.policy, config.net); });
    walk("archiving", [&](auto& visit) { visit_archiving(visit, config.archive); });
    walk("readers", [&](auto& visit) { visit_readers(visit, config.sandbox); });
    walk("posts", [&](auto& visit) { visit("folder", config.archive.posts); });
    walk("log", [&](auto& visit) { visit("level", config.log); });
}

}  // namespace webclip::config
