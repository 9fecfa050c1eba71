// Job 2, from an entry to files on disk, against a real server, real readers and a real catalog.
#include "archive/archive_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/corpus.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

// What a feed said of an entry.
model::Entry announced(std::string title, std::string content_html, std::optional<Timestamp> published = {}) {
    model::Entry entry;
    entry.title = std::move(title);
    entry.content_html = std::move(content_html);
    entry.published = published;
    return entry;
}

using test::WorkingArchive;
using ::testing::HasSubstr;
using ::testing::Not;

const test::Headers html{{"Content-Type", "text/html; charset=utf-8"}};
const test::Headers picture{{"Content-Type", "image/png"}};

TEST(ArchiveEntry, KeepsTextImagesAndWhereTheyCameFrom) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve(
        "/a",
        {.headers = html,
         .body = test::page_with(
             "The flood",
             "<figure><img src=\"/p.png\" alt=\"Water\"><figcaption>The lower street</figcaption></figure>" +
                 test::prose())});
    server.serve("/p.png", {.headers = picture, .body = test::png(300)});
    const EntryReport report = archive.archive(server.url("/a"));
    ASSERT_TRUE(report.clip) << report.error_code << ": " << report.error_message;
    EXPECT_TRUE(report.is_new_clip);
    EXPECT_EQ(report.images, 1U);
    EXPECT_EQ(report.images_missing, 0U);

    const std::string post = archive.post(*report.clip);
    EXPECT_THAT(post, HasSubstr("\nfrom: " + server.url("/a") + "\n"));
    EXPECT_THAT(post, HasSubstr("title: \"The flood\""));
    EXPECT_THAT(post, HasSubstr("The river rose in the night"));
    EXPECT_THAT(post, HasSubstr("The lower street"));
    EXPECT_THAT(post, Not(HasSubstr("src=\"http")));
    EXPECT_THAT(post, Not(HasSubstr("Copyright")));

    const auto revision = archive.catalog().latest_revision(*report.clip);
    ASSERT_TRUE(revision && revision->capture);
    ASSERT_EQ(revision->assets.size(), 1U);
    const std::string image = "media/" + to_hex(*revision->assets[0].sha256).substr(0, 2) + "/" +
                              to_hex(*revision->assets[0].sha256) + ".png";
    EXPECT_THAT(post, HasSubstr("src=\"../../" + image + "\""));
    EXPECT_EQ(test::read_file(archive.options().folder / image), test::png(300));

    const auto capture = archive.catalog().capture(*revision->capture);
    ASSERT_TRUE(capture);
    ASSERT_EQ(capture->hops.size(), 1U);
    EXPECT_THAT(capture->hops[0].headers, HasSubstr("HTTP/1.1 200"));
    EXPECT_EQ(capture->body_bytes, archive.writer().blobs().get(*capture->body_sha256)->size());
}

TEST(ArchiveEntry, FollowsRedirectsAndRecordsEveryHop) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/old", {.status = 301, .headers = {{"Location", "/new"}}});
    server.serve("/new", {.headers = html, .body = test::page_with("Moved", test::prose())});
    const EntryReport report = archive.archive(server.url("/old"));
    ASSERT_TRUE(report.clip);
    EXPECT_THAT(archive.post(*report.clip), HasSubstr("from: " + server.url("/old") + "\n"));
    const auto capture = archive.catalog().capture(*archive.catalog().latest_revision(*report.clip)->capture);
    ASSERT_EQ(capture->hops.size(), 2U);
    EXPECT_EQ(capture->hops[0].status, 301);
    EXPECT_EQ(capture->final_url, server.url("/new"));
}

struct FailureCase {
    const char* name;
    test::Answer answer;
    const char* code;
    bool will_retry;
};

TEST(ArchiveEntry, EveryFailureIsARecordedOutcome) {
    const FailureCase cases[] = {
        {"gone", {.status = 404}, "http_404", false},
        {"server trouble", {.status = 503}, "http_503", true},
        {"no article", {.headers = html, .body = "<html><body></body></html>"}, "no_article", false},
        {"kills the parser",
         {.headers = html, .body = "<table><math><mo><![CDATA[x]]>>"},
         "parse_crash",
         false},
    };
    for (const FailureCase& c : cases) {
        WorkingArchive archive;
        test::HttpServer server;
        server.serve("/a", c.answer);
        const EntryReport report = archive.archive(server.url("/a"));
        EXPECT_FALSE(report.clip) << c.name;
        EXPECT_EQ(report.error_code, c.code) << c.name;
        EXPECT_EQ(report.will_retry, c.will_retry) << c.name;
        const auto failed = archive.catalog().failed_entries(0);
        ASSERT_EQ(failed.size(), 1U) << c.name;
        EXPECT_EQ(failed[0].error_code, c.code) << c.name;
        EXPECT_EQ(failed[0].attempts, 1) << c.name;
        EXPECT_EQ(failed[0].state, c.will_retry ? model::EntryState::pending : model::EntryState::failed)
            << c.name;
        EXPECT_TRUE(failed[0].capture) << c.name << ": the raw answer is kept";
    }
}

TEST(ArchiveEntry, AFullTextFeedStandsInForAPageThatIsGone) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a", {.status = 404});
    const EntryReport report =
        archive.archive(server.url("/a"), announced("From the feed", test::prose() + test::prose()));
    ASSERT_TRUE(report.clip);
    const auto revision = archive.catalog().latest_revision(*report.clip);
    EXPECT_EQ(revision->chosen, model::ChosenText::feed);
    EXPECT_THAT(revision->chosen_because, HasSubstr("page none (http_404)"));
    EXPECT_THAT(archive.post(*report.clip), HasSubstr("title: \"From the feed\""));
}

TEST(ArchiveEntry, ATeaserDoesNotStandInForAPage) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a", {.status = 404});
    EXPECT_FALSE(archive.archive(server.url("/a"), announced("", "<p>Just a teaser.</p>")).clip);
}

TEST(ArchiveEntry, AnImageThatFailsBecomesALinkAndIsNamed) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a",
                 {.headers = html,
                  .body = test::page_with(
                      "Images",
                      "<p><img src=\"/gone.png\" alt=\"A gone picture\" width=\"300\" height=\"200\"></p>"
                      "<p><img src=\"/fake.png\" alt=\"A fake picture\" width=\"300\" height=\"200\"></p>" +
                          test::prose())});
    server.serve("/fake.png", {.headers = picture, .body = "<html>not an image</html>"});
    const EntryReport report = archive.archive(server.url("/a"));
    ASSERT_TRUE(report.clip);
    EXPECT_EQ(report.images, 2U);
    EXPECT_EQ(report.images_missing, 2U);
    const std::string post = archive.post(*report.clip);
    EXPECT_THAT(post, Not(HasSubstr("<img")));
    EXPECT_THAT(post, HasSubstr("href=\"" + server.url("/gone.png") + "\""));
    EXPECT_THAT(post, HasSubstr("A gone picture"));
    const auto assets = archive.catalog().latest_revision(*report.clip)->assets;
    ASSERT_EQ(assets.size(), 2U);
    EXPECT_EQ(assets[0].error, "http_404");
    EXPECT_EQ(assets[1].state, model::AssetState::refused);
    ASSERT_TRUE(assets[1].capture);
    EXPECT_TRUE(archive.catalog().capture(*assets[1].capture)->body_sha256) << "what came instead is kept";
}

TEST(ArchiveEntry, TakesTheOriginalBehindAProxyThatIsGone) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a",
                 {.headers = html,
                  .body = test::page_with("Proxy",
                                          "<p><img src=\"/_next/image?url=%2Fp.png&amp;w=640&amp;q=75\" "
                                          "width=\"300\" height=\"200\"></p>" +
                                              test::prose())});
    server.serve("/_next/image", {.status = 410});
    server.serve("/p.png", {.headers = picture, .body = test::png(9)});
    const EntryReport report = archive.archive(server.url("/a"));
    ASSERT_TRUE(report.clip);
    EXPECT_EQ(report.images_missing, 0U);
    EXPECT_EQ(server.hits("/p.png"), 1U);
}

TEST(ArchiveEntry, ThePrivateAddressesOfASourceAreNotItsImages) {
    test::HttpServer server{{.addresses = 2}};
    WorkingArchive archive;
    server.serve("/a",
                 {.headers = html,
                  .body = test::page_with(
                      "Private", "<p><img src=\"http://10.0.0.1/p.png\" width=\"300\" height=\"200\"></p>" +
                                     test::prose())});
    model::SourceSettings settings;
    settings.allow_private = {"10.0.0.0/8"};
    const EntryReport report = archive.archive(server.url("/a"), {}, settings);
    ASSERT_TRUE(report.clip);
    EXPECT_EQ(archive.catalog().latest_revision(*report.clip)->assets.at(0).error, "forbidden_address");
}

TEST(ArchiveEntry, TheSameArticleAgainChangesNothing) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a", {.headers = html, .body = test::page_with("Same", test::prose())});
    const model::Entry entry = archive.add_entry(server.url("/a"));
    Services services = archive.services();
    const EntryReport first = archive_entry(services, entry, {});
    const std::string post = archive.post(*first.clip);
    const EntryReport second = archive_entry(services, entry, {});
    EXPECT_EQ(first.clip, second.clip);
    EXPECT_FALSE(second.is_new_clip);
    EXPECT_EQ(archive.catalog().revisions(*first.clip).size(), 1U);
    EXPECT_EQ(archive.post(*first.clip), post);
}

TEST(ArchiveEntry, ClipsWithOneTitleAndDayGetDifferentFiles) {
    WorkingArchive archive;
    test::HttpServer server;
    for (const char* path : {"/a", "/b"}) {
        server.serve(path, {.headers = html, .body = test::page_with("Twins", test::prose())});
        ASSERT_TRUE(archive.archive(server.url(path), announced("Twins", "", Timestamp::from_ms(0))).clip);
    }
    std::size_t posts = 0;
    for (const auto& file : std::filesystem::directory_iterator{posts_folder(archive.options()) / "1970"})
        posts += file.is_regular_file() ? 1U : 0U;
    EXPECT_EQ(posts, 2U);
}

TEST(ArchiveEntry, ADateInTheFutureIsAClaim) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a", {.headers = html, .body = test::page_with("Tomorrow", test::prose())});
    const Timestamp tomorrow = now() + std::chrono::hours{24};
    const EntryReport report = archive.archive(server.url("/a"), announced("Tomorrow", "", tomorrow));
    ASSERT_TRUE(report.clip);
    const auto clip = archive.catalog().clip(*report.clip);
    EXPECT_LE(*clip->fields.date, now());
    EXPECT_EQ(clip->fields.feed_date_comment, std::to_string(tomorrow.ms()));
}

}  // namespace
}  // namespace webclip::archive
