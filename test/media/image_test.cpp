#include "media/image.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

namespace webclip::media {
namespace {

std::string big(std::uint64_t value, int size) {
    std::string out;
    for (int i = size - 1; i >= 0; --i)
        out.push_back(static_cast<char>(value >> static_cast<unsigned>(8 * i) & 0xFFU));
    return out;
}
std::string little(std::uint32_t value, int size) {
    const std::string text = big(value, size);
    return {text.rbegin(), text.rend()};
}

std::string png(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1A\n" + big(13, 4) + "IHDR" + big(width, 4) + big(height, 4) +
           std::string("\x08\x06\0\0\0", 5) + "CRC!";
}
std::string gif(std::uint32_t width, std::uint32_t height) {
    return "GIF89a" + little(width, 2) + little(height, 2) + std::string(3, '\0');
}
std::string segment(char marker, const std::string& content) {
    return std::string{'\xFF', marker} + big(content.size() + 2, 2) + content;
}
std::string frame_header(char marker, std::uint32_t width, std::uint32_t height) {
    return segment(marker, "\x08" + big(height, 2) + big(width, 2) + std::string("\x01\x01\x11\x00", 4));
}
std::string jpeg(const std::string& segments) {
    return "\xFF\xD8" + segments + "\xFF\xDA";
}

std::string riff(const std::string& type, const std::string& content) {
    return "RIFF" + little(static_cast<std::uint32_t>(content.size() + 12), 4) + "WEBP" + type +
           little(static_cast<std::uint32_t>(content.size()), 4) + content;
}
std::string webp_lossy(std::uint32_t width, std::uint32_t height) {
    return riff("VP8 ",
                std::string("\x30\x01\x00\x9D\x01\x2A", 6) + little(width, 2) + little(height, 2) + "data");
}
std::string webp_lossless(std::uint32_t width, std::uint32_t height) {
    return riff("VP8L", "\x2F" + little((width - 1) | (height - 1) << 14U, 4) + "data");
}
std::string webp_extended(std::uint32_t width, std::uint32_t height) {
    return riff("VP8X", std::string("\x10\0\0\0", 4) + little(width - 1, 3) + little(height - 1, 3));
}

std::string box(const std::string& type, const std::string& content) {
    return big(content.size() + 8, 4) + type + content;
}
std::string extents(std::uint32_t width, std::uint32_t height) {
    return box("ispe", big(0, 4) + big(width, 4) + big(height, 4));
}
std::string avif(const std::string& properties, const std::string& before = "") {
    const std::string meta =
        box("meta", big(0, 4) + box("hdlr", std::string(24, 'h')) +
                        box("iprp", box("ipco", box("pixi", "1234") + properties) + box("ipma", "x")));
    return box("ftyp", "avif" + big(0, 4) + "mif1miaf") + before + meta + box("mdat", "pixels");
}

struct Case {
    const char* name;
    std::string bytes;
    ImageType type;
    int width;
    int height;
};

const Case images[] = {
    {"png", png(640, 480), ImageType::png, 640, 480},
    {"gif", gif(1, 1), ImageType::gif, 1, 1},
    {"gif87a", "GIF87a" + little(300, 2) + little(200, 2) + "...", ImageType::gif, 300, 200},
    {"baseline jpeg",
     jpeg(segment('\xE0', std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14)) + frame_header('\xC0', 800, 600)),
     ImageType::jpeg, 800, 600},
    {"progressive jpeg, EXIF with a thumbnail first",
     jpeg(segment('\xE1', "Exif" + std::string(2, '\0') + jpeg(frame_header('\xC0', 160, 120))) +
          segment('\xDB', std::string(65, 'q')) + frame_header('\xC2', 4000, 3000)),
     ImageType::jpeg, 4000, 3000},
    {"jpeg with Huffman tables, fill bytes and a restart marker before its frame",
     jpeg(segment('\xC4', std::string(20, 'h')) + "\xFF\xFF\xFF" + segment('\xFE', "comment").substr(1) +
          "\xFF\xD0" + frame_header('\xC1', 31, 17)),
     ImageType::jpeg, 31, 17},
    {"webp lossy", webp_lossy(1200, 630), ImageType::webp, 1200, 630},
    {"webp lossy with scale bits", webp_lossy(1200 | 0x4000, 630 | 0x8000), ImageType::webp, 1200, 630},
    {"webp lossless", webp_lossless(16384, 1), ImageType::webp, 16384, 1},
    {"webp extended", webp_extended(5000, 2500), ImageType::webp, 5000, 2500},
    {"avif", avif(extents(1920, 1080)), ImageType::avif, 1920, 1080},
    {"avif: thumbnail and tiles beside the picture",
     avif(extents(160, 90) + extents(512, 512) + extents(1920, 1080)), ImageType::avif, 1920, 1080},
    {"avif: pixels before the header", avif(extents(7, 8), box("mdat", std::string(5000, 'p'))),
     ImageType::avif, 7, 8},
    {"avif: 64-bit box size", avif(extents(7, 8), big(1, 4) + "free" + big(20, 8) + "1234"), ImageType::avif,
     7, 8},
    {"avif as compatible brand",
     box("ftyp", "mif1" + big(0, 4) + "mif1avif") + avif(extents(9, 9)).substr(24), ImageType::avif, 9, 9},
    // By magic: what a browser may also take for a script stays a picture with a picture's media type.
    {"gif that is also JavaScript", "GIF89a/*" + std::string("\x10\x10") + "*/=alert(1)//", ImageType::gif,
     0x2A2F, 0x1010},
    {"png with a page behind it", png(2, 2) + "<html><script>alert(1)</script>", ImageType::png, 2, 2},
};

TEST(SniffImage, ReadsTypeAndSizeFromTheHeader) {
    for (const Case& c : images) {
        const auto header = sniff_image(c.bytes);
        ASSERT_TRUE(header) << c.name << ": " << header.error().reason;
        EXPECT_EQ(header->type, c.type) << c.name;
        EXPECT_EQ(header->width, c.width) << c.name;
        EXPECT_EQ(header->height, c.height) << c.name;
    }
}

TEST(SniffImage, CutAtEveryByteNeverGivesAnotherSize) {
    for (const Case& c : images) {
        const auto whole = sniff_image(c.bytes);
        for (std::size_t size = 0; size < c.bytes.size(); ++size) {
            const auto header = sniff_image(std::string_view{c.bytes}.substr(0, size));
            if (!header) {
                EXPECT_FALSE(header.error().reason.empty());
                continue;
            }
            ASSERT_TRUE(whole) << c.name;
            // An AVIF cut between two sizes may only know the smaller one.
            if (c.type == ImageType::avif) continue;
            ASSERT_EQ(header->width, whole->width) << c.name << " cut to " << size;
            ASSERT_EQ(header->height, whole->height) << c.name << " cut to " << size;
        }
    }
}

// Row 42: bombs, headers that lie, images cut short: nothing is ever decoded.
TEST(SniffImage, RefusesWithAReason) {
    const struct {
        const char* name;
        std::string bytes;
        const char* reason;
    } cases[] = {
        {"nothing", "", "empty"},
        {"text", "404 not found", "not an image"},
        {"svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "svg is not shown"},
        {"svg behind a prolog", "\xEF\xBB\xBF\n<?xml version='1.0'?><!-- c --><SVG/>", "svg is not shown"},
        {"a page named .png", "\n<!DOCTYPE html><html><svg></svg>", "a page, not an image"},
        {"a fragment", "<div>blocked</div>", "markup, not an image"},
        {"bmp", "BM" + std::string(60, '\0'), "bmp is not shown"},
        {"ico", std::string("\0\0\1\0\1\0\x10\x10", 8), "ico is not shown"},
        {"heic", box("ftyp", "heic" + big(0, 4) + "mif1heic"), "heic and video are not shown"},
        {"mp4", box("ftyp", "isom" + big(0, 4) + "isommp42"), "heic and video are not shown"},
        {"pdf", "%PDF-1.7", "pdf is not an image"},
        {"wav beside webp", "RIFF" + little(40, 4) + "WAVEfmt ", "not an image"},
        {"png bomb", png(100'000, 100'000), "100,000 x 100,000 pixels is over the limit"},
        {"one side too long", png(30'001, 1), "30,001 x 1 pixels is over the limit"},
        {"too many pixels", png(25'000, 2'001), "25,000 x 2,001 pixels is over the limit"},
        {"size beyond int", png(0xFFFFFFFF, 2), "4,294,967,295 x 2 pixels is over the limit"},
        {"avif bomb", avif(extents(10, 10) + extents(60'000, 60'000)),
         "60,000 x 60,000 pixels is over the limit"},
        {"png without width", png(0, 10), "png header names no size"},
        {"gif without height", gif(10, 0), "gif header names no size"},
        {"png without IHDR", "\x89PNG\r\n\x1A\n" + big(13, 4) + "IDAT" + std::string(20, 'x'),
         "png header is damaged"},
        {"jpeg cut in its tables", jpeg("").substr(0, 2) + segment('\xDB', std::string(65, 'q')),
         "header cut short"},
        {"jpeg without a frame", jpeg(segment('\xDB', std::string(65, 'q'))), "jpg header is damaged"},
        {"jpeg with garbage for a marker", "\xFF\xD8\xFF\xE0" + big(2, 2) + "garbage",
         "jpg header is damaged"},
        {"jpeg segment of length zero", "\xFF\xD8\xFF\xE0" + std::string(20, '\0'), "jpg header is damaged"},
        {"jpeg of fill bytes", "\xFF\xD8" + std::string(100'000, '\xFF'), "header cut short"},
        {"webp without picture chunk", riff("EXIF", std::string(20, 'e')), "webp header is damaged"},
        {"avif without extents", avif(""), "avif header is damaged"},
        {"avif with a box of size 3", box("ftyp", "avif" + big(0, 4) + "mif1") + big(3, 4) + "meta",
         "header cut short"},
        {"png signature only", "\x89PNG\r\n\x1A\n", "header cut short"},
        {"three letters of a gif", "GIF8", "header cut short"},
    };
    for (const auto& c : cases) {
        const auto header = sniff_image(c.bytes);
        ASSERT_FALSE(header) << c.name;
        EXPECT_EQ(header.error().reason, c.reason) << c.name;
    }
}

TEST(SniffImage, AllowsTheLimitItself) {
    EXPECT_TRUE(sniff_image(png(30'000, 1'666)));
    EXPECT_TRUE(sniff_image(png(25'000, 2'000)));
}

TEST(SniffImage, SurvivesChangedHeaders) {
    std::mt19937 random{3};  // NOLINT(cert-msc51-cpp,bugprone-random-generator-seed): repeatable
    for (const Case& c : images) {
        for (int round = 0; round < 2000; ++round) {
            std::string bytes = c.bytes;
            for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto header = sniff_image(bytes);
            if (!header) continue;
            ASSERT_GT(header->width, 0);
            ASSERT_LE(header->width, 30'000);
            ASSERT_GT(header->height, 0);
            ASSERT_LE(header->height, 30'000);
        }
    }
}

TEST(SniffImage, WalksManyBoxesAndSegmentsInLinearTime) {
    std::string boxes;
    for (int i = 0; i < 500'000; ++i) boxes += box("free", "");
    EXPECT_TRUE(sniff_image(avif(extents(5, 5), boxes)));
    std::string segments;
    for (int i = 0; i < 500'000; ++i) segments += segment('\xFE', "");
    EXPECT_TRUE(sniff_image(jpeg(segments + frame_header('\xC0', 5, 5))));
}

TEST(MediaType, AgreesWithTheExtension) {
    EXPECT_EQ(media_type(ImageType::jpeg), "image/jpeg");
    EXPECT_EQ(extension(ImageType::jpeg), "jpg");
    for (const ImageType type : {ImageType::png, ImageType::gif, ImageType::webp, ImageType::avif}) {
        EXPECT_EQ(media_type(type), "image/" + std::string{extension(type)});
    }
}

}  // namespace
}  // namespace webclip::media
