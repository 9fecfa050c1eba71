#include "media/data_url.h"

#include <gtest/gtest.h>

namespace webclip::media {
namespace {

struct DataUrlCase {
    const char* name;
    const char* address;
    const char* bytes;  // nullptr: nothing
};

// Row 44: only raster images, and only so large.
TEST(DecodeDataUrl, GivesTheBytesOfImagesOnly) {
    const DataUrlCase cases[] = {
        {"base64", "data:image/png;base64,iVBORw==", "\x89PNG"},
        {"base64 without padding", "data:image/gif;base64,R0lG", "GIF"},
        {"scheme and type in any case", "DATA:Image/GIF;BASE64,R0lG", "GIF"},
        {"blanks inside", "data:image/gif;base64,R0 l\nG", "GIF"},
        {"percent-encoded base64", "data:image/gif;base64,R0lG%0A", "GIF"},
        {"no base64", "data:image/gif,GIF%38", "GIF8"},
        {"parameters before base64", "data:image/jpeg;charset=x;base64,/9j/", "\xFF\xD8\xFF"},
        {"svg", "data:image/svg+xml;base64,PHN2Zz4=", nullptr},
        {"html", "data:text/html,<script>", nullptr},
        {"no type", "data:;base64,R0lG", nullptr},
        {"no comma", "data:image/gif;base64", nullptr},
        {"not base64", "data:image/gif;base64,R0lG*", nullptr},
        {"a digit too few", "data:image/gif;base64,R0lGO", nullptr},
        {"another scheme", "https://example.org/a.gif", nullptr},
    };
    for (const DataUrlCase& c : cases) {
        const auto bytes = decode_data_url(c.address, ByteSize{100});
        ASSERT_EQ(bytes.has_value(), c.bytes != nullptr) << c.name;
        if (bytes) {
            EXPECT_EQ(*bytes, c.bytes) << c.name;
        }
    }
}

TEST(DecodeDataUrl, RefusesMoreThanTheLimit) {
    const std::string address = "data:image/gif;base64," + std::string(400, 'A');
    EXPECT_TRUE(decode_data_url(address, ByteSize{300}));
    EXPECT_FALSE(decode_data_url(address, ByteSize{299}));
    EXPECT_FALSE(
        decode_data_url("data:image/gif," + std::string(std::size_t{50} << 20U, 'A'), ByteSize{2U << 20U}));
}

}  // namespace
}  // namespace webclip::media
