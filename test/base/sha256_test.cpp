#include "base/sha256.h"

#include <gtest/gtest.h>

namespace webclip {
namespace {

TEST(Sha256, HexRoundTrips) {
    const std::string hex = "00ff10e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b78";
    const auto digest = sha256_from_hex(hex);
    ASSERT_TRUE(digest);
    EXPECT_EQ(to_hex(*digest), hex);
}

TEST(Sha256, RefusesEverythingButSixtyFourLowerCaseDigits) {
    EXPECT_FALSE(sha256_from_hex(""));
    EXPECT_FALSE(sha256_from_hex(std::string(63, '0')));
    EXPECT_FALSE(sha256_from_hex(std::string(64, 'A')));
    EXPECT_FALSE(sha256_from_hex(std::string(62, '0') + "/0"));
}

}  // namespace
}  // namespace webclip
