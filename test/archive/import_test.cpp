#include "archive/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/sha256.h"
#include "support/corpus.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

using test::WorkingArchive;
using ::testing::HasSubstr;
using ::testing::Not;

std::string clip(const std::string& title, const std::string& from, const std::string& body) {
    return "---\nlayout: post\ntitle: \"" + title +
           "\"\ndate: 2024-02-25T20:00:55.000Z\nauthor: 王 征\nfrom: " + from +
           "\ntags: [ x ]\ncomments: True\ncategories: [ x ]\n---\n<!--1708891255000-->\n[" + title + "](" +
           from + ")\n------\n\n<div>\n" + body + "\n</div>\n";
}

ImportReport import(WorkingArchive& archive, const std::string& name, const std::string& bytes,
                    const std::string& url = {}) {
    return import_file(archive.import_services(),
                       {.name = name, .bytes = bytes, .url = url, .effect = Effect::real});
}

TEST(ImportFile, KeepsTheBytesAndMakesAPostWithoutRemoteImages) {
    WorkingArchive archive;
    const std::string bytes = clip(
        "题", "https://example.org/a",
        "<p>正文</p><p><img src=\"https://example.org/p.jpg\" width=\"600\" height=\"400\" alt=\"图\"></p>");
    const ImportReport report = import(archive, "2024-02-25-题.md", bytes);
    EXPECT_EQ(report.outcome, ImportOutcome::added) << report.error;
    EXPECT_EQ(report.what, "clip (form A)");
    ASSERT_TRUE(report.clip);
    const auto stored = archive.catalog().clip(*report.clip);
    EXPECT_EQ(archive.writer().blobs().get(*stored->original_sha256), bytes);
    EXPECT_EQ(stored->original_name, "2024-02-25-题.md");
    const std::string post = archive.post(*report.clip);
    EXPECT_THAT(post, HasSubstr("<p>正文</p>"));
    EXPECT_THAT(post, Not(HasSubstr("<img")));
    EXPECT_THAT(post, HasSubstr("href=\"https://example.org/p.jpg\""));
}

TEST(ImportFile, TheSameBytesChangeNothingAndOtherBytesAreARevision) {
    WorkingArchive archive;
    const std::string from = "https://example.org/a";
    const ImportReport first = import(archive, "a.md", clip("T", from, "<p>one</p>"));
    EXPECT_EQ(import(archive, "a.md", clip("T", from, "<p>one</p>")).outcome, ImportOutcome::unchanged);
    EXPECT_EQ(archive.catalog().revisions(*first.clip).size(), 1U);
    const ImportReport changed = import(archive, "b.md", clip("T2", from, "<p>two</p>"));
    EXPECT_EQ(changed.outcome, ImportOutcome::changed);
    EXPECT_EQ(changed.clip, first.clip);
    EXPECT_EQ(archive.catalog().revisions(*first.clip).size(), 2U);
}

TEST(ImportFile, ADryRunChangesNothing) {
    WorkingArchive archive;
    const ImportReport report =
        import_file(archive.import_services(), {.name = "a.md",
                                                .bytes = clip("T", "https://example.org/a", "<p>x</p>"),
                                                .url = {},
                                                .effect = Effect::dry_run});
    EXPECT_EQ(report.outcome, ImportOutcome::added);
    EXPECT_EQ(archive.catalog().totals().clips, 0);
}

TEST(ImportFile, TakesAPostWithoutAnAddress) {
    WorkingArchive archive;
    const ImportReport report =
        import(archive, "2020-01-02-note.md", "---\ntitle: A note\n---\n\nJust *text*.\n");
    EXPECT_EQ(report.outcome, ImportOutcome::added) << report.error;
    EXPECT_EQ(report.what, "clip (form free)");
    EXPECT_EQ(import(archive, "2020-01-02-note.md", "---\ntitle: A note\n---\n\nJust *text*.\n").outcome,
              ImportOutcome::unchanged);
}

TEST(ImportFile, ASavedPageNeedsItsAddress) {
    WorkingArchive archive;
    const std::string page = test::page_with("Saved", test::prose());
    EXPECT_THAT(import(archive, "page.html", page).error, HasSubstr("--url"));
    const ImportReport report = import(archive, "page.html", page, "https://example.org/saved");
    EXPECT_EQ(report.outcome, ImportOutcome::added) << report.error;
    EXPECT_THAT(archive.post(*report.clip), HasSubstr("from: https://example.org/saved\n"));
    EXPECT_EQ(import(archive, "page.html", page, "https://example.org/saved").outcome,
              ImportOutcome::unchanged);
}

TEST(ImportFile, SubscriptionsBecomeSources) {
    WorkingArchive archive;
    const ImportReport opml = import(archive, "subs.opml",
                                     "<opml version=\"2.0\"><body><outline text=\"News\"><outline "
                                     "type=\"rss\" text=\"A\" xmlUrl=\"https://a.example/feed\"/>"
                                     "</outline></body></opml>");
    EXPECT_EQ(opml.sources, 1U) << opml.error;
    const auto source = archive.catalog().source_at(model::SourceKind::feed, "https://a.example/feed");
    ASSERT_TRUE(source);
    EXPECT_TRUE(source->by_hand);
    const ImportReport urls =
        import(archive, "urls", "https://a.example/feed\nhttps://b.example/feed \"tag\"\nquery:x\n");
    EXPECT_EQ(urls.sources, 1U);
    EXPECT_EQ(urls.warnings.size(), 1U);
    archive.writer().sync_sources({}).get();
    EXPECT_TRUE(archive.catalog().source_at(model::SourceKind::feed, "https://a.example/feed")->active)
        << "the configuration does not name it, but a person did";
}

// Every real clip is taken, and none twice.
TEST(ImportFile, TakesTheWholeCorpusOfClips) {
    WEBCLIP_NEED_CORPUS(clips, "clips");
    WorkingArchive archive;
    std::size_t files = 0;
    std::map<ImportOutcome, std::size_t> outcomes;
    for (int round = 0; round < 2; ++round) {
        for (const auto& file : std::filesystem::recursive_directory_iterator{clips}) {
            if (file.path().extension() != ".md") continue;
            ++files;
            const ImportReport report =
                import(archive, file.path().filename().string(), test::read_file(file.path()));
            ++outcomes[report.outcome];
            EXPECT_NE(report.outcome, ImportOutcome::failed) << file.path() << ": " << report.error;
            if (round == 1) {
                EXPECT_NE(report.outcome, ImportOutcome::added) << file.path();
            }
        }
    }
    EXPECT_EQ(files, 1200U);
    EXPECT_EQ(outcomes[ImportOutcome::failed], 0U);
}

}  // namespace
}  // namespace webclip::archive
