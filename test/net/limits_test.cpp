// Servers that are slow, endless, broken or hostile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "support/http_server.h"

namespace webclip::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using test::Answer;
using test::HttpServer;
using test::Script;

constexpr const char* ok = "HTTP/1.1 200 OK\r\n";

Options small_limits() {
    Options options = loopback_options();
    options.connect_timeout = milliseconds{500};
    options.total_timeout = milliseconds{3000};
    options.image_timeout = milliseconds{400};
    options.low_speed_time = seconds{1};
    options.feed_limit = ByteSize{16'000};
    options.page_limit = ByteSize{8'000};
    options.image_limit = ByteSize{20'000};
    return options;
}

TEST(Limits, ATimeOutEndsARequestThatTakesTooLong) {
    HttpServer server;
    server.serve("*", {.delay = seconds{30}});
    Fetcher fetcher{small_limits()};
    Request image = page(server.url("/image"));
    image.kind = model::CaptureKind::image;
    const auto start = steady_clock::now();
    const Response response = fetcher.fetch(std::move(image));
    EXPECT_EQ(response.capture.error_code, "timeout") << response.capture.error_message;
    EXPECT_TRUE(response.transient());
    EXPECT_LT(steady_clock::now() - start, seconds{3});
    ASSERT_EQ(response.capture.hops.size(), 1U);
    EXPECT_EQ(response.capture.hops[0].status, 0);
    EXPECT_NE(response.capture.hops[0].peer, "");
}

TEST(Limits, TheTimeOutIsForAllHopsTogether) {
    HttpServer server;
    server.serve("*", [](const test::RecordedRequest& request) {
        return Answer{
            .status = 302, .headers = {{"Location", request.path + "x"}}, .delay = milliseconds{150}};
    });
    Fetcher fetcher{small_limits()};
    Request image = page(server.url("/"));
    image.kind = model::CaptureKind::image;
    const Response response = fetcher.fetch(std::move(image));
    EXPECT_EQ(response.capture.error_code, "timeout");  // not of one hop, nor of too many
    EXPECT_GE(response.capture.hops.size(), 2U);
}

TEST(FaultMatrix, Row20And21_SilenceAndDripsAreTooSlow) {
    HttpServer server;
    const std::string text(1000, 'x');
    server.script("/silent", Script{}.stall());
    server.script("/headers", Script{}.drip(ok + text, milliseconds{30}));
    server.script(
        "/body",
        Script{}.send(std::string{ok} + "Content-Length: 1000\r\n\r\n").drip(text, milliseconds{30}));
    server.script(
        "/chunks",
        Script{}
            .send(std::string{ok} + "Transfer-Encoding: chunked\r\n\r\n")
            .drip("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n1\r\nf\r\n1\r\ng\r\n1\r\nh\r\n" + text,
                  milliseconds{30}));
    server.serve("/other", {.body = "fine"});
    Options options = small_limits();
    options.total_timeout = std::chrono::minutes{5};
    Fetcher fetcher{options};
    std::vector<std::future<Response>> slow;
    for (const char* path : {"/silent", "/headers", "/body", "/chunks"})
        slow.push_back(fetcher.start(page(server.url(path))));
    EXPECT_EQ(fetcher.fetch(page(server.url("/other"))).body, "fine") << "others are not held up";
    for (auto& future : slow) {
        const Response response = future.get();
        EXPECT_EQ(response.capture.error_code, "slow")
            << response.capture.url << response.capture.error_message;
        EXPECT_TRUE(response.transient());
        EXPECT_EQ(response.body, "");
    }
}

struct CapCase {
    model::CaptureKind kind;
    std::size_t limit;
};
constexpr CapCase caps[] = {{model::CaptureKind::feed, 16'000},
                            {model::CaptureKind::page, 8'000},
                            {model::CaptureKind::imported, 8'000},
                            {model::CaptureKind::image, 20'000}};

TEST(Limits, ABodyMayReachItsLimitButNotPassIt) {
    HttpServer server;
    Options options = small_limits();
    options.image_timeout = seconds{5};
    Fetcher fetcher{options};
    for (const CapCase& cap : caps) {
        for (const bool chunked : {false, true}) {
            for (const std::size_t size : {cap.limit, cap.limit + 1}) {
                server.serve("/a", {.body = std::string(size, 'x'), .chunked = chunked});
                Request request = page(server.url("/a"));
                request.kind = cap.kind;
                const Response response = fetcher.fetch(std::move(request));
                EXPECT_EQ(response.capture.error_code, size > cap.limit ? "too_large" : "")
                    << cap.limit << chunked;
                EXPECT_EQ(response.body.size(), size > cap.limit ? 0 : size);
                EXPECT_FALSE(response.transient());
            }
        }
    }
}

TEST(FaultMatrix, Row22_EndlessBodiesStopAtTheLimit) {
    HttpServer server;
    const std::string piece(16'384, 'x');
    server.script("/no-length", Script{}.send(std::string{ok} + "\r\n").endless(piece));
    server.script("/huge-length",
                  Script{}.send(std::string{ok} + "Content-Length: 5000000000\r\n\r\n").endless(piece));
    server.script("/chunked", Script{}
                                  .send(std::string{ok} + "Transfer-Encoding: chunked\r\n\r\n")
                                  .endless("4000\r\n" + piece + "\r\n"));
    Options options = small_limits();
    options.page_limit = ByteSize{1'000'000};
    options.total_timeout = seconds{20};
    Fetcher fetcher{options};
    for (const char* path : {"/no-length", "/huge-length", "/chunked"}) {
        const Response response = fetcher.fetch(page(server.url(path)));
        EXPECT_EQ(response.capture.error_code, "too_large") << path << response.capture.error_message;
        EXPECT_EQ(response.capture.status, 200);
    }
    // What was sent beyond the limit is what the sockets' buffers hold.
    EXPECT_LT(server.bytes_sent(), 40'000'000U);
}

TEST(FaultMatrix, Row22_ALengthOfTenAndFiveGigabytesAreTenBytes) {
    HttpServer server;
    server.script("/a", Script{}.send(std::string{ok} + "Content-Length: 10\r\n\r\n").endless("0123456789"));
    Fetcher fetcher{small_limits()};
    const Response response = fetcher.fetch(page(server.url("/a")));
    EXPECT_EQ(response.body, "0123456789");
}

std::string many_headers(std::size_t count, const std::string& line) {
    std::string block = ok;
    for (std::size_t i = 0; i < count; ++i) block += line;
    return block;
}

TEST(FaultMatrix, Row26_HeadersAreBounded) {
    HttpServer server;
    server.script("/flood", Script{}.send(ok).endless("X-Flood: 0123456789\r\n"));
    server.script("/cookies", many_headers(10'000, "Set-Cookie: a=b\r\n") + "\r\nbody");
    server.script("/line", std::string{ok} + "X-Long: " + std::string(300'000, 'x') + "\r\n\r\nbody");
    server.script("/line90k", std::string{ok} + "X-Long: " + std::string(90'000, 'x') + "\r\n\r\nbody");
    server.script("/endless-line",
                  Script{}.send(std::string{ok} + "X-Long: ").endless(std::string(16'384, 'x')));
    server.script("/endless-hints", Script{}.endless("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"));
    server.script("/fits", many_headers(2'000, "X-A: 0123456789\r\n") + "Content-Length: 2\r\n\r\nok");
    Fetcher fetcher{small_limits()};
    for (const char* path : {"/flood", "/cookies", "/line", "/line90k", "/endless-line", "/endless-hints"}) {
        const Response response = fetcher.fetch(page(server.url(path)));
        EXPECT_EQ(response.capture.error_code, "headers_too_large")
            << path << ": " << response.capture.error_message;
        EXPECT_FALSE(response.transient());
        EXPECT_LE(response.capture.hops.at(0).headers.size(), 65'536U);
    }
    EXPECT_EQ(fetcher.fetch(page(server.url("/fits"))).body, "ok");
}

struct BrokenCase {
    const char* name;
    std::string bytes;
    const char* code;
};

TEST(FaultMatrix, Row25_BrokenAnswersAreErrorsAndNeverHalfABody) {
    const std::string chunked = std::string{ok} + "Transfer-Encoding: chunked\r\n\r\n";
    const BrokenCase cases[] = {
        {"nothing", "", "reset"},
        {"http09", "<html>no status line</html>", "protocol"},
        {"other protocol", "SSH-2.0-OpenSSH_9.2\r\n", "protocol"},
        {"only half the status line", "HTTP/1.1 2", "reset"},
        {"headers without an end", "HTTP/1.1 200 OK\r\nA: b\r\n", "reset"},
        {"shorter than its length", std::string{ok} + "Content-Length: 100\r\n\r\nshort", "reset"},
        {"cut chunk", chunked + "64\r\nshort", "reset"},
        {"no last chunk", chunked + "5\r\nshort\r\n", "reset"},
        {"chunk size is no number", chunked + "xyz\r\nshort\r\n0\r\n\r\n", "protocol"},
        {"chunk size beyond numbers", chunked + "fffffffffffffffffff\r\nshort\r\n0\r\n\r\n", "protocol"},
        {"two lengths", std::string{ok} + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nshort!", "protocol"},
        {"length and chunks",
         std::string{ok} + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "protocol"},
        {"negative length", std::string{ok} + "Content-Length: -5\r\n\r\nshort", "protocol"},
        {"length is no number", std::string{ok} + "Content-Length: five\r\n\r\nshort", "protocol"},
        {"a part nobody asked for",
         "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/9\r\nContent-Length: 5\r\n\r\nshort", "protocol"},
        {"NUL in a header", std::string{ok} + std::string{"A: b\0c\r\n", 8} + "Content-Length: 2\r\n\r\nok",
         "protocol"},
    };
    HttpServer server;
    Fetcher fetcher{small_limits()};
    for (const BrokenCase& test : cases) {
        server.script("/a", test.bytes);
        const Response response = fetcher.fetch(page(server.url("/a")));
        EXPECT_EQ(response.capture.error_code, test.code)
            << test.name << ": " << response.capture.error_message;
        EXPECT_NE(response.capture.error_message, "") << test.name;
        EXPECT_EQ(response.body, "") << test.name;
        EXPECT_EQ(response.transient(), std::string_view{test.code} == "reset") << test.name;
    }
}

TEST(Limits, TolerableOddities) {
    HttpServer server;
    Fetcher fetcher{small_limits()};
    const std::pair<const char*, std::string> cases[] = {
        {"bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"},
        {"the same length twice", std::string{ok} + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"},
        {"no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"},
        {"bytes outside ASCII", std::string{ok} + "X-Name: \xff\xfe\r\nContent-Length: 2\r\n\r\nok"},
    };
    for (const auto& [name, bytes] : cases) {
        server.script("/a", bytes);
        EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "ok") << name;
    }
}

TEST(Limits, ResetAndRefusedConnections) {
    HttpServer server;
    server.script("/at-once", Script{}.reset());
    server.script("/half", Script{}.send(std::string{ok} + "Content-Length: 100\r\n\r\nhalf").reset());
    Fetcher fetcher{small_limits()};
    for (const char* path : {"/at-once", "/half"}) {
        EXPECT_EQ(fetcher.fetch(page(server.url(path))).capture.error_code, "reset") << path;
    }
    std::string gone;
    {
        HttpServer closed;
        gone = closed.url("/a");
    }
    const Response refused = fetcher.fetch(page(gone));
    EXPECT_EQ(refused.capture.error_code, "connect");
    EXPECT_TRUE(refused.transient());
}

TEST(FaultMatrix, Row34_ANameNobodyKnowsIsADnsError) {
    Fetcher fetcher{small_limits()};
    const Response response = fetcher.fetch(page("http://no-such-name.invalid/"));
    EXPECT_EQ(response.capture.error_code, "dns") << response.capture.error_message;
    EXPECT_TRUE(response.transient());
}

TEST(Limits, AKeptConnectionThatDiedIsOpenedAnew) {
    HttpServer server;
    server.serve("/a", {.body = "a", .close = false});
    server.script("/last", Script{}.send(std::string{ok} + "Content-Length: 1\r\n\r\nz").close());
    Fetcher fetcher{small_limits()};
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
    EXPECT_EQ(fetcher.fetch(page(server.url("/last"))).body, "z");
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
}

}  // namespace
}  // namespace webclip::net
