// Articles in several pages, what is learned of sites, and how rules fare.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "archive_invariants.h"
#include "sample_records.h"
#include "store/catalog.h"
#include "store/database.h"
#include "store/writer.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

using ::testing::IsEmpty;

constexpr const char* address = "https://example.org/a";

class SiteTest : public ::testing::Test {
  protected:
    Catalog catalog() const { return Catalog{folder_.path()}; }
    ClipArchived change(const std::string& words) {
        return sample::archived(writer_.blobs(), address, words);
    }
    model::Capture page(const std::string& url, const std::string& body) {
        model::Capture capture = sample::capture(model::CaptureKind::page, url);
        capture.body_sha256 = writer_.blobs().put(body);
        capture.body_bytes = body.size();
        return capture;
    }

    test::TempDir folder_;
    Writer writer_{folder_.path()};
};

model::SiteProfile profile_of(std::uint32_t page) {
    model::SiteProfile profile;
    profile.pages = {{page, 3}, {0xFFFFFFFF, 0}};
    profile.marks = {{7, 1}, {0xFFFFFFFE, 3}};
    profile.next_place = 1;
    return profile;
}

TEST_F(SiteTest, ARevisionNamesItsFurtherPagesInOrder) {
    ClipArchived given = change("words");
    given.more_pages = {page("https://example.org/a?page=2", "two"),
                        page("https://example.org/a?page=3", "three")};
    given.in_vain = {page("https://example.org/a?page=4", "gone")};
    const Archived archived = writer_.clip_archived(given).get();
    const auto revision = catalog().latest_revision(archived.clip);
    ASSERT_TRUE(revision);
    std::vector<std::string> pages;
    for (const model::CaptureId id : revision->more_pages) pages.push_back(catalog().capture(id)->url);
    EXPECT_THAT(pages,
                ::testing::ElementsAre("https://example.org/a?page=2", "https://example.org/a?page=3"));
    EXPECT_THAT(broken_invariants(folder_.path(), BlobCheck::hashes), IsEmpty());
}

TEST_F(SiteTest, WhatCameOfAFailedAttemptIsKept) {
    const auto source = writer_.add_source(sample::feed()).get();
    EntryFailed failed;
    failed.entry = writer_.add_entries({sample::entry(source, address)}).get().front();
    failed.capture = page(address, "one");
    failed.further_captures = {page("https://example.org/a?page=2", "not now")};
    writer_.entry_failed(failed).get();
    EXPECT_EQ(catalog().totals().captures, 2);
    EXPECT_THAT(broken_invariants(folder_.path(), BlobCheck::hashes), IsEmpty());
}

TEST_F(SiteTest, AProfileComesBackAsItWasAndIsReplacedByTheNext) {
    EXPECT_FALSE(catalog().site_profile("example.org"));
    for (const std::uint32_t number : {1U, 2U}) {
        ClipArchived given = change("words " + std::to_string(number));
        given.site = LearnedSite{"example.org", profile_of(number)};
        writer_.clip_archived(given).get();
        EXPECT_EQ(catalog().site_profile("example.org"), profile_of(number));
    }
    EXPECT_FALSE(catalog().site_profile("www.example.org"));
}

TEST_F(SiteTest, AProfileThatCannotBeReadIsNone) {
    Database database{folder_.path() / "catalog.db", Access::read_write};
    for (const char* text : {"", "[]", "{}", R"({"pages": [], "marks": [[-1, 1.5]], "next_place": "x"})"}) {
        database.execute("DELETE FROM site_profiles");
        database.execute("INSERT INTO site_profiles VALUES ('example.org', '" + std::string{text} + "', 0)");
        EXPECT_FALSE(catalog().site_profile("example.org")) << text;
    }
}

TEST_F(SiteTest, TheHostsThatWereNotSeenForLongestAreForgotten) {
    Database database{folder_.path() / "catalog.db", Access::read_write};
    database.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
        " INSERT INTO site_profiles SELECT 'h' || i, '{\"pages\": [], \"marks\": [], \"next_place\": 0}', i "
        "FROM n");
    ClipArchived given = change("words");
    given.site = LearnedSite{"example.org", profile_of(1)};
    writer_.clip_archived(given).get();
    EXPECT_TRUE(catalog().site_profile("example.org"));
    EXPECT_FALSE(catalog().site_profile("h1"));
    EXPECT_TRUE(catalog().site_profile("h2"));
}

TEST_F(SiteTest, RulesAreCountedForTheirSource) {
    const auto source = writer_.add_source(sample::feed()).get();
    for (const bool matched : {true, false}) {
        ClipArchived given = change(matched ? "words" : "other words");
        given.clip.source = source;
        given.rules = {{"body: div.story", matched}, {"title: h1", false}};
        writer_.clip_archived(given).get();
    }
    const std::vector<RuleUse> uses = catalog().rule_uses(source);
    ASSERT_EQ(uses.size(), 2U);
    EXPECT_EQ(uses[0].rule, "body: div.story");
    EXPECT_EQ(uses[0].tried, 2);
    EXPECT_EQ(uses[0].matched, 1);
    EXPECT_EQ(uses[1].matched, 0);
    EXPECT_THAT(catalog().rule_uses(model::SourceId{99}), IsEmpty());
}

}  // namespace
}  // namespace webclip::store
