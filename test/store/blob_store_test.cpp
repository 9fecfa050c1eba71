#include "store/blob_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "crypto/sha256.h"
#include "support/corpus.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;

std::size_t files_below(const fs::path& folder) {
    std::size_t files = 0;
    for (const auto& found : fs::recursive_directory_iterator(folder))
        files += found.is_regular_file() ? 1 : 0;
    return files;
}

class BlobStoreTest : public ::testing::Test {
  protected:
    test::TempDir folder_;
    fs::path root_ = folder_ / "blobs";
    BlobStore blobs_{root_};
};

TEST_F(BlobStoreTest, NamesBytesByTheirHash) {
    const std::string bytes{"any \0 bytes \xff", 13};
    const Sha256 digest = blobs_.put(bytes);
    EXPECT_EQ(digest, crypto::sha256(bytes));
    const std::string hex = to_hex(digest);
    EXPECT_EQ(blobs_.path(digest), root_ / hex.substr(0, 2) / hex);
    EXPECT_EQ(test::read_file(blobs_.path(digest)), bytes);
    EXPECT_EQ(blobs_.get(digest), bytes);
    EXPECT_EQ(blobs_.size(digest), bytes.size());
    EXPECT_TRUE(blobs_.contains(digest));
    EXPECT_THAT(blobs_.all(), UnorderedElementsAre(digest));
}

TEST_F(BlobStoreTest, KeepsTheEmptyBlobToo) {
    const Sha256 digest = blobs_.put("");
    EXPECT_EQ(blobs_.get(digest), "");
}

TEST_F(BlobStoreTest, HasNothingUnderOtherNames) {
    const Sha256 nobody = crypto::sha256("nobody put this");
    EXPECT_FALSE(blobs_.get(nobody));
    EXPECT_FALSE(blobs_.contains(nobody));
    EXPECT_NO_THROW(blobs_.remove(nobody));
}

TEST_F(BlobStoreTest, WritesTheSameBytesOnce) {
    const Sha256 digest = blobs_.put("bytes");
    struct stat before {};
    ASSERT_EQ(::stat(blobs_.path(digest).c_str(), &before), 0);
    blobs_.put("bytes");
    struct stat after {};
    ASSERT_EQ(::stat(blobs_.path(digest).c_str(), &after), 0);
    EXPECT_EQ(before.st_ino, after.st_ino);
    EXPECT_EQ(files_below(root_), 1U);
}

TEST_F(BlobStoreTest, FilesAreReadOnly) {
    const Sha256 digest = blobs_.put("bytes");
    struct stat found {};
    ASSERT_EQ(::stat(blobs_.path(digest).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0222U, 0U);
}

TEST_F(BlobStoreTest, PutMendsABlobThatWasCutShort) {
    const Sha256 digest = blobs_.put("bytes");
    blobs_.remove(digest);
    test::write_file(blobs_.path(digest), "byt");
    blobs_.put("bytes");
    EXPECT_EQ(blobs_.get(digest), "bytes");
}

// Row 47: links planted in the storage.
TEST_F(BlobStoreTest, FollowsNoSymbolicLink) {
    test::write_file(folder_ / "secret", "bytes");
    const Sha256 digest = crypto::sha256("bytes");
    fs::create_directories(blobs_.path(digest).parent_path());
    fs::create_symlink(folder_ / "secret", blobs_.path(digest));
    EXPECT_FALSE(blobs_.get(digest));
    EXPECT_FALSE(blobs_.contains(digest));
    blobs_.put("bytes");  // replaces the link, not what it points to
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(blobs_.path(digest))));
    blobs_.remove(digest);
    EXPECT_EQ(test::read_file(folder_ / "secret"), "bytes");
}

TEST_F(BlobStoreTest, RefusesFoldersThatAreSymbolicLinks) {
    const fs::path elsewhere = folder_ / "elsewhere";
    fs::create_directories(elsewhere);
    const Sha256 digest = crypto::sha256("bytes");
    fs::create_directory_symlink(elsewhere, blobs_.path(digest).parent_path());
    EXPECT_THROW(blobs_.put("bytes"), std::system_error);
    fs::create_directory_symlink(elsewhere, root_ / "tmp");
    EXPECT_THROW(blobs_.put("other bytes"), std::system_error);
    EXPECT_TRUE(fs::is_empty(elsewhere));
}

TEST_F(BlobStoreTest, ADirectoryInTheWayIsAnError) {
    const Sha256 digest = crypto::sha256("bytes");
    fs::create_directories(blobs_.path(digest));
    EXPECT_FALSE(blobs_.get(digest));
    EXPECT_THROW(blobs_.put("bytes"), std::system_error);
    EXPECT_EQ(files_below(root_), 0U);  // no temporary file stays behind
}

TEST_F(BlobStoreTest, TemporariesAreSweptAndNothingElse) {
    const Sha256 digest = blobs_.put("bytes");
    test::write_file(root_ / "tmp" / "123-4", "half a bl");
    test::write_file(root_ / "tmp" / "123-5", "");
    EXPECT_EQ(blobs_.sweep_temporaries(), 2U);
    EXPECT_EQ(blobs_.sweep_temporaries(), 0U);
    EXPECT_THAT(blobs_.all(), UnorderedElementsAre(digest));
}

TEST_F(BlobStoreTest, ATemporaryNameInUseIsPassedOver) {
    const std::string own = std::to_string(::getpid());
    for (int i = 0; i < 3; ++i) test::write_file(root_ / "tmp" / (own + "-" + std::to_string(i)), "not ours");
    EXPECT_EQ(blobs_.get(blobs_.put("bytes")), "bytes");
    EXPECT_EQ(test::read_file(root_ / "tmp" / (own + "-0")), "not ours");
}

TEST_F(BlobStoreTest, IgnoresFilesThatAreNoBlobs) {
    test::write_file(root_ / "ab" / "notes.txt", "x");
    test::write_file(root_ / "ab" / (std::string(62, 'c') + "ff"), "name does not begin with its folder");
    EXPECT_THAT(blobs_.all(), IsEmpty());
}

TEST_F(BlobStoreTest, SyncsAGroupAtOnceAndNotForNothing) {
    blobs_.sync();  // what an earlier process left
    const auto before = blobs_.syncs();
    for (int i = 0; i < 100; ++i) blobs_.put("bytes " + std::to_string(i));
    blobs_.sync();
    blobs_.sync();
    EXPECT_EQ(blobs_.syncs(), before + 1);
    blobs_.put("bytes 1");  // is there, and durable
    blobs_.sync();
    EXPECT_EQ(blobs_.syncs(), before + 1);
}

TEST_F(BlobStoreTest, WhatWasPutIsNotRemovedBeforeItIsClaimed) {
    const Sha256 digest = blobs_.put("bytes");
    EXPECT_EQ(blobs_.unclaimed(), 1U);
    EXPECT_FALSE(blobs_.remove_unless_put(digest));
    blobs_.claim(digest);
    EXPECT_EQ(blobs_.unclaimed(), 0U);
    blobs_.put("bytes");  // found there: wanted again all the same
    EXPECT_FALSE(blobs_.remove_unless_put(digest));
    blobs_.claim(digest);
    EXPECT_TRUE(blobs_.remove_unless_put(digest));
    EXPECT_FALSE(blobs_.contains(digest));
}

TEST_F(BlobStoreTest, ManyThreadsPutTheSameAndOtherBytes) {
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i) blobs_.put("shared bytes " + std::to_string(i));
        });
    }
    for (std::thread& thread : threads) thread.join();
    blobs_.sync();
    const auto all = blobs_.all();
    EXPECT_EQ(all.size(), 100U);
    EXPECT_EQ(files_below(root_), 100U);
    for (const Sha256& digest : all) EXPECT_EQ(crypto::sha256(*blobs_.get(digest)), digest);
}

TEST(BlobStore, NeedsAFolderItCanMake) {
    const test::TempDir folder;
    test::write_file(folder / "file", "x");
    EXPECT_THROW(BlobStore{folder / "file"}, std::system_error);
    EXPECT_THROW(BlobStore{folder / "file" / "blobs"}, std::system_error);
}

}  // namespace
}  // namespace webclip::store
