#include "store/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "archive_invariants.h"
#include "memory_folder.h"
#include "sample_records.h"
#include "store/catalog.h"
#include "store/database.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class WriterTest : public ::testing::Test {
  protected:
    Catalog catalog() const { return Catalog{folder_.path()}; }
    model::SourceId add_feed() { return writer_.add_source(sample::feed()).get(); }
    model::EntryId add_entry(model::SourceId source, const std::string& key) {
        return writer_.add_entries({sample::entry(source, key)}).get().front();
    }
    void refresh(model::SourceId source, const std::string& body, std::vector<model::Entry> entries = {}) {
        SourceRefreshed change;
        change.source = source;
        change.capture = sample::capture(model::CaptureKind::feed, "https://example.org/feed");
        change.capture.body_sha256 = writer_.blobs().put(body);
        change.new_entries = std::move(entries);
        writer_.source_refreshed(std::move(change)).get();
    }

    test::TempDir folder_;
    Writer writer_{folder_.path()};
};

TEST_F(WriterTest, TheConfigurationDecidesWhichSourcesAreActive) {
    const auto active = [&] {
        std::vector<std::string> addresses;
        for (const SourceSummary& summary : catalog().sources()) {
            if (summary.source.active) addresses.push_back(summary.source.address);
        }
        return addresses;
    };
    auto by_hand = sample::feed("https://hand.example/");
    by_hand.by_hand = true;
    writer_.add_source(by_hand).get();
    writer_.sync_sources({sample::feed("https://a.example/"), sample::feed("https://b.example/")}).get();
    EXPECT_THAT(active(), ElementsAre("https://hand.example/", "https://a.example/", "https://b.example/"));
    auto changed = sample::feed("https://b.example/");
    changed.settings.tags = {"new"};
    writer_.sync_sources({changed}).get();
    EXPECT_THAT(active(), ElementsAre("https://hand.example/", "https://b.example/"));
    EXPECT_EQ(catalog().source_at(model::SourceKind::feed, "https://b.example/")->settings, changed.settings);
    writer_.sync_sources({sample::feed("https://a.example/")}).get();
    EXPECT_THAT(active(), ElementsAre("https://hand.example/", "https://a.example/"));
    EXPECT_EQ(catalog().totals().sources, 3);
}

TEST_F(WriterTest, ASourceNamedByTheConfigurationStaysByHand) {
    auto by_hand = sample::feed();
    by_hand.by_hand = true;
    const auto id = writer_.add_source(by_hand).get();
    writer_.sync_sources({sample::feed()}).get();
    EXPECT_TRUE(catalog().source(id)->by_hand);
    EXPECT_EQ(writer_.add_source(sample::feed()).get(), id);
    EXPECT_TRUE(catalog().source(id)->by_hand);
}

TEST_F(WriterTest, SyncKeepsWhatRefreshesTaught) {
    const auto id = add_feed();
    SourceRefreshed change;
    change.source = id;
    change.state.etag = "\"1\"";
    change.state.next_check_at = sample::at(9);
    writer_.source_refreshed(change).get();
    writer_.sync_sources({sample::feed()}).get();
    EXPECT_EQ(catalog().source(id)->state.etag, "\"1\"");
    EXPECT_EQ(catalog().source(id)->state.next_check_at, sample::at(9));
    writer_.refresh_now(std::nullopt).get();
    EXPECT_EQ(catalog().source(id)->state.next_check_at, Timestamp{});
    EXPECT_EQ(catalog().source(id)->state.etag, "\"1\"");
    writer_.source_refreshed(change).get();
    writer_.refresh_now(std::vector{id}).get();
    EXPECT_EQ(catalog().source(id)->state.next_check_at, Timestamp{});
}

TEST_F(WriterTest, ABackfillAskedForDuringARefreshIsStillToCome) {
    const auto id = add_feed();
    writer_.backfill(id, 7).get();
    SourceRefreshed change;
    change.source = id;
    change.state.next_check_at = sample::at(9);
    writer_.source_refreshed(change).get();
    EXPECT_EQ(catalog().source(id)->state.backfill_pages, 7);
    EXPECT_EQ(catalog().source(id)->state.next_check_at, Timestamp{});
    change.backfilled = 7;
    writer_.source_refreshed(change).get();
    EXPECT_EQ(catalog().source(id)->state.backfill_pages, 0);
    EXPECT_EQ(catalog().source(id)->state.next_check_at, sample::at(9));
}

TEST_F(WriterTest, PlansMoveWithAClockThatWasSet) {
    const auto id = add_feed();
    SourceRefreshed change;
    change.source = id;
    change.state.next_check_at = sample::at(100);
    change.new_entries = {sample::entry(id, "https://example.org/a")};
    change.new_entries[0].next_attempt_at = sample::at(200);
    writer_.source_refreshed(change).get();
    writer_.move_schedule(std::chrono::seconds{-50}).get();
    EXPECT_EQ(catalog().source(id)->state.next_check_at, sample::at(50));
    EXPECT_EQ(catalog().entries(id, 0)[0].next_attempt_at, sample::at(150));
    writer_.pull_schedule_in(sample::at(100), sample::at(1)).get();
    EXPECT_EQ(catalog().source(id)->state.next_check_at, sample::at(50)) << "not beyond the latest";
    EXPECT_EQ(catalog().entries(id, 0)[0].next_attempt_at, sample::at(1));
}

TEST_F(WriterTest, ARefreshAddsUnknownEntriesOnce) {
    const auto source = add_feed();
    writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/imported", "w")).get();
    const std::vector<model::Entry> entries = {sample::entry(source, "https://example.org/a"),
                                               sample::entry(source, "https://example.org/imported"),
                                               sample::entry(source, "https://example.org/a")};
    refresh(source, "feed 1", entries);
    refresh(source, "feed 2", entries);
    ASSERT_EQ(catalog().entries(source, 0).size(), 1U);
    EXPECT_EQ(catalog().entries(source, 0)[0].key, "https://example.org/a");
}

TEST_F(WriterTest, RefreshesThatBringNothingDoNotPileUp) {
    const auto source = add_feed();
    refresh(source, "feed 1", {sample::entry(source, "https://example.org/a")});
    for (int i = 2; i < 20; ++i) refresh(source, "feed " + std::to_string(i));
    refresh(source, "feed 20", {sample::entry(source, "https://example.org/b")});
    refresh(source, "feed 21");
    // Those that announced the entries, and the latest.
    EXPECT_EQ(catalog().totals().captures, 3);
    EXPECT_EQ(catalog().totals().blobs, 3);
    writer_.stop();  // claims and removals are done when the thread has ended
    EXPECT_EQ((BlobStore{folder_ / "blobs"}.all().size()), 3U);
    EXPECT_THAT(broken_invariants(folder_.path(), BlobCheck::hashes), IsEmpty());
}

TEST_F(WriterTest, RefreshesThatBringNothingShareATransaction) {
    std::vector<model::SourceId> sources;
    sources.reserve(100);
    for (int i = 0; i < 100; ++i)
        sources.push_back(
            writer_.add_source(sample::feed("https://h" + std::to_string(i) + ".example/")).get());
    const auto before = writer_.figures().transactions;
    std::vector<std::future<void>> recorded;
    for (const model::SourceId source : sources) {
        SourceRefreshed change;
        change.source = source;
        change.state.etag = "\"2\"";
        change.capture = sample::capture(model::CaptureKind::feed, "https://example.org/feed");
        recorded.push_back(writer_.source_unchanged(std::move(change)));
    }
    EXPECT_EQ(recorded.front().wait_for(std::chrono::seconds{0}), std::future_status::timeout);
    for (auto& one : recorded) one.get();
    EXPECT_EQ(writer_.figures().transactions, before + 1) << "after a second at most, all in one";
    EXPECT_EQ(catalog().source(sources.back())->state.etag, "\"2\"");
    EXPECT_EQ(catalog().totals().captures, 100);
}

TEST_F(WriterTest, ACaptureThatGaveWayShowsTheNewExchangeOnly) {
    const model::SourceId source = add_feed();
    const auto refresh_with = [&](const std::string& url, std::size_t hops) {
        SourceRefreshed change;
        change.source = source;
        change.capture = sample::capture(model::CaptureKind::feed, url);
        change.capture.hops.resize(hops, change.capture.hops.at(0));
        for (model::Hop& hop : change.capture.hops) hop.url = url;
        writer_.source_refreshed(std::move(change)).get();
    };
    for (const std::size_t hops : {1U, 3U, 2U}) {
        const std::string url = "https://example.org/" + std::to_string(hops);
        refresh_with(url, hops);
        EXPECT_EQ(catalog().totals().captures, 1);
        const auto capture = catalog().capture(model::CaptureId{1});
        ASSERT_TRUE(capture) << "it has the number of the one before";
        EXPECT_EQ(capture->url, url);
        ASSERT_EQ(capture->hops.size(), hops);
        for (const model::Hop& hop : capture->hops) EXPECT_EQ(hop.url, url);
    }
}

TEST_F(WriterTest, ABodyThatComesBackIsKept) {
    const auto source = add_feed();
    for (int i = 0; i < 6; ++i) refresh(source, i % 2 == 0 ? "even" : "odd");
    writer_.stop();
    EXPECT_THAT(broken_invariants(folder_.path(), BlobCheck::hashes), IsEmpty());
    EXPECT_EQ((BlobStore{folder_ / "blobs"}.all().size()), 1U);
}

TEST_F(WriterTest, AddEntriesGivesTheIdOfEach) {
    const auto source = add_feed();
    const auto first = add_entry(source, "https://example.org/a");
    const auto ids = writer_
                         .add_entries({sample::entry(source, "https://example.org/b"),
                                       sample::entry(source, "https://example.org/a")})
                         .get();
    ASSERT_EQ(ids.size(), 2U);
    EXPECT_NE(ids[0], first);
    EXPECT_EQ(ids[1], first);
}

TEST_F(WriterTest, RetryMakesFailedEntriesDue) {
    const auto source = add_feed();
    const auto fine = add_entry(source, "https://example.org/fine");
    const auto failed = add_entry(source, "https://example.org/a");
    const auto troubled = add_entry(source, "https://example.org/b");
    const auto fail_both = [&] {
        writer_.entry_failed({failed, model::EntryState::failed, 9, sample::at(1), "http_410", "", {}}).get();
        writer_.entry_failed({troubled, model::EntryState::pending, 2, sample::at(9), "timeout", "", {}})
            .get();
    };
    fail_both();
    EXPECT_EQ(writer_.retry(std::nullopt).get(), 2U);
    EXPECT_EQ(catalog().due_entries(Timestamp{}, 10).size(), 2U);
    EXPECT_EQ(catalog().entry(failed)->attempts, 0);
    EXPECT_EQ(catalog().entry(fine)->next_attempt_at, sample::at(0));
    fail_both();
    EXPECT_EQ(writer_.retry(std::vector{failed, model::EntryId{99}}).get(), 1U);
    EXPECT_EQ(catalog().due_entries(Timestamp{}, 10).size(), 1U);
}

TEST_F(WriterTest, ABadChangeFailsAlone) {
    const auto source = add_feed();
    auto good = writer_.add_entries({sample::entry(source, "https://example.org/a")});
    auto bad = writer_.add_entries({sample::entry(source, "https://example.org/half"),
                                    sample::entry(model::SourceId{99}, "https://example.org/b")});
    auto missing = writer_.entry_failed({model::EntryId{99}, model::EntryState::failed, 1, {}, "x", "", {}});
    auto good_too = writer_.add_entries({sample::entry(source, "https://example.org/c")});
    EXPECT_NO_THROW(good.get());
    EXPECT_THROW(bad.get(), DatabaseError);
    EXPECT_THROW(missing.get(), DatabaseError);
    EXPECT_NO_THROW(good_too.get());
    EXPECT_EQ(catalog().entries(source, 0).size(), 2U);  // nothing of the one that failed half-way
}

TEST_F(WriterTest, ARowNeverNamesABlobThatIsNotThere) {
    auto change = sample::archived(writer_.blobs(), "https://example.org/a", "words");
    writer_.blobs().remove(*change.revision.assets[0].sha256);
    try {
        static_cast<void>(writer_.clip_archived(change).get());
        FAIL();
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code().value(), ENOENT);
        EXPECT_FALSE(is_storage_full(error));
    }
    EXPECT_EQ(catalog().totals().clips, 0);
    EXPECT_EQ(catalog().totals().captures, 0);
}

TEST_F(WriterTest, PostsAreStaleUntilTheirRevisionIsWritten) {
    const auto first =
        writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/a", "1")).get();
    EXPECT_THAT(catalog().clips_with_stale_posts(), ElementsAre(first.clip));
    writer_.post_written(first.clip, "2024/a.md", first.revision).get();
    EXPECT_THAT(catalog().clips_with_stale_posts(), IsEmpty());
    EXPECT_EQ(catalog().clip(first.clip)->post_name, "2024/a.md");
    EXPECT_EQ(catalog().clip(first.clip)->post_revision, first.revision);
    EXPECT_TRUE(catalog().post_name_taken("2024/a.md"));
    EXPECT_FALSE(catalog().post_name_taken("a.md"));
    const auto second =
        writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/a", "2")).get();
    EXPECT_THAT(catalog().clips_with_stale_posts(), ElementsAre(first.clip));
    writer_.post_written(second.clip, "2024/a.md", second.revision).get();
    EXPECT_THAT(catalog().clips_with_stale_posts(), IsEmpty());
}

TEST_F(WriterTest, APostNameBelongsToOneClip) {
    const auto a =
        writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/a", "1")).get();
    const auto b =
        writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/b", "1")).get();
    writer_.post_written(a.clip, "2024/x.md", a.revision).get();
    EXPECT_THROW(writer_.post_written(b.clip, "2024/x.md", b.revision).get(), DatabaseError);
    EXPECT_THROW(writer_.post_written(model::ClipId{99}, "2024/y.md", a.revision).get(), DatabaseError);
}

TEST_F(WriterTest, AnAssetThatArrivesLaterMakesThePostStale) {
    auto change = sample::archived(writer_.blobs(), "https://example.org/a", "1");
    change.revision.assets = {sample::failed_asset(1)};
    const auto archived = writer_.clip_archived(change).get();
    writer_.post_written(archived.clip, "2024/a.md", archived.revision).get();
    const auto capture = sample::capture(model::CaptureKind::image, "https://images.example/1.jpg");
    auto arrived = sample::stored_asset(writer_.blobs(), 1, "pixels");
    arrived.capture = model::CaptureId{1};
    writer_
        .images_fetched({.clip = archived.clip,
                         .revision = archived.revision,
                         .assets = {arrived},
                         .captures = {capture}})
        .get();
    const auto asset = catalog().latest_revision(archived.clip)->assets.at(0);
    EXPECT_EQ(asset.state, model::AssetState::stored);
    EXPECT_EQ(asset.width, 640);
    ASSERT_TRUE(asset.capture);
    EXPECT_EQ(catalog().capture(*asset.capture)->kind, model::CaptureKind::image);
    EXPECT_THAT(catalog().clips_with_stale_posts(), ElementsAre(archived.clip));
    EXPECT_THROW(writer_
                     .images_fetched({.clip = archived.clip,
                                      .revision = archived.revision,
                                      .assets = {sample::failed_asset(7)},
                                      .captures = {}})
                     .get(),
                 DatabaseError);
}

TEST_F(WriterTest, ImagesThatMayYetComeAreDueUntilTheyCameOrAnotherRevisionDid) {
    const Timestamp soon = Timestamp::from_ms(1'700'000'000'000);
    auto change = sample::archived(writer_.blobs(), "https://example.org/a", "1");
    change.revision.assets = {sample::failed_asset(0), sample::failed_asset(1)};
    change.revision.assets[0].next_attempt_at = soon;
    const auto archived = writer_.clip_archived(change).get();
    writer_.post_written(archived.clip, "2024/a.md", archived.revision).get();
    EXPECT_TRUE(catalog().due_images(soon - Milliseconds{1}, 10).empty());
    ASSERT_EQ(catalog().due_images(soon, 10).size(), 1U);
    EXPECT_EQ(catalog().due_images(soon, 10)[0].clip, archived.clip);
    EXPECT_EQ(catalog().due_images(soon, 10)[0].url, change.revision.assets[0].url);
    EXPECT_EQ(catalog().next_due(), soon);
    const auto missing = catalog().missing_images(0);
    ASSERT_EQ(missing.size(), 2U);
    EXPECT_EQ(missing[0].asset.slot, 0);
    EXPECT_EQ(missing[0].from, change.clip.fields.from);

    auto failed_again = sample::failed_asset(0);
    failed_again.attempts = 2;
    failed_again.next_attempt_at = soon + Milliseconds{5};
    writer_
        .images_fetched(
            {.clip = archived.clip, .revision = archived.revision, .assets = {failed_again}, .captures = {}})
        .get();
    EXPECT_TRUE(catalog().due_images(soon, 10).empty());
    EXPECT_EQ(catalog().latest_revision(archived.clip)->assets[0].attempts, 2);
    EXPECT_THAT(catalog().clips_with_stale_posts(), testing::IsEmpty()) << "nothing came";

    auto second = sample::archived(writer_.blobs(), "https://example.org/a", "2");
    second.revision.assets = {sample::failed_asset(0)};
    writer_.clip_archived(second).get();
    EXPECT_FALSE(catalog().next_due()) << "of the revision before nothing is wanted any more";
    EXPECT_EQ(catalog().missing_images(0).size(), 1U);
    EXPECT_EQ(writer_.retry_images().get(), 1U);
    EXPECT_EQ(catalog().due_images(Timestamp::from_ms(0), 10).size(), 1U);
}

TEST_F(WriterTest, RobotsAreKeptByOriginTheNewestOfThem) {
    const Timestamp start = Timestamp::from_ms(1'700'000'000'000);
    const auto host = [](int n) { return "https://h" + std::to_string(n) + ".example"; };
    const auto keep = [&](int n, Timestamp at, const std::string& body) {
        auto kept = writer_.robots_fetched(host(n), {.body = body, .fetched_at = at});
        writer_.flush().get();
        kept.get();
    };
    EXPECT_FALSE(catalog().robots(host(1)));
    keep(1, start, "one");
    keep(1, start + Milliseconds{5}, std::string{"two\0\xff", 5});
    EXPECT_EQ(catalog().robots(host(1)), (model::RobotsCopy{.body = std::string{"two\0\xff", 5},
                                                            .fetched_at = start + Milliseconds{5}}));

    // Bounded in number, from the oldest on, …
    constexpr int most = 4096;
    for (int n = 2; n <= most + 10; ++n)
        writer_.robots_fetched(host(n), {.body = "", .fetched_at = start + Milliseconds{10 + n}});
    writer_.flush().get();
    EXPECT_FALSE(catalog().robots(host(10)));
    EXPECT_TRUE(catalog().robots(host(11)));
    EXPECT_TRUE(catalog().robots(host(most + 10)));
    // … and in age.
    keep(1, start + std::chrono::hours{24 * 31}, "");
    EXPECT_TRUE(catalog().robots(host(1)));
    EXPECT_FALSE(catalog().robots(host(most + 10)));
}

TEST_F(WriterTest, AfterStopNothingIsTakenIn) {
    auto queued = writer_.add_source(sample::feed());
    writer_.stop();
    EXPECT_NO_THROW(queued.get());
    try {
        writer_.add_source(sample::feed()).get();
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("stopped"));
    }
    writer_.stop();
}

TEST_F(WriterTest, CommitsInGroups) {
    constexpr std::size_t changes = 1000;
    const auto source = add_feed();
    const auto before = writer_.figures();
    std::vector<std::future<std::vector<model::EntryId>>> done;
    done.reserve(changes);
    for (std::size_t i = 0; i < changes; ++i) {
        done.push_back(
            writer_.add_entries({sample::entry(source, "https://example.org/" + std::to_string(i))}));
    }
    for (auto& one : done) one.get();
    const auto after = writer_.figures();
    EXPECT_EQ(after.changes - before.changes, changes);
    EXPECT_LE(after.transactions - before.transactions, changes / 20);  // goal P7: at most 0.05 fsync a clip
    EXPECT_EQ(after.blob_syncs, before.blob_syncs);
    RecordProperty("transactions", static_cast<int>(after.transactions - before.transactions));
    EXPECT_EQ(catalog().totals().entries_pending, static_cast<std::int64_t>(changes));
}

TEST_F(WriterTest, ManyThreadsArchiveAtOnce) {
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 25; ++i) {
                const std::string key =
                    "https://example.org/" + std::to_string(thread) + "/" + std::to_string(i);
                writer_.clip_archived(sample::archived(writer_.blobs(), key, "words " + std::to_string(i)))
                    .get();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(catalog().totals().clips, 200);
    EXPECT_EQ(catalog().totals().blobs, 50);
    writer_.stop();
    EXPECT_THAT(broken_invariants(folder_.path(), BlobCheck::hashes), IsEmpty());
}

// Row 55: a reader that holds on to an old state makes the log grow, shows in the figures, and once it is
// gone the log is cut back.
TEST_F(WriterTest, TheLogIsCutBackWhenAReaderLetsGo) {
    const auto source = add_feed();
    const auto add_much = [&](int round) {
        for (int i = 0; i < 30; ++i) {
            auto entry = sample::entry(source, std::to_string(round) + "/" + std::to_string(i));
            entry.content_html = std::string(3'000'000, 'x');
            writer_.add_entries({entry}).get();
        }
    };
    {
        Database reader{folder_ / "catalog.db", Access::read_only};
        reader.begin_reading();
        auto row = reader.query("SELECT id FROM sources");
        ASSERT_TRUE(row.step());
        add_much(1);
        EXPECT_GT(writer_.figures().log_bytes, 80U << 20U);
    }
    add_much(2);
    EXPECT_LE(writer_.figures().log_bytes, 65U << 20U);
}

TEST(Writer, StartsAndStopsFiveHundredTimes) {
    const MemoryFolder folder;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    for (int i = 0; i < 500; ++i) {
        Writer writer{folder.path()};
        auto done = writer.add_source(sample::feed("https://example.org/" + std::to_string(i)));
        if (i % 2 == 0) writer.stop();
        if (i % 3 == 0) done.get();
        ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }
    EXPECT_EQ(Catalog{folder.path()}.totals().sources, 500);
}

}  // namespace
}  // namespace webclip::store
