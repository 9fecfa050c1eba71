// Rows 2 to 4 of the fault matrix: every operation on the catalog's files fails once or from then on, and the
// power fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "archive_invariants.h"
#include "fault_vfs.h"
#include "memory_folder.h"
#include "sample_records.h"
#include "store/catalog.h"
#include "store/writer.h"
#include "support/corpus.h"

namespace webclip::store {
namespace {

using ::testing::IsEmpty;
namespace fs = std::filesystem;

const char* const keys[] = {"https://example.org/1", "https://example.org/2", "https://example.org/3"};

// Archives `key`; whether that was acknowledged.
bool is_archived(Writer& writer, const std::string& key) {
    try {
        static_cast<void>(
            writer.clip_archived(sample::archived(writer.blobs(), key, "words of " + key)).get());
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

struct Attempt {
    std::vector<std::string> acknowledged;
    bool was_opened = false;
};

Attempt archive_with_faults(const fs::path& archive) {
    Attempt attempt;
    try {
        Writer writer{archive};
        attempt.was_opened = true;
        for (const char* key : keys) {
            if (is_archived(writer, key)) attempt.acknowledged.emplace_back(key);
        }
    } catch (const OpenError&) {
    } catch (const DatabaseError&) {
    }
    return attempt;
}

struct Fault {
    const char* name;
    FaultKind kind;
    int code;
    int stride;  // every n, or each so many: the kinds differ in little
};

class EveryFault : public ::testing::TestWithParam<Fault> {};

// Row 3 of the fault matrix: the n-th call fails, n = 1, 2, … until none does.
TEST_P(EveryFault, LeavesASoundArchiveWithAllThatWasAcknowledged) {
    FaultVfs vfs;
    int failures = 0;
    for (int n = 1;; n += GetParam().stride) {
        SCOPED_TRACE(n);
        const MemoryFolder folder;
        const fs::path archive = folder.path() / "archive";
        vfs.fail(n, GetParam().kind, GetParam().code);
        const Attempt attempt = archive_with_faults(archive);
        const bool has_failed = vfs.has_failed();
        vfs.heal();
        {
            Writer writer{archive};
            ASSERT_TRUE(is_archived(writer, "https://example.org/afterwards"));
        }
        ASSERT_THAT(broken_invariants(archive, BlobCheck::hashes), IsEmpty());
        const Catalog catalog{archive};
        for (const std::string& key : attempt.acknowledged) ASSERT_TRUE(catalog.clip_by_key(key)) << key;
        if (!has_failed) {
            EXPECT_EQ(attempt.acknowledged.size(), std::size(keys));
            break;
        }
        ++failures;
        // One fault may take one change, or the start; the writer lives on.
        if (GetParam().kind == FaultKind::once && attempt.was_opened) {
            ASSERT_GE(attempt.acknowledged.size() + 1, std::size(keys));
        }
    }
    EXPECT_GT(failures * GetParam().stride, 250);
    RecordProperty("failures", failures);
}

INSTANTIATE_TEST_SUITE_P(Store, EveryFault,
                         ::testing::Values(Fault{"OneWriteError", FaultKind::once, SQLITE_IOERR_WRITE, 1},
                                           Fault{"OneFullDisk", FaultKind::once, SQLITE_FULL, 5},
                                           Fault{"BrokenDisk", FaultKind::from_then_on, SQLITE_IOERR_WRITE,
                                                 5},
                                           Fault{"FullDisk", FaultKind::from_then_on, SQLITE_FULL, 2}),
                         [](const auto& one) { return std::string{one.param.name}; });

// Row 2: unsynced writes are lost or torn.
TEST(PowerCut, LosesNothingAcknowledged) {
    FaultVfs vfs;
    std::mt19937 random{7};
    const MemoryFolder folder;
    const fs::path archive = folder.path() / "archive";
    Writer writer{archive};
    std::vector<std::string> acknowledged;
    for (int i = 0; i < 60; ++i) {
        const std::string key = "https://example.org/" + std::to_string(i);
        ASSERT_TRUE(is_archived(writer, key));
        acknowledged.push_back(key);
        // Another change is under way, or not, when the power fails.
        auto under_way = writer.add_source(sample::feed(key));
        if (i % 2 == 0) under_way.get();
        const fs::path later = folder.path() / ("later" + std::to_string(i));
        for (const auto& [name, content] : vfs.after_power_cut(archive, random)) {
            test::write_file(later / name, content);
        }
        { const Writer recovering{later}; }
        const Catalog catalog{later};
        ASSERT_THAT(catalog.structural_problems(), IsEmpty()) << i;
        ASSERT_THAT(catalog.altered_texts(), IsEmpty()) << i;
        for (const std::string& one : acknowledged) ASSERT_TRUE(catalog.clip_by_key(one)) << i << " " << one;
        fs::remove_all(later);
    }
}

}  // namespace
}  // namespace webclip::store
