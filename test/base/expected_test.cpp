#include "base/expected.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace webclip {
namespace {

TEST(Expected, HoldsAValueOrAnError) {
    const Expected<int, std::string> good{7};
    const Expected<int, std::string> bad{Unexpected<std::string>{"no"}};
    EXPECT_TRUE(good.has_value());
    EXPECT_EQ(*good, 7);
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.error(), "no");
    EXPECT_EQ(bad.value_or(3), 3);
}

TEST(Expected, MovesItsValueOut) {
    Expected<std::unique_ptr<int>, std::string> owner{std::make_unique<int>(5)};
    const std::unique_ptr<int> taken = std::move(owner).value();
    EXPECT_EQ(*taken, 5);
}

TEST(Expected, SameTypeForValueAndErrorStaysApart) {
    const Expected<std::string, std::string> bad{Unexpected<std::string>{"e"}};
    EXPECT_FALSE(bad.has_value());
}

TEST(Expected, VoidSaysOnlyWhetherItWorked) {
    EXPECT_TRUE((Expected<void, std::string>{}));
    EXPECT_EQ((Expected<void, std::string>{Unexpected<std::string>{"x"}}).error(), "x");
}

}  // namespace
}  // namespace webclip
