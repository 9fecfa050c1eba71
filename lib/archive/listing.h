// What a source announces right now, whatever kind of source it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/services.h"
#include "feed/parsed_feed.h"
#include "model/capture.h"
#include "model/entry.h"
#include "model/source.h"

namespace webclip::archive {

struct Listing {
    model::Capture capture;             // of the feed, or of the file that was read
    bool unchanged = false;             // 304, or the same bytes as last time
    std::vector<model::Entry> entries;  // with key, source and next_attempt_at; each key once
    std::string title;
    std::string etag;
    std::string last_modified;
    std::string feed_url;     // when the address is a web page that names a feed
    std::string body_sha256;  // hex
    // What the feed says of its rhythm; nothing when it was not read (unchanged).
    struct Wishes {
        std::optional<Milliseconds> ttl;
        std::uint32_t skip_hours = 0;
        std::uint32_t skip_days = 0;
    };
    std::optional<Wishes> wishes;
    std::optional<Milliseconds> fresh_for;  // the answer's own word (schedule/allowance.h)
    std::optional<Milliseconds> retry_after;
    bool gone = false;  // 410
    std::string error;  // "" when the source could be read; "code: message" otherwise
    bool cancelled = false;
};

Listing read_listing(Services& services, const model::Source& source);

// The request for something at `address` on behalf of a source: its headers, cookies, proxy and private
// addresses.
net::Request request_for(const model::SourceSettings& settings, std::string address, model::CaptureKind kind);

}  // namespace webclip::archive
