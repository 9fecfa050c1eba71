// JSON Feed, sitemaps, pages instead of feeds, and what is nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feed/parse.h"

namespace webclip::feed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

FeedContext context() {
    return {*url::parse("http://example.com/dir/feed"), ""};
}

ParsedFeed read(const std::string& bytes, const ParseLimits& limits = {}) {
    auto feed = parse(bytes, context(), limits);
    EXPECT_TRUE(feed) << bytes;
    return feed ? *std::move(feed) : ParsedFeed{};
}

std::string time_of(std::optional<Timestamp> t) {
    return t ? to_iso8601(*t).substr(0, 19) : "none";
}

constexpr const char* json_feed = R"({
 "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "/", "feed_url": "x", "next_url": "feed?2",
 "language": "ko", "authors": [{"name": "Feed Author"}],
 "items": [
  {"id": 7, "url": "posts/7", "title": "하나", "content_html": "<p>x<script>bad()</script> <a href='y'>y</a></p>", "summary": "a < b",
   "date_published": "2024-02-25T20:00:55+09:00", "date_modified": "2024-02-26T00:00:00Z", "tags": ["a", "b", "a"],
   "author": {"name": "Own"}, "image": "/i.png",
   "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}, {"url": "javascript:1"}]},
  {"id": "http://example.com/8", "content_text": "plain <b>\n\ntext"},
  "rubbish", null
 ]})";

TEST(JsonFeed, FeedAndItems) {
    const ParsedFeed feed = read(json_feed);
    EXPECT_EQ(feed.format, Format::json_feed);
    EXPECT_EQ(feed.title, "J");
    EXPECT_EQ(feed.link, "http://example.com/");
    EXPECT_EQ(feed.next_url, "http://example.com/dir/feed?2");
    EXPECT_EQ(feed.language, "ko");
    ASSERT_EQ(feed.entries.size(), 2U);
    const ParsedEntry& first = feed.entries[0];
    EXPECT_EQ(first.id, "7");
    EXPECT_EQ(first.url, "http://example.com/dir/posts/7");
    EXPECT_EQ(first.title, "하나");
    EXPECT_EQ(first.author, "Own");
    EXPECT_EQ(first.summary, "a &lt; b");
    EXPECT_THAT(first.content, HasSubstr("http://example.com/dir/posts/y"));
    EXPECT_THAT(first.content, Not(HasSubstr("bad")));
    EXPECT_EQ(time_of(first.published), "2024-02-25T11:00:55");
    EXPECT_EQ(time_of(first.updated), "2024-02-26T00:00:00");
    EXPECT_THAT(first.categories, ElementsAre("a", "b"));
    ASSERT_EQ(first.enclosures.size(), 2U);
    EXPECT_EQ(first.enclosures[0].url, "http://example.com/a.mp3");
    EXPECT_EQ(first.enclosures[0].length, 5);
    EXPECT_EQ(feed.entries[1].url, "http://example.com/8");
    EXPECT_EQ(feed.entries[1].content, "<p>plain &lt;b&gt;</p><p>text</p>");
    EXPECT_EQ(feed.entries[1].author, "Feed Author");
}

TEST(JsonFeed, OddOnesAndNone) {
    EXPECT_EQ(
        read("\xEF\xBB\xBF{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}").entries.size(), 0U);
    const ParsedFeed raw =
        read("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"a\nb\",\"items\":[]}");
    EXPECT_EQ(raw.title, "a b");
    EXPECT_THAT(raw.warnings, Not(IsEmpty()));
    for (const char* text :
         {"{}", "{\"items\":[]}", "{\"items\":{}}", "{\"version\":\"https://jsonfeed.org/version/1\"}"}) {
        const auto feed = parse(text, context());
        ASSERT_FALSE(feed) << text;
        EXPECT_EQ(feed.error().code, FeedFailure::not_a_feed) << text;
    }
    for (const char* text : {"{", "{\"items\":[}", "{\"a\":1} x"}) {
        const auto feed = parse(text, context());
        ASSERT_FALSE(feed) << text;
        EXPECT_EQ(feed.error().code, FeedFailure::malformed) << text;
    }
}

TEST(Sitemap, UrlsWithNewsAndImages) {
    const ParsedFeed feed = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> http://example.com/1?a=1&amp;b=2 </loc><lastmod>2024-02-25</lastmod><changefreq>daily</changefreq>
  <n:news><n:publication><n:name>Paper</n:name><n:language>en</n:language></n:publication>
  <n:publication_date>2024-02-24T10:00:00Z</n:publication_date><n:title>Headline &amp; more</n:title><n:keywords>a, b</n:keywords></n:news>
  <image:image><image:loc>http://example.com/1.jpg</image:loc></image:image></url>
 <url><loc>/2</loc></url><url><loc>ftp://x/</loc></url><url/>
</urlset>)");
    EXPECT_EQ(feed.format, Format::sitemap);
    ASSERT_EQ(feed.entries.size(), 2U);
    const ParsedEntry& first = feed.entries[0];
    EXPECT_EQ(first.url, "http://example.com/1?a=1&b=2");
    EXPECT_EQ(first.id, first.url);
    EXPECT_EQ(first.title, "Headline & more");
    EXPECT_EQ(time_of(first.updated), "2024-02-25T00:00:00");
    EXPECT_EQ(time_of(first.published), "2024-02-24T10:00:00");
    EXPECT_THAT(first.categories, ElementsAre("a", "b"));
    ASSERT_EQ(first.enclosures.size(), 1U);
    EXPECT_EQ(first.enclosures[0].url, "http://example.com/1.jpg");
    EXPECT_EQ(feed.entries[1].url, "http://example.com/2");
}

TEST(Sitemap, IndexNamesItsChildren) {
    const std::string index =
        "<sitemapindex "
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://example.com/a.xml.gz</loc>"
        "<lastmod>2024-01-01</lastmod></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>";
    const ParsedFeed feed = read(index);
    EXPECT_EQ(feed.format, Format::sitemap_index);
    EXPECT_THAT(feed.children, ElementsAre("http://example.com/a.xml.gz", "http://example.com/b.xml"));
    EXPECT_THAT(feed.entries, IsEmpty());
    const ParsedFeed cut = read(index, {.entries = 1});
    EXPECT_THAT(cut.children, ElementsAre("http://example.com/a.xml.gz"));
    EXPECT_TRUE(cut.truncated);
}

TEST(Limits, CutSkipAndSayMoreIsThere) {
    std::string items;
    for (int i = 0; i < 10; ++i) items += "<item><title>" + std::to_string(i) + "</title></item>";
    const std::string document = "<rss><channel><title>t</title>" + items + "</channel></rss>";
    const ParsedFeed first = read(document, {.entries = 4});
    EXPECT_EQ(first.entries.size(), 4U);
    EXPECT_TRUE(first.truncated);
    EXPECT_EQ(first.title, "t");
    const ParsedFeed last = read(document, {.entries = 4, .skip = 8});
    ASSERT_EQ(last.entries.size(), 2U);
    EXPECT_EQ(last.entries[0].title, "8");
    EXPECT_FALSE(last.truncated);
    EXPECT_FALSE(read(document, {.entries = 10}).truncated);
    const ParsedFeed small = read("<rss><channel><item><description>" + std::string(5000, 'x') +
                                      "</description></item></channel></rss>",
                                  {.content_bytes = 1000});
    EXPECT_EQ(small.entries.at(0).content.size(), 1000U);
}

TEST(Failures, AreToldApart) {
    const struct {
        const char* bytes;
        FeedFailure code;
    } cases[] = {
        {"", FeedFailure::empty},
        {" \r\n\t", FeedFailure::empty},
        {"\xEF\xBB\xBF", FeedFailure::empty},
        {"Not found", FeedFailure::not_a_feed},
        {"<?xml version='1.0'?><note><to>x</to></note>", FeedFailure::not_a_feed},
        {"%PDF-1.4", FeedFailure::not_a_feed},
        {"<!DOCTYPE html><html><body>x</body></html>", FeedFailure::html_page},
        {"<html><rss></rss></html>", FeedFailure::html_page},
        {"<p>Access denied</p>", FeedFailure::html_page},
        {"<meta charset=utf-8><title>x</title>", FeedFailure::html_page},
    };
    for (const auto& c : cases) {
        const auto feed = parse(c.bytes, context());
        ASSERT_FALSE(feed) << c.bytes;
        EXPECT_EQ(feed.error().code, c.code) << c.bytes;
        EXPECT_FALSE(feed.error().message.empty());
    }
}

constexpr const char* page = R"(<!DOCTYPE html><html><head><base href="/blog/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed">
<link rel="alternate stylesheet" type="text/css" href="x.css"><link rel="alternate" hreflang="de" href="/de/">
<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="atom.xml">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
<link rel="alternate" type="application/feed+json" href="https://example.com/feed.json"></head>
<body><a href="http://other.example/rss.xml">theirs</a><a href="index.xml">ours</a><a href="/about">about</a><a href="atom.xml#x">again</a>
<a href="javascript:feed">no</a></body></html>)";

TEST(FindFeedLinks, DeclaredOnesThenLikelyOnesCommentsLast) {
    EXPECT_THAT(find_feed_links(page, context()),
                ElementsAre("http://example.com/blog/atom.xml", "https://example.com/feed.json",
                            "http://example.com/blog/comments/feed", "http://example.com/blog/index.xml",
                            "http://other.example/rss.xml"));
    EXPECT_THAT(
        find_feed_links("<html><body><a href='/dir/feed'>this page itself</a></body></html>", context()),
        IsEmpty());
    EXPECT_THAT(find_feed_links("", context()), IsEmpty());
}

TEST(FindFeedLinks, AreWhatAPageInsteadOfAFeedOffers) {
    const auto feed = parse(page, context());
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code, FeedFailure::html_page);
    ASSERT_FALSE(feed.error().feed_links.empty());
    EXPECT_EQ(feed.error().feed_links[0], "http://example.com/blog/atom.xml");
}

TEST(DetectFormat, LooksPastTheProlog) {
    const struct {
        const char* bytes;
        Format format;
    } cases[] = {
        {"<?xml version='1.0'?><!-- <rss> --><!DOCTYPE x [<!ENTITY a 'b'>]><feed "
         "xmlns='http://www.w3.org/2005/Atom'>",
         Format::atom_10},
        {"  \n<feed version='0.3' xmlns='http://purl.org/atom/ns#'>", Format::atom_03},
        {"<urlset>", Format::sitemap},
        {"<sm:sitemapindex xmlns:sm='x'>", Format::sitemap_index},
        {"<CHANNEL HREF='x'>", Format::cdf},
        {"{\"version\": \"https://jsonfeed.org/version/1\"", Format::json_feed},
        {"{\"a\": 1}", Format::unknown},
        {"<html>", Format::unknown},
        {"", Format::unknown},
    };
    for (const auto& c : cases) EXPECT_EQ(detect_format(c.bytes), c.format) << c.bytes;
}

}  // namespace
}  // namespace webclip::feed
