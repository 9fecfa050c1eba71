// Which hosts belong to one owner.
#include "url/registrable_domain.h"

#include <gtest/gtest.h>

namespace webclip::url {
namespace {

TEST(RegistrableDomain, IsThePublicSuffixAndOneLabel) {
    const struct {
        const char* host;
        const char* domain;
    } cases[] = {
        {"example.com", "example.com"},
        {"www.example.com", "example.com"},
        {"a.b.news.example.co.jp", "example.co.jp"},
        {"cn.nytimes.com", "nytimes.com"},
        {"one.github.io", "one.github.io"},
        {"two.github.io", "two.github.io"},
        {"xn--fiqs8s", "xn--fiqs8s"},
        {"news.example.xn--fiqs8s", "example.xn--fiqs8s"},
        {"co.jp", "co.jp"},
        {"localhost", "localhost"},
        {"192.0.2.1", "192.0.2.1"},
        {"[2001:db8::1]", "[2001:db8::1]"},
        {"", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(registrable_domain(c.host), c.domain) << c.host;
}

}  // namespace
}  // namespace webclip::url
