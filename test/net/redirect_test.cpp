#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

Answer redirect_to(const std::string& location, int status = 302) {
    return Answer{.status = status, .headers = {{"Location", location}}, .body = "moved"};
}

TEST(Redirects, AreFollowedAndRecordedHopByHop) {
    HttpServer server{{.addresses = 2}};
    server.serve("/a", redirect_to("/b?x=1", 301));
    server.serve("/b", redirect_to(server.url("/c#part", 2), 307));
    server.serve("/c", {.body = "here"});
    Fetcher fetcher{loopback_options()};
    const Response response = fetcher.fetch(page(server.url("/a")));
    EXPECT_EQ(response.body, "here");
    EXPECT_EQ(response.capture.url, server.url("/a"));
    EXPECT_EQ(response.capture.final_url, server.url("/c", 2));
    ASSERT_EQ(response.capture.hops.size(), 3U);
    EXPECT_EQ(response.capture.hops[0].url, server.url("/a"));
    EXPECT_EQ(response.capture.hops[0].status, 301);
    EXPECT_THAT(response.capture.hops[0].headers, testing::HasSubstr("Location: /b?x=1\r\n"));
    EXPECT_EQ(response.capture.hops[1].url, server.url("/b?x=1"));
    EXPECT_EQ(response.capture.hops[1].status, 307);
    EXPECT_EQ(response.capture.hops[2].url, server.url("/c", 2));
    EXPECT_EQ(response.capture.hops[2].peer, "127.0.0.2:" + std::to_string(server.port()));
    EXPECT_EQ(server.connections(), 2U) << "the body of a redirect is read, so its connection is used again";
}

TEST(Redirects, EveryRedirectStatusIsFollowedAndNoOther) {
    HttpServer server;
    server.serve("/end", {.body = "end"});
    Fetcher fetcher{loopback_options()};
    for (const int status : {300, 301, 302, 303, 304, 305, 306, 307, 308, 200, 404}) {
        server.serve("/a", redirect_to("/end", status));
        const bool followed =
            status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).capture.hops.size(), followed ? 2U : 1U) << status;
    }
    server.serve("/a", {.status = 302, .body = "no location"});
    const Response without = fetcher.fetch(page(server.url("/a")));
    EXPECT_EQ(without.capture.status, 302);
    EXPECT_EQ(without.capture.error_code, "");
    EXPECT_EQ(without.body, "no location");
}

TEST(FaultMatrix, Row27_TenRedirectsAreFollowedElevenAreNot) {
    HttpServer server;
    server.serve("*", [](const RecordedRequest& request) {
        const int n = std::stoi(request.path.substr(1));
        return n == 0 ? Answer{.body = "end"} : redirect_to("/" + std::to_string(n - 1));
    });
    Fetcher fetcher{loopback_options()};
    const Response ten = fetcher.fetch(page(server.url("/10")));
    EXPECT_EQ(ten.body, "end");
    EXPECT_EQ(ten.capture.hops.size(), 11U);
    const Response eleven = fetcher.fetch(page(server.url("/11")));
    EXPECT_EQ(eleven.capture.error_code, "too_many_redirects");
    EXPECT_EQ(eleven.capture.hops.size(), 11U);
    EXPECT_EQ(eleven.body, "");
}

TEST(Redirects, OfRobotsTxtFiveAreFollowed) {
    HttpServer server;
    server.serve("*", [](const RecordedRequest& request) {
        const int n = std::stoi(request.path.substr(1));
        return n == 0 ? Answer{.body = "end"} : redirect_to("/" + std::to_string(n - 1));
    });
    Fetcher fetcher{loopback_options()};
    for (const int hops : {5, 6}) {
        Request request = page(server.url("/" + std::to_string(hops)));
        request.kind = model::CaptureKind::robots;
        EXPECT_EQ(fetcher.fetch(std::move(request)).capture.error_code,
                  hops == 5 ? "" : "too_many_redirects");
    }
}

TEST(FaultMatrix, Row27_ALoopEndsAtOnce) {
    HttpServer server;
    server.serve("/self", redirect_to("/self"));
    server.serve("/ping", redirect_to("/pong"));
    server.serve("/pong", redirect_to("/ping#again"));
    Fetcher fetcher{loopback_options()};
    EXPECT_EQ(fetcher.fetch(page(server.url("/self"))).capture.error_code, "too_many_redirects");
    EXPECT_EQ(server.hits("/self"), 1U);
    EXPECT_EQ(fetcher.fetch(page(server.url("/ping"))).capture.error_code, "too_many_redirects");
    EXPECT_EQ(server.hits("/ping"), 1U);
}

TEST(Redirects, WithCookiesTheSameAddressMayAnswerOtherwise) {
    HttpServer server;
    server.serve("/a", [](const RecordedRequest& request) {
        const bool known = request.header("Cookie").find("session=abc") != std::string::npos;
        return known && request.path == "/a" && request.target == "/a?back" ? Answer{.body = "in"}
                                                                            : redirect_to("/a?back");
    });
    const test::TempDir folder;
    test::write_file(folder / "cookies.txt", "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc\n");
    Fetcher fetcher{loopback_options()};
    Request request = page(server.url("/a"));
    request.cookies_file = folder / "cookies.txt";
    EXPECT_EQ(fetcher.fetch(std::move(request)).body, "in");
}

TEST(FaultMatrix, Row27_RedirectsToOtherSchemesAreRefused) {
    HttpServer server;
    Fetcher fetcher{loopback_options()};
    for (const char* location :
         {"file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,x", "javascript:alert(1)",
          "ftp://127.0.0.1/", "FILE:/etc/passwd", "dict://127.0.0.1/"}) {
        server.serve("/a", redirect_to(location));
        const Response response = fetcher.fetch(page(server.url("/a")));
        EXPECT_EQ(response.capture.error_code, "forbidden_scheme") << location;
        EXPECT_EQ(response.capture.status, 302);
        EXPECT_EQ(response.capture.hops.size(), 1U);
    }
}

TEST(Redirects, ToNoAddressAreRefused) {
    HttpServer server;
    Fetcher fetcher{loopback_options()};
    for (const char* location : {"http://", "http://[::1", "http://a b/", "https://exa%00mple.org/"}) {
        server.serve("/a", redirect_to(location));
        EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).capture.error_code, "bad_redirect") << location;
    }
}

TEST(FaultMatrix, Row27_RedirectsToAPrivateAddressAreRefusedBeforeAByteIsSent) {
    HttpServer open;
    HttpServer inside;
    Options options = loopback_options();
    options.allow_private = {"127.0.0.1:" + std::to_string(open.port())};
    Fetcher fetcher{options};
    open.serve("/a", redirect_to(inside.url("/secret")));
    const Response response = fetcher.fetch(page(open.url("/a")));
    EXPECT_EQ(response.capture.error_code, "forbidden_address");
    EXPECT_EQ(response.capture.error_message, "127.0.0.1 is a loopback address");
    EXPECT_EQ(response.capture.hops.size(), 1U);
    EXPECT_EQ(response.capture.final_url, inside.url("/secret"));
    EXPECT_EQ(inside.connections(), 0U);
}

TEST(Redirects, ARequestsOwnExceptionEndsAtItsHost) {
    HttpServer first;
    HttpServer second;
    second.serve("/b", Answer{});
    first.serve("/a", redirect_to(second.url("/b")));
    first.serve("/same", redirect_to("/end"));
    first.serve("/end", {.body = "end"});
    Options options = loopback_options();
    options.allow_private.clear();
    Fetcher fetcher{options};
    Request request = page(first.url("/a"));
    request.allow_private = {"127.0.0.0/8"};
    EXPECT_EQ(fetcher.fetch(request).capture.error_code, "forbidden_address");
    EXPECT_EQ(second.connections(), 0U);
    request.url = first.url("/same");
    EXPECT_EQ(fetcher.fetch(request).body, "end");
}

Request request_with_secrets(const std::string& url, const std::filesystem::path& cookies) {
    Request request = page(url);
    request.headers = {
        {"X-Api-Key", "s3cret"}, {"Authorization", "Bearer s3cret"}, {"Cookie", "plain=s3cret"}};
    request.cookies_file = cookies;
    return request;
}

bool has_secrets(const RecordedRequest& request) {
    return request.raw_head.find("s3cret") != std::string::npos ||
           request.raw_head.find("us3r") != std::string::npos || request.has_header("Authorization") ||
           request.has_header("Cookie");
}

TEST(FaultMatrix, Row30_SecretsStayWithTheFirstHost) {
    HttpServer server{{.addresses = 2}};
    HttpServer other_port;
    const test::TempDir folder;
    // Cookies of both hosts: only those of the first one are for this request.
    test::write_file(
        folder / "cookies.txt",
        "127.0.0.1\tFALSE\t/\tFALSE\t0\tfile\ts3cret\n127.0.0.2\tFALSE\t/\tFALSE\t0\tfile\ts3cret\n");
    server.serve("/same", redirect_to("/end"));
    server.serve("/away", redirect_to(server.url("/end", 2)));
    server.serve("/port", redirect_to(other_port.url("/end")));
    server.serve("/there", redirect_to(server.url("/back", 2)));
    server.serve("/back", redirect_to(server.url("/end")));
    server.serve("/end", {.body = "end"});
    other_port.serve("/end", {.body = "end"});
    Fetcher fetcher{loopback_options()};
    const auto last_request = [&](HttpServer& asked, const std::string& path) {
        server.forget();
        other_port.forget();
        const std::string url = "http://us3r:s3cret@127.0.0.1:" + std::to_string(server.port()) + path;
        EXPECT_EQ(fetcher.fetch(request_with_secrets(url, folder / "cookies.txt")).body, "end");
        EXPECT_TRUE(has_secrets(server.requests(path).at(0)));
        return asked.requests("/end").at(0);
    };
    const RecordedRequest same = last_request(server, "/same");
    EXPECT_EQ(same.header("X-Api-Key"), "s3cret");
    EXPECT_EQ(same.header("Authorization"), "Bearer s3cret");
    EXPECT_FALSE(has_secrets(last_request(server, "/away")));
    EXPECT_FALSE(has_secrets(last_request(other_port, "/port")));
    EXPECT_FALSE(has_secrets(last_request(server, "/there"))) << "not again once the chain left the host";
}

TEST(Redirects, CredentialsInALocationAreNotSent) {
    HttpServer server;
    server.serve("/a", redirect_to("http://us3r:s3cret@127.0.0.1:" + std::to_string(server.port()) + "/end"));
    server.serve("/end", {.body = "end"});
    Fetcher fetcher{loopback_options()};
    const Response response = fetcher.fetch(page(server.url("/a")));
    EXPECT_EQ(response.body, "end");
    EXPECT_FALSE(has_secrets(server.requests("/end").at(0)));
    EXPECT_EQ(response.capture.final_url, server.url("/end"));
}

TEST(Redirects, TheBodyOfARedirectIsNotWorthWaitingFor) {
    HttpServer server;
    server.script(
        "/a",
        Script{}.send("HTTP/1.1 302 Found\r\nLocation: /end\r\n\r\n").endless(std::string(16'384, 'x')));
    server.script("/long",
                  Script{}
                      .send("HTTP/1.1 302 Found\r\nContent-Length: 99999999999\r\nLocation: /end\r\n\r\n")
                      .endless(std::string(16'384, 'x')));
    server.serve("/end", {.body = "end"});
    Fetcher fetcher{loopback_options()};
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "end");
    EXPECT_EQ(fetcher.fetch(page(server.url("/long"))).body, "end");
}

}  // namespace
}  // namespace webclip::net
