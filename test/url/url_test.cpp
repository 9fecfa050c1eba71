#include "url/url.h"
#include "support/cpu_clock.h"

#include <gtest/gtest.h>

#include <chrono>

namespace webclip::url {
namespace {

std::string href_of(std::string_view input) {
    const auto url = parse(input);
    return url ? url->href() : "failure: " + url.error().message;
}

std::string resolved(std::string_view input, std::string_view base) {
    const auto base_url = parse(base);
    if (!base_url) return "bad base";
    const auto url = resolve(input, *base_url);
    return url ? url->href() : "failure: " + url.error().message;
}

struct Case {
    const char* input;
    const char* href;
};

TEST(UrlParse, SerialisesAsTheStandardSays) {
    for (const auto& [input, href] : {
             Case{"HTTPS://Example.ORG", "https://example.org/"},
             Case{"  https://example.org/a b\t\n ", "https://example.org/a%20b"},
             Case{"https:example.org", "https://example.org/"},
             Case{"https:\\\\example.org\\a\\..\\b", "https://example.org/b"},
             Case{"https://example.org:443/", "https://example.org/"},
             Case{"https://example.org:0/", "https://example.org:0/"},
             Case{"https://example.org:00065535/", "https://example.org:65535/"},
             Case{"https://u@v:p@q:r@example.org", "https://u%40v:p%40q%3Ar@example.org/"},
             Case{"https://example.org/%2e/a/%2E%2e/.%2e/b/..", "https://example.org/"},
             Case{"https://example.org//cn//a/../", "https://example.org//cn//"},
             Case{"https://example.org?q='<>#'<>`", "https://example.org/?q=%27%3C%3E#'%3C%3E%60"},
             Case{"https://中文.example/中文?中文#中文",
                  "https://xn--fiq228c.example/%E4%B8%AD%E6%96%87?%E4%B8%AD%E6%96%87#%E4%B8%AD%E6%96%87"},
             Case{"https://%e4%b8%ad%e6%96%87.example", "https://xn--fiq228c.example/"},
             Case{"https://faß.example/", "https://xn--fa-hia.example/"},
             Case{"https://example。org", "https://example.org/"},
             Case{"https://XN--A/", "https://xn--a/"},
             Case{"mailto:a@b  ?x", "mailto:a@b %20?x"},
             Case{"data:text/plain,<ä>", "data:text/plain,<%C3%A4>"},
             Case{"web+demo:/.//not-a-host/", "web+demo:/.//not-a-host/"},
             Case{"file:c:\\foo\\..\\..", "file:///c:/"},
             Case{"file://localhost/C|/x", "file:///C:/x"},
             Case{"file://server/share", "file://server/share"},
         }) {
        EXPECT_EQ(href_of(input), href) << input;
    }
}

TEST(UrlParse, ReadsEverySpellingOfIpAddresses) {
    for (const auto& [input, href] : {
             Case{"http://0x7f.1", "http://127.0.0.1/"},
             Case{"http://0177.0.0.01", "http://127.0.0.1/"},
             Case{"http://2130706433/", "http://127.0.0.1/"},
             Case{"http://127.0.0.1./", "http://127.0.0.1/"},
             Case{"http://１２７．０．０．１/", "http://127.0.0.1/"},
             Case{"http://0x.0x.0", "http://0.0.0.0/"},
             Case{"http://[0:0:0:0:0:0:0:1]:80/", "http://[::1]/"},
             Case{"http://[2001:DB8::1:0:0:1]", "http://[2001:db8::1:0:0:1]/"},
             Case{"http://[1:0:0:2:0:0:0:3]", "http://[1:0:0:2::3]/"},
             Case{"http://[::]", "http://[::]/"},
             Case{"http://[1::]", "http://[1::]/"},
             Case{"http://[1:2:3:4:5:6:7:0]", "http://[1:2:3:4:5:6:7:0]/"},
             Case{"http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]/"},
         }) {
        EXPECT_EQ(href_of(input), href) << input;
    }
}

TEST(UrlParse, RefusesWhatTheStandardRefuses) {
    for (const char* input : {"",
                              "no scheme",
                              "//example.org",
                              "https://",
                              "https://?x",
                              "https://a b/",
                              "https://a%2fb/",
                              "https://a:b/",
                              "https://a:65536/",
                              "https://:80/",
                              "https://u@/",
                              "https://[::1",
                              "https://[1::2::3]",
                              "https://[1:2]",
                              "https://[1.2.3.4::]",
                              "https://[::1.2.3]",
                              "https://[::1.2.3.04]",
                              "https://[::1.2.3.256]",
                              "https://[::1.2.3.4.5]",
                              "https://[1:2:3:4:5:6:7:8:9]",
                              "https://[1:]",
                              "https://[12345::]",
                              "https://[g::]",
                              "https://1.2.3.4.5/",
                              "https://256.0.0.1/",
                              "https://1.2.3.08/",
                              "https://4294967296/",
                              "https://99999999999999999999999999/",
                              "https://0xffffffff1/",
                              "https://a.b.0x1g.9/",
                              "https://%00/",
                              "https://\xC2\xAD/",
                              "https://a\xEF\xBF\xBD.example/",
                              "https://%ff/",
                              "https://xn--\xC3\xA4/",
                              "https://xn--.\xC3\xA4/",
                              "https://xn--a-.\xC3\xA4/",
                              "https://ab|c/",
                              "sc://a^b/",
                              "1http://x"}) {
        EXPECT_FALSE(parse(input)) << input << " gave " << href_of(input);
    }
}

TEST(UrlResolve, MeansWhatAnHrefMeansInAPage) {
    const char* base = "https://u:p@example.org:8443/a/b/c?q#f";
    for (const auto& [input, href] : {
             Case{"", "https://u:p@example.org:8443/a/b/c?q"},
             Case{"#x", "https://u:p@example.org:8443/a/b/c?q#x"},
             Case{"?x", "https://u:p@example.org:8443/a/b/c?x"},
             Case{"x", "https://u:p@example.org:8443/a/b/x"},
             Case{"./x", "https://u:p@example.org:8443/a/b/x"},
             Case{"../../../x", "https://u:p@example.org:8443/x"},
             Case{"/x", "https://u:p@example.org:8443/x"},
             Case{"//h/x", "https://h/x"},
             Case{"\\\\h\\x", "https://h/x"},
             Case{"https:x", "https://u:p@example.org:8443/a/b/x"},
             Case{"http:x", "http://x/"},
             Case{"javascript:alert(1)", "javascript:alert(1)"},
             Case{"..", "https://u:p@example.org:8443/a/"},
             Case{"x:y", "x:y"},
         }) {
        EXPECT_EQ(resolved(input, base), href) << input;
    }
    EXPECT_EQ(resolved("#x", "mailto:a"), "mailto:a#x");
    EXPECT_EQ(resolved("x", "mailto:a"), "failure: relative address on a base whose path is opaque");
    EXPECT_EQ(resolved("/x", "file:///C:/a"), "file:///C:/x");
    EXPECT_EQ(resolved("D|/x", "file:///C:/a"), "file:///D:/x");
    EXPECT_EQ(resolved("..", "file:///C:/a"), "file:///C:/");
    EXPECT_EQ(resolved("/..//x", "web:/y"), "web:/.//x");
}

TEST(Url, NamesItsParts) {
    const auto url = parse("https://user:pass@example.org:8443/path?query#hash");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme(), "https");
    EXPECT_EQ(url->username(), "user");
    EXPECT_EQ(url->password(), "pass");
    EXPECT_EQ(url->hostname(), "example.org");
    EXPECT_EQ(url->host(), "example.org:8443");
    EXPECT_EQ(url->port(), 8443);
    EXPECT_EQ(url->effective_port(), 8443);
    EXPECT_EQ(url->pathname(), "/path");
    EXPECT_EQ(url->search(), "?query");
    EXPECT_EQ(url->hash(), "#hash");
    EXPECT_EQ(url->origin(), "https://example.org:8443");
    EXPECT_TRUE(url->is_http());
    EXPECT_FALSE(url->has_opaque_path());
    EXPECT_EQ(url->without_fragment().href(), "https://user:pass@example.org:8443/path?query");
    EXPECT_EQ(url->without_fragment().hash(), "");
    EXPECT_EQ(url->without_credentials().href(), "https://example.org:8443/path?query#hash");
    EXPECT_EQ(url->without_credentials().hostname(), "example.org");
    EXPECT_EQ(url->without_credentials().without_fragment().search(), "?query");
}

TEST(Url, LeavesOutWhatIsNotThere) {
    const auto url = parse("http://example.org?#");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->href(), "http://example.org/?#");
    EXPECT_EQ(url->search(), "");
    EXPECT_EQ(url->hash(), "");
    EXPECT_EQ(url->port(), std::nullopt);
    EXPECT_EQ(url->effective_port(), 80);
    EXPECT_EQ(url->username(), "");
    EXPECT_EQ(url->without_fragment().href(), "http://example.org/?");

    const auto opaque = parse("mailto:someone@example.org");
    ASSERT_TRUE(opaque);
    EXPECT_TRUE(opaque->has_opaque_path());
    EXPECT_EQ(opaque->hostname(), "");
    EXPECT_EQ(opaque->pathname(), "someone@example.org");
    EXPECT_EQ(opaque->effective_port(), 0);
    EXPECT_EQ(opaque->origin(), "null");
    EXPECT_FALSE(opaque->is_http());

    EXPECT_EQ(Url{}.href(), "");
    EXPECT_EQ(Url{}.hostname(), "");
    EXPECT_EQ(Url{}.without_credentials().without_fragment().pathname(), "");
}

TEST(UrlRedacted, HidesCredentialsAndControlCharacters) {
    EXPECT_EQ(redacted(*parse("https://user:secret@example.org/x")), "https://example.org/x");
    EXPECT_EQ(redacted("https://user:secret@example.org:99999/x"), "https://example.org:99999/x");
    EXPECT_EQ(redacted("https://user:se@cret@a b/@x"), "https://a b/@x");
    EXPECT_EQ(redacted("//user:secret@example.org/x"), "//example.org/x");
    EXPECT_EQ(redacted("no\nline \x1b[31m"), "no\\x0aline \\x1b[31m");
    EXPECT_EQ(redacted("bad \xFF"), "bad \\xff");
    EXPECT_EQ(redacted("/relative/@home"), "/relative/@home");
}

TEST(UrlRedacted, IsAtMostOneKiB) {
    const std::string longest = redacted("https://example.org/" + std::string(1U << 20U, 'a'));
    EXPECT_EQ(longest.size(), 1024U);
    EXPECT_TRUE(longest.ends_with("…"));
    EXPECT_LE(redacted(std::string(5000, '\x01')).size(), 1024U);
}

TEST(PercentDecode, KeepsMalformedEscapes) {
    EXPECT_EQ(percent_decode("a%20b%2Fc%"), "a b/c%");
    EXPECT_EQ(percent_decode("%zz%4%41%"), "%zz%4A%");
    EXPECT_EQ(percent_decode("%E4%BD%A0"), "你");
    EXPECT_EQ(percent_decode("%00"), std::string(1, '\0'));
    EXPECT_EQ(percent_decode(""), "");
}

TEST(UrlParse, LimitsItsInput) {
    const std::string stem = "https://example.org/";
    EXPECT_TRUE(parse(stem + std::string((64U << 10U) - stem.size(), 'a')));
    EXPECT_FALSE(parse(stem + std::string((64U << 10U) - stem.size() + 1, 'a')));
}

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string out;
    while (out.size() + unit.size() <= bytes) out += unit;
    return out;
}

// 64 KiB of the worst there is for a machine that looks back: a second for all of them is a hundred times too
// much.
TEST(UrlParse, TakesLinearTime) {
    const auto start = test::CpuClock::now();
    for (const char* unit :
         {"/..", "/../a", "@", ":@", "%25", "\t", "[", "]:", ".", "0x", "1.", "\xF0", "a/%2e%2e/"}) {
        const std::string text = repeated(unit, 65'000);
        for (const std::string& input :
             {"https://example.org/" + text, "https://" + text, "sc:" + text, "https://e/?" + text}) {
            const auto url = parse(input);
            if (url) static_cast<void>(normalize(*url));
        }
    }
    for (const char* unit : {"中", "a.", "ä-", "xn--ä."})
        static_cast<void>(parse("https://" + repeated(unit, 65'000)));
    EXPECT_LT(test::CpuClock::now() - start, std::chrono::seconds{2} * test::slowness);
}

}  // namespace
}  // namespace webclip::url
