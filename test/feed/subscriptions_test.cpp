#include "feed/subscriptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace webclip::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ParseOpml, OutlinesWithTheirFolders) {
    const auto list = parse_opml(R"opml(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Subscriptions</title></head><body>
 <outline text="News"><outline text="日本"><outline type="rss" text="NHK &amp; co" title="NHK" xmlUrl="http://example.com/nhk.xml?a=1&amp;b=2"
   htmlUrl="http://example.com/" category="/tech/web,daily"/></outline></outline>
 <outline text="Plain" xmlurl="HTTP://Example.com"/>
 <outline type="rss" text="By url" url="http://example.com/u"/>
 <outline text="Again" xmlUrl="http://example.com/u"/>
 <outline text="A link" type="link" url="http://example.com/page"/>
 <outline text="feed scheme" xmlUrl="feed://example.com/f"/>
 <outline text="Nothing"/><outline text="bad" xmlUrl="javascript:alert(1)"/>
</body></opml>)opml");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 4U);
    EXPECT_EQ((*list)[0].url, "http://example.com/nhk.xml?a=1&b=2");
    EXPECT_EQ((*list)[0].title, "NHK");
    EXPECT_THAT((*list)[0].tags, ElementsAre("News", "日本", "tech", "web", "daily"));
    EXPECT_EQ((*list)[1].url, "http://example.com/");
    EXPECT_EQ((*list)[1].title, "Plain");
    EXPECT_THAT((*list)[1].tags, IsEmpty());
    EXPECT_EQ((*list)[2].url, "http://example.com/u");
    EXPECT_EQ((*list)[3].url, "http://example.com/f");
}

TEST(ParseOpml, BrokenOnesAreReadAsFarAsTheyGo) {
    const auto list = parse_opml(
        "junk<opml version=1.0><body><outline text='A & B' xmlUrl='http://example.com/a?x=1&y=2'><outline "
        "text='C' "
        "xmlUrl='http://example.com/c'");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ((*list)[0].title, "A & B");
    EXPECT_EQ((*list)[0].url, "http://example.com/a?x=1&y=2");
    EXPECT_EQ((*list)[1].url, "http://example.com/c");
}

TEST(ParseOpml, OtherFilesAreRefusedInWords) {
    for (const char* text : {"", "hello", "<html><body>x</body></html>", "<rss><channel/></rss>"}) {
        const auto list = parse_opml(text);
        ASSERT_FALSE(list) << text;
        EXPECT_FALSE(list.error().empty());
    }
    const auto none = parse_opml("<opml><body/></opml>");
    ASSERT_TRUE(none);
    EXPECT_THAT(*none, IsEmpty());
}

TEST(ParseNewsboatUrls, TagsTitlesQuotesAndComments) {
    const UrlsFile file = parse_newsboat_urls(
        "\xEF\xBB\xBF# my feeds\n\n"
        "http://example.com/feed news \"two words\" \"~A \\\"quoted\\\" title\" # trailing\r\n"
        "  \"http://example.com/?a=b c\"  !  日本\n"
        "\"query:Unread:unread = \\\"yes\\\"\" x\n"
        "exec:~/bin/feed.sh\n"
        "filter:~/bin/f:http://example.com/x\n"
        "file:///home/me/x.xml\n"
        "not an address\n");
    ASSERT_EQ(file.subscriptions.size(), 2U);
    EXPECT_EQ(file.subscriptions[0].url, "http://example.com/feed");
    EXPECT_EQ(file.subscriptions[0].title, "A \"quoted\" title");
    EXPECT_THAT(file.subscriptions[0].tags, ElementsAre("news", "two words"));
    EXPECT_EQ(file.subscriptions[1].url, "http://example.com/?a=b%20c");
    EXPECT_THAT(file.subscriptions[1].tags, ElementsAre("日本"));
    EXPECT_THAT(file.skipped, ElementsAre("\"query:Unread:unread = \\\"yes\\\"\" x", "exec:~/bin/feed.sh",
                                          "filter:~/bin/f:http://example.com/x", "file:///home/me/x.xml",
                                          "not an address"));
}

TEST(ParseNewsboatUrls, OddLines) {
    EXPECT_THAT(parse_newsboat_urls("").subscriptions, IsEmpty());
    EXPECT_THAT(parse_newsboat_urls("\"").subscriptions, IsEmpty());
    const UrlsFile open_quote = parse_newsboat_urls("http://example.com/ \"open\\");
    ASSERT_EQ(open_quote.subscriptions.size(), 1U);
    EXPECT_THAT(open_quote.subscriptions[0].tags, ElementsAre("open\\"));
}

TEST(ParseUrlList, OneAddressALine) {
    EXPECT_THAT(
        parse_url_list(
            "# list\nhttp://example.com/1\r\n\n  http://example.com/2  \nhttp://example.com/3 a note"),
        ElementsAre("http://example.com/1", "http://example.com/2", "http://example.com/3"));
    EXPECT_THAT(parse_url_list(""), IsEmpty());
}

}  // namespace
}  // namespace webclip::feed
