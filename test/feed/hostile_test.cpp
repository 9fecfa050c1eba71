// Feeds made to harm: each must end within a second, with bounded memory, and without a look at files or the
// network.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <string>

#include "feed/parse.h"
#include "feed/subscriptions.h"
#include "support/corpus.h"
#include "support/cpu_clock.h"
#include "support/temp_dir.h"
#include "text/utf8.h"

namespace webclip::feed {
namespace {

using std::chrono::milliseconds;
using test::is_sanitized;
using test::slowness;

FeedContext context() {
    return {*url::parse("http://example.com/feed"), {}};
}

struct Timed {
    Expected<ParsedFeed, FeedError> feed;
    milliseconds took;
};

Timed timed_parse(const std::string& bytes) {
    const auto start = test::CpuClock::now();
    auto feed = parse(bytes, context());
    const auto took = std::chrono::duration_cast<milliseconds>(test::CpuClock::now() - start);
    return {std::move(feed), took};
}

ParsedFeed quick_feed(const std::string& bytes, milliseconds limit = milliseconds{1000}) {
    Timed result = timed_parse(bytes);
    EXPECT_LT(result.took, limit * slowness);
    EXPECT_TRUE(result.feed) << result.feed.error().message;
    return result.feed ? *std::move(result.feed) : ParsedFeed{};
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string all;
    all.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

std::string joined(std::initializer_list<std::string_view> pieces) {
    std::string all;
    for (const std::string_view piece : pieces) all += piece;
    return all;
}

std::string rss(const std::string& inside) {
    return "<rss version=\"2.0\"><channel>" + inside + "</channel></rss>";
}

std::string all_text(const ParsedFeed& feed) {
    std::string all = feed.title + feed.link;
    for (const ParsedEntry& entry : feed.entries)
        all += entry.title + entry.content + entry.summary + entry.url + entry.author;
    return all;
}

TEST(HostileFeed, ExternalEntitiesReadNothing) {
    const test::TempDir folder;
    test::write_file(folder / "secret", "the-secret-text");
    const std::string path = (folder / "secret").string();
    const std::string subset = joined({"<!ENTITY a SYSTEM \"file://", path, "\"><!ENTITY b SYSTEM \"", path,
                                       "\"><!ENTITY c PUBLIC \"x\" \"file://", path, "\">"});
    const std::string body =
        rss("<title>x&a;&b;&c;</title><item><title>&a;</title><description>&b;</description></item>");
    for (const std::string& document :
         {joined({"<?xml version=\"1.0\"?><!DOCTYPE rss [", subset, "]>", body}),
          joined({"<!DOCTYPE rss SYSTEM \"file://", path, "\" [", subset, "]>", body}),
          joined({"<!DOCTYPE rss [<!ENTITY % p SYSTEM \"file://", path, "\"> %p; ", subset, "]>", body}),
          joined({"<!DOCTYPE rss [<!ENTITY % f \"<!ENTITY a SYSTEM 'file://", path, "'>\"> %f;]>", body}),
          joined({"<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><title>x<xi:include "
                  "parse=\"text\" href=\"",
                  path, "\"/></title></channel></rss>"})}) {
        const ParsedFeed feed = quick_feed(document);
        EXPECT_EQ(all_text(feed).find("the-secret-text"), std::string::npos) << document;
        EXPECT_TRUE(feed.title.starts_with("x")) << document;
    }
}

TEST(HostileFeed, InternalEntitiesOfPlainTextCountOthersDoNot) {
    const ParsedFeed feed = quick_feed(
        "<!DOCTYPE rss [<!ENTITY site 'The Site'><!ENTITY bold '<b>no</b>'><!ENTITY both '&site; twice'>]>" +
        rss("<title>&site; | &bold; | &both; | &nowhere; | &eacute;</title>"));
    EXPECT_EQ(feed.title, "The Site | &bold; | &both; | &nowhere; | é");
}

TEST(HostileFeed, BillionLaughsStayUnopened) {
    std::string subset = "<!ENTITY lol0 \"lol\">";
    for (int i = 1; i < 10; ++i) {
        const std::string inner = "&lol" + std::to_string(i - 1) + ";";
        subset += "<!ENTITY lol" + std::to_string(i) + " \"" + repeated(inner, 10) + "\">";
    }
    const ParsedFeed feed = quick_feed("<!DOCTYPE rss [" + subset + "]>" + rss("<title>&lol9;</title>"));
    EXPECT_EQ(feed.title, "&lol9;");
}

TEST(HostileFeed, QuadraticBlowUpIsBounded) {
    const std::string document =
        "<!DOCTYPE rss [<!ENTITY a \"" + std::string(500, 'a') + "\">]>" +
        rss("<title>t</title><item><description>" + repeated("&a;", 500'000) + "</description></item>");
    const ParsedFeed feed = quick_feed(document);
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_LE(feed.entries[0].content.size(), (2U << 20U) * 5);
}

TEST(HostileFeed, AMillionLevelsDeep) {
    const std::string deep = repeated("<a>", 1'000'000);
    const std::string document =
        rss("<title>t</title><item><title>first</title></item><item><description>" + deep + "x" +
            repeated("</a>", 1'000'000) + "</description></item><item><title>last</title></item>");
    const ParsedFeed feed = quick_feed(document);
    ASSERT_EQ(feed.entries.size(), 3U);
    EXPECT_EQ(feed.entries[2].title, "last");
    EXPECT_EQ(quick_feed("<rss>" + deep).entries.size(), 0U);
    EXPECT_EQ(quick_feed(rss(repeated("<a xmlns:b='c'>", 500'000))).entries.size(), 0U);
}

TEST(HostileFeed, TitleOfTenMegabytesIsCut) {
    for (const std::string& title :
         {repeated("標題", 1'700'000), repeated("x", 10'000'000), repeated("&#x6A19;", 1'300'000),
          repeated("<b>", 3'000'000), "<![CDATA[" + repeated("a<b ", 3'000'000) + "]]>"}) {
        const ParsedFeed feed = quick_feed(rss("<title>" + title + "</title>"), std::chrono::seconds{10});
        EXPECT_LE(feed.title.size(), 4096U);
        EXPECT_TRUE(text::is_valid_utf8(feed.title));
        const ParsedFeed other =
            quick_feed(rss("<item><title>" + title + "</title></item>"), std::chrono::seconds{10});
        ASSERT_EQ(other.entries.size(), 1U);
        EXPECT_LE(other.entries[0].title.size(), 4096U);
    }
}

std::string many_items(std::size_t count, std::size_t bytes_each) {
    std::string items = "<title>t</title>";
    for (std::size_t i = 0; i < count; ++i) {
        const std::string n = std::to_string(i);
        std::string item =
            joined({"<item><title>Entry ", n, "</title><link>http://example.com/", n, "</link><guid>", n,
                    "</guid><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><description>&lt;p>"});
        if (item.size() < bytes_each) item.append(bytes_each - item.size(), 'x');
        items += item + "&lt;/p></description></item>";
    }
    return rss(items);
}

TEST(HostileFeed, FiftyThousandEntriesAreCutAndTheRestIsReachable) {
    const std::string document = many_items(50'000, 450);
    const Timed result = timed_parse(document);
    std::printf("50,000 entries, %zu MB: %lld ms\n", document.size() >> 20U,
                static_cast<long long>(result.took.count()));
    EXPECT_LT(result.took, milliseconds{10'000} * slowness);
    ASSERT_TRUE(result.feed);
    EXPECT_EQ(result.feed->entries.size(), 5000U);
    EXPECT_TRUE(result.feed->truncated);
    EXPECT_EQ(result.feed->title, "t");

    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak resident size: %ld MB\n", usage.ru_maxrss / 1024);
    if (!is_sanitized) {
        EXPECT_LT(usage.ru_maxrss / 1024, 512);  // what a reader process may have
    }

    const auto rest = parse(document, context(), {.entries = 5000, .skip = 47'000});
    ASSERT_TRUE(rest);
    EXPECT_EQ(rest->entries.size(), 3000U);
    EXPECT_FALSE(rest->truncated);
    EXPECT_EQ(rest->entries.back().title, "Entry 49999");

    const auto whole_start = test::CpuClock::now();
    const auto whole = parse(document, context(), {.entries = 100'000});
    const auto whole_took = std::chrono::duration_cast<milliseconds>(test::CpuClock::now() - whole_start);
    std::printf("all of them: %lld ms\n", static_cast<long long>(whole_took.count()));
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->entries.size(), 50'000U);
}

TEST(HostileFeed, AMillionLinksInOneEntry) {
    const ParsedFeed feed = quick_feed(
        rss("<item><title>t</title>" + repeated("<link>javascript:0</link>", 400'000) + "</item>"));
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].url, "");
}

// Each of these made some reader's time grow with the square of its length.
TEST(HostileFeed, RepetitionStaysLinear) {
    const struct {
        const char* name;
        std::string document;
    } cases[] = {
        {"attributes", "<rss " + repeated("a='b' ", 2'000'000) + "><channel/></rss>"},
        {"distinct attributes",
         [] {
             std::string tag = "<rss ";
             for (int i = 0; i < 500'000; ++i) tag += "a" + std::to_string(i) + "='' ";
             return tag + "><channel/></rss>";
         }()},
        {"namespaces",
         [] {
             std::string all = "<rss><channel>";
             for (int i = 0; i < 190; ++i) {
                 all += "<a";
                 for (int j = 0; j < 200; ++j) all += " xmlns:n" + std::to_string(i * 200 + j) + "='u'";
                 all += ">";
             }
             return all + repeated("<z:b/>", 200'000);
         }()},
        {"unclosed instructions", "<rss>" + repeated("<?a", 2'000'000)},
        {"instructions without end", "<rss>" + repeated("<?a>", 2'000'000)},
        {"unclosed comments", "<rss>" + repeated("<!--", 2'000'000)},
        {"unclosed CDATA", "<rss>" + repeated("<![CDATA[", 1'000'000)},
        {"document types", repeated("<!DOCTYPE rss [", 1'000'000) + "<rss/>"},
        {"brackets in a document type", "<!DOCTYPE rss [" + repeated("] ", 2'000'000) + "<rss/>"},
        {"open quotes", "<rss>" + repeated("<a b=\"", 1'500'000)},
        {"open quotes of both kinds", "<rss>" + repeated("<a b='c d=\"", 1'000'000)},
        {"end tags of nothing", "<rss>" + repeated("<a>", 150) + repeated("</b>", 2'000'000)},
        {"ampersands", rss("<title>" + repeated("&", 2'000'000) + "</title>")},
        {"references to nothing", rss("<title>" + repeated("&zz;", 1'000'000) + "</title>")},
        {"less-than signs", rss("<title>" + repeated("< ", 1'000'000) + "</title>")},
        {"entity declarations", "<!DOCTYPE rss [" + repeated("<!ENTITY a 'b'>", 500'000) + "]><rss/>"},
        {"elements", rss(repeated("<a/>", 1'000'000))},
        {"unclosed items", rss(repeated("<item>", 1'000'000))},
        {"unclosed scripts in a title",
         rss("<item><title>" + repeated("&lt;script>", 500'000) + "</title></item>")},
        {"colons", rss(repeated("<:a:b:c::d/>", 200'000))},
        {"distinct names",
         [] {
             std::string all;
             for (int i = 0; i < 500'000; ++i) all += "<n" + std::to_string(i) + "/>";
             return rss(all);
         }()},
    };
    for (const auto& c : cases) {
        const Timed result = timed_parse(c.document);
        EXPECT_LT(result.took, milliseconds{1000} * slowness) << c.name;
        if (result.took > milliseconds{250})
            std::printf("  %s: %lld ms\n", c.name, static_cast<long long>(result.took.count()));
    }
}

TEST(HostileFeed, JsonDeepAndWide) {
    for (const std::string& document :
         {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + repeated("[", 1'000'000) +
              repeated("]", 1'000'000) + "}",
          "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + repeated("[", 1'000'000),
          "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[" + repeated("{},", 1'000'000) + "{}]}",
          "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[" + repeated("[],", 3'000'000) +
              "1]}"}) {
        EXPECT_LT(timed_parse(document).took, milliseconds{1000} * slowness);
    }
}

TEST(HostileFeed, FalseAndOddEncodings) {
    // UTF-7 is no encoding on the web: its disguised markup stays text.
    const ParsedFeed utf7 =
        quick_feed("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" +
                   rss("<title>+ADw-script+AD4-</title><item><description>+ADw-script+AD4-alert(1)"
                       "+ADw-/script+AD4-</description></item>"));
    EXPECT_EQ(utf7.title, "+ADw-script+AD4-");
    // A declared EBCDIC over ASCII bytes is a lie.
    EXPECT_EQ(
        quick_feed("<?xml version=\"1.0\" encoding=\"ebcdic-cp-us\"?>" + rss("<title>plain</title>")).title,
        "plain");
    EXPECT_EQ(
        quick_feed("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + rss("<title>déjà 見た</title>")).title,
        "déjà 見た");
    EXPECT_EQ(quick_feed("<?xml version=\"1.0\" encoding=\"no-such\"?>" + rss("<title>déjà</title>")).title,
              "déjà");
    EXPECT_EQ(quick_feed("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + rss("<title>d\xE9j\xE0</title>"))
                  .title,
              "déjà");
    const std::string real_ebcdic{
        "\x4C\x6F\xA7\x94\x93\x40\xA5\x85\x99\xA2\x89\x96\x95\x7E\x7F\xF1\x4B\xF0\x7F\x6F\x6E"};
    EXPECT_FALSE(parse(real_ebcdic, context()));
}

TEST(HostileFeed, RubbishIsNoFeed) {
    for (const std::string& bytes : {std::string{"<"},
                                     std::string{"<rss"},
                                     std::string{"<rss "},
                                     std::string{"<rss a"},
                                     std::string{"<rss a="},
                                     std::string{"<rss a='"},
                                     std::string{"<rss>"},
                                     std::string{"</rss>"},
                                     std::string{"<!"},
                                     std::string{"<!["},
                                     std::string{"<![CDATA["},
                                     std::string{"<?"},
                                     std::string{"<!DOCTYPE"},
                                     std::string{"<!DOCTYPE rss ["},
                                     std::string{"&"},
                                     std::string{"{"},
                                     std::string{"[]"},
                                     std::string{"\0\0\0<", 4},
                                     std::string{"\xFF\xFE<"},
                                     std::string{"\xEF\xBB\xBF"},
                                     std::string(1'000'000, '\0'),
                                     std::string(1'000'000, '<'),
                                     std::string(1'000'000, '\xFF'),
                                     std::string{"<feed><entry><link href="},
                                     std::string{"<rss><channel><item><guid"}}) {
        const Timed result = timed_parse(bytes);
        EXPECT_LT(result.took, milliseconds{1000} * slowness) << bytes.substr(0, 30);
    }
}

// Every prefix of a feed, and the feed with every byte replaced in turn, ends in some answer.
TEST(HostileFeed, EveryPrefixAndEveryFlippedByte) {
    const std::string document =
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x 'y'>]><rss version='2.0' "
        "xmlns:media='http://search.yahoo.com/mrss/'>"
        "<!-- c --><channel><title>A &x; &amp; b</title><item><link>http://e.org/</link><guid "
        "isPermaLink=false>a</guid>"
        "<description><![CDATA[<p onclick=1>x</p>]]></description><media:group><media:content "
        "url='/a.jpg'/></media:group>"
        "<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate></item></channel></rss>";
    for (std::size_t i = 0; i <= document.size(); ++i) {
        const auto feed = parse(document.substr(0, i), context());
        EXPECT_LE(feed ? feed->entries.size() : 0, 1U);
    }
    for (std::size_t i = 0; i < document.size(); ++i) {
        for (const char replacement : {'\0', '<', '>', '&', '"', '\'', ']', '\xFF'}) {
            std::string changed = document;
            changed[i] = replacement;
            const auto feed = parse(changed, context());
            if (!feed) continue;
            EXPECT_TRUE(text::is_valid_utf8(all_text(*feed))) << changed;
        }
    }
}

TEST(HostileFeed, SubscriptionListsOfDepthAndBreadth) {
    const auto start = test::CpuClock::now();
    const auto deep = parse_opml("<opml><body>" + repeated("<outline text='folder'>", 500'000) +
                                 "<outline xmlUrl='http://e.org/f'/>");
    ASSERT_TRUE(deep);
    const auto wide = parse_opml("<opml><body>" + repeated("<outline xmlUrl='http://e.org/f'/>", 300'000) +
                                 "</body></opml>");
    ASSERT_TRUE(wide);
    EXPECT_EQ(wide->size(), 1U);
    EXPECT_LT(test::CpuClock::now() - start, std::chrono::seconds{3} * slowness);
}

}  // namespace
}  // namespace webclip::feed
