#include "archive/files.h"

#include <gtest/gtest.h>

#include <system_error>

#include "support/corpus.h"
#include "support/temp_dir.h"

namespace webclip::archive {
namespace {

TEST(WriteWholeFile, ReplacesAndLeavesNothingElse) {
    const test::TempDir folder;
    write_whole_file(folder / "a/b.md", "one");
    write_whole_file(folder / "a/b.md", std::string("two\0", 4));
    EXPECT_EQ(read_whole_file(folder / "a/b.md"), std::string("two\0", 4));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder / "a"}, {}), 1);
}

TEST(WriteWholeFile, ReplacesALinkInsteadOfFollowingIt) {
    const test::TempDir folder;
    write_whole_file(folder / "precious", "kept");
    std::filesystem::create_symlink(folder / "precious", folder / "post.md");
    write_whole_file(folder / "post.md", "new");
    EXPECT_EQ(read_whole_file(folder / "precious"), "kept");
    EXPECT_EQ(read_whole_file(folder / "post.md"), "new");
}

TEST(WriteWholeFile, ThrowsWhenThereIsNoPlace) {
    const test::TempDir folder;
    write_whole_file(folder / "file", "x");
    EXPECT_THROW(write_whole_file(folder / "file/below.md", "x"), std::system_error);
}

TEST(ReadWholeFile, ReadsRegularFilesOnly) {
    const test::TempDir folder;
    EXPECT_FALSE(read_whole_file(folder / "absent"));
    EXPECT_FALSE(read_whole_file(folder.path()));
    EXPECT_FALSE(read_whole_file("/dev/zero"));
}

}  // namespace
}  // namespace webclip::archive
