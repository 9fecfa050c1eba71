#include <gtest/gtest.h>

#include <vector>

#include "codec/codec.h"
#include "streams.h"

namespace webclip::codec {
namespace {

TEST(DecodeContent, UndoesEveryCoding) {
    const std::string text = prose(200'000);
    const struct {
        const char* name;
        std::string encoding;
        std::string bytes;
    } cases[] = {
        {"no header", "", text},
        {"identity", "identity", text},
        {"identity beside a coding", "identity, gzip", gzip(text)},
        {"gzip", "gzip", gzip(text)},
        {"x-gzip, any case, blanks", " X-GZip ", gzip(text)},
        {"deflate as zlib", "deflate", zlib_stream(text)},
        {"deflate raw", "deflate", raw_deflate(text)},
        {"br", "br", brotli(text)},
        {"zstd", "zstd", zstd(text)},
        {"zstd in two frames", "zstd", zstd(text.substr(0, 1000)) + zstd(text.substr(1000))},
        {"empty list members", ", gzip,,", gzip(text)},
        {"two layers, applied in this order", "gzip, br", brotli(gzip(text))},
        {"three layers", "deflate, gzip, zstd", zstd(gzip(zlib_stream(text)))},
        {"a charset where a coding belongs", "utf-8", text},
    };
    for (const auto& c : cases) {
        const auto decoded = decode_content(c.bytes, c.encoding, {});
        ASSERT_TRUE(decoded) << c.name << ": " << decoded.error().message;
        EXPECT_EQ(*decoded, text) << c.name;
    }
}

TEST(DecodeContent, ReadsAnEmptyTextButNotAnEmptyStream) {
    EXPECT_EQ(decode_content(gzip(""), "gzip", {}).value(), "");
    EXPECT_EQ(decode_content(brotli(""), "br", {}).value(), "");
    EXPECT_EQ(decode_content(zstd(""), "zstd", {}).value(), "");
    EXPECT_EQ(decode_content("", "", {}).value(), "");
    for (const char* coding : {"gzip", "deflate", "br", "zstd"}) {
        const auto decoded = decode_content("", coding, {});
        ASSERT_FALSE(decoded) << coding;
        EXPECT_EQ(decoded.error().code, CodecFailure::truncated) << coding;
    }
}

TEST(DecodeContent, ReadsGzipMembersInARow) {
    const std::string three = gzip("one ") + gzip("") + gzip("two");
    EXPECT_EQ(decode_content(three, "gzip", {}).value(), "one two");
    EXPECT_EQ(decode_content(three + std::string(512, '\0'), "gzip", {}).value(), "one two");
}

TEST(DecodeContent, NamesUnknownCodings) {
    for (const char* coding : {"compress", "gzip, sdch", "gzipp", "gzip;q=1"}) {
        const auto decoded = decode_content(gzip("text"), coding, {});
        ASSERT_FALSE(decoded) << coding;
        EXPECT_EQ(decoded.error().code, CodecFailure::unknown_coding) << coding;
    }
}

TEST(DecodeContent, RefusesSixLayers) {
    std::string bytes = prose(1000);
    for (int i = 0; i < 6; ++i) bytes = gzip(bytes);
    const auto decoded = decode_content(bytes, "gzip, gzip, gzip, gzip, gzip, gzip", {});
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code, CodecFailure::too_many_layers);
}

TEST(DecodeContent, StopsBombs) {
    const std::string zeros(64U << 20U, '\0');
    const struct {
        const char* coding;
        std::string bytes;
    } bombs[] = {{"gzip", gzip(zeros)},
                 {"deflate", zlib_stream(zeros)},
                 {"deflate", raw_deflate(zeros)},
                 {"br", brotli(zeros)},
                 {"zstd", zstd(zeros)}};
    for (const auto& bomb : bombs) {
        const auto by_ratio = decode_content(bomb.bytes, bomb.coding, {});
        ASSERT_FALSE(by_ratio) << bomb.coding;
        EXPECT_EQ(by_ratio.error().code, CodecFailure::bad_ratio) << bomb.coding;
        Limits no_ratio;
        no_ratio.ratio = zeros.size();
        const auto by_size = decode_content(bomb.bytes, bomb.coding, no_ratio);
        ASSERT_FALSE(by_size) << bomb.coding;
        EXPECT_EQ(by_size.error().code, CodecFailure::too_large) << bomb.coding;
    }
}

TEST(DecodeContent, CountsTheRatioFromTheBytesReceived) {
    // Each layer alone stays below 1000:1; together they do not.
    const std::string zeros(32U << 20U, '\0');
    Limits limits;
    limits.decoded = ByteSize{64U << 20U};
    limits.ratio = 2000;
    const std::string once = gzip(zeros);
    EXPECT_TRUE(decode_content(once, "gzip", limits));
    const std::string twice = gzip(once);
    const auto decoded = decode_content(twice, "gzip, gzip", limits);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code, CodecFailure::bad_ratio);
}

TEST(DecodeContent, AllowsTheLimitItself) {
    Limits limits;
    limits.decoded = ByteSize{1000};
    EXPECT_TRUE(decode_content(gzip(prose(1000)), "gzip", limits));
    EXPECT_EQ(decode_content(gzip(prose(1001)), "gzip", limits).error().code, CodecFailure::too_large);
    EXPECT_TRUE(decode_content(prose(1000), "", limits));
    EXPECT_EQ(decode_content(prose(1001), "", limits).error().code, CodecFailure::too_large);
}

TEST(DecodeContent, DoesNotBelieveAFrameHeadersSize) {
    // RFC 8878 §3.1.1: single segment, 8-byte content size: 2^60 bytes, then nothing.
    const std::string claim("\x28\xB5\x2F\xFD\xE0\x00\x00\x00\x00\x00\x00\x00\x10", 13);
    const auto decoded = decode_content(claim, "zstd", {});
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code, CodecFailure::corrupt);  // a window of that size is refused
}

TEST(Gzip, IsDeterministicAndCarriesNoTime) {
    const std::string text = prose(100'000);
    const std::string stream = gzip(text);
    EXPECT_EQ(stream, gzip(text));
    EXPECT_EQ(stream.substr(0, 8), std::string("\x1F\x8B\x08\x00\x00\x00\x00\x00", 8));
    EXPECT_LT(stream.size(), text.size() / 2);
    EXPECT_TRUE(is_gzip(stream));
    EXPECT_FALSE(is_gzip("<?xml version"));
    EXPECT_FALSE(is_gzip("\x1F\x8B"));
    EXPECT_FALSE(is_gzip(""));
}

}  // namespace
}  // namespace webclip::codec
