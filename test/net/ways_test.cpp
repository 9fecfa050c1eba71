// The ways a request can go: HTTP/2, IPv6, proxies; and the secrets that go along from files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http2_server.h"
#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "socks_proxy.h"
#include "support/corpus.h"
#include "support/http_server.h"
#include "support/temp_dir.h"
#include "support/test_tls.h"

namespace webclip::net {
namespace {

using test::Answer;
using test::HttpServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Http2, RequestsToOneHostShareAConnection) {
    test::TestAuthority authority;
    Http2Server server{authority.issue(), "by HTTP/2", 3};
    Options options = loopback_options();
    options.ca_file = authority.authority_file();
    Fetcher fetcher{options};
    std::vector<std::future<Response>> futures;
    futures.reserve(3);
    for (int i = 0; i < 3; ++i) futures.push_back(fetcher.start(page(server.url("/" + std::to_string(i)))));
    for (auto& future : futures) {
        const Response response = future.get();
        EXPECT_EQ(response.body, "by HTTP/2") << response.capture.error_message;
        const model::Hop& hop = response.capture.hops.at(0);
        EXPECT_EQ(hop.http_version, "2");
        EXPECT_THAT(hop.tls, HasSubstr("TLSv1."));
        EXPECT_THAT(hop.headers, HasSubstr("HTTP/2 200"));
    }
    EXPECT_EQ(server.connections(), 1U) << "answered only when all three were open on one";
}

TEST(Http2, IsNotSpokenWhenSwitchedOff) {
    test::TestAuthority authority;
    Http2Server server{authority.issue(), "by HTTP/2", 1};
    HttpServer old{{.tls = authority.issue()}};
    old.serve("/", {.body = "by HTTP/1.1"});
    Options options = loopback_options();
    options.ca_file = authority.authority_file();
    options.http2 = false;
    Fetcher fetcher{options};
    EXPECT_EQ(fetcher.fetch(page(server.url("/"))).capture.error_code, "tls")
        << "this one speaks nothing else";
    EXPECT_EQ(fetcher.fetch(page(old.url("/"))).body, "by HTTP/1.1");
}

TEST(Ways, Ipv6) {
    HttpServer server{{.ipv6 = true}};
    server.serve("/", {.body = "six"});
    Options options = loopback_options();
    options.allow_private = {"[::1]"};
    Fetcher fetcher{options};
    const Response response = fetcher.fetch(page(server.url_with_host("[::1]", "/")));
    EXPECT_EQ(response.body, "six") << response.capture.error_message;
    EXPECT_EQ(response.capture.hops.at(0).peer, "[::1]:" + std::to_string(server.port()));
}

TEST(Ways, SocksLooksNamesUpThereOrHere) {
    HttpServer server;
    server.serve("/", {.body = "through"});
    SocksProxy proxy{server.port()};
    Options options = loopback_options();
    options.allow_private.clear();
    options.resolve = {"here.test:80:203.0.113.9"};
    Fetcher fetcher{options};
    for (const std::string scheme : {"socks5h", "socks5"}) {
        Request request = page("http://here.test/");
        request.proxy = scheme + "://" + proxy.address();
        EXPECT_EQ(fetcher.fetch(std::move(request)).body, "through") << scheme;
    }
    EXPECT_THAT(proxy.asked(), ElementsAre("here.test:80", "203.0.113.9:80"));
    Request inside = page("http://10.0.0.1/");
    inside.proxy = "socks5h://" + proxy.address();
    EXPECT_EQ(fetcher.fetch(std::move(inside)).capture.error_code, "forbidden_address");
}

TEST(Ways, ASourcesProxyStandsInForTheGeneralOneAndNoneForNone) {
    HttpServer general;
    HttpServer own;
    HttpServer direct;
    general.serve("*", {.body = "general"});
    own.serve("*", {.body = "own"});
    direct.serve("*", {.body = "direct"});
    Options options = loopback_options();
    options.proxy = "http://127.0.0.1:" + std::to_string(general.port());
    Fetcher fetcher{options};
    Request request = page(direct.url("/"));
    EXPECT_EQ(fetcher.fetch(request).body, "general");
    request.proxy = "http://127.0.0.1:" + std::to_string(own.port());
    EXPECT_EQ(fetcher.fetch(request).body, "own");
    request.proxy = "none";
    EXPECT_EQ(fetcher.fetch(request).body, "direct");
    EXPECT_EQ(fetcher.fetch(page(direct.url("/"))).body, "general");
}

TEST(Secrets, BasicAuthorizationComesFromAFileAndAppearsNowhere) {
    HttpServer server{{.addresses = 2}};
    server.serve("/a", {.status = 302, .headers = {{"Location", server.url("/b", 2)}}});
    server.serve("/b", {.body = "b"});
    const test::TempDir folder;
    test::write_file(folder / "auth", "reader:s3cret\r\nanother line\n");
    Fetcher fetcher{loopback_options()};
    Request request = page(server.url("/a"));
    request.auth_file = folder / "auth";
    const Response response = fetcher.fetch(std::move(request));
    EXPECT_EQ(response.body, "b");
    EXPECT_EQ(server.requests("/a").at(0).header("Authorization"), "Basic cmVhZGVyOnMzY3JldA==");
    EXPECT_FALSE(server.requests("/b").at(0).has_header("Authorization"));
    EXPECT_THAT(response.capture.hops.at(0).request_headers, HasSubstr("Authorization: [removed]\r\n"));
    EXPECT_THAT(response.capture.hops.at(0).request_headers, Not(HasSubstr("cmVhZGVy")));
}

TEST(Secrets, CredentialsOfTheUnitAreFoundByName) {
    HttpServer server;
    server.serve("/", Answer{});
    const test::TempDir folder;
    test::write_file(folder / "news", "reader:s3cret");
    test::write_file(folder / "cookies", "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc\n");
    Request request = page(server.url("/"));
    request.auth_file = "credential:news";
    request.cookies_file = "credential:cookies";
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the server's thread does not read the environment
    ::setenv("CREDENTIALS_DIRECTORY", folder.path().c_str(), 1);
    {
        Fetcher fetcher{loopback_options()};
        EXPECT_TRUE(fetcher.fetch(request).ok());
    }
    ::unsetenv("CREDENTIALS_DIRECTORY");  // NOLINT(concurrency-mt-unsafe): as above
    EXPECT_EQ(server.requests("/").at(0).header("Authorization"), "Basic cmVhZGVyOnMzY3JldA==");
    EXPECT_EQ(server.requests("/").at(0).header("Cookie"), "session=abc");
}

struct BadFile {
    const char* file;
    const char* says;
};

TEST(Secrets, AFileThatCannotBeUsedIsNamedAndNothingIsSent) {
    HttpServer server;
    server.serve("/", Answer{});
    const test::TempDir folder;
    test::write_file(folder / "no-colon", "s3cret\n");
    const std::string missing = folder / "missing";
    const std::string no_colon = folder / "no-colon";
    const BadFile cases[] = {
        {missing.c_str(), "cannot be read"},
        {no_colon.c_str(), "does not begin with a line \"user:password\""},
        {"credential:news", "needs LoadCredential=news:FILE in the systemd unit"},
    };
    Fetcher fetcher{loopback_options()};
    for (const BadFile& test : cases) {
        Request request = page(server.url("/"));
        request.auth_file = test.file;
        const Response response = fetcher.fetch(std::move(request));
        EXPECT_EQ(response.capture.error_code, "secret_file") << test.file;
        EXPECT_THAT(response.capture.error_message, HasSubstr(test.says));
        EXPECT_THAT(response.capture.error_message, Not(HasSubstr("s3cret")));
    }
    Request request = page(server.url("/"));
    request.cookies_file = missing;
    EXPECT_EQ(fetcher.fetch(std::move(request)).capture.error_message,
              "cookies_file: \"" + missing + "\" cannot be read");
    EXPECT_EQ(server.connections(), 0U);
}

}  // namespace
}  // namespace webclip::net
