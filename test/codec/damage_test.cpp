// Streams that were cut, altered or added to never pass for complete.
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "codec/codec.h"
#include "streams.h"

namespace webclip::codec {
namespace {

struct Maker {
    const char* name;
    const char* coding;
    std::function<std::string(std::string_view)> encode;
};

const Maker makers[] = {{"gzip", "gzip", [](std::string_view text) { return gzip(text); }},
                        {"zlib", "deflate", zlib_stream},
                        {"raw deflate", "deflate", raw_deflate},
                        {"brotli", "br", brotli},
                        {"zstd", "zstd", zstd}};

TEST(DamagedStream, CutAtEveryByteIsTruncated) {
    const std::string text = prose(3000);
    for (const Maker& maker : makers) {
        const std::string whole = maker.encode(text);
        ASSERT_EQ(decode_content(whole, maker.coding, {}).value(), text) << maker.name;
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto decoded = decode_content(std::string_view{whole}.substr(0, size), maker.coding, {});
            ASSERT_FALSE(decoded) << maker.name << " cut to " << size << " of " << whole.size();
            ASSERT_EQ(decoded.error().code, CodecFailure::truncated)
                << maker.name << " cut to " << size << ": " << decoded.error().message;
        }
    }
}

TEST(DamagedStream, SecondMemberCutAtEveryByteIsTruncated) {
    const std::string first = gzip("first member");
    const std::string both = first + gzip(prose(500));
    for (std::size_t size = first.size() + 1; size < both.size(); ++size) {
        const auto decoded = decode_content(std::string_view{both}.substr(0, size), "gzip", {});
        ASSERT_FALSE(decoded) << size;
        ASSERT_EQ(decoded.error().code, CodecFailure::truncated) << size;
    }
}

TEST(DamagedStream, WrongChecksumIsCorrupt) {
    const std::string text = prose(3000);
    for (const Maker& maker : {makers[0], makers[1]}) {
        std::string bytes = maker.encode(text);
        const std::size_t check =
            maker.coding == std::string_view{"gzip"} ? bytes.size() - 8 : bytes.size() - 4;
        bytes[check] = static_cast<char>(bytes[check] ^ 1);
        const auto decoded = decode_content(bytes, maker.coding, {});
        ASSERT_FALSE(decoded) << maker.name;
        EXPECT_EQ(decoded.error().code, CodecFailure::corrupt) << maker.name;
    }
    std::string wrong_length = gzip(text);
    wrong_length.back() = static_cast<char>(wrong_length.back() ^ 1);
    EXPECT_EQ(decode_content(wrong_length, "gzip", {}).error().code, CodecFailure::corrupt);
}

TEST(DamagedStream, TrailingGarbageIsCorrupt) {
    for (const Maker& maker : makers) {
        for (const std::string_view garbage : {std::string_view{"x"}, std::string_view{"<!-- cached -->"}}) {
            const auto decoded =
                decode_content(maker.encode("text") + std::string{garbage}, maker.coding, {});
            ASSERT_FALSE(decoded) << maker.name;
            EXPECT_EQ(decoded.error().code, CodecFailure::corrupt)
                << maker.name << ": " << decoded.error().message;
        }
    }
    const std::string zeros_then_more = gzip("text") + std::string(8, '\0') + "x";
    EXPECT_EQ(decode_content(zeros_then_more, "gzip", {}).error().code, CodecFailure::corrupt);
}

TEST(DamagedStream, PlainTextIsNoStream) {
    for (const char* coding : {"gzip", "br", "zstd", "deflate"}) {
        EXPECT_FALSE(decode_content("<!DOCTYPE html><title>not compressed</title>", coding, {})) << coding;
    }
}

// The text or an error, never another text: gzip, zlib and zstd carry checksums or fixed lengths, so only
// what the checksum cannot see (brotli, raw deflate) may differ; none may crash or run past its limits.
TEST(DamagedStream, SurvivesChangedBytes) {
    const std::string text = prose(2000);
    std::mt19937 random{11};  // NOLINT(cert-msc51-cpp,bugprone-random-generator-seed): repeatable
    Limits limits;
    limits.decoded = ByteSize{1U << 20U};
    for (const Maker& maker : makers) {
        const std::string whole = maker.encode(text);
        const bool checked = maker.name == std::string_view{"gzip"} || maker.name == std::string_view{"zlib"};
        for (int round = 0; round < 3000; ++round) {
            std::string bytes = whole;
            const std::size_t changes = 1 + random() % 3;
            for (std::size_t i = 0; i < changes; ++i)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto decoded = decode_content(bytes, maker.coding, limits);
            if (decoded && checked) {
                ASSERT_EQ(*decoded, text) << maker.name;
            }
            if (decoded) {
                ASSERT_LE(decoded->size(), limits.decoded.bytes());
            }
        }
    }
}

}  // namespace
}  // namespace webclip::codec
