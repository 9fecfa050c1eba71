#include "date_vote.h"

#include <string>

#include <gtest/gtest.h>

namespace webclip::extract {
namespace {

DateClaim claim(const char* text, double weight, DayOrder order = DayOrder::month_first) {
    return {*find_date(text, order), "source", weight};
}

std::string elected(std::vector<DateClaim> claims, std::optional<Timestamp> latest = {}) {
    const DateElection election = elect_date(std::move(claims), latest);
    return election.date ? election.date->iso : std::string();
}

TEST(ElectDate, WithoutClaimsThereIsNone) {
    EXPECT_EQ(elected({}), "");
}

TEST(ElectDate, EqualDaysAddUpAndTheMostPreciseClaimSpeaks) {
    EXPECT_EQ(
        elected({claim("2024-02-25", 1), claim("2024-02-27", 1.5), claim("2024-02-25T20:00:00+09:00", 1)}),
        "2024-02-25T20:00:00+09:00");
}

TEST(ElectDate, ADayStaysADay) {
    EXPECT_EQ(elected({claim("2024-02-25", 1)}), "2024-02-25");
}

TEST(ElectDate, AnInstantIsOneHoweverItsZoneIsWritten) {
    // 2.5 for the 10th in UTC, 1.5 for the same instant on the 9th in New York, 1.8 for the 9th alone.
    EXPECT_EQ(elected({claim("2021-12-10T02:17:00Z", 2.5), claim("2021-12-09T21:17:00-05:00", 1.5),
                       claim("December 9, 2021", 1.8)}),
              "2021-12-10T02:17:00Z");
}

TEST(ElectDate, AnEveningInUtcLendsItsWeightToTheLocalDay) {
    EXPECT_EQ(elected({claim("2024-02-24T22:00:00Z", 3), claim("2024-02-25", 1)}), "2024-02-25");
}

TEST(ElectDate, AGuessedOrderFollowsTheOtherClaims) {
    EXPECT_EQ(elected({claim("03/10/2023", 3), claim("4 October 2023", 1)}), "2023-03-10");
    EXPECT_EQ(elected({claim("03/10/2023", 3), claim("3 October 2023", 1)}), "2023-10-03");
}

TEST(ElectDate, AGuessedOrderIsNeverInTheFuture) {
    EXPECT_EQ(elected({claim("12/03/2026", 1)}, parse_iso8601("2026-03-20")), "2026-03-12");
}

TEST(ElectDate, NoPageTellsOfItsFuture) {
    EXPECT_EQ(elected({claim("2031-01-01", 5), claim("2024-02-25", 1)}, parse_iso8601("2024-03-01")),
              "2024-02-25");
    EXPECT_EQ(elected({claim("2031-01-01", 5)}, parse_iso8601("2024-03-01")), "");
}

}  // namespace
}  // namespace webclip::extract
