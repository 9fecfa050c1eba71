// Rows 5 to 7 and 10 of the fault matrix, and how an archive is made: what is refused is refused untouched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "archive_invariants.h"
#include "sample_records.h"
#include "store/catalog.h"
#include "store/database.h"
#include "store/migrate.h"
#include "store/writer.h"
#include "support/corpus.h"
#include "support/temp_dir.h"
#include "victim_process.h"

namespace webclip::store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

// How opening ended; nothing when it succeeded.
template <typename Opened>
std::optional<OpenError> refusal(const fs::path& archive) {
    try {
        const Opened opened{archive};
        return std::nullopt;
    } catch (const OpenError& error) {
        return error;
    }
}

void make_archive(const fs::path& archive) {
    Writer writer{archive};
    writer.clip_archived(sample::archived(writer.blobs(), "https://example.org/a", "words")).get();
}

void edit(const fs::path& archive, const std::string& sql) {
    Database database{archive / "catalog.db", Access::read_write};
    database.execute(sql);
}

void overwrite(const fs::path& file, std::streamoff at, const std::string& bytes) {
    std::fstream stream{file, std::ios::binary | std::ios::in | std::ios::out};
    stream.seekp(at);
    stream << bytes;
}

// Both the writer and the reader refuse, and every byte stays as it was.
void expect_refused_untouched(const fs::path& archive, OpenFailure expected, const std::string& words) {
    const std::string before = test::read_file(archive / "catalog.db");
    const auto writing = refusal<Writer>(archive);
    ASSERT_TRUE(writing);
    EXPECT_EQ(writing->code(), expected);
    EXPECT_THAT(writing->what(), HasSubstr(words));
    EXPECT_THAT(writing->what(), HasSubstr("catalog.db"));
    const auto reading = refusal<Catalog>(archive);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->code(), expected);
    EXPECT_EQ(test::read_file(archive / "catalog.db"), before);
}

TEST(OpenArchive, TheFirstWriterMakesIt) {
    const test::TempDir folder;
    const fs::path archive = folder / "new" / "archive";
    EXPECT_EQ(refusal<Catalog>(archive)->code(), OpenFailure::missing);
    { const Writer writer{archive}; }
    EXPECT_FALSE(refusal<Catalog>(archive));
    EXPECT_THAT(broken_invariants(archive, BlobCheck::hashes), IsEmpty());
    struct stat found {};
    ASSERT_EQ(::stat((archive / "catalog.db").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0077U, 0U);  // settings may hold credentials
}

TEST(OpenArchive, AnArchiveIsFoundThroughALinkToItsFolder) {
    const test::TempDir folder;
    fs::create_directories(folder / "real");
    fs::create_directory_symlink(folder / "real", folder / "link");
    make_archive(folder / "link");
    EXPECT_EQ(Catalog{folder / "real"}.totals().clips, 1);
}

TEST(OpenArchive, AReaderMakesNothing) {
    const test::TempDir folder;
    EXPECT_EQ(refusal<Catalog>(folder.path())->code(), OpenFailure::missing);
    EXPECT_EQ(refusal<Catalog>(folder / "nowhere")->code(), OpenFailure::missing);
    EXPECT_TRUE(fs::is_empty(folder.path()));
    test::write_file(folder / "catalog.db", "");
    EXPECT_EQ(refusal<Catalog>(folder.path())->code(), OpenFailure::missing);
}

// Row 6: two writers on one archive.
TEST(OpenArchive, ASecondWriterIsToldWhoHoldsIt) {
    const test::TempDir folder;
    VictimProcess holder{{"hold", folder.path().string()}};
    const std::string pid = std::to_string(holder.pid());
    ASSERT_EQ(holder.read_line(), "holding");
    const auto refused = refusal<Writer>(folder.path());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code(), OpenFailure::locked);
    EXPECT_THAT(refused->what(), HasSubstr("process " + pid + " since 20"));
    EXPECT_FALSE(refusal<Catalog>(folder.path()));  // readers are welcome
    holder.close_input();
    EXPECT_EQ(holder.wait(), 0);
    EXPECT_FALSE(refusal<Writer>(folder.path()));
}

TEST(OpenArchive, TheLockOfADeadProcessHoldsNobodyUp) {
    const test::TempDir folder;
    VictimProcess holder{{"hold", folder.path().string()}};
    ASSERT_EQ(holder.read_line(), "holding");
    holder.kill();
    holder.wait();
    EXPECT_FALSE(refusal<Writer>(folder.path()));
}

TEST(OpenArchive, TheSameProcessCannotHoldItTwice) {
    const test::TempDir folder;
    const Writer writer{folder.path()};
    EXPECT_EQ(refusal<Writer>(folder.path())->code(), OpenFailure::locked);
}

// Row 10: a newer schema, another program's database.
TEST(OpenArchive, ANewerSchemaIsRefused) {
    const test::TempDir folder;
    make_archive(folder.path());
    edit(folder.path(), "PRAGMA user_version = 9");
    expect_refused_untouched(folder.path(), OpenFailure::newer_schema, "newer version");
}

TEST(OpenArchive, TheDatabaseOfAnotherProgramIsRefused) {
    const test::TempDir folder;
    make_archive(folder.path());
    edit(folder.path(), "PRAGMA application_id = 252006673");
    expect_refused_untouched(folder.path(), OpenFailure::foreign, "another program");
}

TEST(OpenArchive, ADatabaseWithoutApplicationIdIsNotTakenOver) {
    const test::TempDir folder;
    edit(folder.path(), "CREATE TABLE bookmarks (url TEXT)");
    expect_refused_untouched(folder.path(), OpenFailure::foreign, "another program");
}

TEST(OpenArchive, WhatIsNoDatabaseIsRefused) {
    const test::TempDir folder;
    for (const std::string& bytes : {std::string{"xy"}, std::string(4096, 'x'), std::string(4096, '\0')}) {
        test::write_file(folder / "catalog.db", bytes);
        expect_refused_untouched(folder.path(), OpenFailure::damaged, "restore it from a backup");
    }
}

// Row 7: damage.
TEST(OpenArchive, ADamagedHeaderIsRefused) {
    struct Case {
        const char* name;
        std::streamoff at;
        std::string bytes;
    };
    const Case cases[] = {{"magic", 0, "SQLite format 4"},
                          {"page size", 16, std::string(2, '\x03')},
                          {"schema page", 100, "\x7f"}};
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        const test::TempDir folder;
        make_archive(folder.path());
        overwrite(folder / "catalog.db", one.at, one.bytes);
        expect_refused_untouched(folder.path(), OpenFailure::damaged, "damaged");
    }
}

TEST(OpenArchive, ACatalogCutShortIsRefused) {
    const test::TempDir folder;
    make_archive(folder.path());
    fs::resize_file(folder / "catalog.db", fs::file_size(folder / "catalog.db") / 2);
    expect_refused_untouched(folder.path(), OpenFailure::damaged, "damaged");
}

TEST(OpenArchive, ADamagedPageIsFoundAfterACrash) {
    const test::TempDir folder;
    make_archive(folder.path());
    test::write_file(folder / "lock", "");  // as if the last writer had not ended in order
    const auto size = static_cast<std::streamoff>(fs::file_size(folder / "catalog.db"));
    for (std::streamoff page = 12'288; page < size; page += 4096) {
        overwrite(folder / "catalog.db", page, std::string(8, '\x7f'));
    }
    const auto refused = refusal<Writer>(folder.path());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code(), OpenFailure::damaged);
}

// Row 5: a folder that is read-only or somebody else's.
TEST(OpenArchive, AFolderThatIsNotWritableIsRefused) {
    const test::TempDir folder;
    make_archive(folder.path());
    ASSERT_EQ(::chmod((folder / "catalog.db").c_str(), 0644), 0);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    VictimProcess writer{{"open", folder.path().string()}};
    const std::string said = writer.read_all();
    EXPECT_EQ(writer.wait(), 10 + static_cast<int>(OpenFailure::not_writable)) << said;
    EXPECT_THAT(said, HasSubstr(folder.path().string()));
    // Reading needs no right to write.
    VictimProcess reader{{"read", folder.path().string()}};
    const std::string clips = reader.read_all();
    EXPECT_EQ(reader.wait(), 0) << clips;
    EXPECT_EQ(clips, "1\n");
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
}

TEST(OpenArchive, ASymbolicLinkInPlaceOfTheCatalogIsRefused) {
    const test::TempDir folder;
    make_archive(folder / "real");
    fs::create_directories(folder / "archive");
    fs::create_symlink(folder / "real" / "catalog.db", folder / "archive" / "catalog.db");
    EXPECT_EQ(refusal<Writer>(folder / "archive")->code(), OpenFailure::not_writable);
    EXPECT_EQ(refusal<Catalog>(folder / "archive")->code(), OpenFailure::not_writable);
}

TEST(OpenArchive, AnotherStartChangesNothing) {
    const test::TempDir folder;
    make_archive(folder.path());
    const auto before = listing(folder.path());
    const std::string catalog = test::read_file(folder / "catalog.db");
    for (int i = 0; i < 3; ++i) const Writer writer{folder.path()};
    EXPECT_EQ(listing(folder.path()), before);
    EXPECT_EQ(test::read_file(folder / "catalog.db"), catalog);
}

TEST(StartSweep, TakesWhatACrashLeftAndNothingElse) {
    const test::TempDir folder;
    make_archive(folder.path());
    Sha256 named_later;
    {
        VictimProcess holder{{"hold", folder.path().string()}};
        ASSERT_EQ(holder.read_line(), "holding");
        BlobStore blobs{folder / "blobs"};
        named_later = blobs.put("put, never named");
        test::write_file(folder / "blobs" / "tmp" / "1-1", "half a blob");
        holder.kill();
        holder.wait();
    }
    const Writer writer{folder.path()};
    EXPECT_EQ(writer.figures().swept_blobs, 1U);
    EXPECT_EQ(writer.figures().swept_temporaries, 1U);
    EXPECT_FALSE(BlobStore{folder / "blobs"}.contains(named_later));
    EXPECT_THAT(broken_invariants(folder.path(), BlobCheck::hashes), IsEmpty());
}

TEST(StartSweep, BlobsOfALostCatalogStay) {
    const test::TempDir folder;
    make_archive(folder.path());
    const auto blobs = BlobStore{folder / "blobs"}.all();
    ASSERT_EQ(blobs.size(), 2U);
    for (const Sha256& digest : blobs) {
        fs::last_write_time(BlobStore{folder / "blobs"}.path(digest),
                            fs::file_time_type::clock::now() - std::chrono::hours{1});
    }
    for (const char* name : {"catalog.db", "catalog.db-wal", "catalog.db-shm"}) fs::remove(folder / name);
    test::write_file(folder / "lock",
                     "process 1 since 2020-01-01T00:00:00.000Z, unswept since 2020-01-01T00:00:00.000Z\n");
    { const Writer first{folder.path()}; }
    test::write_file(folder / "lock", "");
    { const Writer second{folder.path()}; }
    EXPECT_EQ((BlobStore{folder / "blobs"}.all()), blobs);
}

TEST(StartSweep, GoesBackToTheWriterThatWasNeverSweptAfter) {
    const test::TempDir folder;
    make_archive(folder.path());
    const Sha256 left = BlobStore{folder / "blobs"}.put("left by the first of two crashes");
    test::write_file(folder / "lock",
                     "process 2 since 2999-01-01T00:00:00.000Z, unswept since 2020-01-01T00:00:00.000Z\n");
    { const Writer writer{folder.path()}; }
    EXPECT_FALSE(BlobStore{folder / "blobs"}.contains(left));
}

}  // namespace
}  // namespace webclip::store
