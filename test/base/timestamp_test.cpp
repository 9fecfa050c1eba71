#include "base/timestamp.h"

#include <gtest/gtest.h>

#include <limits>

namespace webclip {
namespace {

struct IsoCase {
    const char* text;
    const char* instant;  // as to_iso8601 writes it; nullptr: unreadable
};

TEST(ParseIso8601, ReadsTheProfileAndNothingElse) {
    const IsoCase cases[] = {
        {"2024-02-25T20:00:55.000Z", "2024-02-25T20:00:55.000Z"},
        {"2024-02-25T20:00:55Z", "2024-02-25T20:00:55.000Z"},
        {"2024-02-25t20:00:55z", "2024-02-25T20:00:55.000Z"},
        {" 2024-02-25 20:00 ", "2024-02-25T20:00:00.000Z"},
        {"2024-02-26T05:00:55+09:00", "2024-02-25T20:00:55.000Z"},
        {"2024-02-26T05:00:55+0900", "2024-02-25T20:00:55.000Z"},
        {"2024-02-25T19:30:55.25-00:30", "2024-02-25T20:00:55.250Z"},
        {"2024-02-26 05:00:55 +09", "2024-02-25T20:00:55.000Z"},
        {"2024-02-29", "2024-02-29T00:00:00.000Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"},
        {"2023-02-29", nullptr},
        {"2024-13-01", nullptr},
        {"2024-02-25T24:00Z", nullptr},
        {"2024-02-25T20:00:55.Z", nullptr},
        {"2024-02-25T20:00:55Z junk", nullptr},
        {"2024-02-25T20:00:55+25:00", nullptr},
        {"25.02.2024", nullptr},
        {"", nullptr},
    };
    for (const IsoCase& c : cases) {
        const auto read = parse_iso8601(c.text);
        ASSERT_EQ(read.has_value(), c.instant != nullptr) << c.text;
        if (read) {
            EXPECT_EQ(to_iso8601(*read), c.instant) << c.text;
        }
    }
}

TEST(ToIso8601, ClampsToFourDigitYears) {
    EXPECT_EQ(to_iso8601(Timestamp::from_ms(std::numeric_limits<std::int64_t>::max())),
              "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(to_iso8601(Timestamp::from_ms(std::numeric_limits<std::int64_t>::min())),
              "0000-01-01T00:00:00.000Z");
}

TEST(Civil, RoundTripsEveryDayOfFourCenturies) {
    for (std::int64_t day = -146'097; day <= 146'097; ++day) {
        const Timestamp noon = Timestamp::from_ms(day * 86'400'000 + 43'200'000);
        ASSERT_EQ(from_civil(to_civil(noon)), noon);
    }
}

}  // namespace
}  // namespace webclip
