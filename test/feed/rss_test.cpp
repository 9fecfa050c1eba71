#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feed/parse.h"

namespace webclip::feed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ParsedFeed read(const std::string& bytes, const char* address = "http://example.com/feeds/rss.xml") {
    auto feed = parse(bytes, {*url::parse(address), ""});
    EXPECT_TRUE(feed) << bytes;
    return feed ? *std::move(feed) : ParsedFeed{};
}

ParsedEntry item(const std::string& inside, const std::string& channel = {}) {
    const ParsedFeed feed = read(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        " xmlns:media='http://search.yahoo.com/mrss/' "
        "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
        " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' "
        "xmlns:atom='http://www.w3.org/2005/Atom'><channel>" +
        channel + "<item>" + inside + "</item></channel></rss>");
    EXPECT_EQ(feed.entries.size(), 1U);
    return feed.entries.empty() ? ParsedEntry{} : feed.entries[0];
}

std::string time_of(std::optional<Timestamp> t) {
    return t ? to_iso8601(*t).substr(0, 19) : "none";
}

constexpr const char* full_feed = R"(<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="x.xsl" type="text/xsl"?>
<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom" xmlns:c="http://purl.org/rss/1.0/modules/content/"
     xmlns:x="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>News &amp;amp; more</title>
    <link>http://example.com/</link>
    <a:link rel="self" href="http://example.com/feeds/rss.xml"/>
    <a:link rel="next" href="rss.xml?page=2"/>
    <description>All of it</description>
    <language>ja_JP</language>
    <lastBuildDate>Sat, 07 Sep 2002 00:00:01 GMT</lastBuildDate>
    <managingEditor>editor@example.com (The Editor)</managingEditor>
    <ttl>60</ttl>
    <skipHours><hour>0</hour><hour> 7 </hour><hour>24</hour><hour>99</hour></skipHours>
    <skipDays><day>sunday</day><day>Someday</day></skipDays>
    <image><title>Logo</title><url>http://example.com/logo.png</url><link>http://example.com/logo</link></image>
    <textInput><title>Search</title><link>http://example.com/search</link></textInput>
    <item>
      <title>地震の&lt;b&gt;後&lt;/b&gt;で</title>
      <link>http://example.com/2024/02/25/story</link>
      <guid isPermaLink="false">tag:42</guid>
      <pubDate>Sun, 25 Feb 2024 20:00:55 +0900</pubDate>
      <x:creator>山田 花子</x:creator>
      <category>News</category><category domain="d"> 社会 </category><category>News</category>
      <description>Short.</description>
      <c:encoded><![CDATA[<p>Long <a href="../more">text</a>.</p><script>alert(1)</script>]]></c:encoded>
      <enclosure url="/audio.mp3" type="audio/mpeg" length="12345"/>
      <comments>http://example.com/comments</comments>
    </item>
    <item><title>Second</title><link>http://example.com/2</link></item>
  </channel>
</rss>)";

TEST(Rss, TheFeedItself) {
    const ParsedFeed feed = read(full_feed);
    EXPECT_EQ(feed.format, Format::rss_20);
    EXPECT_EQ(feed.title, "News & more");
    EXPECT_EQ(feed.link, "http://example.com/");
    EXPECT_EQ(feed.next_url, "http://example.com/feeds/rss.xml?page=2");
    EXPECT_EQ(feed.language, "ja-JP");
    EXPECT_EQ(time_of(feed.updated), "2002-09-07T00:00:01");
    EXPECT_EQ(feed.ttl, std::chrono::seconds{3600});
    EXPECT_THAT(feed.skip_hours, ElementsAre(0, 7));
    EXPECT_THAT(feed.skip_days, ElementsAre("Sunday"));
    EXPECT_THAT(feed.warnings, IsEmpty());
    EXPECT_FALSE(feed.truncated);
    EXPECT_EQ(feed.entries.size(), 2U);
}

TEST(Rss, AnItem) {
    const ParsedEntry entry = read(full_feed).entries.at(0);
    EXPECT_EQ(entry.title, "地震の後で");
    EXPECT_EQ(entry.url, "http://example.com/2024/02/25/story");
    EXPECT_EQ(entry.id, "tag:42");
    EXPECT_EQ(time_of(entry.published), "2024-02-25T11:00:55");
    EXPECT_EQ(entry.author, "山田 花子");
    EXPECT_THAT(entry.categories, ElementsAre("News", "社会"));
    EXPECT_EQ(entry.summary, "Short.");
    EXPECT_THAT(entry.content, HasSubstr("http://example.com/2024/02/more"));
    EXPECT_THAT(entry.content, Not(HasSubstr("alert")));
    ASSERT_EQ(entry.enclosures.size(), 1U);
    EXPECT_EQ(entry.enclosures[0].url, "http://example.com/audio.mp3");
    EXPECT_EQ(entry.enclosures[0].type, "audio/mpeg");
    EXPECT_EQ(entry.enclosures[0].length, 12345);
}

TEST(Rss, TheFeedsAuthorStandsInForTheItems) {
    EXPECT_EQ(read(full_feed).entries.at(1).author, "The Editor");
}

TEST(Rss, Versions) {
    const struct {
        const char* root;
        Format format;
    } cases[] = {
        {"<rss version='0.90'", Format::rss_090},
        {"<rss version='0.91'", Format::rss_091},
        {"<rss version='0.92'", Format::rss_092},
        {"<rss version='0.93'", Format::rss_092},
        {"<rss version='0.94'", Format::rss_092},
        {"<rss version='2.0'", Format::rss_20},
        {"<rss version='2.01'", Format::rss_20},
        {"<RSS", Format::rss_20},
        {"<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'",
         Format::rss_10},
        {"<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/' "
         "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'",
         Format::rss_090},
    };
    for (const auto& c : cases) {
        const std::string root = c.root;
        const std::string name = root.substr(1, root.find(' ', 1) - 1);
        std::string document = root;
        document.append("><channel><title>t</title></channel></").append(name).append(">");
        EXPECT_EQ(read(document).format, c.format) << root;
        EXPECT_EQ(read(document).title, "t") << root;
        EXPECT_EQ(detect_format(document), c.format) << root;
    }
}

TEST(Rss, TheAddressOfAnItem) {
    const struct {
        const char* inside;
        const char* address;
    } cases[] = {
        {"<link>http://a.example/1</link><guid>http://a.example/2</guid>", "http://a.example/1"},
        {"<link>\n  http://a.example/1\n</link>", "http://a.example/1"},
        {"<link>/1?a=1&amp;b=2</link>", "http://example.com/1?a=1&b=2"},
        {"<link><![CDATA[http://a.example/1?a=1&b=2]]></link>", "http://a.example/1?a=1&b=2"},
        {"<link>http://a.example/日本</link>", "http://a.example/%E6%97%A5%E6%9C%AC"},
        {"<guid>http://a.example/2</guid>", "http://a.example/2"},
        {"<guid isPermaLink='true'>http://a.example/2</guid>", "http://a.example/2"},
        {"<guid isPermaLink='false'>http://a.example/2</guid>", ""},
        {"<guid>42</guid>", ""},
        {"<link>http://redirect.example/x</link><feedburner:origLink>http://a.example/3</"
         "feedburner:origLink>",
         "http://a.example/3"},
        {"<link/><atom:link href='http://a.example/4'/>", "http://a.example/4"},
        {"<atom:link rel='self' href='http://a.example/5'/>", ""},
        {"<link>javascript:alert(1)</link><guid>http://a.example/6</guid>", "http://a.example/6"},
        {"<link>mailto:a@b.example</link>", ""},
        {"<link xml:base='http://b.example/x/'>y</link>", "http://b.example/x/y"},
        {"<title>no address</title>", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(item(c.inside).url, c.address) << c.inside;
}

TEST(Rss, RelativeLinksOfAFeedServedElsewhereMeanTheSite) {
    const ParsedFeed feed = read(
        "<rss><channel><link>http://site.example/blog/</link><item><link>/1</link></item></channel></rss>",
        "http://feeds.service.example/site");
    EXPECT_EQ(feed.entries.at(0).url, "http://site.example/1");
}

TEST(Rss, TitlesArePlainText) {
    const struct {
        const char* inside;
        const char* title;
    } cases[] = {
        {"<title>A &amp; B</title>", "A & B"},
        {"<title>A &amp;amp; B</title>", "A & B"},
        {"<title>A & B</title>", "A & B"},
        {"<title>AT&T</title>", "AT&T"},
        {"<title>&lt;b&gt;Bold&lt;/b&gt; move</title>", "Bold move"},
        {"<title><![CDATA[<em>x</em> &#8211; y]]></title>", "x – y"},
        {"<title>if a &lt; b then c &gt; d</title>", "if a < b then c > d"},
        {"<title>std::vector&lt;int&gt;</title>", "std::vector<int>"},
        {"<title>The <b>naked</b> tag</title>", "The naked tag"},
        {"<title>  two\n lines\t</title>", "two lines"},
        {"<title>caf&eacute; &hellip;</title>", "café …"},
        {"<title>don&#146;t</title>", "don’t"},
        {"<title>a&lt;script&gt;alert(1)&lt;/script&gt;b</title>", "ab"},
        {"<title></title><dc:title>From DC</dc:title>", "From DC"},
        {"<media:group><media:title>From media</media:title></media:group>", "From media"},
        {"<media:title>Wrong</media:title><title>Right</title>", "Right"},
        {"<image><title>Wrong</title></image><title>Right</title>", "Right"},
        {"<title>x&lt;br/&gt;y</title>", "x y"},
    };
    for (const auto& c : cases) EXPECT_EQ(item(c.inside).title, c.title) << c.inside;
}

TEST(Rss, LongTitlesAreCutBetweenCharacters) {
    std::string title;
    for (int i = 0; i < 3000; ++i) title += "長い";
    const std::string cut = item("<title>" + title + "</title>").title;
    EXPECT_LE(cut.size(), 4096U);
    EXPECT_GE(cut.size(), 4090U);
    EXPECT_TRUE(title.starts_with(cut));
    EXPECT_EQ(cut.size() % 3, 0U);
}

TEST(Rss, PeopleAreNames) {
    const struct {
        const char* inside;
        const char* author;
    } cases[] = {
        {"<author>me@example.com (Jane Doe)</author>", "Jane Doe"},
        {"<author>Jane Doe (me@example.com)</author>", "Jane Doe"},
        {"<author>Jane Doe &lt;me@example.com&gt;</author>", "Jane Doe"},
        {"<author>Jane Doe (reporter)</author>", "Jane Doe (reporter)"},
        {"<author>me@example.com</author>", "me@example.com"},
        {"<dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:creator>A</dc:creator>", "A, B"},
        {"<itunes:author>Voice</itunes:author>", "Voice"},
        {"<author>Own</author><dc:creator>Other</dc:creator>", "Own"},
        {"<author></author><dc:creator>Other</dc:creator>", "Other"},
        {"", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(item(c.inside).author, c.author) << c.inside;
}

TEST(Rss, TheFullestTextIsTheContent) {
    ParsedEntry entry = item(
        "<description>&lt;p&gt;all of the long "
        "text&lt;/p&gt;</description><content:encoded>x</content:encoded>");
    EXPECT_EQ(entry.content, "<p>all of the long text</p>");
    entry = item(
        "<description>short</description><content:encoded>&lt;p&gt;the long one&lt;/p&gt;</content:encoded>");
    EXPECT_EQ(entry.content, "<p>the long one</p>");
    EXPECT_EQ(entry.summary, "short");
    entry = item("<media:group><media:description>About the film</media:description></media:group>");
    EXPECT_EQ(entry.content, "About the film");
    entry = item("<itunes:summary>One line\n\nanother &amp; more</itunes:summary>");
    EXPECT_THAT(entry.content, HasSubstr("another &amp; more"));
    entry = item("<body xmlns='http://www.w3.org/1999/xhtml'><p>x<br/>y</p><img src='/a.png'/></body>");
    EXPECT_THAT(entry.content, HasSubstr("<p>x<br>y</p>"));
    EXPECT_THAT(entry.content, HasSubstr("http://example.com/a.png"));
}

TEST(Rss, ContentIsSafe) {
    for (const char* inside : {"<description>&lt;img src=x onerror=alert(1)&gt;</description>",
                               "<description>&lt;a href='javascript:alert(1)'&gt;x&lt;/a&gt;</description>",
                               "<description><script>alert(1)</script></description>",
                               "<body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script><p "
                               "onclick='alert(1)'>x</p></body>"}) {
        EXPECT_THAT(item(inside).content, Not(HasSubstr("alert"))) << inside;
    }
}

TEST(Rss, MediaAndPodcastFiles) {
    const ParsedEntry entry = item(
        "<media:group><media:content url='/v.mp4' type='video/mp4' fileSize='9'/><media:thumbnail "
        "url='/t.jpg'/></media:group>"
        "<media:content url='/v.mp4'/><itunes:image href='/i.jpg'/><enclosure url='javascript:1'/>"
        "<media:category label='L'>c</media:category><media:keywords>k1, k2</media:keywords>");
    ASSERT_EQ(entry.enclosures.size(), 3U);
    EXPECT_EQ(entry.enclosures[0].url, "http://example.com/i.jpg");
    EXPECT_EQ(entry.enclosures[1].url, "http://example.com/v.mp4");
    EXPECT_EQ(entry.enclosures[1].length, 9);
    EXPECT_EQ(entry.enclosures[2].url, "http://example.com/t.jpg");
    EXPECT_THAT(entry.categories, ElementsAre("L", "k1", "k2"));
}

TEST(Rss, UpdatePeriodOfTheSyndicationModule) {
    const std::string open =
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><channel>";
    EXPECT_EQ(read(open + "<s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>4</s:updateFrequency></"
                          "channel></rdf:RDF>")
                  .ttl,
              std::chrono::hours{6});
    EXPECT_EQ(read(open + "<s:updatePeriod>hourly</s:updatePeriod></channel></rdf:RDF>").ttl,
              std::chrono::hours{1});
    EXPECT_EQ(read(open + "<s:updatePeriod>often</s:updatePeriod></channel></rdf:RDF>").ttl, std::nullopt);
    EXPECT_EQ(read(open + "<s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>0</s:updateFrequency></"
                          "channel></rdf:RDF>")
                  .ttl,
              std::chrono::hours{24});
    EXPECT_EQ(read("<rss><channel><ttl>2000000000</ttl></channel></rss>").ttl, std::chrono::days{366});
    EXPECT_EQ(read("<rss><channel><ttl>-5</ttl></channel></rss>").ttl, std::nullopt);
}

TEST(Rss, RdfItemsStandBesideTheirChannel) {
    const ParsedFeed feed = read(R"(<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rdf:RDF [<!ENTITY rss "http://purl.org/rss/1.0/">]>
<rdf:RDF xmlns="&rss;" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="ja">
<channel rdf:about="http://example.com/index.rdf"><title>RDF</title><link>http://example.com/</link>
<items><rdf:Seq><rdf:li rdf:resource="http://example.com/1"/></rdf:Seq></items></channel>
<image rdf:about="x"><title>Logo</title></image>
<item rdf:about="http://example.com/1"><title>One</title><dc:date>2004-06-01T10:00:00+09:00</dc:date><dc:subject>天気</dc:subject></item>
</rdf:RDF>)");
    EXPECT_EQ(feed.format, Format::rss_10);
    EXPECT_EQ(feed.title, "RDF");
    EXPECT_EQ(feed.language, "ja");
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].url, "http://example.com/1");
    EXPECT_EQ(feed.entries[0].id, "http://example.com/1");
    EXPECT_EQ(time_of(feed.entries[0].published), "2004-06-01T01:00:00");
    EXPECT_THAT(feed.entries[0].categories, ElementsAre("天気"));
}

TEST(Rss, Cdf) {
    const ParsedFeed feed = read(
        "<CHANNEL HREF='http://example.com/' LASTMOD='2004-04-06T23:05:43-05:00'><TITLE>C</TITLE><ITEM "
        "HREF='/1' "
        "LASTMOD='2004-04-06T23:05:43-05:00'><TITLE>One</TITLE><ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>");
    EXPECT_EQ(feed.format, Format::cdf);
    EXPECT_EQ(feed.link, "http://example.com/");
    EXPECT_EQ(feed.title, "C");
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].url, "http://example.com/1");
    EXPECT_EQ(feed.entries[0].title, "One");
    EXPECT_EQ(feed.entries[0].content, "Text");
    EXPECT_EQ(time_of(feed.entries[0].updated), "2004-04-07T04:05:43");
}

// Broken feeds, as the web serves them.
TEST(BrokenRss, IsReadWithAWarning) {
    const struct {
        const char* name;
        std::string document;
    } cases[] = {
        {"junk before the prolog",
         "\r\n<br />\n<b>Warning</b>: oops in <b>x.php</b>\n<?xml version='1.0'?>"
         "<rss><channel><item><title>A</title><link>http://e.org/1</link></item></channel></rss>"},
        {"stray ampersand",
         "<rss><channel><item><title>A</title><link>http://e.org/1</link><description>a & b "
         "&c</description></item></channel></rss>"},
        {"markup that is not escaped",
         "<rss><channel><item><title>A</title><description>one<br>two<p>three</description>"
         "<link>http://e.org/1</link></item></channel></rss>"},
        {"tags in the wrong order",
         "<rss><channel><item><description><b><i>x</b></i></description><title>A</title>"
         "<link>http://e.org/1</link></item></channel></rss>"},
        {"no end", "<rss><channel><item><title>A</title><link>http://e.org/1</link></item><item><title>B"},
        {"an end tag too many",
         "<rss><channel><item><title>A</title></p><link>http://e.org/1</link></item></channel></rss>"},
        {"item without end",
         "<rss><channel><item><title>A</title><link>http://e.org/1</link><item><title>B</title></item></"
         "channel></rss>"},
        {"attribute without quotes",
         "<rss version=2.0><channel><item><title>A</title><link>http://e.org/1</link><guid "
         "isPermaLink=false>x"
         "</guid></p></item></channel></rss>"},
        {"control characters",
         "<rss><channel><item><title>\x01"
         "A\x0C</title><link>http://e.org/1</link></item></channel></rss>"},
        {"mixed case",
         "<rss><channel><Item><Title>A</title><LINK>http://e.org/1</link></p></ITEM></channel></rss>"},
    };
    for (const auto& c : cases) {
        const ParsedFeed feed = read(c.document);
        ASSERT_GE(feed.entries.size(), 1U) << c.name;
        EXPECT_EQ(feed.entries[0].title, "A") << c.name;
        EXPECT_EQ(feed.entries[0].url, "http://e.org/1") << c.name;
        EXPECT_THAT(feed.warnings, Not(IsEmpty())) << c.name;
    }
}

TEST(BrokenRss, UndeclaredPrefixesKeepTheirUsualMeaning) {
    const ParsedFeed feed = read(
        "<rss><channel><item><dc:creator>X</dc:creator><content:encoded>&lt;p>y&lt;/p></content:encoded>"
        "<zzz:title>no</zzz:title></item></channel></rss>");
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].author, "X");
    EXPECT_EQ(feed.entries[0].content, "<p>y</p>");
    EXPECT_EQ(feed.entries[0].title, "");
}

TEST(BrokenRss, LegacyEncodings) {
    EXPECT_EQ(read("<?xml version='1.0' "
                   "encoding='Shift_JIS'?><rss><channel><title>\x93\xFA\x96\x7B</title></channel></rss>")
                  .title,
              "日本");
    EXPECT_EQ(read("<?xml version='1.0' "
                   "encoding='EUC-KR'?><rss><channel><title>\xC7\xD1\xB1\xB9</title></channel></rss>")
                  .title,
              "한국");
    EXPECT_EQ(read("<?xml version='1.0' "
                   "encoding='gb2312'?><rss><channel><title>\xD6\xD0\xB9\xFA</title></channel></rss>")
                  .title,
              "中国");
    const auto by_header = parse("<rss><channel><title>caf\xE9</title></channel></rss>",
                                 {*url::parse("http://example.com/"), "text/xml; charset=iso-8859-1"});
    ASSERT_TRUE(by_header);
    EXPECT_EQ(by_header->title, "café");
}

}  // namespace
}  // namespace webclip::feed
