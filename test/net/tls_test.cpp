#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "support/http_server.h"
#include "support/test_tls.h"

namespace webclip::net {
namespace {

using test::CertificateOptions;
using test::HttpServer;
using testing::HasSubstr;

Options trusting(const test::TestAuthority& authority) {
    Options options = loopback_options();
    options.ca_file = authority.authority_file();
    return options;
}

TEST(Tls, IsRecordedOnEveryConnectionNewOrKept) {
    test::TestAuthority authority;
    HttpServer server{{.tls = authority.issue()}};
    server.serve("/a", {.body = "secure"});
    Fetcher fetcher{trusting(authority)};
    for (int i = 0; i < 2; ++i) {
        const Response response = fetcher.fetch(page(server.url("/a")));
        EXPECT_EQ(response.body, "secure") << response.capture.error_message;
        EXPECT_THAT(response.capture.hops.at(0).tls,
                    testing::MatchesRegex("TLSv1\\.[23] TLS_[A-Z0-9_]+ sha256:[0-9a-f]{64}"));
    }
    EXPECT_EQ(server.connections(), 1U);
}

struct BadCertificate {
    const char* name;
    CertificateOptions options;
};

TEST(FaultMatrix, Row31_ABadCertificateIsAnErrorAndNothingIsSent) {
    test::TestAuthority authority;
    const BadCertificate cases[] = {
        {"expired", {.begins_days = -10, .ends_days = -1}},
        {"not yet valid", {.begins_days = 2, .ends_days = 10}},
        {"another name", {.names = "DNS:other.test"}},
        {"another address", {.names = "IP:127.0.0.2"}},
        {"self-signed", {.self_signed = true}},
        {"TLS 1.0", {.highest_version = "1.0"}},
        {"TLS 1.1", {.highest_version = "1.1"}},
    };
    for (const BadCertificate& test : cases) {
        HttpServer server{{.tls = authority.issue(test.options)}};
        server.serve("/a", {.body = "secure"});
        Fetcher fetcher{trusting(authority)};
        const Response response = fetcher.fetch(page(server.url("/a")));
        EXPECT_EQ(response.capture.error_code, "tls") << test.name << ": " << response.capture.error_message;
        EXPECT_EQ(response.capture.status, 0) << test.name;
        EXPECT_EQ(server.hits(), 0U) << test.name;
    }
    HttpServer good{{.tls = authority.issue({.highest_version = "1.2"})}};
    good.serve("/a", {.body = "secure"});
    Fetcher fetcher{trusting(authority)};
    EXPECT_THAT(fetcher.fetch(page(good.url("/a"))).capture.hops.at(0).tls, HasSubstr("TLSv1.2"));
}

TEST(FaultMatrix, Row31_AnUnknownAuthorityIsNotTrusted) {
    test::TestAuthority known;
    test::TestAuthority unknown;
    HttpServer server{{.tls = unknown.issue()}};
    Fetcher fetcher{trusting(known)};
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).capture.error_code, "tls");
    Fetcher system{loopback_options()};
    EXPECT_EQ(system.fetch(page(server.url("/a"))).capture.error_code, "tls");
    EXPECT_EQ(server.hits(), 0U);
}

TEST(FaultMatrix, Row31_PlainHttpBehindAnHttpsAddressIsAnErrorNotAFallback) {
    HttpServer plain{{.greeting = "HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nopen"}};
    Fetcher fetcher{loopback_options()};
    const Response response = fetcher.fetch(page("https://127.0.0.1:" + std::to_string(plain.port()) + "/a"));
    EXPECT_EQ(response.capture.error_code, "tls");
    EXPECT_EQ(response.capture.status, 0);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(plain.connections(), 1U);
}

TEST(FaultMatrix, Row27_ARedirectFromHttpsToHttpIsRefusedTheOtherWayIsFollowed) {
    test::TestAuthority authority;
    HttpServer secure{{.tls = authority.issue()}};
    HttpServer plain;
    secure.serve("/down", {.status = 302, .headers = {{"Location", plain.url("/end")}}});
    secure.serve("/end", {.body = "secure"});
    plain.serve("/up", {.status = 302, .headers = {{"Location", secure.url("/end")}}});
    plain.serve("/end", {.body = "open"});
    Fetcher fetcher{trusting(authority)};
    const Response down = fetcher.fetch(page(secure.url("/down")));
    EXPECT_EQ(down.capture.error_code, "bad_redirect");
    EXPECT_EQ(down.capture.error_message, "redirect from https to http");
    EXPECT_EQ(plain.hits(), 0U);
    EXPECT_EQ(fetcher.fetch(page(plain.url("/up"))).body, "secure");
}

}  // namespace
}  // namespace webclip::net
