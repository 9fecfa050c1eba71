// Performs HTTP for many callers on one event loop (one thread, one curl multi handle).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/byte_size.h"
#include "model/capture.h"
#include "model/robots_copy.h"
#include "net/address_policy.h"
#include "schedule/host_budget.h"
#include "schedule/pauses.h"

namespace webclip::net {

struct Options {
    std::string user_agent = "webclipd/0.1";
    std::string contact;  // added to the user agent in parentheses: "+https://example.org/about-our-archive"
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds total_timeout{60'000};
    std::chrono::milliseconds image_timeout{120'000};
    std::uint32_t low_speed_bytes = 100;  // a second, for low_speed_time
    std::chrono::seconds low_speed_time{20};
    ByteSize feed_limit = ByteSize{16U << 20U};  // raw bytes received; decoded bytes are the reader's limit
    ByteSize page_limit = ByteSize{8U << 20U};
    ByteSize image_limit = ByteSize{20U << 20U};
    ByteSize header_limit = ByteSize{64U << 10U};
    int redirects = 10;
    std::size_t connections = 16;
    std::size_t streams = 8;                  // of HTTP/2, at the same time over one connection
    std::chrono::seconds connection_age{60};  // an idle connection older than this is not used again
    std::chrono::seconds lookup_age{60};      // so long the answer of the name service is believed
    std::vector<std::uint16_t> ports{AddressPolicy::default_ports.begin(),
                                     AddressPolicy::default_ports.end()};
    // "http://…", "https://…", "socks4://…", "socks4a://…", "socks5://…" (names looked up here) or
    // "socks5h://…" (names looked up there); "" : none; the environment is never asked.
    std::string proxy;
    std::string ca_file;  // "" : the system's
    bool http2 = true;
    // robots.txt (RFC 9309) decides over pages and images, hop by hop; over feeds only with
    // `robots_for_feeds`, since the user named them. It is kept for robots_age; the standard allows a day.
    bool robots = true;
    bool robots_for_feeds = false;
    std::chrono::milliseconds robots_age = std::chrono::hours{24};
    std::chrono::milliseconds crawl_delay_most{30'000};  // a longer Crawl-delay is cut to this
    schedule::HostLimits host;  // a host is a host name, whatever the port; every hop counts for its own
    schedule::PauseScope pause_scope = schedule::PauseScope::host;  // of Retry-After, of a 429 or 503
    std::vector<std::string> allow_private;
    // "host:port:address", as libcurl's CURLOPT_RESOLVE: names answered here instead of by the resolver, for
    // networks whose inside has its own names. The address still has to pass the address policy.
    std::vector<std::string> resolve;
};

// Keeps robots.txt beyond a fetcher's life. Called on the fetcher's own thread, which everybody waits for;
// without it every fetcher asks every host anew. Neither throws.
struct RobotsMemory {
    std::function<std::optional<model::RobotsCopy>(const std::string& origin)> recall;
    std::function<void(const std::string& origin, model::RobotsCopy copy)> keep;
};

struct Request {
    std::string url;
    model::CaptureKind kind = model::CaptureKind::page;
    std::string etag;           // sends If-None-Match
    std::string last_modified;  // sends If-Modified-Since
    std::string referer;
    // Sent to the first host only, and never again once a redirect left it; recorded without their values.
    // Names and values that cannot stand in a header, and headers of the connection itself (Host, Connection,
    // …), are left out.
    std::vector<std::pair<std::string, std::string>> headers;
    // Files with secrets, likewise for the first host only: a path, or "credential:NAME" for what systemd's
    // LoadCredential= gave the service. One that cannot be read ends the request as "secret_file".
    std::string cookies_file;  // Netscape format; never written
    std::string auth_file;     // its first line is "user:password", sent as basic authorization
    std::string proxy;         // instead of Options::proxy; "none" for none
    // For this request alone, added to Options::allow_private; not for redirects that leave the first host.
    std::vector<std::string> allow_private;
};

// What came of a request. `capture.error_code` is "" when an HTTP answer was received whole, whatever its
// status; else one of "dns", "connect", "tls", "timeout", "slow", "reset", "protocol", "too_large",
// "headers_too_large", "too_many_redirects", "bad_redirect", "forbidden_address", "forbidden_scheme",
// "cancelled", "bad_url", "paused", "robots", "robots_unreachable", "secret_file".
// - "robots": the host's robots.txt disallows the address; "robots_unreachable": it answered 5xx, which
// forbids everything for the time being (RFC 9309 §2.3.1.4). Where it cannot be had for another reason, that
// is the code.
// - "paused": the server asked for silence (Retry-After of a 429 or 503), this address is within
// Options::pause_scope of that, and the time is not over; nothing was sent.
// - "bad_redirect": to no address, or from https to http; "forbidden_scheme": neither http nor https.
// - "protocol": among others a 206 nobody asked for, contradicting lengths, HTTP/0.9.
// `capture.body_sha256` is left empty: who keeps the body hashes it. Credentials in the address are sent to
// its host and appear nowhere in the capture. A hop's request_headers have the form of HTTP/1.1, whatever
// version was spoken.
struct Response {
    model::Capture capture;
    // Raw, before content decoding; empty with an error. Of robots.txt at most its first 512 KiB.
    std::string body;
    // What a 429 or 503 asked for, or what is left of a pause.
    std::optional<std::chrono::milliseconds> retry_after;
    bool pauses_host = false;  // "paused": and so are the host's other addresses
    // First value of a header of the last hop; `name` in any case. "" when absent.
    std::string header(std::string_view name) const;
    bool ok() const { return capture.error_code.empty() && capture.status >= 200 && capture.status < 300; }
    bool not_modified() const { return capture.error_code.empty() && capture.status == 304; }
    // A later try may end otherwise: network trouble, a certificate, cancelled, paused,
    // robots_unreachable, 408, 425, 429, 5xx.
    bool transient() const;
};

// Any thread may call any member. Requests to one host wait here for their turn (Options::host), all others
// for a free one of Options::connections; time-outs begin when a hop is sent.
class Fetcher {
  public:
    // Throws std::runtime_error when libcurl cannot start and std::invalid_argument for an unreadable
    // allow_private.
    explicit Fetcher(Options options, RobotsMemory robots = {});
    ~Fetcher();  // cancels what is in flight
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    Fetcher(Fetcher&&) = delete;
    Fetcher& operator=(Fetcher&&) = delete;

    // Queues the request; the answer comes when it is done. Redirects are followed here, hop by hop, each one
    // checked against the address policy and recorded. The future throws what failed on
    // this side: no descriptors (std::system_error), no memory (std::bad_alloc). That says nothing of the
    // server; what was asked at the same time, or is asked later, may fare better.
    std::future<Response> start(Request request);
    Response fetch(Request request) { return start(std::move(request)).get(); }

    // New and waiting requests end as "cancelled" at once, running ones at the deadline.
    void begin_shutdown(std::chrono::milliseconds grace);

  private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace webclip::net
