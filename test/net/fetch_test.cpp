#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "support/corpus.h"
#include "support/http_server.h"
#include "support/temp_dir.h"

namespace webclip::net {
namespace {

using test::Answer;
using test::HttpServer;
using test::RecordedRequest;
using test::Script;
using testing::HasSubstr;
using testing::Not;

TEST(Fetch, BringsBodyHeadersAndTheRecordOfTheExchange) {
    HttpServer server;
    server.serve(
        "/a",
        {.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"X-Twice", "one"}, {"x-twice", "two"}},
         .body = "<p>hello"});
    Fetcher fetcher{loopback_options()};
    const Timestamp before = now();
    const Response response = fetcher.fetch(page(server.url("/a?b=c#fragment")));
    const Timestamp after = now();

    EXPECT_TRUE(response.ok());
    EXPECT_FALSE(response.transient());
    EXPECT_EQ(response.body, "<p>hello");
    EXPECT_EQ(response.header("CONTENT-TYPE"), "text/html; charset=utf-8");
    EXPECT_EQ(response.header("X-Twice"), "one");
    EXPECT_EQ(response.header("X-Twic"), "");

    const model::Capture& capture = response.capture;
    EXPECT_EQ(capture.error_code, "");
    EXPECT_EQ(capture.kind, model::CaptureKind::page);
    EXPECT_EQ(capture.url, server.url("/a?b=c#fragment"));
    EXPECT_EQ(capture.final_url, server.url("/a?b=c"));
    EXPECT_EQ(capture.status, 200);
    EXPECT_EQ(capture.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(capture.content_encoding, "");
    EXPECT_EQ(capture.body_bytes, 8U);
    EXPECT_LE(before, capture.started_at);
    EXPECT_LE(capture.started_at, capture.finished_at);
    EXPECT_LE(capture.finished_at, after);

    ASSERT_EQ(capture.hops.size(), 1U);
    const model::Hop& hop = capture.hops[0];
    EXPECT_EQ(hop.url, server.url("/a?b=c"));
    EXPECT_EQ(hop.status, 200);
    EXPECT_EQ(hop.http_version, "1.1");
    EXPECT_EQ(hop.peer, "127.0.0.1:" + std::to_string(server.port()));
    EXPECT_EQ(hop.tls, "");
    EXPECT_EQ(hop.headers,
              "HTTP/1.1 200 -\r\nContent-Type: text/html; charset=utf-8\r\nX-Twice: one\r\nx-twice: two\r\n"
              "Content-Length: 8\r\n\r\n");
    EXPECT_LE(hop.started_at, hop.finished_at);
}

TEST(Fetch, RecordsTheRequestExactlyAsItWasSent) {
    HttpServer server;
    server.serve("/a", Answer{});
    Fetcher fetcher{loopback_options()};
    Request request = page(server.url("/a?x=%20y"));
    request.etag = "W/\"1\"";
    request.last_modified = "Sun, 06 Nov 1994 08:49:37 GMT";
    request.referer = "https://example.org/";
    const Response response = fetcher.fetch(std::move(request));
    ASSERT_EQ(server.hits("/a?x=%20y"), 1U);
    EXPECT_EQ(server.hits("/a"), 1U);
    EXPECT_EQ(server.hits("/a?x=y"), 0U);
    EXPECT_EQ(response.capture.hops.at(0).request_headers, server.requests("/a")[0].raw_head);
}

TEST(Fetch, SaysWhoAsksAndWhatItTakes) {
    HttpServer server;
    server.serve("*", Answer{});
    Options options = loopback_options();
    options.user_agent = "webclipd/0.1";
    options.contact = "+https://example.org/about";
    Fetcher fetcher{options};
    for (const auto kind : {model::CaptureKind::feed, model::CaptureKind::page, model::CaptureKind::image}) {
        Request request = page(server.url("/"));
        request.kind = kind;
        fetcher.fetch(std::move(request));
    }
    const std::vector<RecordedRequest> requests = server.requests();
    ASSERT_EQ(requests.size(), 3U);
    EXPECT_EQ(requests[0].header("User-Agent"), "webclipd/0.1 (+https://example.org/about)");
    EXPECT_EQ(requests[0].header("Accept-Encoding"), "gzip, deflate, br, zstd");
    EXPECT_THAT(requests[0].header("Accept"), HasSubstr("application/rss+xml"));
    EXPECT_THAT(requests[1].header("Accept"), HasSubstr("text/html"));
    EXPECT_THAT(requests[2].header("Accept"), HasSubstr("image/"));
    EXPECT_FALSE(requests[0].has_header("Cookie"));
    EXPECT_FALSE(requests[0].has_header("Authorization"));
}

TEST(Fetch, ReusesConnections) {
    HttpServer server{{.addresses = 3}};
    server.serve("*", {.body = "x"});
    Fetcher fetcher{loopback_options()};
    for (int round = 0; round < 10; ++round) {
        for (int host = 1; host <= 3; ++host) {
            EXPECT_TRUE(fetcher.fetch(page(server.url("/" + std::to_string(round), host))).ok());
        }
    }
    EXPECT_EQ(server.hits(), 30U);
    EXPECT_EQ(server.connections(), 3U);
}

TEST(Fetch, ManyRequestsOverAHundredHosts) {
    HttpServer server{{.addresses = 100}};
    server.serve("*", [](const RecordedRequest& request) {
        return Answer{.body = request.target + request.local_address};
    });
    Options options = loopback_options();
    options.host.connections = 1;
    Fetcher fetcher{options};
    const std::vector<std::string> urls = numbered_urls(server, 2000, 100);
    const std::vector<Response> responses = fetch_all(fetcher, urls);
    for (int i = 0; i < 2000; ++i) {
        const std::string expected = "/" + std::to_string(i) + "127.0.0." + std::to_string(i % 100 + 1);
        ASSERT_EQ(responses[static_cast<std::size_t>(i)].body, expected);
    }
    EXPECT_EQ(server.hits(), 2000U);
    EXPECT_LE(server.connections(), 150U) << "connections are to be kept: at most 1.5 a host";
}

TEST(FaultMatrix, Row33_SendsValidatorsAndUnderstandsNotModified) {
    HttpServer server;
    server.serve("/feed",
                 {.headers = {{"ETag", "\"abc\""}, {"Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"}},
                  .body = "feed"});
    Fetcher fetcher{loopback_options()};
    const Response first = fetcher.fetch(page(server.url("/feed")));
    EXPECT_EQ(first.body, "feed");

    Request again = page(server.url("/feed"));
    again.etag = first.header("ETag");
    again.last_modified = first.header("Last-Modified");
    const Response second = fetcher.fetch(std::move(again));
    EXPECT_TRUE(second.not_modified());
    EXPECT_FALSE(second.ok());
    EXPECT_EQ(second.body, "");
    const RecordedRequest asked = server.requests("/feed").at(1);
    EXPECT_EQ(asked.header("If-None-Match"), "\"abc\"");
    EXPECT_EQ(asked.header("If-Modified-Since"), "Sun, 06 Nov 1994 08:49:37 GMT");

    Request changed = page(server.url("/feed"));
    changed.etag = "\"old\"";
    EXPECT_EQ(fetcher.fetch(std::move(changed)).body, "feed");
    EXPECT_EQ(server.connections(), 1U);
}

TEST(Fetch, KeepsBodiesRawHoweverTheyAreEncoded) {
    HttpServer server;
    const std::string gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0",
                           25);
    for (const char* coding :
         {"gzip", "deflate", "br", "zstd", "gzip, gzip, gzip, gzip, gzip, gzip", "nonsense"}) {
        server.serve("/a", {.headers = {{"Content-Encoding", coding}}, .body = gzip});
        Fetcher fetcher{loopback_options()};
        const Response response = fetcher.fetch(page(server.url("/a")));
        EXPECT_EQ(response.capture.error_code, "") << response.capture.error_message;
        EXPECT_EQ(response.body, gzip);
        EXPECT_EQ(response.capture.content_encoding, coding);
    }
}

TEST(Fetch, ReadsChunkedBodiesTrailersAndInterimAnswers) {
    HttpServer server;
    server.serve("/chunked", {.body = std::string(100'000, 'x'), .chunked = true});
    server.script("/trailer",
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n");
    server.script(
        "/interim",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    server.script("/1.0", "HTTP/1.0 200 OK\r\n\r\nuntil the end");
    Fetcher fetcher{loopback_options()};
    EXPECT_EQ(fetcher.fetch(page(server.url("/chunked"))).body, std::string(100'000, 'x'));
    const Response trailer = fetcher.fetch(page(server.url("/trailer")));
    EXPECT_EQ(trailer.body, "abc");
    EXPECT_EQ(trailer.header("X-Late"), "");
    const Response interim = fetcher.fetch(page(server.url("/interim")));
    EXPECT_EQ(interim.body, "ok");
    EXPECT_EQ(interim.capture.hops.at(0).headers, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
    const Response old = fetcher.fetch(page(server.url("/1.0")));
    EXPECT_EQ(old.body, "until the end");
    EXPECT_EQ(old.capture.hops.at(0).http_version, "1.0");
}

TEST(Fetch, AnyStatusIsAnAnswer) {
    HttpServer server;
    Fetcher fetcher{loopback_options()};
    const std::set<int> passing{408, 425, 429, 500, 502, 503, 504};
    for (const int status : {204, 300, 305, 400, 401, 403, 404, 408, 410, 425, 451, 500, 501, 502, 504}) {
        const std::string path = "/" + std::to_string(status);
        server.serve(path, {.status = status, .body = status == 204 ? "" : "why"});
        const Response response = fetcher.fetch(page(server.url(path)));
        EXPECT_EQ(response.capture.error_code, "") << status << " " << response.capture.error_message;
        EXPECT_EQ(response.capture.status, status);
        EXPECT_EQ(response.ok(), status == 204);
        EXPECT_EQ(response.transient(), status >= 500 || passing.contains(status)) << status;
        EXPECT_EQ(response.body, status == 204 ? "" : "why");
    }
}

TEST(Fetch, SendsTheRequestsOwnHeadersAndRecordsThemWithoutTheirValues) {
    HttpServer server;
    server.serve("/a", Answer{});
    Fetcher fetcher{loopback_options()};
    Request request = page(server.url("/a"));
    request.headers = {{"X-Api-Key", "s3cret"}, {"user-agent", "special/1"}, {"Cookie", "a=t0ken"}};
    const Response response = fetcher.fetch(std::move(request));
    const RecordedRequest asked = server.requests("/a").at(0);
    EXPECT_EQ(asked.header("X-Api-Key"), "s3cret");
    EXPECT_EQ(asked.header("User-Agent"), "special/1");
    EXPECT_EQ(asked.header("Cookie"), "a=t0ken");
    const std::string& recorded = response.capture.hops.at(0).request_headers;
    EXPECT_THAT(recorded, HasSubstr("X-Api-Key: [removed]\r\n"));
    EXPECT_THAT(recorded, Not(HasSubstr("s3cret")));
    EXPECT_THAT(recorded, Not(HasSubstr("t0ken")));
}

TEST(Fetch, HeadersThatWouldSplitARequestAreLeftOut) {
    HttpServer server;
    server.serve("/a", Answer{});
    Fetcher fetcher{loopback_options()};
    Request request = page(server.url("/a"));
    request.headers = {{"X-Evil", "a\r\nX-Injected: 1"},
                       {"X-Evil: 1\r\nX-Injected", "1"},
                       {"Host", "other.test"},
                       {"Transfer-Encoding", "chunked"},
                       {"Accept-Encoding", "identity"},
                       {"", "x"},
                       {"X-Fine", ""}};
    request.etag = "\"a\"\r\nX-Injected: 1";
    request.referer = "http://a/\nX-Injected: 1";
    EXPECT_TRUE(fetcher.fetch(std::move(request)).ok());
    const RecordedRequest asked = server.requests("/a").at(0);
    EXPECT_FALSE(asked.has_header("X-Injected"));
    EXPECT_FALSE(asked.has_header("X-Evil"));
    EXPECT_FALSE(asked.has_header("Transfer-Encoding"));
    EXPECT_FALSE(asked.has_header("If-None-Match"));
    EXPECT_FALSE(asked.has_header("Referer"));
    EXPECT_EQ(asked.host, "127.0.0.1");
    EXPECT_EQ(asked.header("Accept-Encoding"), "gzip, deflate, br, zstd");
}

TEST(Fetch, CredentialsOfTheAddressAreSentAndAppearNowhere) {
    HttpServer server;
    server.serve("/a", Answer{});
    Fetcher fetcher{loopback_options()};
    const std::string address = "http://us%40er:pass@127.0.0.1:" + std::to_string(server.port()) + "/a";
    const Response response = fetcher.fetch(page(address));
    EXPECT_EQ(server.requests("/a").at(0).header("Authorization"), "Basic dXNAZXI6cGFzcw==");
    EXPECT_EQ(response.capture.url, server.url("/a"));
    EXPECT_EQ(response.capture.final_url, server.url("/a"));
    EXPECT_EQ(response.capture.hops.at(0).url, server.url("/a"));
    EXPECT_THAT(response.capture.hops.at(0).request_headers, Not(HasSubstr("dXNAZXI6cGFzcw")));
}

TEST(Fetch, ReadsCookiesFromAFileForThatRequestAlone) {
    HttpServer server;
    server.serve("/a", {.headers = {{"Set-Cookie", "seen=1"}}});
    const test::TempDir folder;
    test::write_file(folder / "cookies.txt", "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc\n");
    Fetcher fetcher{loopback_options()};
    Request request = page(server.url("/a"));
    request.cookies_file = folder / "cookies.txt";
    fetcher.fetch(std::move(request));
    fetcher.fetch(page(server.url("/a")));
    EXPECT_EQ(server.requests("/a").at(0).header("Cookie"), "session=abc");
    EXPECT_FALSE(server.requests("/a").at(1).has_header("Cookie"))
        << "neither the file's nor what a server set";
}

TEST(Fetch, NeverAsksTheEnvironmentForAProxy) {
    HttpServer server;
    server.serve("/a", {.body = "direct"});
    const char* const names[] = {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"};
    for (const char* name : names) {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): no thread reads the environment now
        ::setenv(name, "http://127.0.0.1:1/", 1);
    }
    Fetcher fetcher{loopback_options()};
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "direct");
    for (const char* name : names) {
        ::unsetenv(name);  // NOLINT(concurrency-mt-unsafe): the fetcher's thread has nothing to do
    }
}

TEST(Fetch, GoesThroughAConfiguredProxyWhateverItsAddress) {
    HttpServer proxy;
    proxy.serve("*", {.body = "from the proxy"});
    Options options = loopback_options();
    options.allow_private.clear();
    options.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
    Fetcher fetcher{options};
    const Response response = fetcher.fetch(page("http://article.test/a"));
    EXPECT_EQ(response.body, "from the proxy") << response.capture.error_message;
    EXPECT_EQ(proxy.requests().at(0).target, "http://article.test/a");
    // What can be known to be private without asking a name is refused all the same.
    for (const char* address : {"http://10.0.0.1/a", "http://localhost/a", "http://db.localhost/a",
                                "http://[::1]/a", "http://article.test:22/a", "http://article.test:6379/a"}) {
        EXPECT_EQ(fetcher.fetch(page(address)).capture.error_code, "forbidden_address") << address;
    }
    EXPECT_EQ(proxy.hits(), 1U);
}

TEST(Fetch, RefusesWhatIsNoWebAddress) {
    Fetcher fetcher{loopback_options()};
    const std::pair<const char*, const char*> cases[] = {
        {"", "bad_url"},
        {"no address", "bad_url"},
        {"http://", "bad_url"},
        {"http://a b/", "bad_url"},
        {"file:///etc/passwd", "forbidden_scheme"},
        {"gopher://127.0.0.1/", "forbidden_scheme"},
        {"data:text/html,hello", "forbidden_scheme"},
        {"javascript:alert(1)", "forbidden_scheme"},
        {"ftp://example.org/", "forbidden_scheme"},
    };
    for (const auto& [url, code] : cases) {
        const Response response = fetcher.fetch(page(url));
        EXPECT_EQ(response.capture.error_code, code) << url;
        EXPECT_NE(response.capture.error_message, "") << url;
        EXPECT_FALSE(response.transient()) << url;
        EXPECT_TRUE(response.capture.hops.empty());
    }
    Request request = page("http://user:pass word@[broken/");
    EXPECT_THAT(fetcher.fetch(std::move(request)).capture.url, Not(HasSubstr("pass word")));
}

TEST(Fetch, UnreadableExceptionsAreSaidNotIgnored) {
    Options options = loopback_options();
    options.allow_private = {"localhost:8000"};
    EXPECT_THROW(Fetcher{options}, std::invalid_argument);
    Fetcher fetcher{loopback_options()};
    Request request = page("http://127.0.0.1/");
    request.allow_private = {"10/8"};
    const Response response = fetcher.fetch(std::move(request));
    EXPECT_EQ(response.capture.error_code, "forbidden_address");
    EXPECT_THAT(response.capture.error_message, HasSubstr("10/8"));
}

TEST(Fetch, OfRobotsTxtTheFirstHalfMebibyteIsEnough) {
    HttpServer server;
    const std::string rules(700'000, '#');
    server.serve("/robots.txt", {.body = rules});
    server.script("/endless", Script{}.send("HTTP/1.1 200 OK\r\n\r\n").endless(std::string(16'384, '#')));
    Fetcher fetcher{loopback_options()};
    for (const char* path : {"/robots.txt", "/endless"}) {
        Request request = page(server.url(path));
        request.kind = model::CaptureKind::robots;
        const Response response = fetcher.fetch(std::move(request));
        EXPECT_TRUE(response.ok()) << response.capture.error_message;
        EXPECT_EQ(response.body.size(), std::size_t{512} << 10U);
    }
}

}  // namespace
}  // namespace webclip::net
