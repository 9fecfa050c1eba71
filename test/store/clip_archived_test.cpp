// When a look at a page is a new revision, and what of it is kept when it is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive_invariants.h"
#include "sample_records.h"
#include "store/catalog.h"
#include "store/writer.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

using ::testing::IsEmpty;

constexpr const char* address = "https://example.org/a";

class ClipArchivedTest : public ::testing::Test {
  protected:
    Catalog catalog() const { return Catalog{folder_.path()}; }
    ClipArchived change(const std::string& words) {
        return sample::archived(writer_.blobs(), address, words);
    }
    Archived archive(const ClipArchived& change) { return writer_.clip_archived(change).get(); }
    ClipArchived imported(const std::string& bytes, const std::string& title) {
        ClipArchived change;
        change.clip = sample::clip(address);
        change.revision = sample::revision("imported words");
        change.revision.chosen = model::ChosenText::imported;
        change.clip.fields.title = title;
        change.clip.original_name = title + ".md";
        change.clip.original_sha256 = writer_.blobs().put(bytes);
        return change;
    }

    test::TempDir folder_;
    Writer writer_{folder_.path()};
};

TEST_F(ClipArchivedTest, KeepsEveryFieldOfTheClip) {
    const auto given = change("words");
    const auto archived = archive(given);
    EXPECT_TRUE(archived.is_new_clip);
    EXPECT_TRUE(archived.is_new_revision);
    const auto clip = catalog().clip(archived.clip);
    ASSERT_TRUE(clip);
    EXPECT_EQ(clip->key, address);
    EXPECT_EQ(clip->fields.title, given.clip.fields.title);
    EXPECT_EQ(clip->fields.heading_title, given.clip.fields.heading_title);
    EXPECT_EQ(clip->fields.from, given.clip.fields.from);
    EXPECT_EQ(clip->fields.heading_url, given.clip.fields.heading_url);
    EXPECT_EQ(clip->fields.date, given.clip.fields.date);
    EXPECT_EQ(clip->fields.date_text, given.clip.fields.date_text);
    EXPECT_EQ(clip->fields.feed_date_comment, "NaN");
    EXPECT_EQ(clip->fields.author, given.clip.fields.author);
    EXPECT_EQ(clip->fields.tags, given.clip.fields.tags);
    EXPECT_EQ(clip->fields.categories, given.clip.fields.categories);
    EXPECT_EQ(clip->fields.layout, "table");
    EXPECT_FALSE(clip->fields.comments);
    EXPECT_EQ(clip->created_at, given.clip.created_at);
    EXPECT_EQ(clip->post_name, "");
    EXPECT_FALSE(clip->post_revision);
    EXPECT_FALSE(clip->source);
    EXPECT_EQ(catalog().clip_by_key(address)->id, archived.clip);
    EXPECT_FALSE(catalog().clip(model::ClipId{99}));
}

TEST_F(ClipArchivedTest, KeepsEveryFieldOfTheRevision) {
    const auto given = change("words");
    const auto archived = archive(given);
    const auto revision = catalog().latest_revision(archived.clip);
    ASSERT_TRUE(revision);
    EXPECT_EQ(revision->id, archived.revision);
    EXPECT_EQ(revision->clip, archived.clip);
    EXPECT_EQ(revision->number, 1);
    EXPECT_EQ(revision->made_at, given.revision.made_at);
    EXPECT_EQ(revision->extractor_version, "7");
    EXPECT_EQ(revision->chosen, model::ChosenText::page);
    EXPECT_EQ(revision->chosen_because, given.revision.chosen_because);
    const model::Article& article = revision->article;
    const model::Article& wanted = given.revision.article;
    EXPECT_EQ(article.title, wanted.title);
    EXPECT_EQ(article.byline, wanted.byline);
    EXPECT_EQ(article.published, wanted.published);
    EXPECT_EQ(article.published_text, wanted.published_text);
    EXPECT_EQ(article.modified, wanted.modified);
    EXPECT_EQ(article.site, wanted.site);
    EXPECT_EQ(article.language, wanted.language);
    EXPECT_EQ(article.excerpt, wanted.excerpt);
    EXPECT_EQ(article.section, wanted.section);
    EXPECT_EQ(article.tags, wanted.tags);
    EXPECT_EQ(article.canonical_url, wanted.canonical_url);
    EXPECT_EQ(article.html, wanted.html);
    EXPECT_EQ(article.text, wanted.text);
    EXPECT_EQ(article.lead_image, wanted.lead_image);
    EXPECT_EQ(article.page_type, wanted.page_type);
    EXPECT_EQ(article.amp_url, wanted.amp_url);
    EXPECT_EQ(article.print_url, wanted.print_url);
    EXPECT_TRUE(article.paywalled);
    EXPECT_TRUE(article.is_teaser);
    ASSERT_EQ(article.images.size(), 1U);
    EXPECT_EQ(article.images[0].url, wanted.images[0].url);
    EXPECT_EQ(article.images[0].candidates, wanted.images[0].candidates);
    EXPECT_EQ(article.images[0].alt, wanted.images[0].alt);
    EXPECT_EQ(article.images[0].caption, wanted.images[0].caption);
}

TEST_F(ClipArchivedTest, KeepsAssetsWithTheirCaptures) {
    auto given = change("words");
    given.images.push_back(sample::capture(model::CaptureKind::image, "https://images.example/2.jpg"));
    given.revision.assets.push_back(sample::failed_asset(2));
    given.revision.assets[1].capture = model::CaptureId{2};
    const auto revision = catalog().latest_revision(archive(given).clip);
    ASSERT_EQ(revision->assets.size(), 2U);
    const model::Asset& asset = revision->assets[0];
    EXPECT_EQ(asset.slot, 1);
    EXPECT_EQ(asset.url, "https://images.example/1.jpg");
    EXPECT_EQ(asset.candidates, given.revision.assets[0].candidates);
    EXPECT_EQ(asset.alt, "a picture");
    EXPECT_EQ(asset.state, model::AssetState::stored);
    EXPECT_EQ(asset.sha256, given.revision.assets[0].sha256);
    EXPECT_EQ(asset.media_type, "image/jpeg");
    EXPECT_EQ(asset.width, 640);
    EXPECT_EQ(asset.height, 480);
    EXPECT_EQ(asset.bytes, given.revision.assets[0].bytes);
    EXPECT_EQ(catalog().capture(*asset.capture)->url, "https://images.example/1.jpg");
    EXPECT_EQ(revision->assets[1].state, model::AssetState::failed);
    EXPECT_EQ(revision->assets[1].error, "http_404");
    EXPECT_EQ(catalog().capture(*revision->assets[1].capture)->url, "https://images.example/2.jpg");
    EXPECT_EQ(catalog().capture(*revision->capture)->body_sha256, given.page->body_sha256);
}

TEST_F(ClipArchivedTest, AnAssetMustNameACaptureOfItsChange) {
    auto given = change("words");
    given.revision.assets[0].capture = model::CaptureId{2};
    EXPECT_THROW(archive(given), DatabaseError);
    EXPECT_EQ(catalog().totals().clips, 0);
}

TEST_F(ClipArchivedTest, TheEntryBecomesArchived) {
    const auto source = writer_.add_source(sample::feed()).get();
    const auto entry = writer_.add_entries({sample::entry(source, address)}).get().front();
    writer_.entry_failed({entry, model::EntryState::pending, 3, sample::at(1), "timeout", "slow", {}}).get();
    auto given = change("words");
    given.entry = entry;
    const auto archived = archive(given);
    const auto found = catalog().entry(entry);
    EXPECT_EQ(found->state, model::EntryState::archived);
    EXPECT_EQ(found->clip, archived.clip);
    EXPECT_EQ(found->error_code, "");
    EXPECT_EQ(found->capture, catalog().latest_revision(archived.clip)->capture);
    EXPECT_THAT(catalog().failed_entries(10), IsEmpty());
    EXPECT_THAT(catalog().due_entries(sample::at(100), 10), IsEmpty());
}

TEST_F(ClipArchivedTest, TheSameContentIsNoNewRevision) {
    const auto first = archive(change("words"));
    auto again = change("words");
    again.revision.made_at = sample::at(99);
    again.revision.article.excerpt = "another teaser";
    again.revision.assets[0].url = "https://images.example/1.jpg?signature=2";
    const auto second = archive(again);
    EXPECT_EQ(second.clip, first.clip);
    EXPECT_EQ(second.revision, first.revision);
    EXPECT_FALSE(second.is_new_clip);
    EXPECT_FALSE(second.is_new_revision);
    EXPECT_EQ(catalog().revisions(first.clip).size(), 1U);
    EXPECT_EQ(catalog().totals().captures, 3);  // the second look at the page is kept as evidence
}

TEST_F(ClipArchivedTest, OtherContentIsANewRevision) {
    struct Case {
        const char* name;
        void (*edit)(ClipArchived&, BlobStore&);
    };
    const Case cases[] = {
        {"text", [](ClipArchived& c, BlobStore&) { c.revision.article.text += "!"; }},
        {"html", [](ClipArchived& c, BlobStore&) { c.revision.article.html += "<p>more</p>"; }},
        {"title", [](ClipArchived& c, BlobStore&) { c.revision.article.title = "Retitled"; }},
        {"byline", [](ClipArchived& c, BlobStore&) { c.revision.article.byline = "Nobody"; }},
        {"image",
         [](ClipArchived& c, BlobStore& blobs) { c.revision.assets[0].sha256 = blobs.put("other pixels"); }},
    };
    int number = 1;
    const auto first = archive(change("words"));
    auto current = change("words");
    for (const Case& one : cases) {
        one.edit(current, writer_.blobs());
        const auto next = archive(current);
        EXPECT_EQ(next.clip, first.clip) << one.name;
        EXPECT_TRUE(next.is_new_revision) << one.name;
        EXPECT_EQ(catalog().latest_revision(first.clip)->number, ++number) << one.name;
    }
    const auto revisions = catalog().revisions(first.clip);
    ASSERT_EQ(revisions.size(), 6U);
    for (std::size_t i = 0; i < revisions.size(); ++i)
        EXPECT_EQ(revisions[i].number, static_cast<int>(i) + 1);
    EXPECT_EQ(revisions[0].article.text, "words");
}

TEST_F(ClipArchivedTest, AnEditTakenBackIsARevisionToo) {
    archive(change("words"));
    archive(change("edited words"));
    EXPECT_TRUE(archive(change("words")).is_new_revision);
}

TEST_F(ClipArchivedTest, AFailedImageIsNoNewRevisionAndLosesNothing) {
    const auto first = archive(change("words"));
    auto again = change("words");
    again.revision.assets = {sample::failed_asset(1)};
    EXPECT_FALSE(archive(again).is_new_revision);
    EXPECT_EQ(catalog().latest_revision(first.clip)->assets.at(0).state, model::AssetState::stored);
}

TEST_F(ClipArchivedTest, AnImageThatWasMissingIsTaken) {
    auto without = change("words");
    without.revision.assets = {sample::failed_asset(1)};
    const auto first = archive(without);
    writer_.post_written(first.clip, "2024/a.md", first.revision).get();
    EXPECT_FALSE(archive(change("words")).is_new_revision);
    const auto asset = catalog().latest_revision(first.clip)->assets.at(0);
    EXPECT_EQ(asset.state, model::AssetState::stored);
    EXPECT_EQ(catalog().capture(*asset.capture)->kind, model::CaptureKind::image);
    EXPECT_EQ(catalog().clips_with_stale_posts().size(), 1U);
}

TEST_F(ClipArchivedTest, ImportingTheSameBytesAgainChangesNothing) {
    const auto first = archive(imported("bytes 1", "one"));
    const auto before = catalog().totals();
    EXPECT_FALSE(archive(imported("bytes 1", "one")).is_new_revision);
    const auto second = archive(imported("bytes 2", "two"));
    EXPECT_EQ(second.clip, first.clip);
    EXPECT_TRUE(second.is_new_revision);
    EXPECT_EQ(catalog().clip(first.clip)->fields.title, "two");
    EXPECT_EQ(catalog().clip(first.clip)->original_name, "two.md");
    EXPECT_FALSE(archive(imported("bytes 1", "one")).is_new_revision);  // older, but known
    EXPECT_EQ(catalog().clip(first.clip)->fields.title, "two");
    EXPECT_EQ(catalog().totals().captures, before.captures);
    EXPECT_EQ(catalog().totals().blobs, before.blobs + 1);
    writer_.stop();
    EXPECT_THAT(broken_invariants(folder_.path(), BlobCheck::hashes), IsEmpty());  // both originals are kept
}

TEST_F(ClipArchivedTest, ARefetchLeavesTheFieldsOfAnImportedClipAlone) {
    const auto first = archive(imported("bytes 1", "imported title"));
    auto fetched = change("fetched words");
    fetched.clip.fields.title = "fetched title";
    EXPECT_TRUE(archive(fetched).is_new_revision);
    EXPECT_EQ(catalog().clip(first.clip)->fields.title, "imported title");
    EXPECT_EQ(catalog().clip(first.clip)->original_name, "imported title.md");
    // Who names the clip has looked at it.
    auto deliberate = change("newer words");
    deliberate.clip = *catalog().clip(first.clip);
    deliberate.clip.fields.title = "new title";
    EXPECT_TRUE(archive(deliberate).is_new_revision);
    EXPECT_EQ(catalog().clip(first.clip)->fields.title, "new title");
    EXPECT_EQ(catalog().clip(first.clip)->original_name, "imported title.md");
}

TEST_F(ClipArchivedTest, AClipThatIsNamedMustExist) {
    auto given = change("words");
    given.clip.id = model::ClipId{99};
    EXPECT_THROW(archive(given), DatabaseError);
}

TEST_F(ClipArchivedTest, TextThatIsNoUtf8IsStoredAllTheSame) {
    auto given = change("broken \xff\xfe words");
    given.clip.fields.tags = {"tag \xff"};
    given.revision.article.tags = {"\xc3"};
    const auto archived = archive(given);
    EXPECT_EQ(catalog().latest_revision(archived.clip)->article.text, "broken \xff\xfe words");
}

}  // namespace
}  // namespace webclip::store
