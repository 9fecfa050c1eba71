// A capture: one HTTP exchange as it happened, redirects included, or how it failed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/timestamp.h"
#include "model/ids.h"

namespace webclip::model {

// One request and its answer. A redirect chain is a list of hops; the last one carries the body.
struct Hop {
    std::string url;
    int status = 0;            // 0: no answer
    std::string http_version;  // "1.1", "2"
    std::string request_headers;
    std::string headers;  // raw bytes of the answer's header block, status line included
    std::string peer;     // "203.0.113.7:443"
    std::string tls;      // protocol, cipher and certificate fingerprint in one line; "" for plain HTTP
    Timestamp started_at;
    Timestamp finished_at;
};

enum class CaptureKind { feed, page, image, robots, imported };

struct Capture {
    CaptureId id;
    CaptureKind kind = CaptureKind::page;
    std::string url;        // as requested first
    std::string final_url;  // after redirects
    std::vector<Hop> hops;
    int status = 0;  // of the last hop
    std::string content_type;
    std::string content_encoding;
    std::optional<Sha256> body_sha256;  // raw, as received; nothing when no body was kept
    std::uint64_t body_bytes = 0;
    Timestamp started_at;
    Timestamp finished_at;
    std::string error_code;  // "" for an exchange that came to its end
    std::string error_message;
};

}  // namespace webclip::model
