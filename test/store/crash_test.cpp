// Rows 1 and 4 of the fault matrix: SIGKILL at any moment, and a full disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <map>
#include <random>
#include <sstream>

#include "archive_invariants.h"
#include "store/catalog.h"
#include "store/writer.h"
#include "support/temp_dir.h"
#include "victim_process.h"

namespace webclip::store {
namespace {

using ::testing::IsEmpty;

struct Acknowledged {
    std::string key;
    std::string words;
    model::EntryId entry;
};

// Whole lines alone: the last one may be cut by the kill, in the pipe or before it.
std::vector<Acknowledged> parse_acknowledged(const std::string& output) {
    std::vector<Acknowledged> found;
    std::istringstream lines{output.substr(0, output.rfind('\n') + 1)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields{line};
        Acknowledged one;
        std::string entry;
        std::getline(fields, one.key, '\t');
        std::getline(fields, one.words, '\t');
        std::getline(fields, entry, '\t');
        one.entry = model::EntryId{std::stoll(entry)};
        found.push_back(std::move(one));
    }
    return found;
}

bool is_kept(const Catalog& catalog, const Acknowledged& acknowledged) {
    const auto clip = catalog.clip_by_key(acknowledged.key);
    const auto entry = catalog.entry(acknowledged.entry);
    if (!clip || !entry || entry->state != model::EntryState::archived || entry->clip != clip->id)
        return false;
    for (const model::Revision& revision : catalog.revisions(clip->id)) {
        if (revision.article.text == acknowledged.words && revision.capture && revision.assets.size() == 1)
            return true;
    }
    return false;
}

// Row 1 of the fault matrix, the store by itself.
TEST(Writer, LosesNothingAcknowledgedWhenKilledAtAnyMoment) {
    constexpr int archives = 4;
    constexpr int kills_an_archive = 20;
    std::mt19937 random{20240225};
    std::size_t expected = 0;
    std::size_t acknowledged = 0;
    std::size_t swept_blobs = 0;
    std::size_t swept_temporaries = 0;
    for (int i = 0; i < archives; ++i) {
        const test::TempDir folder;
        for (int kill = 0; kill < kills_an_archive; ++kill) {
            VictimProcess victim{{"archive", folder.path().string(), std::to_string(kill)}};
            // Some die while they start, the others after a few acknowledgements, in the midst of more.
            std::string output;
            const std::size_t lines = random() % 8;
            for (std::size_t line = 0; line < lines; ++line) output += victim.read_line() + "\n";
            expected += lines;
            output += victim.read_for(std::chrono::milliseconds{random() % 40});
            victim.kill();
            ASSERT_EQ(victim.wait(), 128 + SIGKILL);
            output += victim.read_all();
            const auto told = parse_acknowledged(output);
            acknowledged += told.size();

            WriterFigures figures;
            {
                const Writer recovering{folder.path()};
                figures = recovering.figures();
            }
            swept_blobs += figures.swept_blobs;
            swept_temporaries += figures.swept_temporaries;
            const auto check = kill + 1 == kills_an_archive ? BlobCheck::hashes : BlobCheck::sizes;
            ASSERT_THAT(broken_invariants(folder.path(), check), IsEmpty());
            const Catalog catalog{folder.path()};
            for (const Acknowledged& one : told) ASSERT_TRUE(is_kept(catalog, one)) << one.key;

            const auto before = listing(folder.path());
            {
                const Writer again{folder.path()};
                ASSERT_EQ(again.figures().swept_blobs, 0U);
                ASSERT_EQ(again.figures().swept_temporaries, 0U);
            }
            ASSERT_EQ(listing(folder.path()), before);
        }
    }
    EXPECT_GE(acknowledged, expected);
    RecordProperty("acknowledged", static_cast<int>(acknowledged));
    RecordProperty("swept_blobs", static_cast<int>(swept_blobs));
    RecordProperty("swept_temporaries", static_cast<int>(swept_temporaries));
}

// Row 4: disk full.
TEST(Writer, LivesOnAfterAFullDisk) {
    const test::TempDir folder;
    VictimProcess victim{{"fill", folder.path().string()}};
    const std::string output = victim.read_all();
    ASSERT_EQ(victim.wait(), 0) << output;
    { const Writer recovering{folder.path()}; }
    EXPECT_THAT(broken_invariants(folder.path(), BlobCheck::hashes), IsEmpty());
    const Catalog catalog{folder.path()};
    std::istringstream keys{output};
    int acknowledged = 0;
    for (std::string key; std::getline(keys, key); ++acknowledged)
        EXPECT_TRUE(catalog.clip_by_key(key)) << key;
    EXPECT_GT(acknowledged, 10);
    EXPECT_EQ(catalog.totals().clips, acknowledged);
}

}  // namespace
}  // namespace webclip::store
