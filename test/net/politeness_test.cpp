// How hard a host is asked, told by the host's own record.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "support/http_server.h"

namespace webclip::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using test::HttpServer;
using test::RecordedRequest;

TEST(Politeness, KeepsTheSpacingBetweenRequestsToOneHost) {
    HttpServer server{{.addresses = 3}};
    server.serve("*", {.body = "x"});
    Options options = loopback_options();
    options.host = {milliseconds{100}, 2};
    Fetcher fetcher{options};
    const std::vector<std::string> urls = numbered_urls(server, 15, 3);
    const auto start = steady_clock::now();
    fetch_all(fetcher, urls);

    std::map<std::string, std::vector<steady_clock::time_point>> times;
    for (const RecordedRequest& request : server.requests())
        times[request.local_address].push_back(request.at);
    ASSERT_EQ(times.size(), 3U);
    for (const auto& [host, at] : times) {
        ASSERT_EQ(at.size(), 5U);
        // The server notes when a request arrives, some time after it was started: late, never early.
        for (std::size_t i = 1; i < at.size(); ++i) EXPECT_GE(at[i] - start, i * milliseconds{100}) << host;
    }
}

TEST(Politeness, EveryHopOfARedirectCounts) {
    HttpServer server;
    server.serve("/a", {.status = 302, .headers = {{"Location", "/b"}}});
    server.serve("/b", {.body = "b"});
    Options options = loopback_options();
    options.host.spacing = milliseconds{200};
    Fetcher fetcher{options};
    const auto start = steady_clock::now();
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "b");
    EXPECT_GE(server.requests("/b").at(0).at - start, milliseconds{200});
}

TEST(Politeness, ASecondTryOnAConnectionThatDiedKeepsTheSpacingToo) {
    HttpServer server;
    server.serve("/a", {.body = "a"});
    server.script("/b", [&](const RecordedRequest&) {
        server.serve("/b", {.body = "b"});
        return test::Script{}.reset();
    });
    Options options = loopback_options();
    options.host = {milliseconds{200}, 1};
    Fetcher fetcher{options};
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
    EXPECT_EQ(fetcher.fetch(page(server.url("/b"))).body, "b");
    const std::vector<RecordedRequest> asked = server.requests("/b");
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_GE(asked[1].at - asked[0].at, milliseconds{150});
}

TEST(Politeness, AServerThatEndsEveryConnectionIsAskedTwice) {
    HttpServer server;
    server.serve("/a", {.body = "a"});
    server.script("/b", test::Script{}.reset());
    Fetcher fetcher{loopback_options()};
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
    EXPECT_EQ(fetcher.fetch(page(server.url("/b"))).capture.error_code, "reset");
    EXPECT_EQ(server.hits("/b"), 2U);
}

TEST(Politeness, NeverRunsMoreRequestsThanAHostHasConnections) {
    HttpServer server{{.addresses = 2}};
    server.serve("*", {.body = "x", .delay = milliseconds{20}});
    Options options = loopback_options();
    options.host.connections = 2;
    options.connections = 16;
    Fetcher fetcher{options};
    const std::vector<std::string> urls = numbered_urls(server, 40, 2);
    fetch_all(fetcher, urls);
    std::size_t most = 0;
    for (const RecordedRequest& request : server.requests()) most = std::max(most, request.running);
    EXPECT_EQ(most, 2U);
    EXPECT_LE(server.connections(), 4U);
}

TEST(Politeness, NeverRunsMoreRequestsThanThereAreConnectionsInAll) {
    HttpServer server{{.addresses = 20}};
    server.serve("*", {.body = "x", .delay = milliseconds{20}});
    Options options = loopback_options();
    options.connections = 4;
    Fetcher fetcher{options};
    const std::vector<std::string> urls = numbered_urls(server, 40, 20);
    const auto start = steady_clock::now();
    fetch_all(fetcher, urls);
    // 40 answers of 20 ms, four at a time.
    EXPECT_GE(steady_clock::now() - start, milliseconds{190});
    EXPECT_EQ(server.hits(), 40U);
}

TEST(Politeness, ASlowHostHoldsUpNobodyElse) {
    HttpServer server{{.addresses = 2}};
    server.script("/slow", test::Script{}.stall());
    server.serve("/quick", {.body = "quick"});
    Options options = loopback_options();
    options.host.connections = 1;
    options.connections = 2;
    options.total_timeout = std::chrono::minutes{5};
    Fetcher fetcher{options};
    std::vector<std::future<Response>> slow;
    slow.reserve(3);
    for (int i = 0; i < 3; ++i) slow.push_back(fetcher.start(page(server.url("/slow", 1))));
    for (int i = 0; i < 20; ++i) EXPECT_EQ(fetcher.fetch(page(server.url("/quick", 2))).body, "quick");
    fetcher.begin_shutdown(milliseconds{0});
    for (auto& future : slow) EXPECT_EQ(future.get().capture.error_code, "cancelled");
}

TEST(FaultMatrix, Row32_RetryAfterSilencesTheHostForAllWhoWait) {
    HttpServer server{{.addresses = 2}};
    server.serve("/a", {.status = 429, .headers = {{"Retry-After", "120"}}, .delay = milliseconds{50}});
    server.serve("*", {.body = "other"});
    Options options = loopback_options();
    options.host.connections = 1;
    Fetcher fetcher{options};
    std::future<Response> asked = fetcher.start(page(server.url("/a")));
    std::future<Response> waiting = fetcher.start(page(server.url("/b")));
    const Response first = asked.get();
    EXPECT_EQ(first.capture.status, 429);
    EXPECT_EQ(first.capture.error_code, "");
    EXPECT_EQ(first.retry_after, seconds{120});
    EXPECT_TRUE(first.transient());

    for (const Response& response : {waiting.get(), fetcher.fetch(page(server.url("/c")))}) {
        EXPECT_EQ(response.capture.error_code, "paused");
        EXPECT_TRUE(response.transient());
        ASSERT_TRUE(response.retry_after);
        EXPECT_LE(*response.retry_after, seconds{120});
        EXPECT_GT(*response.retry_after, seconds{100});
    }
    EXPECT_EQ(server.hits(), 1U);
    EXPECT_EQ(fetcher.fetch(page(server.url("/c", 2))).body, "other") << "other hosts are asked as before";
}

TEST(FaultMatrix, Row32_RetryAfterSilencesTheAddressTheHostOrTheDomain) {
    using schedule::PauseScope;
    const struct {
        const char* address;
        std::vector<PauseScope> silent_with;
    } others[] = {
        {"http://a.example.org/busy#again", {PauseScope::address, PauseScope::host, PauseScope::domain}},
        {"http://a.example.org/other", {PauseScope::host, PauseScope::domain}},
        {"http://b.example.org/busy", {PauseScope::domain}},
        {"http://example.org/busy", {PauseScope::domain}},
        {"http://example.net/busy", {}},
    };
    for (const PauseScope scope : {PauseScope::address, PauseScope::host, PauseScope::domain}) {
        HttpServer server;
        server.serve("*", {.body = "other"});
        const std::string port = std::to_string(server.port());
        Options options = loopback_options();
        options.pause_scope = scope;
        options.host.connections = 1;
        for (const char* host : {"a.example.org", "b.example.org", "example.org", "example.net"})
            options.resolve.push_back(std::string{host} + ":" + port + ":127.0.0.1");
        const auto here = [&](std::string address) {
            return page(address.insert(address.find('/', sizeof "http://"), ":" + port));
        };
        Fetcher fetcher{options};
        // Those that wait behind it are told too.
        server.serve("/busy",
                     {.status = 503, .headers = {{"Retry-After", "120"}}, .delay = milliseconds{50}});
        std::future<Response> first = fetcher.start(here("http://a.example.org/busy"));
        std::future<Response> behind = fetcher.start(here("http://a.example.org/other"));
        EXPECT_EQ(first.get().retry_after, seconds{120});
        EXPECT_EQ(behind.get().capture.error_code, scope == PauseScope::address ? "" : "paused");

        server.serve("/busy", {.body = "not busy"});
        for (const auto& other : others) {
            const Response response = fetcher.fetch(here(other.address));
            const bool silent = std::find(other.silent_with.begin(), other.silent_with.end(), scope) !=
                                other.silent_with.end();
            EXPECT_EQ(response.capture.error_code, silent ? "paused" : "") << other.address;
            EXPECT_EQ(response.pauses_host, silent && scope != PauseScope::address) << other.address;
        }
    }
}

TEST(FaultMatrix, Row32_RetryAfterIsBoundedAndJunkIsNone) {
    const std::pair<const char*, std::optional<milliseconds>> cases[] = {
        {"0", seconds{60}},
        {"99999999999", std::chrono::hours{24 * 7}},
        {"Fri, 31 Dec 9999 23:59:59 GMT", std::chrono::hours{24 * 7}},
        {"Thu, 01 Jan 1970 00:00:00 GMT", seconds{60}},
        {"-5", std::nullopt},
        {"soon", std::nullopt},
    };
    for (const auto& [value, expected] : cases) {
        HttpServer server;
        server.serve("/", {.status = 503, .headers = {{"Retry-After", value}}});
        Fetcher fetcher{loopback_options()};
        const Response response = fetcher.fetch(page(server.url("/")));
        EXPECT_EQ(response.retry_after, expected) << value;
        EXPECT_EQ(fetcher.fetch(page(server.url("/"))).capture.error_code, expected ? "paused" : "") << value;
    }
}

TEST(Politeness, RetryAfterOnOtherAnswersMeansNothing) {
    HttpServer server;
    server.serve("/", {.status = 200, .headers = {{"Retry-After", "120"}}});
    Fetcher fetcher{loopback_options()};
    EXPECT_FALSE(fetcher.fetch(page(server.url("/"))).retry_after);
    EXPECT_TRUE(fetcher.fetch(page(server.url("/"))).ok());
}

}  // namespace
}  // namespace webclip::net
