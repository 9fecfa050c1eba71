// Performs HTTP for many callers on one event loop (one thread, one curl multi handle).
#pragma once

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/byte_size.h"
#include "model/capture.h"
#include "net/address_policy.h"
#include "schedule/host_budget.h"

namespace webclip::net {

struct Options {
    std::string user_agent = "webclipd/0.1";
    std::string contact;  // added to the user agent in parentheses: "+https://example.org/about-our-archive"
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds total_timeout{60'000};
    std::chrono::milliseconds image_timeout{120'000};
    std::uint32_t low_speed_bytes = 100;  // a second, for low_speed_time
    std::chrono::seconds low_speed_time{20};
    ByteSize feed_limit = ByteSize{16U << 20U};   // raw bytes received; decoded bytes are the reader's limit
    ByteSize page_limit = ByteSize{8U << 20U};
    ByteSize image_limit = ByteSize{20U << 20U};
    ByteSize header_limit = ByteSize{64U << 10U};
    int redirects = 10;
    std::size_t connections = 16;
    std::string proxy;    // "" : none; the environment is never asked
    std::string ca_file;  // "" : the system's
    bool http2 = true;
    schedule::HostLimits host;
    std::vector<std::string> allow_private;
};

struct Request {
    std::string url;
    model::CaptureKind kind = model::CaptureKind::page;
    std::string etag;           // sends If-None-Match
    std::string last_modified;  // sends If-Modified-Since
    std::string referer;
    std::vector<std::pair<std::string, std::string>> headers;  // sent to the first host only
    std::string cookies_file;
    std::string proxy;
    std::vector<std::string> allow_private;  // for this request alone
};

// What came of a request. `capture.error_code` is "" when an HTTP answer was received whole, whatever its status; else one of
// "dns", "connect", "tls", "timeout", "slow", "reset", "protocol", "too_large", "headers_too_large", "too_many_redirects",
// "bad_redirect", "forbidden_address", "forbidden_scheme", "cancelled", "bad_url".
struct Response {
    model::Capture capture;
    std::string body;  // raw, before content decoding
    // First value of a header of the last hop; `name` in any case. "" when absent.
    std::string header(std::string_view name) const;
    bool ok() const { return capture.error_code.empty() && capture.status >= 200 && capture.status < 300; }
    bool not_modified() const { return capture.error_code.empty() && capture.status == 304; }
    // A later try may end otherwise: network trouble, 408, 425, 429, 5xx.
    bool transient() const;
};

// Any thread may call any member.
class Fetcher {
 public:
    explicit Fetcher(Options options);
    ~Fetcher();  // cancels what is in flight
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    Fetcher(Fetcher&&) = delete;
    Fetcher& operator=(Fetcher&&) = delete;

    // Queues the request; the answer comes when it is done. Redirects are followed here, hop by hop, each one checked against the
    // address policy and recorded.
    std::future<Response> start(Request request);
    Response fetch(Request request) { return start(std::move(request)).get(); }

    // New requests end as "cancelled" at once, running ones at the deadline.
    void begin_shutdown(std::chrono::milliseconds grace);

 private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace webclip::net
