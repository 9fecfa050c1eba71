// The program itself: every mode answers, and nothing a case holds ends the run.
#include "driver.h"

#include <gtest/gtest.h>

#include <string>

namespace webclip::conformance {
namespace {

using nlohmann::json;

TEST(Driver, RefusesUnknownModes) {
    Driver driver("no_such_mode");
    EXPECT_EQ(driver.finish(), 2);
}

TEST(Driver, EndsWellWithItsInput) {
    Driver driver("url");
    EXPECT_EQ(driver.ask({{"input", "http://example.org"}}).at("href"), "http://example.org/");
    EXPECT_EQ(driver.finish(), 0);
}

TEST(Driver, GoesOnAfterBrokenCases) {
    Driver driver("decode");
    const json good{{"hex", "c3a9"}, {"kind", "text"}};
    for (const char* line : {"{", "[]", "null", "{}", R"({"hex":"0"})", R"({"hex":"zz"})", R"({"hex":7})",
                             R"({"path":"/nonexistent/page"})", R"({"path":"/"})"}) {
        EXPECT_TRUE(driver.ask_line(line).contains("error")) << line;
        EXPECT_EQ(driver.ask(good).at("text"), "\u00E9");
    }
    EXPECT_EQ(driver.finish(), 0);
}

TEST(Driver, ReadsLoneSurrogatesAsBrowsersDo) {
    Driver driver("url");
    const json answer = driver.ask_line(R"({"input":"http://example.org/\ud800x\\ud800"})");
    EXPECT_EQ(answer.at("pathname"), "/%EF%BF%BDx/ud800");
}

TEST(UrlMode, TakesAddressesApart) {
    Driver driver("url");
    EXPECT_EQ(driver.ask({{"input", "../b?x#y"}, {"base", "https://example.org:8443/a/a"}}),
              json::parse(
                  R"({"href":"https://example.org:8443/b?x#y","protocol":"https:","username":"","password":"",
                              "host":"example.org:8443","hostname":"example.org","port":"8443","pathname":"/b",
                              "search":"?x","hash":"#y","origin":"https://example.org:8443"})"));
    EXPECT_EQ(driver.ask({{"input", "no address"}, {"base", nullptr}}), json({{"failure", true}}));
}

TEST(NormalizeMode, GivesTheIdentifyingForm) {
    Driver driver("normalize");
    EXPECT_EQ(driver.ask({{"url", "HTTPS://Example.org:443/a?utm_source=x&b=1#c"}}),
              json({{"url", "https://example.org/a?b=1"}}));
    EXPECT_TRUE(driver.ask({{"url", "::"}}).contains("error"));
}

TEST(RobotsMode, AnswersByTheRules) {
    Driver driver("robots");
    const std::string body =
        "User-agent: webclipd\nDisallow: /private\nCrawl-delay: 2\n\nSitemap: https://example.org/s.xml\n";
    const json denied =
        driver.ask({{"robots", body}, {"agent", "webclipd"}, {"url", "https://example.org/private/x"}});
    EXPECT_EQ(denied.at("allowed"), false);
    EXPECT_EQ(denied.at("crawl_delay_s"), 2.0);
    EXPECT_EQ(denied.at("sitemaps"), json::array({"https://example.org/s.xml"}));
    const json allowed =
        driver.ask({{"robots", body}, {"agent", "other"}, {"url", "https://example.org/private/x"}});
    EXPECT_EQ(allowed.at("allowed"), true);
    EXPECT_FALSE(allowed.contains("crawl_delay_s"));
}

TEST(RetryAfterMode, CountsFromNow) {
    Driver driver("retry_after");
    const char* now = "2024-02-25T20:00:00Z";
    EXPECT_EQ(driver.ask({{"value", "120"}, {"now", now}}).at("delay_s"), 120.0);
    EXPECT_EQ(driver.ask({{"value", "Sun, 25 Feb 2024 20:05:00 GMT"}, {"now", now}}).at("delay_s"), 300.0);
    EXPECT_EQ(driver.ask({{"value", "soon"}, {"now", now}}).at("delay_s"), nullptr);
}

TEST(DecodeMode, TakesLabelsAndHeaders) {
    Driver driver("decode");
    const json by_label = driver.ask({{"hex", "d6d0"}, {"label", "gb2312"}, {"kind", "text"}});
    EXPECT_EQ(by_label, json({{"charset", "gbk"}, {"text", "\u4E2D"}}));
    const json by_header =
        driver.ask({{"hex", "e9"}, {"content_type", "text/html; charset=iso-8859-1"}, {"kind", "html"}});
    EXPECT_EQ(by_header, json({{"charset", "windows-1252"}, {"text", "\u00E9"}}));
}

TEST(SrcsetMode, ResolvesCandidates) {
    Driver driver("srcset");
    EXPECT_EQ(
        driver.ask({{"srcset", "a.jpg 320w, b.jpg 2x"}, {"base", "https://example.org/x/"}}).at("candidates"),
        json::parse(R"([{"url":"https://example.org/x/a.jpg","width":320,"density":null},
                              {"url":"https://example.org/x/b.jpg","width":null,"density":2.0}])"));
}

TEST(AddressMode, KnowsEverySpelling) {
    Driver driver("address");
    EXPECT_EQ(driver.ask({{"address", "93.184.216.34"}}).at("allowed"), true);
    for (const char* address :
         {"127.1", "0x7f000001", "2130706433", "[::1]", "::ffff:10.0.0.1", "169.254.169.254"}) {
        EXPECT_EQ(driver.ask({{"address", address}}).at("allowed"), false) << address;
    }
    EXPECT_TRUE(driver.ask({{"address", "example.org"}}).contains("error"));
}

TEST(ImageMode, ReadsHeaders) {
    Driver driver("image");
    const json png = driver.ask(
        {{"hex",
          "89504e470d0a1a0a0000000d4948445200000003000000020802000000368b5a5c0000000049454e44ae426082"}});
    EXPECT_EQ(png, json({{"type", "png"}, {"width", 3}, {"height", 2}}));
    EXPECT_TRUE(
        driver.ask({{"hex", hex_of("<svg xmlns='http://www.w3.org/2000/svg'/>")}}).contains("refused"));
    EXPECT_TRUE(driver.ask({{"hex", ""}}).contains("refused"));
}

TEST(SanitizeMode, KeepsTextAndDropsScript) {
    Driver driver("sanitize");
    const json answer =
        driver.ask({{"html", "<p onclick=x>one<script>two</script>"}, {"base", "https://example.org/"}});
    EXPECT_EQ(answer.at("html"), "<p>one</p>");
}

TEST(ParseMode, CountsNodesAndSurvivesAborts) {
    Driver driver("parse");
    const json page = driver.ask({{"hex", hex_of("<p>one<b>two</b>")}});
    EXPECT_EQ(page.at("outcome"), "ok");
    EXPECT_GE(page.at("nodes"), 7);
    EXPECT_TRUE(page.at("ms").is_number());
    // Makes Debian 12's Gumbo abort where nothing is done against it.
    const json abort = driver.ask({{"hex", hex_of("<svg><select><caption>")}});
    EXPECT_TRUE(abort.at("outcome") == "ok" || abort.at("outcome") == "parse_crash") << abort;
    EXPECT_EQ(driver.ask({{"hex", hex_of("<p>again")}}).at("outcome"), "ok");
}

TEST(FeedMode, GivesEntriesInOneShape) {
    Driver driver("feed");
    const std::string feed =
        "<rss version='2.0'><channel><title>News</title><link>/</link><ttl>90</ttl><item><title>One</title>"
        "<link>/one</link><guid>1</guid><pubDate>Sun, 25 Feb 2024 20:00:00 GMT</pubDate>"
        "<description>&lt;p onclick='x'&gt;Text&lt;/p&gt;</description><category>a</category>"
        "<enclosure url='/a.mp3' type='audio/mpeg' length='5'/></item></channel></rss>";
    const json answer = driver.ask({{"hex", hex_of(feed)}, {"url", "https://example.org/feed"}});
    EXPECT_EQ(answer.at("format"), "rss20");
    EXPECT_EQ(answer.at("title"), "News");
    EXPECT_EQ(answer.at("link"), "https://example.org/");
    EXPECT_EQ(answer.at("ttl_s"), 5400);
    const json& entry = answer.at("entries").at(0);
    EXPECT_EQ(entry.at("url"), "https://example.org/one");
    EXPECT_EQ(entry.at("published"), "2024-02-25T20:00:00.000Z");
    EXPECT_EQ(entry.at("content"), "<p>Text</p>");
    EXPECT_EQ(entry.at("categories"), json::array({"a"}));
    EXPECT_EQ(entry.at("enclosures").at(0).at("url"), "https://example.org/a.mp3");
    EXPECT_TRUE(driver.ask({{"hex", hex_of("no feed")}, {"url", "https://example.org/"}}).contains("error"));
}

TEST(ExtractMode, AnswersAsTheBatchDoes) {
    Driver driver("extract");
    std::string page =
        "<html lang=en><head><title>A bridge closes</title></head><body><nav><a href=/>Home</a></nav>"
        "<article><h1>A bridge closes</h1>";
    for (int i = 0; i < 6; ++i) {
        page +=
            "<p>The council said on Monday that the old bridge over the river would stay closed until the "
            "end of "
            "the month, because its northern pier has to be repaired before the winter comes.</p>";
    }
    page += "<img src=/pier.jpg width=800 height=600></article></body></html>";
    const json answer =
        driver.ask({{"id", "p1"}, {"hex", hex_of(page)}, {"url", "https://example.org/bridge"}});
    EXPECT_EQ(answer.at("id"), "p1");
    EXPECT_EQ(answer.at("title"), "A bridge closes");
    EXPECT_NE(answer.at("text").get<std::string>().find("northern pier"), std::string::npos);
    EXPECT_EQ(answer.at("html").get<std::string>().find("asset:"), std::string::npos);
    EXPECT_EQ(answer.at("lang"), "en");
    EXPECT_TRUE(answer.at("ms").is_number());
}

TEST(FrontMatterMode, WritesACanonicalPostBackByteForByte) {
    Driver driver("front_matter");
    const json first =
        driver.ask({{"hex", hex_of("---\nlayout: post\ntitle: \"A title\"\ndate: 2024-02-25 20:00:00 +0800\n"
                                   "from: https://example.org/a\ntags: [x, y]\n---\n\nSome *text*.\n")},
                    {"file_name", "2024-02-25-a-title.md"},
                    {"write", true}});
    ASSERT_TRUE(first.contains("hex")) << first;
    EXPECT_EQ(first.at("title"), "A title");
    EXPECT_TRUE(first.at("warnings").is_array());
    const json second =
        driver.ask({{"hex", first.at("hex")}, {"file_name", "2024-02-25-a-title.md"}, {"write", true}});
    EXPECT_EQ(second.at("form"), "A");
    EXPECT_EQ(second.at("hex"), first.at("hex"));
    EXPECT_EQ(second.at("title"), "A title");
}

}  // namespace
}  // namespace webclip::conformance
