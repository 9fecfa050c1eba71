#include "base/ascii.h"

#include <gtest/gtest.h>

namespace webclip {
namespace {

TEST(Ascii, FoldsLettersOnlyAndLeavesUtf8Alone) {
    EXPECT_EQ(to_ascii_lower(std::string_view{"ÀBC東"}), "Àbc東");
    EXPECT_TRUE(equals_ignoring_ascii_case("Content-TYPE", "content-type"));
    EXPECT_FALSE(equals_ignoring_ascii_case("a", "ab"));
}

TEST(Ascii, FindsIgnoringCase) {
    EXPECT_EQ(find_ignoring_ascii_case("xxMeTa", "meta"), 2U);
    EXPECT_EQ(find_ignoring_ascii_case("meta meta", "META", 1), 5U);
    EXPECT_EQ(find_ignoring_ascii_case("met", "meta"), std::string_view::npos);
    EXPECT_EQ(find_ignoring_ascii_case("abc", "", 3), 3U);
    EXPECT_EQ(find_ignoring_ascii_case("abc", "a", 4), std::string_view::npos);
}

TEST(Ascii, TrimsAndSplits) {
    EXPECT_EQ(trim_ascii("\t a b\r\n"), "a b");
    EXPECT_EQ(trim_ascii(" \n"), "");
    EXPECT_EQ(split_ascii("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split_ascii("", ','), (std::vector<std::string_view>{""}));
}

}  // namespace
}  // namespace webclip
