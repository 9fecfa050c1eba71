#include <gtest/gtest.h>

#include "schedule/policy.h"

namespace webclip::schedule {
namespace {

struct DateCase {
    const char* text;
    const char* expected;  // ISO 8601, "" : not a date
};

TEST(ParseHttpDate, ReadsTheThreeFormsAndNothingElse) {
    const DateCase cases[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000Z"},
        {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37.000Z"},
        {"Sun Nov 16 08:49:37 1994", "1994-11-16T08:49:37.000Z"},
        {"  Sun, 06 Nov 1994 08:49:37 GMT  ", "1994-11-06T08:49:37.000Z"},
        {"sun, 06 nov 1994 08:49:37 gmt", "1994-11-06T08:49:37.000Z"},
        {"Sun, 06 Nov 1994 08:49:37 UTC", "1994-11-06T08:49:37.000Z"},
        {"Thu, 29 Feb 2024 23:59:60 GMT", "2024-02-29T23:59:59.000Z"},
        {"Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59.000Z"},
        {"Monday, 01-Jan-69 00:00:00 GMT", "2069-01-01T00:00:00.000Z"},
        {"Monday, 01-Jan-70 00:00:00 GMT", "1970-01-01T00:00:00.000Z"},
        {"", ""},
        {"Sun", ""},
        {"Sun,", ""},
        {"Sun, 06 Nov 1994 08:49:37", ""},
        {"Sun, 06 Nov 1994 08:49:37 +0000", ""},
        {"Sun, 06 Nov 1994 08:49:37 GMT x", ""},
        {"Sun, 6 Nov 1994 08:49:37 GMT", ""},
        {"Sun, 30 Feb 2024 08:49:37 GMT", ""},
        {"Sun, 06 Nov 1994 24:49:37 GMT", ""},
        {"Sun, 06 Nox 1994 08:49:37 GMT", ""},
        {"Sun, 06 Nov 94 08:49:37 GMT", ""},
        {"Sun, 06-Nov-1994 08:49:37 GMT", ""},
        {"1994-11-06T08:49:37Z", ""},
        {"-1", ""},
        {"0", ""},
    };
    for (const DateCase& test : cases) {
        const std::optional<Timestamp> read = parse_http_date(test.text);
        EXPECT_EQ(read ? to_iso8601(*read) : "", test.expected) << '"' << test.text << '"';
    }
}

TEST(ParseHttpDate, BytesOfAnyKindAreHarmless) {
    EXPECT_FALSE(parse_http_date(std::string(100'000, '9')));
    EXPECT_FALSE(parse_http_date(std::string_view{"Sun, 06 Nov\0 1994 08:49:37 GMT", 30}));
    EXPECT_FALSE(parse_http_date("\xff\xfe\xfd, 06 Nov 1994 08:49:37 GMT"));
}

}  // namespace
}  // namespace webclip::schedule
