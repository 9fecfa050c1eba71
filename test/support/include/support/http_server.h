// A real HTTP/1.1 server on loopback, for tests: it answers what it is told, misbehaves when it is scripted
// to, and remembers every request. Nothing is mocked: bytes go through sockets.
//
//     HttpServer server;
//     server.serve("/feed.xml", {.headers = {{"Content-Type", "application/rss+xml"}, {"ETag", "\"1\""}},
//     .body = feed}); server.script("/cut", Script{}.send("HTTP/1.1 200 OK\r\nContent-Length:
//     100\r\n\r\nhalf").close()); fetch(server.url("/feed.xml")); EXPECT_EQ(server.hits("/feed.xml"), 1);
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace webclip::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

// One request as it arrived.
struct RecordedRequest {
    std::string method;
    std::string target;  // path and query as sent
    std::string path;    // target without its query
    std::string host;    // the Host header, port removed
    Headers headers;
    std::string body;
    std::string raw_head;        // request line and headers as they came
    std::string local_address;   // "127.0.0.7": which of the server's addresses was asked
    std::size_t connection = 0;  // number of the connection, from 1
    std::chrono::steady_clock::time_point at;
    std::size_t running = 0;  // requests being answered on this address when it arrived, itself included

    // First value, name in any case; "" when absent.
    std::string header(std::string_view name) const;
    bool has_header(std::string_view name) const;
};

// An ordinary answer. Content-Length is added; Date and Server are not.
struct Answer {
    int status = 200;
    Headers headers = {};
    std::string body = {};
    // With an ETag or Last-Modified among the headers: If-None-Match and If-Modified-Since are answered by
    // 304.
    bool conditional = true;
    bool chunked = false;
    bool close = false;                  // Connection: close
    std::chrono::milliseconds delay{0};  // before the first byte
};

// What to do with one connection, step by step; bytes are sent as they stand. After the last step the
// connection stays open for the next request.
class Script {
  public:
    enum class Step { send, drip, wait, endless, stall, close, reset };
    struct Action {
        Step step = Step::send;
        std::string bytes;
        std::chrono::milliseconds pause{0};
    };

    Script& send(std::string bytes);
    Script& wait(std::chrono::milliseconds pause);
    // One byte at a time with `pause` between two.
    Script& drip(std::string bytes, std::chrono::milliseconds pause);
    // The same bytes again and again until the other side goes away.
    Script& endless(std::string bytes);
    // Nothing more, connection left open.
    Script& stall();
    Script& close();
    Script& reset();  // RST instead of FIN

    const std::vector<Action>& actions() const { return actions_; }

  private:
    std::vector<Action> actions_;
};

// The script that sends `answer`.
Script script_of(const Answer& answer, const RecordedRequest& request);

// Key and certificate of a TLS server, with its own authority; see support/test_tls.h.
struct TlsIdentity {
    std::string certificate_file;
    std::string key_file;
    std::string highest_version;  // "" : any; "1.0", "1.1", "1.2", "1.3"
};

struct HttpServerOptions {
    int addresses = 1;  // listens on 127.0.0.1 … 127.0.0.<addresses>, all with one port
    bool ipv6 = false;  // listens on [::1] too
    std::shared_ptr<const TlsIdentity> tls =
        {};  // speaks TLS on every connection; shared by servers of one test
    // Every connection is told this and closed, whatever it asks; such a server records no requests.
    std::optional<std::string> greeting = {};
};

// Any thread may call any member. Handlers run on the server's thread.
class HttpServer {
  public:
    using Options = HttpServerOptions;

    explicit HttpServer(const Options& options = {});
    ~HttpServer();  // closes every connection at once
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    HttpServer(HttpServer&&) = delete;
    HttpServer& operator=(HttpServer&&) = delete;

    std::uint16_t port() const;
    // "http://127.0.0.1:40001/feed.xml"; `host` is the last number of the address.
    std::string url(std::string_view path, int host = 1) const;
    // The same with another host name in it: "http://example.test:40001/feed.xml".
    std::string url_with_host(std::string_view host, std::string_view path) const;

    // `path`: "/a" (any query), "/a?b=c" (that query alone), "//host.test/a" (that Host alone), "*" (whatever
    // has no endpoint of its own; else 404). A second call replaces the first. Chosen in this order: host and
    // query, host, query, path, "*".
    void serve(const std::string& path, Answer answer);
    template <std::invocable<const RecordedRequest&> Handler>
    void serve(const std::string& path, Handler answer) {
        serve_by(path, std::move(answer));
    }
    void script(const std::string& path, Script script);
    template <std::invocable<const RecordedRequest&> Handler>
    void script(const std::string& path, Handler script) {
        script_by(path, std::move(script));
    }
    // Sends these bytes, then closes.
    void script(const std::string& path, std::string bytes);
    void remove(const std::string& path);

    // `path`: "/a" (any query) or "/a?b=c" (that query alone).
    std::vector<RecordedRequest> requests() const;
    std::vector<RecordedRequest> requests(std::string_view path) const;
    std::size_t hits() const;
    std::size_t hits(std::string_view path) const;
    std::size_t connections() const;  // accepted so far
    std::size_t bytes_received() const;
    std::size_t bytes_sent() const;
    void forget();  // empties the record; counters of bytes and connections go on

    // Waits until `path` was asked `count` times. False after `timeout`.
    bool wait_for_hits(std::string_view path, std::size_t count,
                       std::chrono::milliseconds timeout = std::chrono::seconds{10}) const;

  private:
    void serve_by(const std::string& path, std::function<Answer(const RecordedRequest&)> answer);
    void script_by(const std::string& path, std::function<Script(const RecordedRequest&)> script);

    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace webclip::test
