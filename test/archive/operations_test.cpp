#include "archive/operations.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "working_archive.h"

namespace webclip::archive {
namespace {

using nlohmann::json;
using test::WorkingArchive;

struct Fixture {
    WorkingArchive archive;
    int changes = 0;
    Operations operations{archive.import_services(), [this] { ++changes; },
                          [] { return std::string{"fine"}; }};

    json perform(const json& request) { return json::parse(operations.perform(request.dump())); }
};

TEST(Operations, PingTellsWhoAndHow) {
    Fixture fixture;
    const json answer = fixture.perform({{"op", "ping"}});
    EXPECT_EQ(answer["status"], "fine");
    EXPECT_GT(answer["pid"].get<int>(), 0);
    EXPECT_EQ(fixture.changes, 0);
}

TEST(Operations, AddTakesEachAddressOnce) {
    Fixture fixture;
    const json urls = {"https://example.org/a", "https://example.org/a#b",
                       "https://example.org/a?utm_source=x", "ftp://example.org/", "nonsense"};
    const json first = fixture.perform({{"op", "add"}, {"urls", urls}});
    EXPECT_EQ(first["added"].size(), 1U);
    EXPECT_EQ(first["known"].size(), 2U);
    EXPECT_EQ(first["refused"].size(), 2U);
    EXPECT_EQ(fixture.changes, 1);
    const json second = fixture.perform({{"op", "add"}, {"urls", {"https://example.org/a"}}});
    EXPECT_EQ(second["known"].size(), 1U);
    EXPECT_EQ(fixture.archive.catalog().due_entries(now(), 10).size(), 1U);
}

TEST(Operations, ADryRunChangesNothing) {
    Fixture fixture;
    EXPECT_EQ(
        fixture.perform({{"op", "add"}, {"urls", {"https://example.org/a"}}, {"dry_run", true}})["added"]
            .size(),
        1U);
    EXPECT_TRUE(fixture.archive.catalog().due_entries(now(), 10).empty());
    EXPECT_EQ(fixture.changes, 0);
}

TEST(Operations, RetryMakesFailedEntriesDue) {
    Fixture fixture;
    const model::Entry entry = fixture.archive.add_entry("https://example.org/a");
    fixture.archive.writer()
        .entry_failed({.entry = entry.id,
                       .state = model::EntryState::failed,
                       .attempts = 3,
                       .next_attempt_at = now(),
                       .error_code = "http_404",
                       .error_message = "gone",
                       .capture = {}})
        .get();
    EXPECT_TRUE(fixture.archive.catalog().due_entries(now(), 10).empty());
    EXPECT_EQ(fixture.perform({{"op", "retry"}, {"dry_run", true}})["retried"], 1);
    EXPECT_TRUE(fixture.archive.catalog().due_entries(now(), 10).empty());
    EXPECT_EQ(fixture.perform({{"op", "retry"}, {"entries", {entry.id.value()}}})["retried"], 1);
    EXPECT_EQ(fixture.archive.catalog().due_entries(now(), 10).size(), 1U);
}

TEST(Operations, ImportTakesBytesAsHex) {
    Fixture fixture;
    const json answer = fixture.perform({{"op", "import"},
                                         {"name", "2024-02-25-n.md"},
                                         {"hex", "2d2d2d0a7469746c653a204e0a2d2d2d0a0a746578740a"}});
    EXPECT_EQ(answer["outcome"], "added");
    EXPECT_EQ(fixture.archive.catalog().totals().clips, 1);
}

TEST(Operations, AWrongRequestIsAnAnswer) {
    Fixture fixture;
    for (const char* line :
         {"", "{", "[]", "{\"op\":1}", "{\"op\":\"fly\"}", "{\"op\":\"add\"}", "{\"op\":\"add\",\"urls\":5}",
          "{\"op\":\"import\",\"name\":\"a\",\"hex\":\"abc\"}",
          "{\"op\":\"import\",\"name\":\"a\",\"hex\":\"zz\"}"}) {
        EXPECT_TRUE(json::parse(fixture.operations.perform(line)).contains("error")) << line;
    }
    EXPECT_EQ(fixture.changes, 0);
}

}  // namespace
}  // namespace webclip::archive
