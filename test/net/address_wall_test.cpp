// No byte leaves for an address the policy denies, however it is written, named, redirected to or kept open.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "support/http_server.h"

namespace webclip::net {
namespace {

using test::Answer;
using test::HttpServer;

Options walled_options() {
    Options options = loopback_options();
    options.allow_private.clear();
    return options;
}

std::string name_entry(const HttpServer& server, const std::string& name, const std::string& address) {
    return name + ":" + std::to_string(server.port()) + ":" + address;
}

TEST(FaultMatrix, Row28_EverySpellingOfAForbiddenAddressSendsNothing) {
    HttpServer server{{.ipv6 = true}};
    server.serve("*", {.body = "secret"});
    Fetcher fetcher{walled_options()};
    const char* hosts[] = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "127.000.000.001",
        "0",
        "0.0.0.0",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "%31%32%37.0.0.1",
        "127%2e0.0.1",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "１２７.0.0.1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:808:808::80ff:fffe]",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "255.255.255.255",
        "224.0.0.1",
        "[ff02::1]",
        "2852039166",
        "user:pass@127.0.0.1",
    };
    for (const char* host : hosts) {
        const Response response = fetcher.fetch(page(server.url_with_host(host, "/")));
        const std::string& code = response.capture.error_code;
        // Names and half-names may fail earlier: as no address, or because nothing answers to them.
        EXPECT_TRUE(code == "forbidden_address" || code == "bad_url" || code == "dns")
            << host << ": " << code;
        EXPECT_EQ(response.body, "") << host;
    }
    EXPECT_EQ(server.connections(), 0U);
    EXPECT_EQ(server.bytes_received(), 0U);
}

TEST(FaultMatrix, Row28_ANameIsJudgedByTheAddressItResolvesTo) {
    HttpServer server{{.ipv6 = true}};
    server.serve("*", {.body = "secret"});
    Options options = walled_options();
    for (const char* address : {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
        options.resolve = {name_entry(server, "public.test", address)};
        Fetcher fetcher{options};
        const Response response = fetcher.fetch(page(server.url_with_host("public.test", "/")));
        EXPECT_EQ(response.capture.error_code, "forbidden_address") << address;
        EXPECT_THAT(response.capture.error_message, testing::HasSubstr("address")) << address;
        EXPECT_FALSE(response.transient());
    }
    EXPECT_EQ(server.connections(), 0U);
}

TEST(AddressWall, APortOutsideTheListIsRefused) {
    Fetcher fetcher{walled_options()};
    const Response response = fetcher.fetch(page("http://8.8.8.8:22/"));
    EXPECT_EQ(response.capture.error_code, "forbidden_address");
    EXPECT_EQ(response.capture.error_message, "port 22 of 8.8.8.8 is not allowed");
}

TEST(AddressWall, OneAllowedAddressOfANameIsEnough) {
    HttpServer server;
    server.serve("/", {.body = "open"});
    Options options = loopback_options();
    options.allow_private = {"127.0.0.1"};
    options.resolve = {name_entry(server, "both.test", "10.0.0.1,127.0.0.1")};
    Fetcher fetcher{options};
    const Response response = fetcher.fetch(page(server.url_with_host("both.test", "/")));
    EXPECT_EQ(response.body, "open") << response.capture.error_message;
}

TEST(FaultMatrix, Row29_ARequestsExceptionIsForItAlone) {
    HttpServer server;
    server.serve("*", {.body = "home"});
    Options options = walled_options();
    options.resolve = {name_entry(server, "home.test", "127.0.0.1")};
    Fetcher fetcher{options};
    Request feed = page(server.url_with_host("home.test", "/feed"));
    feed.allow_private = {"127.0.0.0/8"};
    EXPECT_EQ(fetcher.fetch(feed).body, "home");
    // The connection is still open and would be used again: libcurl does not open a socket, so only the
    // second look helps.
    Request image = page(server.url_with_host("home.test", "/image"));
    image.kind = model::CaptureKind::image;
    const Response refused = fetcher.fetch(image);
    EXPECT_EQ(refused.capture.error_code, "forbidden_address");
    EXPECT_EQ(refused.capture.error_message, "127.0.0.1 is a loopback address");
    EXPECT_EQ(server.hits("/image"), 0U);
    EXPECT_EQ(fetcher.fetch(feed).body, "home");
}

TEST(FaultMatrix, Row28_ANameThatChangesItsMindIsRefusedToo) {
    // Rebinding: the name's first answer is allowed, its later one points inside.
    HttpServer outside;
    HttpServer inside{{.addresses = 2}};
    outside.serve("/", [&](const test::RecordedRequest&) {
        return Answer{.status = 302, .headers = {{"Location", inside.url_with_host("rebound.test", "/")}}};
    });
    Options options = walled_options();
    options.allow_private = {"127.0.0.1:" + std::to_string(outside.port())};
    options.resolve = {name_entry(outside, "rebound.test", "127.0.0.1"),
                       name_entry(inside, "rebound.test", "127.0.0.2")};
    Fetcher fetcher{options};
    const Response response = fetcher.fetch(page(outside.url_with_host("rebound.test", "/")));
    EXPECT_EQ(response.capture.error_code, "forbidden_address");
    EXPECT_EQ(response.capture.hops.at(0).status, 302);
    EXPECT_EQ(outside.hits(), 1U);
    EXPECT_EQ(inside.connections(), 0U);
}

}  // namespace
}  // namespace webclip::net
