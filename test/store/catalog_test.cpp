#include "store/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "sample_records.h"
#include "store/database.h"
#include "store/writer.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class CatalogTest : public ::testing::Test {
  protected:
    // A new connection each time: what is read is what was committed.
    Catalog catalog() const { return Catalog{folder_.path()}; }
    model::SourceId add_feed(const std::string& address = "https://example.org/feed") {
        return writer_.add_source(sample::feed(address)).get();
    }
    model::EntryId add_entry(model::Entry entry) {
        return writer_.add_entries({std::move(entry)}).get().front();
    }

    test::TempDir folder_;
    Writer writer_{folder_.path()};
};

TEST_F(CatalogTest, GivesBackSourcesWithAllTheirSettings) {
    const auto id = add_feed();
    const auto source = catalog().source(id);
    ASSERT_TRUE(source);
    EXPECT_EQ(source->kind, model::SourceKind::feed);
    EXPECT_EQ(source->address, "https://example.org/feed");
    EXPECT_EQ(source->settings, sample::feed().settings);
    EXPECT_TRUE(source->active);
    EXPECT_FALSE(source->by_hand);
    EXPECT_EQ(catalog().source_at(model::SourceKind::feed, "https://example.org/feed")->id, id);
    EXPECT_FALSE(catalog().source_at(model::SourceKind::list, "https://example.org/feed"));
    EXPECT_FALSE(catalog().source(model::SourceId{99}));
}

TEST_F(CatalogTest, GivesBackTheStateOfARefreshedSource) {
    const auto id = add_feed();
    SourceRefreshed change;
    change.source = id;
    model::SourceState& given = change.state;
    given.title = "Example News";
    given.etag = "\"etag\"";
    given.last_modified = "Tue, 14 Nov 2023 22:13:20 GMT";
    given.last_checked_at = sample::at(1);
    given.last_changed_at = sample::at(2);
    given.next_check_at = sample::at(3);
    given.failures = 4;
    given.last_error = "http_500";
    given.health = model::SourceHealth::backing_off;
    given.health_since = sample::at(4);
    given.stale_since = sample::at(5);
    given.rhythm.seen_until = sample::at(6);
    given.rhythm.watched_hours = 12.5;
    given.rhythm.arrivals = 3.25;
    given.rhythm.by_hour[23] = 1.5;
    given.rhythm.by_day[6] = 0.75;
    given.rhythm.last_arrival = sample::at(7);
    given.rhythm.longest_gap = Milliseconds{86'400'000};
    given.rhythm.ttl = Milliseconds{3'600'000};
    given.rhythm.skip_hours = 5;
    given.rhythm.skip_days = 64;
    given.moved_url = "https://new.example.org/feed";
    given.moved_times = 2;
    given.moved_since = sample::at(8);
    given.feed_url = "https://example.org/real-feed";
    given.body_sha256 = std::string(64, 'a');
    change.capture = sample::capture(model::CaptureKind::feed, "https://example.org/feed");
    writer_.source_refreshed(change).get();
    const auto state = catalog().source(id)->state;
    EXPECT_EQ(state.title, "Example News");
    EXPECT_EQ(state.etag, "\"etag\"");
    EXPECT_EQ(state.last_modified, "Tue, 14 Nov 2023 22:13:20 GMT");
    EXPECT_EQ(state.last_checked_at, sample::at(1));
    EXPECT_EQ(state.last_changed_at, sample::at(2));
    EXPECT_EQ(state.next_check_at, sample::at(3));
    EXPECT_EQ(state.failures, 4);
    EXPECT_EQ(state.last_error, "http_500");
    EXPECT_EQ(state.health, model::SourceHealth::backing_off);
    EXPECT_EQ(state.health_since, sample::at(4));
    EXPECT_EQ(state.stale_since, sample::at(5));
    EXPECT_EQ(state.rhythm, given.rhythm);
    EXPECT_EQ(state.moved_url, "https://new.example.org/feed");
    EXPECT_EQ(state.moved_times, 2);
    EXPECT_EQ(state.moved_since, sample::at(8));
    EXPECT_EQ(state.feed_url, "https://example.org/real-feed");
    EXPECT_EQ(state.body_sha256, std::string(64, 'a'));
}

TEST_F(CatalogTest, GivesBackEntriesWithAllTheirFields) {
    const auto source = add_feed();
    const model::Entry given = sample::entry(source, "https://example.org/a");
    const auto id = add_entry(given);
    const auto entry = catalog().entry(id);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->source, source);
    EXPECT_EQ(entry->url, given.url);
    EXPECT_EQ(entry->key, given.key);
    EXPECT_EQ(entry->guid, given.guid);
    EXPECT_EQ(entry->title, given.title);
    EXPECT_EQ(entry->author, given.author);
    EXPECT_EQ(entry->published, given.published);
    EXPECT_EQ(entry->updated, given.updated);
    EXPECT_EQ(entry->content_html, given.content_html);
    EXPECT_EQ(entry->categories, given.categories);
    EXPECT_EQ(entry->state, model::EntryState::pending);
    EXPECT_EQ(entry->next_attempt_at, given.next_attempt_at);
    EXPECT_EQ(entry->first_seen_at, given.first_seen_at);
    EXPECT_FALSE(entry->clip);
    EXPECT_FALSE(entry->capture);
    EXPECT_EQ(catalog().entry_by_key(given.key)->id, id);
    EXPECT_FALSE(catalog().entry_by_key("https://example.org/b"));
}

TEST_F(CatalogTest, DueIsWhatIsPendingAndItsTimeHasCome) {
    const auto source = add_feed();
    auto early = sample::entry(source, "https://example.org/early");
    early.next_attempt_at = sample::at(10);
    auto late = sample::entry(source, "https://example.org/late");
    late.next_attempt_at = sample::at(20);
    const auto late_id = add_entry(late);
    const auto early_id = add_entry(early);
    EXPECT_THAT(catalog().due_entries(sample::at(9), 10), IsEmpty());
    ASSERT_EQ(catalog().due_entries(sample::at(10), 10).size(), 1U);
    const auto both = catalog().due_entries(sample::at(20), 10);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].id, early_id);
    EXPECT_EQ(both[1].id, late_id);
    EXPECT_EQ(both[1].content_html, late.content_html);
    EXPECT_EQ(catalog().due_entries(sample::at(20), 1).size(), 1U);
    writer_.entry_failed({early_id, model::EntryState::failed, 1, sample::at(0), "http_404", "gone", {}})
        .get();
    EXPECT_EQ(catalog().due_entries(sample::at(20), 10).size(), 1U);
}

TEST_F(CatalogTest, DueEntriesOfBusyHostsStayBehind) {
    const auto source = add_feed();
    for (const char* key :
         {"https://busy.example/1", "https://busy.example/2", "https://idle.example:8443/3"}) {
        add_entry(sample::entry(source, key));
    }
    const auto due = catalog().due_entries(sample::at(0), 10, {"busy.example"});
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].key, "https://idle.example:8443/3");
    EXPECT_THAT(catalog().due_entries(sample::at(0), 10, {"busy.example", "idle.example"}), IsEmpty());
}

TEST_F(CatalogTest, ALongQueueOfABusyHostHidesNobody) {
    const auto source = add_feed();
    std::vector<model::Entry> entries;
    entries.reserve(3003);
    for (int i = 0; i < 3000; ++i) {
        entries.push_back(sample::entry(source, "https://busy.example/" + std::to_string(i)));
    }
    for (const char* key : {"https://zoo.example/", "https://ape.example/1", "https://ape.example/2"}) {
        entries.push_back(sample::entry(source, key));
        entries.back().next_attempt_at = sample::at(key[8] == 'z' ? 1 : 2);
    }
    writer_.add_entries(entries).get();
    const auto due = catalog().due_entries(sample::at(5), 10, {"busy.example"});
    ASSERT_EQ(due.size(), 2U);  // one a host; the next look finds the next
    EXPECT_EQ(due[0].key, "https://zoo.example/");
    EXPECT_EQ(due[1].key, "https://ape.example/1");
}

TEST_F(CatalogTest, DueSourcesAreActiveAndNotManual) {
    const auto feed = add_feed();
    model::Source manual;
    manual.kind = model::SourceKind::manual;
    manual.address = "add";
    writer_.add_source(manual).get();
    ASSERT_EQ(catalog().due_sources(sample::at(0), 10).size(), 1U);
    EXPECT_EQ(catalog().due_sources(sample::at(0), 10)[0].id, feed);
    EXPECT_THAT(catalog().due_sources(sample::at(0), 0), IsEmpty());
    EXPECT_THAT(catalog().due_sources(sample::at(0), 10, {feed}), IsEmpty());
    writer_.sync_sources({}).get();
    EXPECT_THAT(catalog().due_sources(sample::at(0), 10), IsEmpty());
}

TEST_F(CatalogTest, NextDueIsTheEarliestOfSourcesAndPendingEntries) {
    EXPECT_FALSE(catalog().next_due());
    const auto id = add_feed();
    EXPECT_EQ(catalog().next_due(), Timestamp{});
    SourceRefreshed change;
    change.source = id;
    change.state.next_check_at = sample::at(50);
    writer_.source_refreshed(change).get();
    EXPECT_EQ(catalog().next_due(), sample::at(50));
    auto entry = sample::entry(id, "https://example.org/a");
    entry.next_attempt_at = sample::at(40);
    add_entry(entry);
    EXPECT_EQ(catalog().next_due(), sample::at(40));
}

TEST_F(CatalogTest, KnownKeysAreThoseOfEntriesAndOfClips) {
    const auto source = add_feed();
    add_entry(sample::entry(source, "https://example.org/entry"));
    writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/clip", "words")).get();
    EXPECT_THAT(catalog().known_keys({"https://example.org/entry", "https://example.org/clip",
                                      "https://example.org/new", "' OR 1 --"}),
                UnorderedElementsAre("https://example.org/entry", "https://example.org/clip"));
}

TEST_F(CatalogTest, FailedEntriesAreGivenUpOnesAndTroubledOnesNewestFirst) {
    const auto source = add_feed();
    const auto fine = add_entry(sample::entry(source, "https://example.org/fine"));
    const auto given_up = add_entry(sample::entry(source, "https://example.org/a"));
    const auto troubled = add_entry(sample::entry(source, "https://example.org/b"));
    writer_.entry_failed({given_up, model::EntryState::failed, 9, sample::at(1), "http_410", "gone", {}})
        .get();
    writer_.entry_failed({troubled, model::EntryState::pending, 2, sample::at(9), "timeout", "slow", {}})
        .get();
    writer_.entry_failed({fine, model::EntryState::pending, 0, sample::at(9), "", "", {}}).get();  // put off
    const auto failed = catalog().failed_entries(10);
    ASSERT_EQ(failed.size(), 2U);
    EXPECT_EQ(failed[0].id, troubled);
    EXPECT_EQ(failed[0].attempts, 2);
    EXPECT_EQ(failed[0].error_code, "timeout");
    EXPECT_EQ(failed[1].id, given_up);
    EXPECT_EQ(failed[1].error_message, "gone");
    EXPECT_EQ(catalog().failed_entries(1).size(), 1U);
    EXPECT_EQ(catalog().entries(source, 2).size(), 2U);
    EXPECT_EQ(catalog().entries(source, 0).size(), 3U);
}

TEST_F(CatalogTest, CapturesComeBackWithEveryHopByteForByte) {
    const auto source = add_feed();
    const auto id = add_entry(sample::entry(source, "https://example.org/a"));
    auto given = sample::capture(model::CaptureKind::page, "https://example.org/a");
    given.error_code = "timeout";
    given.error_message = "no byte for 30 s";
    given.body_sha256 = writer_.blobs().put("half a page");
    given.body_bytes = 11;
    writer_.entry_failed({id, model::EntryState::pending, 1, sample::at(9), "timeout", "slow", given}).get();
    const auto entry = catalog().entry(id);
    ASSERT_TRUE(entry->capture);
    const auto capture = catalog().capture(*entry->capture);
    ASSERT_TRUE(capture);
    EXPECT_EQ(capture->kind, given.kind);
    EXPECT_EQ(capture->url, given.url);
    EXPECT_EQ(capture->final_url, given.final_url);
    EXPECT_EQ(capture->status, 200);
    EXPECT_EQ(capture->content_type, given.content_type);
    EXPECT_EQ(capture->content_encoding, "gzip");
    EXPECT_EQ(capture->body_sha256, given.body_sha256);
    EXPECT_EQ(capture->body_bytes, 11U);
    EXPECT_EQ(capture->started_at, given.started_at);
    EXPECT_EQ(capture->finished_at, given.finished_at);
    EXPECT_EQ(capture->error_code, "timeout");
    EXPECT_EQ(capture->error_message, "no byte for 30 s");
    ASSERT_EQ(capture->hops.size(), 2U);
    EXPECT_EQ(capture->hops[0].headers, given.hops[0].headers);
    EXPECT_EQ(capture->hops[0].headers.size(), 30U);
    EXPECT_EQ(capture->hops[0].request_headers, given.hops[0].request_headers);
    EXPECT_EQ(capture->hops[0].tls, given.hops[0].tls);
    EXPECT_EQ(capture->hops[0].peer, given.hops[0].peer);
    EXPECT_EQ(capture->hops[0].http_version, "1.1");
    EXPECT_EQ(capture->hops[1].url, given.final_url);
    EXPECT_EQ(capture->hops[1].started_at, given.hops[1].started_at);
    EXPECT_EQ(capture->hops[1].finished_at, given.hops[1].finished_at);
    EXPECT_FALSE(catalog().capture(model::CaptureId{99}));
}

TEST_F(CatalogTest, TotalsCountWhatIsThere) {
    const auto source = add_feed();
    add_entry(sample::entry(source, "https://example.org/a"));
    const auto failed = add_entry(sample::entry(source, "https://example.org/b"));
    writer_.entry_failed({failed, model::EntryState::failed, 1, sample::at(0), "", "", {}}).get();
    writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/c", "w")).get();
    writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/c", "w 2")).get();
    const Totals totals = catalog().totals();
    EXPECT_EQ(totals.sources, 1);
    EXPECT_EQ(totals.entries_pending, 1);
    EXPECT_EQ(totals.entries_failed, 1);
    EXPECT_EQ(totals.clips, 1);
    EXPECT_EQ(totals.revisions, 2);
    EXPECT_EQ(totals.captures, 4);
    EXPECT_EQ(totals.blobs, 4);
    EXPECT_EQ(totals.blob_bytes, static_cast<std::int64_t>(std::string{"<html>w</html><html>w 2</html>"
                                                                       "image of wimage of w 2"}
                                                               .size()));
}

TEST_F(CatalogTest, SourcesAreSummarised) {
    const auto source = add_feed();
    add_entry(sample::entry(source, "https://example.org/a"));
    const auto failed = add_entry(sample::entry(source, "https://example.org/b"));
    writer_.entry_failed({failed, model::EntryState::failed, 1, sample::at(0), "x", "", {}}).get();
    auto change = sample::archived(writer_.blobs(), "https://example.org/c", "w");
    change.clip.source = source;
    writer_.clip_archived(change).get();
    const auto summaries = catalog().sources();
    ASSERT_EQ(summaries.size(), 1U);
    EXPECT_EQ(summaries[0].clips, 1);
    EXPECT_EQ(summaries[0].pending, 1);
    EXPECT_EQ(summaries[0].failed, 1);
    EXPECT_EQ(summaries[0].source.settings, sample::feed().settings);
}

TEST_F(CatalogTest, ClipsAreListedNewestFirstAndFiltered) {
    const auto source = add_feed();
    const auto archive = [&](const std::string& key, std::optional<Timestamp> date, model::SourceId of) {
        auto change = sample::archived(writer_.blobs(), key, "words of " + key);
        change.clip.fields.from = key;
        change.clip.fields.date = date;
        change.clip.source = of;
        change.revision.assets.push_back(sample::failed_asset(2));
        return writer_.clip_archived(change).get().clip;
    };
    const auto old = archive("https://a.example/old", sample::at(1), source);
    const auto dateless = archive("https://b.example/dateless", std::nullopt, {});
    const auto young = archive("https://b.example/young", sample::at(2), source);
    const auto listed = [&](const ClipFilter& filter) {
        std::vector<model::ClipId> ids;
        for (const ClipSummary& summary : catalog().clips(filter)) ids.push_back(summary.id);
        return ids;
    };
    EXPECT_THAT(listed({}), ElementsAre(young, old, dateless));
    EXPECT_THAT(listed({{}, {}, "", 1}), ElementsAre(young));
    EXPECT_THAT(listed({{}, sample::at(2), "", 0}), ElementsAre(young));
    EXPECT_THAT(listed({{}, {}, "b.example", 0}), ElementsAre(young, dateless));
    EXPECT_THAT(listed({source, {}, "", 0}), ElementsAre(young, old));
    EXPECT_THAT(listed({source, {}, "a.example", 0}), ElementsAre(old));
    EXPECT_THAT(listed({{}, {}, "c.example", 0}), IsEmpty());
    const auto summary = catalog().clips({{}, {}, "a.example", 0}).at(0);
    EXPECT_EQ(summary.title, "Title \"quoted\"");
    EXPECT_EQ(summary.from, "https://a.example/old");
    EXPECT_EQ(summary.date, sample::at(1));
    EXPECT_EQ(summary.created_at, sample::at(5));
    EXPECT_EQ(summary.revisions, 1);
    EXPECT_EQ(summary.images, 2);
    EXPECT_EQ(summary.images_missing, 1);
    EXPECT_THAT(catalog().clip_ids(), ElementsAre(old, dateless, young));
}

TEST_F(CatalogTest, FindsClipsByNumberAddressAndPost) {
    std::vector<model::ClipId> ids;
    for (const char* name : {"a", "b", "c"}) {
        auto change = sample::archived(writer_.blobs(), std::string{"https://example.org/"} + name, name);
        const Archived archived = writer_.clip_archived(change).get();
        ids.push_back(archived.clip);
        if (std::string{name} == "c") break;
        writer_
            .post_written(archived.clip, std::string{"2024/2024-02-25-100%_"} + name + ".md",
                          archived.revision)
            .get();
    }
    const Catalog reader = catalog();
    EXPECT_THAT(reader.find_clips(std::to_string(ids[1].value())), ElementsAre(ids[1]));
    EXPECT_THAT(reader.find_clips("https://example.org/b"), ElementsAre(ids[1]));  // its key
    EXPECT_THAT(reader.find_clips("https://example.org/b?a=1#top"),
                ElementsAre(ids[1]));  // as it stands in `from`
    EXPECT_THAT(reader.find_clips("2024/2024-02-25-100%_a.md"), ElementsAre(ids[0]));
    EXPECT_THAT(reader.find_clips("2024-02-25-100%_a.md"), ElementsAre(ids[0]));
    EXPECT_THAT(reader.find_clips("2024-02-25-100%_b"), ElementsAre(ids[1]));
    EXPECT_THAT(reader.find_clips("2024-02-25"), ElementsAre(ids[0], ids[1]));
    EXPECT_THAT(reader.find_clips("2024/2024"), ElementsAre(ids[0], ids[1]));
    for (const char* nobody :
         {"", "2024-02-25-100__a", "%", "_", "99", "https://example.org/zzz", "a'b", "-1", "1 "}) {
        EXPECT_THAT(reader.find_clips(nobody), IsEmpty()) << nobody;
    }
}

TEST_F(CatalogTest, ReportsTextsThatNoLongerHaveTheirHash) {
    writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/a", "words")).get();
    add_entry(sample::entry(add_feed(), "https://example.org/e"));
    EXPECT_THAT(catalog().altered_texts(), IsEmpty());
    EXPECT_THAT(catalog().structural_problems(), IsEmpty());
    {
        Database database{folder_ / "catalog.db", Access::read_write};
        database.execute("UPDATE revisions SET text = 'other words'; UPDATE entry_contents SET html = ''");
    }
    const auto altered = catalog().altered_texts();
    ASSERT_EQ(altered.size(), 2U);
    EXPECT_EQ(altered[0].where, "text of revision 1 (clip 1)");
    EXPECT_NE(altered[0].expected_sha256, to_hex(altered[0].actual_sha256));
    EXPECT_EQ(altered[1].where, "content of entry 1");
}

TEST_F(CatalogTest, ReportsRowsThatReferToNothing) {
    writer_.clip_archived(sample::archived(writer_.blobs(), "https://example.org/a", "words")).get();
    {
        Database database{folder_ / "catalog.db", Access::read_write};
        database.execute("PRAGMA foreign_keys = OFF; DELETE FROM captures WHERE id = 1");
    }
    EXPECT_FALSE(catalog().structural_problems().empty());
}

TEST_F(CatalogTest, NamesTheBlobsThatMustBeThere) {
    const auto change = sample::archived(writer_.blobs(), "https://example.org/a", "words");
    writer_.clip_archived(change).get();
    writer_.blobs().put("named by nobody");
    std::vector<Sha256> named;
    for (const NamedBlob& blob : catalog().blobs()) {
        named.push_back(blob.sha256);
        EXPECT_EQ(writer_.blobs().size(blob.sha256), blob.bytes);
    }
    EXPECT_THAT(named, UnorderedElementsAre(*change.page->body_sha256, *change.revision.assets[0].sha256));
}

TEST_F(CatalogTest, ReadsWhileTheWriterIsAway) {
    add_feed();
    writer_.stop();
    EXPECT_EQ(catalog().totals().sources, 1);
}

}  // namespace
}  // namespace webclip::store
