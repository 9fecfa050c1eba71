#include <gtest/gtest.h>

#include <random>

#include "url/url.h"

namespace webclip::url {
namespace {

std::string normal(std::string_view address) {
    const auto url = parse(address);
    if (!url) return "failure";
    const Url once = normalize(*url);
    EXPECT_EQ(normalize(once).href(), once.href()) << address;
    return once.href();
}

struct Case {
    const char* name;
    const char* address;
    const char* normal;
};

class Normalize : public testing::TestWithParam<Case> {};

TEST_P(Normalize, GivesOneFormToOneArticle) {
    EXPECT_EQ(normal(GetParam().address), GetParam().normal);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, Normalize,
    testing::Values(
        Case{"CaseAndPort", "HTTP://EXAMPLE.org:80/A", "http://example.org/A"},
        Case{"Fragment", "https://example.org/a#part", "https://example.org/a"},
        Case{"EmptyQuery", "https://example.org/a?", "https://example.org/a"},
        Case{"OnlyTracking", "https://example.org/a?utm_source=x&UTM_Medium=y&fbclid=z",
             "https://example.org/a"},
        Case{"KeepsTheRestInOrder", "https://example.org/a?z=1&gclid=q&a=2&utm_id=3&a=1",
             "https://example.org/a?z=1&a=2&a=1"},
        Case{"KeepsParametersThatSelect", "https://example.org/?p=5&id=7&ref=x&source=web&page=2&utmost=1",
             "https://example.org/?p=5&id=7&ref=x&source=web&page=2&utmost=1"},
        Case{"MediumFeed", "https://medium.com/@a/b-1?source=rss-f1fb3e40dc37------2",
             "https://medium.com/@a/b-1"},
        Case{"EmptyParameters", "https://example.org/?&&a=1&", "https://example.org/?a=1"},
        Case{"EscapedName", "https://example.org/?%75tm%5Fsource=x&a", "https://example.org/?a"},
        Case{"ParameterWithoutValue", "https://example.org/?fbclid", "https://example.org/"},
        Case{"UnreservedDecoded", "https://example.org/%61%2D%7e%2eb", "https://example.org/a-~.b"},
        Case{"HexUpperCased", "https://example.org/%e4%bd%a0?q=%e4", "https://example.org/%E4%BD%A0?q=%E4"},
        Case{"ReservedKept", "https://example.org/a%2fb%3f?c%26d=%3d",
             "https://example.org/a%2Fb%3F?c%26d=%3D"},
        Case{"TwiceEncoded", "https://matters.news/@a/%25E7%25B6%2593-x",
             "https://matters.news/@a/%E7%B6%93-x"},
        Case{"ThriceEncoded", "https://example.org/%252525e7%2525b6%252593", "https://example.org/%E7%B6%93"},
        Case{"TwiceEncodedBlank", "https://example.org/%25E7%25B6%2593%2520x",
             "https://example.org/%E7%B6%93%20x"},
        Case{"LonePercentSign", "https://example.org/100%25", "https://example.org/100%25"},
        Case{"EscapedAsciiMeant", "https://example.org/a%2520b", "https://example.org/a%2520b"},
        Case{"MixedIsMeant", "https://example.org/%E7%B6%93%2520", "https://example.org/%E7%B6%93%2520"},
        Case{"TwiceEncodedNotUtf8", "https://example.org/%25E7%25B6", "https://example.org/%25E7%25B6"},
        Case{"QueryNeverDecodedTwice", "https://example.org/?q=%25E7%25B6%2593",
             "https://example.org/?q=%25E7%25B6%2593"},
        Case{"EmptySegmentsKept", "https://example.org//cn/", "https://example.org//cn/"},
        Case{"OtherSchemesOnlyLoseTheFragment", "mailto:a@b?utm_source=x#f", "mailto:a@b?utm_source=x"}),
    [](const testing::TestParamInfo<Case>& row) { return row.param.name; });

// Escapes that appear only once others are undone are what breaks idempotence, so make texts of little else.
TEST(NormalizeProperty, IsIdempotentOnNestedEscapes) {
    std::mt19937 random{20260101};
    constexpr std::string_view units[] = {
        "%", "25", "%25", "2", "5",      "e4", "%e4%bd%a0", "%25e4%25bd%25a0", "%32", "%35", "%2e",
        "/", "a",  "%41", "&", "utm_a=", "=",  "."};
    for (int round = 0; round < 20'000; ++round) {
        std::string tail;
        for (int i = 0; i < 9; ++i) tail += units[random() % std::size(units)];
        normal("https://example.org/" + tail);
        normal("https://example.org/?" + tail);
    }
}

}  // namespace
}  // namespace webclip::url
