// robots.txt by RFC 9309, as far as it is asked for, waited for and obeyed; what its lines mean is
// test/schedule's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "support/http_server.h"
#include "support/test_tls.h"

namespace webclip::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Answer;
using test::HttpServer;
using test::RecordedRequest;
using test::Script;

Options obedient_options() {
    Options options = loopback_options();
    options.robots = true;
    options.user_agent = "webclipd/0.1";
    options.low_speed_time = seconds{1};
    options.connect_timeout = milliseconds{500};
    return options;
}

Request request_for(std::string url, model::CaptureKind kind) {
    Request request = page(std::move(url));
    request.kind = kind;
    return request;
}

constexpr const char* nobody = "User-agent: *\nDisallow: /\n";

struct AnswerCase {
    const char* name;
    Script script;
    const char* code;  // of a page of that host
};

std::string whole(int status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + std::to_string(status) + " -\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(FaultMatrix, Row60_RobotsAnswersOfEveryKind) {
    std::string flood = "User-agent: *\nDisallow: /a\n";
    flood.resize(10'000'000, '#');
    const AnswerCase cases[] = {
        {"allowed", Script{}.send(whole(200, "", "User-agent: *\nDisallow: /private\n")), ""},
        {"disallowed", Script{}.send(whole(200, "", nobody)), "robots"},
        {"empty", Script{}.send(whole(200, "", "")), ""},
        {"HTML", Script{}.send(whole(200, "", "<!DOCTYPE html><title>Welcome</title>")), ""},
        {"10 MB", Script{}.send(whole(200, "", flood)), "robots"},
        {"a rule beyond 512 KiB", Script{}.send(whole(200, "", std::string(600'000, '\n') + nobody)), ""},
        {"400", Script{}.send(whole(400, "", nobody)), ""},
        {"401", Script{}.send(whole(401, "", nobody)), ""},
        {"403", Script{}.send(whole(403, "", nobody)), ""},
        {"404", Script{}.send(whole(404, "", nobody)), ""},
        {"410", Script{}.send(whole(410, "", nobody)), ""},
        {"429", Script{}.send(whole(429, "", nobody)), ""},
        {"429 that asks for silence", Script{}.send(whole(429, "Retry-After: 120\r\n", nobody)), "paused"},
        {"500", Script{}.send(whole(500, "", "")), "robots_unreachable"},
        {"503", Script{}.send(whole(503, "", "")), "robots_unreachable"},
        {"redirect loop", Script{}.send(whole(302, "Location: /robots.txt\r\n", "")), ""},
        {"redirect to a file", Script{}.send(whole(302, "Location: file:///etc/passwd\r\n", "")), ""},
        {"redirect to a private network", Script{}.send(whole(302, "Location: http://10.0.0.1/\r\n", "")),
         ""},
        {"redirect without an address", Script{}.send(whole(302, "", "")), ""},
        {"no answer", Script{}.close(), "reset"},
        {"silence", Script{}.stall(), "slow"},
        {"half an answer", Script{}.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser").close(),
         "reset"},
    };
    for (const AnswerCase& test : cases) {
        HttpServer server;
        server.script("/robots.txt", test.script);
        server.serve("/a", {.body = "article"});
        Fetcher fetcher{obedient_options()};
        const Response response = fetcher.fetch(page(server.url("/a")));
        EXPECT_EQ(response.capture.error_code, test.code) << test.name << response.capture.error_message;
        EXPECT_EQ(response.body, std::string_view{test.code}.empty() ? "article" : "") << test.name;
        EXPECT_EQ(server.hits("/a"), std::string_view{test.code}.empty() ? 1U : 0U) << test.name;
        EXPECT_EQ(response.transient(),
                  !std::string_view{test.code}.empty() && std::string_view{test.code} != "robots")
            << test.name;
    }
}

TEST(Robots, FiveRedirectsAreFollowedAlsoToOtherHosts) {
    for (const int redirects : {5, 6}) {
        HttpServer server{{.addresses = 2}};
        server.serve("/robots.txt", {.status = 301, .headers = {{"Location", server.url("/1", 2)}}});
        for (int i = 1; i < redirects; ++i) {
            server.serve("/" + std::to_string(i),
                         {.status = 307, .headers = {{"Location", "/" + std::to_string(i + 1)}}});
        }
        server.serve("/" + std::to_string(redirects), {.body = nobody});
        server.serve("/a", {.body = "article"});
        Fetcher fetcher{obedient_options()};
        EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).capture.error_code, redirects == 5 ? "robots" : "");
    }
}

TEST(Robots, DecideOverPagesAndImagesNotOverFeedsUnlessTold) {
    HttpServer server;
    server.serve("/robots.txt", {.body = nobody});
    server.serve("/a", {.body = "a"});
    Options options = obedient_options();
    for (const bool feeds : {false, true}) {
        options.robots_for_feeds = feeds;
        Fetcher fetcher{options};
        const auto code = [&](model::CaptureKind kind) {
            return fetcher.fetch(request_for(server.url("/a"), kind)).capture.error_code;
        };
        EXPECT_EQ(code(model::CaptureKind::feed), feeds ? "robots" : "");
        EXPECT_EQ(code(model::CaptureKind::page), "robots");
        EXPECT_EQ(code(model::CaptureKind::image), "robots");
    }
    options.robots = false;
    server.forget();
    Fetcher fetcher{options};
    EXPECT_TRUE(fetcher.fetch(page(server.url("/a"))).ok());
    EXPECT_EQ(server.hits("/robots.txt"), 0U);
}

TEST(Robots, OurOwnGroupCountsAndSaysWhich) {
    HttpServer server;
    server.serve("/robots.txt",
                 {.body = "User-agent: *\nDisallow: /\n\nUser-agent: webclipd\nDisallow: /no\n"});
    server.serve("*", {.body = "a"});
    Fetcher fetcher{obedient_options()};
    EXPECT_TRUE(fetcher.fetch(page(server.url("/yes"))).ok());
    const Response refused = fetcher.fetch(page(server.url("/no?x=1")));
    EXPECT_EQ(refused.capture.error_message, "disallowed by " + server.url("/robots.txt"));
    EXPECT_EQ(refused.capture.final_url, server.url("/no?x=1"));
}

TEST(Robots, AreAskedOnceAHostHoweverManyWait) {
    HttpServer server{{.addresses = 4}};
    server.serve("/robots.txt", {.body = "", .delay = milliseconds{50}});
    server.serve("*", {.body = "x"});
    Fetcher fetcher{obedient_options()};
    for (const Response& response : fetch_all(fetcher, numbered_urls(server, 40, 4)))
        EXPECT_TRUE(response.ok());
    EXPECT_EQ(server.hits("/robots.txt"), 4U);
    const RecordedRequest asked = server.requests("/robots.txt").at(0);
    EXPECT_EQ(asked.header("Accept-Encoding"), "identity");
    EXPECT_EQ(asked.header("User-Agent"), "webclipd/0.1");
}

TEST(Robots, AreAskedAnewWhenTheirTimeIsOver) {
    HttpServer server;
    server.serve("/robots.txt", {.body = ""});
    server.serve("*", {.body = "x"});
    Options options = obedient_options();
    options.robots_age = milliseconds{0};
    Fetcher fetcher{options};
    EXPECT_TRUE(fetcher.fetch(page(server.url("/a"))).ok());
    server.serve("/robots.txt", {.body = nobody});
    EXPECT_EQ(fetcher.fetch(page(server.url("/b"))).capture.error_code, "robots");
    server.serve("/robots.txt", {.status = 503});
    EXPECT_EQ(fetcher.fetch(page(server.url("/c"))).capture.error_code, "robots") << "the last copy holds on";
}

// A memory that tests look into and write to.
struct Shelf {
    std::map<std::string, model::RobotsCopy> copies;
    std::size_t recalls = 0;

    RobotsMemory memory() {
        return {.recall = [this](const std::string& origin) -> std::optional<model::RobotsCopy> {
                    ++recalls;
                    const auto found = copies.find(origin);
                    return found == copies.end() ? std::nullopt : std::optional{found->second};
                },
                .keep = [this](const std::string& origin,
                               model::RobotsCopy copy) { copies[origin] = std::move(copy); }};
    }
};

TEST(Robots, OutliveTheFetcherThatAskedForThem) {
    HttpServer server;
    server.serve("/robots.txt", {.body = "User-agent: *\nDisallow: /private\nCrawl-delay: 0.2\n"});
    server.serve("*", {.body = "x"});
    Shelf shelf;
    for (int start = 0; start < 3; ++start) {
        Fetcher fetcher{obedient_options(), shelf.memory()};
        const auto at = std::chrono::steady_clock::now();
        EXPECT_TRUE(fetcher.fetch(page(server.url("/a"))).ok());
        EXPECT_TRUE(fetcher.fetch(page(server.url("/b"))).ok());
        EXPECT_GE(std::chrono::steady_clock::now() - at, milliseconds{200}) << "so does the Crawl-delay";
        EXPECT_EQ(fetcher.fetch(page(server.url("/private"))).capture.error_code, "robots");
    }
    EXPECT_EQ(server.hits("/robots.txt"), 1U);
    EXPECT_EQ(shelf.recalls, 3U) << "a host is looked up once a fetcher";
}

TEST(Robots, KeptOnesAreBelievedForTheirAgeAndStandInWhileTheHostIsInTrouble) {
    const struct {
        const char* name;
        Milliseconds age;
        int status;  // of robots.txt now, which would allow everything
        bool asked;
        const char* code;
    } cases[] = {
        {"fresh", std::chrono::hours{23}, 200, false, "robots"},
        {"expired", std::chrono::hours{25}, 200, true, ""},
        {"expired, and the host in trouble", std::chrono::hours{25}, 503, true, "robots"},
        {"from the future: a clock was set back", std::chrono::hours{-1}, 200, true, ""},
    };
    for (const auto& one : cases) {
        HttpServer server;
        server.serve("/robots.txt", {.status = one.status});
        server.serve("/a", {.body = "a"});
        Shelf shelf;
        std::string origin = server.url("/");
        origin.pop_back();
        shelf.copies[origin] = {.body = nobody, .fetched_at = now() - one.age};
        Fetcher fetcher{obedient_options(), shelf.memory()};
        EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).capture.error_code, one.code) << one.name;
        EXPECT_EQ(server.hits("/robots.txt") > 0, one.asked) << one.name;
    }
}

TEST(Robots, OnlyAnswersThatSaySomethingAreKept) {
    const struct {
        const char* name;
        Answer answer;
        std::optional<std::string> kept;
    } cases[] = {
        {"rules", {.body = nobody}, nobody},
        {"none", {.status = 404, .body = nobody}, ""},
        {"trouble", {.status = 503, .body = nobody}, std::nullopt},
        {"too much", {.body = std::string(70'000, '#')}, std::nullopt},
    };
    for (const auto& one : cases) {
        HttpServer server;
        server.serve("/robots.txt", one.answer);
        server.serve("/a", {.body = "a"});
        Shelf shelf;
        {
            Fetcher fetcher{obedient_options(), shelf.memory()};
            fetcher.fetch(page(server.url("/a")));
        }
        ASSERT_EQ(shelf.copies.size(), one.kept ? 1U : 0U) << one.name;
        EXPECT_EQ(shelf.copies.empty() ? std::nullopt : std::optional{shelf.copies.begin()->second.body},
                  one.kept)
            << one.name;
    }
}

TEST(Robots, EveryHopAsksItsOwnHost) {
    HttpServer server{{.addresses = 2}};
    server.serve("/robots.txt", [](const RecordedRequest& request) {
        return request.local_address == "127.0.0.2" ? Answer{.body = nobody} : Answer{.status = 404};
    });
    server.serve("/a", {.status = 302, .headers = {{"Location", server.url("/b", 2)}}});
    server.serve("/b", {.body = "b"});
    Fetcher fetcher{obedient_options()};
    const Response response = fetcher.fetch(page(server.url("/a")));
    EXPECT_EQ(response.capture.error_code, "robots");
    EXPECT_EQ(response.capture.hops.size(), 1U);
    EXPECT_EQ(server.hits("/b"), 0U);
}

TEST(Robots, ACrawlDelaySpacesTheHostUpToTheLimit) {
    HttpServer server;
    server.serve("/robots.txt", {.body = "User-agent: *\nCrawl-delay: 0.2\n"});
    server.serve("*", {.body = "x"});
    for (const milliseconds most : {milliseconds{30'000}, milliseconds{0}}) {
        Options options = obedient_options();
        options.crawl_delay_most = most;
        Fetcher fetcher{options};
        const auto start = std::chrono::steady_clock::now();
        fetch_all(fetcher, numbered_urls(server, 4, 1));
        const auto took = std::chrono::steady_clock::now() - start;
        EXPECT_EQ(took >= milliseconds{550}, most.count() > 0) << took / milliseconds{1};
    }
}

TEST(Robots, AnotherSchemeOrPortIsAnotherFile) {
    test::TestAuthority authority;
    HttpServer plain;
    HttpServer secure{{.tls = authority.issue()}};
    plain.serve("/robots.txt", {.body = nobody});
    secure.serve("/a", {.body = "secure"});
    Options options = obedient_options();
    options.ca_file = authority.authority_file();
    Fetcher fetcher{options};
    EXPECT_EQ(fetcher.fetch(page(plain.url("/a"))).capture.error_code, "robots");
    EXPECT_EQ(fetcher.fetch(page(secure.url("/a"))).body, "secure");
    EXPECT_EQ(secure.hits("/robots.txt"), 1U);
}

TEST(Robots, AreFetchedBehindTheSameWall) {
    HttpServer inside;
    inside.serve("*", {.body = "secret"});
    Options options = obedient_options();
    options.allow_private.clear();
    options.resolve = {"public.test:" + std::to_string(inside.port()) + ":127.0.0.1"};
    Fetcher fetcher{options};
    const Response refused = fetcher.fetch(page(inside.url_with_host("public.test", "/a")));
    EXPECT_EQ(refused.capture.error_code, "forbidden_address");
    EXPECT_EQ(inside.connections(), 0U);
    Request home = page(inside.url_with_host("public.test", "/a"));
    home.allow_private = {"127.0.0.1"};
    EXPECT_EQ(fetcher.fetch(home).body, "secret") << "a refusal is nobody else's";
    EXPECT_EQ(inside.hits("/robots.txt"), 1U);
}

TEST(Robots, CarryNoSecrets) {
    HttpServer server;
    server.serve("*", {.body = ""});
    Fetcher fetcher{obedient_options()};
    Request request = page("http://us3r:s3cret@127.0.0.1:" + std::to_string(server.port()) + "/a");
    request.headers = {{"X-Api-Key", "s3cret"}};
    EXPECT_TRUE(fetcher.fetch(std::move(request)).ok());
    const RecordedRequest asked = server.requests("/robots.txt").at(0);
    EXPECT_FALSE(asked.has_header("Authorization"));
    EXPECT_FALSE(asked.has_header("X-Api-Key"));
}

TEST(Robots, WhoWaitsForThemIsCancelledWithThem) {
    HttpServer server;
    server.script("/robots.txt", Script{}.stall());
    std::vector<std::future<Response>> waiting;
    waiting.reserve(20);
    {
        Options options = obedient_options();
        options.low_speed_time = seconds{30};
        Fetcher fetcher{options};
        for (int i = 0; i < 20; ++i) waiting.push_back(fetcher.start(page(server.url("/a"))));
        ASSERT_TRUE(server.wait_for_hits("/robots.txt", 1));
    }
    for (auto& future : waiting) EXPECT_EQ(future.get().capture.error_code, "cancelled");
    EXPECT_EQ(server.hits(), 1U);
}

}  // namespace
}  // namespace webclip::net
