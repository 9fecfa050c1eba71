#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feed/parse.h"

namespace webclip::feed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ParsedFeed read(const std::string& bytes) {
    auto feed = parse(bytes, {*url::parse("http://example.com/feeds/atom.xml"), ""});
    EXPECT_TRUE(feed) << bytes;
    return feed ? *std::move(feed) : ParsedFeed{};
}

ParsedEntry entry_of(const std::string& inside, const std::string& feed_level = {}) {
    const ParsedFeed feed = read("<feed xmlns='http://www.w3.org/2005/Atom'>" + feed_level + "<entry>" +
                                 inside + "</entry></feed>");
    EXPECT_EQ(feed.entries.size(), 1U);
    return feed.entries.empty() ? ParsedEntry{} : feed.entries[0];
}

std::string time_of(std::optional<Timestamp> t) {
    return t ? to_iso8601(*t).substr(0, 19) : "none";
}

TEST(Atom, FeedAndEntry) {
    const ParsedFeed feed = read(
        R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="zh-Hant" xml:base="http://blog.example/base/">
<a:title type="html">Q&amp;amp;A</a:title><a:link href="./"/><a:link rel="self" href="atom.xml"/>
<a:link rel="next" href="atom2.xml"/><a:updated>2024-02-25T20:00:55Z</a:updated>
<a:author><a:name>Feed Author</a:name><a:email>x@example.com</a:email></a:author>
<a:entry xml:base="posts/"><a:id>urn:1</a:id><a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> 標題</div></a:title>
<a:link rel="enclosure" href="f.mp3" type="audio/mpeg" length="7"/><a:link rel="alternate" type="application/json" href="1.json"/>
<a:link rel="alternate" type="text/html" href="1.html"/><a:published>2024-02-24T20:00:55+08:00</a:published><a:updated>2024-02-25T00:00:00Z</a:updated>
<a:category term="t1" label="Label"/><a:category term="t2"/>
<a:summary>plain &lt;b&gt; text</a:summary>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rich <a href="x">link</a></p><script>bad()</script></div></a:content>
</a:entry></a:feed>)");
    EXPECT_EQ(feed.format, Format::atom_10);
    EXPECT_EQ(feed.title, "Q&A");
    EXPECT_EQ(feed.link, "http://blog.example/base/");
    EXPECT_EQ(feed.next_url, "http://blog.example/base/atom2.xml");
    EXPECT_EQ(feed.language, "zh-Hant");
    EXPECT_EQ(time_of(feed.updated), "2024-02-25T20:00:55");
    ASSERT_EQ(feed.entries.size(), 1U);
    const ParsedEntry& entry = feed.entries[0];
    EXPECT_EQ(entry.id, "urn:1");
    EXPECT_EQ(entry.title, "A bold 標題");
    EXPECT_EQ(entry.url, "http://blog.example/base/posts/1.html");
    EXPECT_EQ(entry.author, "Feed Author");
    EXPECT_EQ(time_of(entry.published), "2024-02-24T12:00:55");
    EXPECT_EQ(time_of(entry.updated), "2024-02-25T00:00:00");
    EXPECT_THAT(entry.categories, ElementsAre("Label", "t2"));
    EXPECT_THAT(entry.content, HasSubstr("http://blog.example/base/posts/x"));
    EXPECT_THAT(entry.content, Not(HasSubstr("bad")));
    EXPECT_THAT(entry.content, Not(HasSubstr("<div")));
    ASSERT_EQ(entry.enclosures.size(), 1U);
    EXPECT_EQ(entry.enclosures[0].url, "http://blog.example/base/posts/f.mp3");
    EXPECT_EQ(entry.enclosures[0].length, 7);
}

TEST(Atom, TextConstructs) {
    const struct {
        const char* inside;
        const char* title;
    } cases[] = {
        {"<title type='text'>A &lt;b&gt; B &amp;amp; C</title>", "A <b> B &amp; C"},
        {"<title type='html'>A &lt;b&gt;B&lt;/b&gt; &amp;amp; C</title>", "A B & C"},
        {"<title type='html'>&lt;foo&gt;x&lt;/foo&gt; &amp;lt;y&amp;gt;</title>", "x <y>"},
        {"<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b&gt; c</div></title>",
         "a <b> c"},
        {"<title type='html'><![CDATA[<img alt='a>b'>x]]></title>", "x"},
        {"<title mode='base64' type='text/html'>PGI+YjwvYj4=</title>", "b"},
        {"<title>AT&amp;T</title>", "AT&T"},
    };
    for (const auto& c : cases) EXPECT_EQ(entry_of(c.inside).title, c.title) << c.inside;
}

TEST(Atom, ContentOfEveryType) {
    const struct {
        const char* inside;
        const char* content;
    } cases[] = {
        {"<content type='text'>a &lt; b &amp; c</content>", "a &lt; b &amp; c"},
        {"<content type='html'>&lt;p&gt;x&lt;/p&gt;</content>", "<p>x</p>"},
        {"<content type='text/html'>&lt;p&gt;x&lt;/p&gt;</content>", "<p>x</p>"},
        {"<content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>x</x:p></x:div></content>",
         "<p>x</p>"},
        {"<content type='text/plain'>one\n\ntwo</content>", "<p>one</p><p>two</p>"},
        {"<content type='image/png'>iVBORw0KGgo=</content>", ""},
        {"<content type='application/octet-stream'>PGI+YjwvYj4=</content>", "<b>b</b>"},
        {"<summary>only a summary</summary>", "only a summary"},
    };
    for (const auto& c : cases) EXPECT_EQ(entry_of(c.inside).content, c.content) << c.inside;
}

TEST(Atom, TheAddressOfAnEntry) {
    const struct {
        const char* inside;
        const char* address;
    } cases[] = {
        {"<link href='http://a.example/1'/>", "http://a.example/1"},
        {"<link rel='alternate' href='/1'/>", "http://example.com/1"},
        {"<link rel='ALTERNATE' href='/1'/>", "http://example.com/1"},
        {"<link href='/1?a=1&amp;b=2&#38;c=3&d=&quot;'/>", "http://example.com/1?a=1&b=2&c=3&d=%22"},
        {"<link rel='http://www.iana.org/assignments/relation/alternate' href='/1'/>",
         "http://example.com/1"},
        {"<link rel='self' href='/s'/><link rel='replies' href='/r'/><link rel='alternate' "
         "type='application/xhtml+xml' href='/x'/>",
         "http://example.com/x"},
        {"<link type='application/pdf' href='/p'/><link href='/u'/>", "http://example.com/u"},
        {"<link>http://a.example/1</link>", "http://a.example/1"},
        {"<id>http://a.example/id</id>", "http://a.example/id"},
        {"<id>urn:x</id><content src='/c' type='text/html'/>", "http://example.com/c"},
        {"<link href='/1'/><x:origLink "
         "xmlns:x='http://rssnamespace.org/feedburner/ext/1.0'>http://a.example/o</x:origLink>",
         "http://a.example/o"},
        {"<link rel='self' href='/s'/>", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(entry_of(c.inside).url, c.address) << c.inside;
}

TEST(Atom, AuthorsOfEntryThenSourceThenFeed) {
    const std::string feed_author = "<author><name>Feed</name></author>";
    EXPECT_EQ(entry_of("<author><name>A</name></author><author><name>B</name></author>", feed_author).author,
              "A, B");
    EXPECT_EQ(entry_of("<source><author><name>Origin</name></author></source>", feed_author).author,
              "Origin");
    EXPECT_EQ(entry_of("<title>t</title>", feed_author).author, "Feed");
    EXPECT_EQ(entry_of("<author><email>a@example.com</email></author>").author, "a@example.com");
}

TEST(Atom, OfVersionThree) {
    const ParsedFeed feed = read(
        "<feed version='0.3' "
        "xmlns='http://purl.org/atom/ns#'><title>Old</title><modified>2004-01-01T00:00:00Z</modified>"
        "<entry><title mode='escaped' type='text/html'>&lt;i&gt;x&lt;/i&gt;</title><link rel='alternate' "
        "type='text/html' href='/1'/>"
        "<issued>2003-12-31T10:14:55Z</issued><created>2003-01-01</created><content mode='xml' "
        "type='application/xhtml+xml'>"
        "<p xmlns='http://www.w3.org/1999/xhtml'>y</p></content></entry></feed>");
    EXPECT_EQ(feed.format, Format::atom_03);
    EXPECT_EQ(feed.title, "Old");
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].title, "x");
    EXPECT_EQ(feed.entries[0].content, "<p>y</p>");
    EXPECT_EQ(time_of(feed.entries[0].published), "2003-12-31T10:14:55");
}

TEST(Atom, EntriesInsideEntriesBelongToThem) {
    const ParsedFeed feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>outer</title><x:link xmlns:x='urn:x'><feed>"
        "<entry><title>inner</title></entry></feed></x:link></entry></feed>");
    ASSERT_EQ(feed.entries.size(), 1U);
    EXPECT_EQ(feed.entries[0].title, "outer");
}

TEST(Atom, Utf16AndUtf32) {
    const std::string document = "<feed xmlns='http://www.w3.org/2005/Atom'><title>wide</title></feed>";
    std::string utf16 = "\xFF\xFE";
    std::string utf32;
    for (const char c : document) {
        utf16 += std::string{c, '\0'};
        utf32 += std::string{'\0', '\0', '\0', c};
    }
    EXPECT_EQ(read(utf16).title, "wide");
    EXPECT_EQ(read(utf32).title, "wide");
    EXPECT_EQ(detect_format(utf16), Format::atom_10);
    EXPECT_EQ(detect_format(utf32), Format::atom_10);
}

}  // namespace
}  // namespace webclip::feed
