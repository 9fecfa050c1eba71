// Job 1, from a source to pending entries.
#include "archive/refresh_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/corpus.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

using model::SourceKind;
using test::WorkingArchive;
using ::testing::ElementsAre;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

std::string rss(const std::string& items) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A "
           "feed</title><link>http://example.org/</link>" +
           items + "</channel></rss>";
}

std::string item(const std::string& url, const std::string& title) {
    return "<item><title>" + title + "</title><link>" + url + "</link></item>";
}

RefreshReport refresh(WorkingArchive& archive, const model::Source& source) {
    Services services = archive.services();
    RefreshReport report = refresh_source(services, *archive.catalog().source(source.id));
    archive.writer().flush().get();
    return report;
}

std::vector<std::string> pending(WorkingArchive& archive) {
    std::vector<std::string> urls;
    for (const model::Entry& entry : archive.catalog().due_entries(now(), 100)) urls.push_back(entry.url);
    return urls;
}

TEST(RefreshSource, WritesNewEntriesOnce) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/feed", {.body = rss(item("http://example.org/1", "One") +
                                       item("http://example.org/2?utm_source=x", "Two"))});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    EXPECT_EQ(refresh(archive, source).announced, 2U);
    EXPECT_THAT(pending(archive),
                UnorderedElementsAre("http://example.org/1", "http://example.org/2?utm_source=x"));
    server.serve("/feed", {.body = rss(item("http://example.org/2", "Two again") +
                                       item("http://example.org/3", "Three"))});
    refresh(archive, source);
    EXPECT_EQ(pending(archive).size(), 3U)
        << "the same address with and without tracking parameters is one entry";
    EXPECT_EQ(archive.catalog().source(source.id)->state.title, "A feed");
}

// Row 35 of the fault matrix: a feed as long as a sitemap may be, and a title without end.
TEST(RefreshSource, Row35AVeryLongFeedIsReadToItsEnd) {
    WorkingArchive archive;
    test::HttpServer server;
    constexpr int count = 12'000;  // more than twice what one reading gives
    std::string items =
        item("http://example.org/title", std::string(std::size_t{10} << 10U, 'a') + "\xC3\xA9");
    for (int i = 0; i < count; ++i) items += item("http://example.org/" + std::to_string(i), "t");
    server.serve("/feed", {.body = rss(items)});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    EXPECT_EQ(refresh(archive, source).announced, count + 1U);
    EXPECT_EQ(archive.catalog().totals().entries_pending, count + 1);
    EXPECT_TRUE(archive.catalog().entry_by_key("http://example.org/" + std::to_string(count - 1)));
    EXPECT_LE(archive.catalog().entry_by_key("http://example.org/title")->title.size(), 4096U);
}

// Row 36: identities and dates that mean nothing, and a feed that forgets what it said.
TEST(RefreshSource, Row36EntriesAreTheirAddressesAndNeverGo) {
    WorkingArchive archive;
    test::HttpServer server;
    int look = 0;
    server.serve("/feed", [&](const test::RecordedRequest&) {
        const std::string guid = "<guid isPermaLink=\"false\">" + std::to_string(++look);
        return test::Answer{
            .body =
                rss("<item>" + guid +
                    "a</guid><link>http://example.org/1</link>"
                    "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>"
                    "<item>" +
                    guid +
                    "b</guid><link>http://example.org/2#part</link>"
                    "<pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item>"
                    "<item><guid isPermaLink=\"false\">same</guid><link>http://example.org/3</link></item>"
                    "<item><guid isPermaLink=\"false\">same</guid><link>http://example.org/4</link></item>")};
    });
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    refresh(archive, source);
    EXPECT_EQ(pending(archive).size(), 4U) << "one guid for two addresses is two entries";
    refresh(archive, source);
    EXPECT_EQ(pending(archive).size(), 4U) << "another guid each time is no other entry";
    EXPECT_EQ(pending(archive).size(), static_cast<std::size_t>(archive.catalog().totals().entries_pending))
        << "whatever a feed says of the time, its entries are due";
    server.serve("/feed", {.body = rss("")});
    refresh(archive, source);
    EXPECT_EQ(pending(archive).size(), 4U) << "nothing goes because a feed is empty";
}

TEST(RefreshSource, AsksConditionallyTheSecondTime) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/feed",
                 {.headers = {{"ETag", "\"v1\""}}, .body = rss(item("http://example.org/1", "One"))});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    refresh(archive, source);
    const RefreshReport second = refresh(archive, source);
    EXPECT_TRUE(second.unchanged);
    EXPECT_EQ(server.requests("/feed").at(1).header("If-None-Match"), "\"v1\"");
    EXPECT_EQ(archive.catalog().source(source.id)->state.etag, "\"v1\"") << "a 304 keeps the validators";
}

TEST(RefreshSource, KnowsTheSameBytesWithoutValidators) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/feed", {.body = rss(item("http://example.org/1", "One"))});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    EXPECT_FALSE(refresh(archive, source).unchanged);
    EXPECT_TRUE(refresh(archive, source).unchanged);
}

TEST(RefreshSource, FindsTheFeedOfAWebPageAndRemembersIt) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/", {.headers = {{"Content-Type", "text/html"}},
                       .body = "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" "
                               "href=\"/feed\"></head><body>Hi</body></html>"});
    server.serve("/feed", {.body = rss(item("http://example.org/1", "One"))});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/"));
    EXPECT_EQ(refresh(archive, source).announced, 1U);
    EXPECT_EQ(archive.catalog().source(source.id)->state.feed_url, server.url("/feed"));
    refresh(archive, source);
    EXPECT_EQ(server.hits("/"), 1U) << "the page is not asked again";
    EXPECT_EQ(server.hits("/feed"), 2U);
}

TEST(RefreshSource, APageThatNamesItselfAsItsFeedIsAFailure) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/", {.headers = {{"Content-Type", "text/html"}},
                       .body = "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" "
                               "href=\"/\"></head><body>Hi</body></html>"});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/"));
    EXPECT_THAT(refresh(archive, source).error, StartsWith("html_page"));
    EXPECT_LE(server.hits("/"), 2U);
}

struct BadFeed {
    const char* name;
    test::Answer answer;
    const char* error;
};

TEST(RefreshSource, AFeedThatIsNoneBacksOffVisibly) {
    const BadFeed cases[] = {
        {"not found", {.status = 404}, "http_404"},
        {"server trouble", {.status = 500}, "http_500"},
        {"an image", {.body = test::png(3)}, "not_a_feed"},
        {"nothing", {.body = ""}, "empty"},
        {"cut off", {.body = "<?xml"}, ""},
    };
    for (const BadFeed& c : cases) {
        WorkingArchive archive;
        test::HttpServer server;
        server.serve("/feed", c.answer);
        const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
        const Timestamp before = now();
        EXPECT_THAT(refresh(archive, source).error, StartsWith(c.error)) << c.name;
        const auto state = archive.catalog().source(source.id)->state;
        EXPECT_EQ(state.failures, 1) << c.name;
        EXPECT_FALSE(state.last_error.empty()) << c.name;
        EXPECT_GT(state.next_check_at, before) << c.name;
    }
}

TEST(RefreshSource, AFeedThatIsGoneIsDeadUntilItIsTriedAgain) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/feed", {.status = 410});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    const RefreshReport report = refresh(archive, source);
    EXPECT_EQ(report.health, model::SourceHealth::dead);
    EXPECT_TRUE(report.health_changed);
    EXPECT_TRUE(archive.catalog().due_sources(now() + std::chrono::hours{24 * 365}, 10).empty());
    EXPECT_EQ(archive.catalog().totals().sources_dead, 1);
    archive.writer().refresh_now(std::nullopt).get();
    EXPECT_EQ(archive.catalog().due_sources(now(), 10).size(), 1U);
    EXPECT_EQ(archive.catalog().source(source.id)->state.health, model::SourceHealth::ok);
}

TEST(RefreshSource, LearnsTheFeedsRhythmAndWishes) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/feed", {.headers = {{"Cache-Control", "max-age=72000"}},
                           .body = rss("<ttl>120</ttl><skipHours><hour>3</hour></skipHours>"
                                       "<skipDays><day>Sunday</day></skipDays>" +
                                       item("http://example.org/1", "One"))});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    const Timestamp before = now();
    refresh(archive, source);
    const model::SourceState state = archive.catalog().source(source.id)->state;
    EXPECT_EQ(state.rhythm.ttl, std::chrono::hours{2});
    EXPECT_EQ(state.rhythm.skip_hours, 1U << 3U);
    EXPECT_EQ(state.rhythm.skip_days, 1U << 6U);
    EXPECT_TRUE(state.rhythm.seen_until);
    EXPECT_GE(state.next_check_at, before + std::chrono::hours{20}) << "the answer is fresh for 20 hours";
}

TEST(RefreshSource, FollowsAMoveOnceItHasLasted) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/old", {.status = 301, .headers = {{"Location", "/new"}}});
    server.serve("/new", {.body = rss(item("http://example.org/1", "One"))});
    model::Source source = archive.add_source(SourceKind::feed, server.url("/old"));
    refresh(archive, source);
    model::SourceState state = archive.catalog().source(source.id)->state;
    EXPECT_EQ(state.moved_url, server.url("/new"));
    EXPECT_EQ(state.moved_times, 1);
    state.moved_times = 3;  // two days later
    archive.writer().source_refreshed({source.id, state, 0, {}, {}}).get();
    refresh(archive, source);
    EXPECT_EQ(server.hits("/old"), 1U);
    EXPECT_EQ(server.hits("/new"), 2U);
}

TEST(RefreshSource, AsksForTheNewPartOfAFeedAlone) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/feed",
                 {.headers = {{"ETag", "\"v1\""}}, .body = rss(item("http://example.org/1", "One"))});
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed"));
    refresh(archive, source);
    server.serve("/feed", {.status = 226,
                           .headers = {{"ETag", "\"v2\""}, {"IM", "feed"}},
                           .body = rss(item("http://example.org/2", "Two")),
                           .conditional = false});
    EXPECT_EQ(refresh(archive, source).announced, 1U);
    EXPECT_EQ(server.requests("/feed").at(1).header("A-IM"), "feed");
    EXPECT_EQ(archive.catalog().source(source.id)->state.etag, "\"v2\"");
    EXPECT_EQ(pending(archive).size(), 2U);
}

std::string atom_page(const std::string& entry, const std::string& next) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A feed</title>" +
           (next.empty() ? "" : "<link rel=\"next\" href=\"" + next + "\"/>") +
           "<entry><title>x</title><link href=\"" + entry + "\"/></entry></feed>";
}

TEST(RefreshSource, ABackfillReadsOlderPagesWithinItsBudget) {
    WorkingArchive archive;
    test::HttpServer server;
    for (int page = 1; page <= 5; ++page) {
        const std::string number = std::to_string(page);
        server.serve("/feed" + number, {.headers = {{"ETag", "\"1\""}},
                                        .body = atom_page("http://example.org/" + number,
                                                          "/feed" + std::to_string(page % 5 + 1))});
    }
    const model::Source source = archive.add_source(SourceKind::feed, server.url("/feed1"));
    EXPECT_EQ(refresh(archive, source).announced, 1U) << "older pages are read on request only";
    archive.writer().backfill(source.id, 2).get();
    EXPECT_EQ(archive.catalog().due_sources(now(), 1).size(), 1U) << "which makes the source due";
    EXPECT_EQ(refresh(archive, source).announced, 3U);
    EXPECT_EQ(archive.catalog().source(source.id)->state.backfill_pages, 0);
    archive.writer().backfill(source.id, 100).get();
    EXPECT_EQ(refresh(archive, source).announced, 5U) << "a circle of pages ends";
}

TEST(RefreshSource, ReadsASitemapIndexOneLevelDown) {
    WorkingArchive archive;
    test::HttpServer server;
    const auto sitemap = [](const std::string& url) {
        return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>" + url +
               "</loc></url></urlset>";
    };
    server.serve(
        "/index.xml",
        {.body = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>" +
                 server.url("/a.xml") + "</loc></sitemap><sitemap><loc>" + server.url("/b.xml") +
                 "</loc></sitemap></sitemapindex>"});
    server.serve("/a.xml", {.body = sitemap("http://example.org/a")});
    server.serve("/b.xml", {.body = sitemap("http://example.org/b")});
    refresh(archive, archive.add_source(SourceKind::sitemap, server.url("/index.xml")));
    EXPECT_THAT(pending(archive), UnorderedElementsAre("http://example.org/a", "http://example.org/b"));
}

TEST(RefreshSource, ReadsAListOfAddresses) {
    WorkingArchive archive;
    const std::filesystem::path list = archive.folder() / "list.txt";
    test::write_file(list,
                     "# mine\nhttps://example.org/1\n\nftp://example.org/2\nnot an "
                     "address\nhttps://example.org/1#again\n");
    const model::Source source = archive.add_source(SourceKind::list, list.string());
    refresh(archive, source);
    EXPECT_THAT(pending(archive), ElementsAre("https://example.org/1"));
    EXPECT_TRUE(refresh(archive, source).unchanged);
}

TEST(RefreshSource, ReadsAFolderOfClips) {
    WorkingArchive archive;
    const std::filesystem::path clips = archive.folder() / "clips";
    test::write_file(clips / "sub/2024-02-25-a.md",
                     "---\nlayout: post\ntitle: \"标题\"\ndate: 2024-02-25T20:00:55.000Z\nauthor: 王 "
                     "征\nfrom: https://example.org/a\n"
                     "tags: [ x ]\ncomments: True\ncategories: [ x "
                     "]\n---\n<!--1708891255000-->\n[标题](https://example.org/a)\n------\n\n"
                     "<div>\n<p>正文</p>\n</div>\n");
    test::write_file(clips / "notes.txt", "not a clip");
    const model::Source source = archive.add_source(SourceKind::clips, clips.string());
    EXPECT_EQ(refresh(archive, source).announced, 1U);
    const auto entries = archive.catalog().due_entries(now(), 10);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].url, "https://example.org/a");
    EXPECT_EQ(entries[0].title, "标题");
    EXPECT_EQ(entries[0].author, "王 征");
    EXPECT_EQ(entries[0].published, parse_iso8601("2024-02-25T20:00:55.000Z"));
    EXPECT_EQ(entries[0].content_html, "<p>正文</p>");
    EXPECT_TRUE(refresh(archive, source).unchanged);
}

TEST(RefreshSource, AMissingFolderOrListSaysSo) {
    for (const SourceKind kind : {SourceKind::list, SourceKind::clips}) {
        WorkingArchive archive;
        const model::Source source = archive.add_source(kind, (archive.folder() / "absent").string());
        EXPECT_THAT(refresh(archive, source).error, StartsWith("unreadable: "));
    }
}

}  // namespace
}  // namespace webclip::archive
