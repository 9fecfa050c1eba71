#include "values.h"

#include <gtest/gtest.h>

namespace webclip::config {
namespace {

using namespace std::chrono_literals;

struct DurationCase {
    const char* text;
    std::optional<std::chrono::milliseconds> duration;
};

TEST(ParseDuration, NeedsAUnit) {
    const DurationCase cases[] = {
        {"90s", 90s},
        {"30m", 30min},
        {"1h", 1h},
        {"7d", 168h},
        {"2w", 336h},
        {"500ms", 500ms},
        {"1h 30m", 90min},
        {"1h30m", 90min},
        {" 5m ", 5min},
        {"0s", 0ms},
        {"90", {}},
        {"", {}},
        {"m", {}},
        {"-5m", {}},
        {"1.5h", {}},
        {"1H", {}},
        {"1h x", {}},
        {"999999999999w", {}},
        {"99999999999999999999s", {}},
    };
    for (const DurationCase& c : cases) EXPECT_EQ(parse_duration(c.text), c.duration) << c.text;
}

struct SizeCase {
    const char* text;
    std::optional<std::uint64_t> bytes;
};

TEST(ParseByteSize, NeedsAUnit) {
    const SizeCase cases[] = {
        {"8MiB", 8U << 20U},
        {"64 KiB", 64U << 10U},
        {"1GiB", 1U << 30U},
        {"20MB", 20'000'000},
        {"100B", 100},
        {"0B", 0},
        {"8", {}},
        {"MiB", {}},
        {"8mib", {}},
        {"-1B", {}},
        {"", {}},
        {"99999999999999GiB", {}},
    };
    for (const SizeCase& c : cases) {
        const auto size = parse_byte_size(c.text);
        ASSERT_EQ(size.has_value(), c.bytes.has_value()) << c.text;
        if (size) {
            EXPECT_EQ(size->bytes(), *c.bytes) << c.text;
        }
    }
}

TEST(ToText, ReadsBackAsTheSame) {
    for (const std::chrono::milliseconds duration :
         {0ms, 1ms, 1500ms, 1000ms, 90'000ms, 3'600'000ms, 604'800'000ms}) {
        EXPECT_EQ(parse_duration(to_text(duration)), duration);
    }
    for (const std::uint64_t bytes : {0ULL, 1ULL, 1000ULL, 1024ULL, 8ULL << 20U, 20'000'000ULL}) {
        EXPECT_EQ(parse_byte_size(to_text(ByteSize{bytes})), ByteSize{bytes});
    }
    EXPECT_EQ(to_text(std::chrono::milliseconds{1h}), "1h");
    EXPECT_EQ(to_text(ByteSize{8U << 20U}), "8MiB");
}

}  // namespace
}  // namespace webclip::config
