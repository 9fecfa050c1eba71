#include "html/tag.h"

#include <gtest/gtest.h>

#include <string>

namespace webclip::html {
namespace {

TEST(Tag, EveryNameFindsItsTag) {
    for (std::size_t i = 2; i < tag_count; ++i) {
        const Tag tag{static_cast<std::uint8_t>(i)};
        EXPECT_EQ(tag_from_name(tag_name(tag)), tag) << tag_name(tag);
        EXPECT_FALSE(tag_name(tag).empty());
    }
}

TEST(Tag, NamesOfEnumeratorsAreTheirOwn) {
    EXPECT_EQ(tag_name(Tag::a), "a");
    EXPECT_EQ(tag_name(Tag::h1), "h1");
    EXPECT_EQ(tag_name(Tag::mark), "mark");
    EXPECT_EQ(tag_name(Tag::template_), "template");
    EXPECT_EQ(tag_name(Tag::search), "search");
    EXPECT_EQ(tag_name(Tag::xmp), "xmp");
    EXPECT_EQ(tag_name(Tag::none), "");
    EXPECT_EQ(tag_name(Tag::unknown), "");
}

TEST(Tag, OtherNamesAreUnknown) {
    for (const char* name :
         {"", "A", "h7", "custom-element", "path", "blockquotes", "blockquotf", "unknown"}) {
        EXPECT_EQ(tag_from_name(name), Tag::unknown) << name;
    }
    EXPECT_EQ(tag_from_name(std::string(10000, 'a')), Tag::unknown);
}

TEST(Tag, KindsFollowTheStandard) {
    EXPECT_TRUE(is_void(Tag::br));
    EXPECT_TRUE(is_void(Tag::img));
    EXPECT_FALSE(is_void(Tag::p));
    EXPECT_FALSE(is_void(Tag::unknown));
    EXPECT_TRUE(is_block(Tag::p));
    EXPECT_TRUE(is_block(Tag::td));
    EXPECT_FALSE(is_block(Tag::span));
    EXPECT_FALSE(is_block(Tag::img));
    EXPECT_TRUE(is_heading(Tag::h6));
    EXPECT_FALSE(is_heading(Tag::head));
}

}  // namespace
}  // namespace webclip::html
