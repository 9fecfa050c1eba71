// The whole chain: sources in, clips out, by the scheduler and its workers.
#include "archive/scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/corpus.h"
#include "support/cpu_clock.h"
#include "support/newspaper.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

using namespace std::chrono_literals;
using test::WorkingArchive;
using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path newspaper{WEBCLIP_FIXTURES "/newspaper"};

void follow_newspaper(WorkingArchive& archive, const test::HttpServer& server) {
    for (const char* feed : {"/rss.xml", "/atom.xml", "/feed.json"})
        archive.add_source(model::SourceKind::feed, server.url(feed));
}

std::string post_of(WorkingArchive& archive, const std::string& url) {
    const auto clip = archive.catalog().clip_by_key(url);
    return clip ? archive.post(clip->id) : "no clip of " + url;
}

TEST(RunOnce, ArchivesTheSampleNewspaper) {
    WorkingArchive archive;
    test::HttpServer server;
    test::serve_newspaper(server, newspaper);
    follow_newspaper(archive, server);
    const RunCounts counts = archive.run_once();
    EXPECT_EQ(counts.sources_read, 3U);
    EXPECT_EQ(counts.archived, 11U);
    EXPECT_EQ(counts.failed, 1U);
    EXPECT_EQ(counts.images_missing, 0U);
    const auto failed = archive.catalog().failed_entries(0);
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0].error_code, "http_404");
    EXPECT_THAT(post_of(archive, server.url("/zh/chips.html")), HasSubstr("工坊里的显微镜"));
    EXPECT_THAT(post_of(archive, server.url("/zh/river.html")), HasSubstr("洪水退去之后的第三个星期"));
    EXPECT_THAT(post_of(archive, server.url("/ja/harbour.html")),
                HasSubstr("点灯を待つ人々でにぎわう防波堤"));
    EXPECT_THAT(post_of(archive, server.url("/en/video.html")), HasSubstr("https://www.youtube.com/"));
    EXPECT_THAT(post_of(archive, server.url("/en/loom.html")),
                HasSubstr("The loom, they say, has never liked to be watched."));
    EXPECT_THAT(post_of(archive, server.url("/en/clock.html")), HasSubstr("&#10;"));
    EXPECT_EQ(server.hits("/images/library-640.png") + server.hits("/images/library-1280.png"), 1U);
    EXPECT_EQ(server.hits("/images/pixel.png"), 0U);
    EXPECT_EQ(server.hits("/images/logo.png"), 0U);
}

TEST(RunOnce, NoPostLoadsAnythingRemoteAndEveryLocalLinkResolves) {
    WorkingArchive archive;
    test::HttpServer server;
    test::serve_newspaper(server, newspaper);
    follow_newspaper(archive, server);
    archive.run_once();
    std::size_t links = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator{posts_folder(archive.options())}) {
        if (!file.is_regular_file()) continue;
        const std::string post = test::read_file(file.path());
        EXPECT_THAT(post, Not(HasSubstr("src=\"http"))) << file.path();
        for (std::size_t at = post.find("src=\""); at != std::string::npos;
             at = post.find("src=\"", at + 1)) {
            const std::string target = post.substr(at + 5, post.find('"', at + 5) - at - 5);
            EXPECT_TRUE(std::filesystem::exists(file.path().parent_path() / target)) << target;
            ++links;
        }
    }
    EXPECT_GE(links, 10U);
}

TEST(RunOnce, TheSecondRunAsksConditionallyAndChangesNoFile) {
    WorkingArchive archive;
    test::HttpServer server;
    test::serve_newspaper(server, newspaper);
    follow_newspaper(archive, server);
    archive.run_once();
    std::map<std::string, std::filesystem::file_time_type> before;
    for (const auto& file : std::filesystem::recursive_directory_iterator{posts_folder(archive.options())})
        before[file.path()] = file.last_write_time();
    server.forget();
    archive.writer().refresh_now(std::nullopt).get();
    const RunCounts counts = archive.run_once();
    EXPECT_EQ(counts.sources_read, 3U);
    EXPECT_EQ(counts.archived, 0U);
    EXPECT_EQ(server.hits(), 3U);
    for (const test::RecordedRequest& request : server.requests())
        EXPECT_TRUE(request.has_header("If-None-Match")) << request.path;
    for (const auto& [path, time] : before) EXPECT_EQ(std::filesystem::last_write_time(path), time) << path;
}

TEST(RunOnce, EachPendingEntryHasOneTurn) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/a", {.status = 503});
    archive.add_entry(server.url("/a"));
    const RunCounts counts = archive.run_once();
    EXPECT_EQ(counts.failed, 1U);
    EXPECT_EQ(server.hits("/a"), 1U);
}

TEST(Scheduler, PicksUpWhatIsAddedWhileItRuns) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve(
        "/a", {.headers = {{"Content-Type", "text/html"}}, .body = test::page_with("Late", test::prose())});
    Archiver archiver{archive.options(), archive.fetcher(), archive.readers(), archive.writer()};
    Scheduler scheduler{archiver, RunMode::forever};
    archive.add_entry(server.url("/a"));
    scheduler.wake();
    ASSERT_TRUE(server.wait_for_hits("/a", 1));
    scheduler.stop();
    archiver.stop();
    EXPECT_EQ(archive.catalog().totals().clips, 1);
}

TEST(Scheduler, OneSlowHostDelaysNobodyElse) {
    WorkingArchive archive;
    test::HttpServer server{{.addresses = 2}};
    server.script("/slow", test::Script{}.stall());
    server.serve("/fast", {.headers = {{"Content-Type", "text/html"}},
                           .body = test::page_with("Fast", test::prose())});
    for (int i = 0; i < 10; ++i) archive.add_entry(server.url("/slow?" + std::to_string(i), 1));
    Archiver archiver{archive.options(), archive.fetcher(), archive.readers(), archive.writer()};
    Scheduler scheduler{archiver, RunMode::forever};
    ASSERT_TRUE(server.wait_for_hits("/slow", 1));
    archive.add_entry(server.url("/fast", 2));
    scheduler.wake();
    EXPECT_TRUE(server.wait_for_hits("/fast", 1));
    scheduler.stop();
    archive.fetcher().begin_shutdown(0ms);
    archiver.stop();
}

TEST(Scheduler, StopsQuicklyAndCancelledEntriesStayAsTheyWere) {
    WorkingArchive archive;
    test::HttpServer server;
    server.script("/slow", test::Script{}.stall());
    const model::Entry entry = archive.add_entry(server.url("/slow"));
    Archiver archiver{archive.options(), archive.fetcher(), archive.readers(), archive.writer()};
    Scheduler scheduler{archiver, RunMode::forever};
    ASSERT_TRUE(server.wait_for_hits("/slow", 1));
    const auto started = std::chrono::steady_clock::now();
    scheduler.stop();
    archive.fetcher().begin_shutdown(100ms);
    archiver.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - started, 3s * test::slowness);
    const auto after = archive.catalog().entry(entry.id);
    EXPECT_EQ(after->state, model::EntryState::pending);
    EXPECT_EQ(after->attempts, 0);
}

TEST(Scheduler, StartsAndStopsManyTimes) {
    WorkingArchive archive;
    Archiver archiver{archive.options(), archive.fetcher(), archive.readers(), archive.writer()};
    for (int round = 0; round < 500; ++round) {
        Scheduler scheduler{archiver, RunMode::forever};
        EXPECT_TRUE(scheduler.is_alive(10s));
    }
}

}  // namespace
}  // namespace webclip::archive
