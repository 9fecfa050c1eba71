// Rows of the fault matrix whose outcome is a record of the archive: what the reader, the images and the
// retries make of what a hostile or broken server sent. test/README.md says where every row is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/archive_entry.h"
#include "codec/codec.h"
#include "store/catalog.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

using test::WorkingArchive;
using ::testing::HasSubstr;

const test::Headers html{{"Content-Type", "text/html; charset=utf-8"}};

test::Headers coded(const std::string& coding) {
    return {{"Content-Type", "text/html; charset=utf-8"}, {"Content-Encoding", coding}};
}

std::string article() {
    return test::page_with("The flood", test::prose());
}

std::string gzip_layers(std::string bytes, int layers) {
    for (int i = 0; i < layers; ++i) bytes = codec::gzip(bytes);
    return bytes;
}

struct BodyCase {
    const char* name;
    const char* coding;
    std::string body;
    const char* code;  // "" : archived
    bool will_retry;
};

void expect_outcomes(const std::vector<BodyCase>& cases) {
    for (const BodyCase& test : cases) {
        WorkingArchive archive;
        test::HttpServer server;
        server.serve("/a", {.headers = coded(test.coding), .body = test.body});
        const EntryReport report = archive.archive(server.url("/a"));
        EXPECT_EQ(report.error_code, test.code) << test.name << ": " << report.error_message;
        EXPECT_EQ(report.clip.has_value(), report.error_code.empty()) << test.name;
        EXPECT_EQ(report.will_retry, test.will_retry) << test.name;
        if (report.clip) continue;
        const auto failed = archive.catalog().failed_entries(0);
        ASSERT_EQ(failed.size(), 1U) << test.name;
        EXPECT_EQ(failed[0].error_code, test.code) << test.name;
        const auto capture = archive.catalog().capture(*failed[0].capture);
        ASSERT_TRUE(capture && capture->body_sha256) << test.name;
        EXPECT_EQ(archive.writer().blobs().get(*capture->body_sha256), test.body)
            << test.name << ": the bytes are kept as they came";
    }
}

TEST(FaultMatrix, Row23_BombsStopAtTheLimitsAndSayWhich) {
    const std::string zeros(32U << 20U, '\0');
    expect_outcomes({
        {"a thousand to one", "gzip", codec::gzip(zeros), "too_large", false},
        {"bomb in a bomb", "gzip, gzip", gzip_layers(zeros, 2), "too_large", false},
        {"six layers", "gzip, gzip, gzip, gzip, gzip, gzip", gzip_layers(article(), 6), "too_large", false},
        {"three layers of an article", "gzip, gzip, gzip", gzip_layers(article(), 3), "", false},
        {"an article", "gzip", codec::gzip(article()), "", false},
    });
}

TEST(FaultMatrix, Row24_DamagedGzipIsNotCompleteAndIsTriedAgain) {
    const std::string whole = codec::gzip(article());
    std::string bad_sum = whole;
    bad_sum[whole.size() - 6] = static_cast<char>(bad_sum[whole.size() - 6] ^ 1);
    expect_outcomes({
        {"cut short", "gzip", whole.substr(0, whole.size() / 2), "truncated", true},
        {"without its last byte", "gzip", whole.substr(0, whole.size() - 1), "truncated", true},
        {"trailing garbage", "gzip", whole + "garbage", "corrupt", true},
        {"wrong checksum", "gzip", bad_sum, "corrupt", true},
        {"no gzip at all", "gzip", article(), "corrupt", true},
    });
}

struct RetryCase {
    const char* value;
    Milliseconds earliest;
    Milliseconds latest;
};

TEST(FaultMatrix, Row32_RetryAfterMovesTheNextAttemptWithinBounds) {
    using std::chrono::hours;
    using std::chrono::minutes;
    const Milliseconds first = schedule::Policy{}.retry_first;
    const RetryCase cases[] = {
        {"3600", hours{1}, hours{1}},
        {"0", minutes{1}, minutes{1}},
        {"99999999999999999999", hours{24 * 7}, hours{24 * 7}},
        {"Fri, 31 Dec 9999 23:59:59 GMT", hours{24 * 7}, hours{24 * 7}},
        {"Sun, 06 Nov 1994 08:49:37 GMT", minutes{1}, minutes{1}},
        {"-5", first, first},
        {"soon", first, first},
    };
    for (const int status : {429, 503}) {
        for (const RetryCase& test : cases) {
            WorkingArchive archive;
            test::HttpServer server;
            server.serve("/a", {.status = status, .headers = {{"Retry-After", test.value}}});
            const Timestamp before = now();
            EXPECT_TRUE(archive.archive(server.url("/a")).will_retry) << test.value;
            const auto failed = archive.catalog().failed_entries(0);
            ASSERT_EQ(failed.size(), 1U) << test.value;
            const Milliseconds wait = failed[0].next_attempt_at - before;
            EXPECT_GE(wait, test.earliest) << status << " " << test.value;
            // Jitter adds a tenth at most, the machine some seconds.
            EXPECT_LE(wait, test.latest + test.latest / 8 + std::chrono::seconds{30})
                << status << " " << test.value;
        }
    }
}

TEST(FaultMatrix, Row34_AnUnknownNameBacksOff) {
    WorkingArchive archive;
    const Timestamp before = now();
    const EntryReport report = archive.archive("http://no-such-name.invalid/a");
    EXPECT_EQ(report.error_code, "dns");
    EXPECT_TRUE(report.will_retry);
    EXPECT_GT(archive.catalog().failed_entries(0).at(0).next_attempt_at, before + std::chrono::minutes{1});
}

std::string base64(std::string_view bytes) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
        const auto at = [&](std::size_t j) {
            return static_cast<unsigned>(static_cast<unsigned char>(bytes[i + j]));
        };
        const unsigned bits = at(0) << 16U | at(1) << 8U | at(2);
        for (const unsigned shift : {18U, 12U, 6U, 0U}) out.push_back(letters[bits >> shift & 63U]);
    }
    return out;
}

// The states of the assets of a page with these images, and what they say.
std::vector<model::Asset> assets_of(WorkingArchive& archive, test::HttpServer& server,
                                    const std::string& images) {
    server.serve(
        "/a", {.headers = html, .body = test::page_with("Pictures", test::prose() + images + test::prose())});
    const EntryReport report = archive.archive(server.url("/a"));
    EXPECT_TRUE(report.clip) << report.error_code << report.error_message;
    return report.clip ? archive.catalog().latest_revision(*report.clip)->assets
                       : std::vector<model::Asset>{};
}

TEST(FaultMatrix, Row44_DataAddressesAreRasterImagesWithinTheirLimitOrNothing) {
    WorkingArchive archive;
    test::HttpServer server;
    const std::string big = base64(test::png(640) + std::string(3U << 20U, 'x'));
    const std::string svg = base64("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
    const std::string nested = base64("<svg><image href='data:image/svg+xml;base64," + svg + "'/></svg>");
    const std::string page = base64("<html><script>alert(1)</script></html>");
    const std::vector<model::Asset> assets = assets_of(archive, server,
                                                       "<figure><img src='data:image/png;base64," +
                                                           base64(test::png(640) + std::string(6000, 'x')) +
                                                           "' alt='fine'></figure>"
                                                           "<figure><img src='data:image/png;base64," +
                                                           big +
                                                           "' alt='too large'></figure>"
                                                           "<figure><img src='data:text/html;base64," +
                                                           page +
                                                           "' alt='a page'></figure>"
                                                           "<figure><img src='data:image/png;base64," +
                                                           page +
                                                           "' alt='a page called an image'></figure>"
                                                           "<figure><img src='data:image/svg+xml;base64," +
                                                           nested + "' alt='drawings'></figure>");
    // The extractor may leave the good one out, too: data addresses are mostly placeholders.
    for (const model::Asset& asset : assets) {
        if (asset.state == model::AssetState::stored) {
            EXPECT_EQ(asset.alt, "fine");
        }
    }
    EXPECT_EQ(server.hits(), server.hits("/a") + server.hits("/robots.txt"))
        << "nothing was fetched for them";
    const auto clips = archive.catalog().clips({});
    ASSERT_EQ(clips.size(), 1U);
    const std::string post = archive.post(clips[0].id);
    EXPECT_THAT(post, ::testing::Not(HasSubstr("data:")));
    EXPECT_THAT(post, ::testing::Not(HasSubstr("alert")));
}

TEST(FaultMatrix, Row45_TenThousandImagesAreAtMostFiveHundred) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("*", [](const test::RecordedRequest& request) {
        return test::Answer{.status = request.path.starts_with("/i") ? 200 : 404, .body = test::png(300)};
    });
    std::string images;
    for (int i = 0; i < 10'000; ++i) images += "<p><img src='/i" + std::to_string(i) + ".png' alt='i'></p>";
    const std::vector<model::Asset> assets = assets_of(archive, server, images);
    std::size_t stored = 0;
    for (const model::Asset& asset : assets) {
        if (asset.state != model::AssetState::stored) continue;
        ++stored;
        EXPECT_EQ(asset.sha256, assets[0].sha256) << "one blob for all";
    }
    EXPECT_EQ(stored, archive.options().images_per_clip);
    EXPECT_LE(server.hits(), archive.options().images_per_clip + 2);
}

TEST(FaultMatrix, Row45_TheSameImageFiveHundredTimesIsAskedOnceAndAPageIsNoImage) {
    WorkingArchive archive;
    test::HttpServer server;
    server.serve("/p.png", {.body = test::png(300)});
    std::string images = "<figure><img src='/a' alt='the page itself'></figure>";
    for (int i = 0; i < 500; ++i) images += "<p><img src='/p.png' alt='same'></p>";
    const std::vector<model::Asset> assets = assets_of(archive, server, images);
    EXPECT_EQ(server.hits("/p.png"), 1U);
    EXPECT_LE(server.hits("/a"), 2U)
        << "the page is asked at most once more, as an image, and read no further";
    for (const model::Asset& asset : assets) {
        EXPECT_EQ(asset.state == model::AssetState::stored, asset.alt == "same") << asset.url << asset.error;
    }
}

TEST(FaultMatrix, Row59_EveryBlobHasAnOriginOfItsOwn) {
    WorkingArchive archive;
    test::HttpServer server{{.addresses = 2}};
    server.serve("/p.png", {.status = 302, .headers = {{"Location", server.url("/q.png", 2)}}});
    server.serve("/q.png", [&](const test::RecordedRequest&) {
        // The article is edited while its image loads.
        server.serve("/a", {.headers = html, .body = test::page_with("Another", test::prose())});
        return test::Answer{.headers = {{"Content-Type", "image/png"}, {"X-Image", "yes"}},
                            .body = test::png(300)};
    });
    const std::vector<model::Asset> assets =
        assets_of(archive, server, "<figure><img src='/p.png' alt='Water'></figure>");
    ASSERT_EQ(assets.size(), 1U);
    ASSERT_TRUE(assets[0].capture && assets[0].sha256);
    const auto image = archive.catalog().capture(*assets[0].capture);
    ASSERT_TRUE(image);
    ASSERT_EQ(image->hops.size(), 2U);
    EXPECT_EQ(image->hops[0].url, server.url("/p.png"));
    EXPECT_EQ(image->final_url, server.url("/q.png", 2));
    EXPECT_THAT(image->hops[1].headers, HasSubstr("X-Image: yes"));
    EXPECT_EQ(image->body_sha256, assets[0].sha256);
    const auto revision = archive.catalog().latest_revision(archive.catalog().clips({}).at(0).id);
    const auto page = archive.catalog().capture(*revision->capture);
    EXPECT_EQ(page->final_url, server.url("/a"));
    EXPECT_THAT(*archive.writer().blobs().get(*page->body_sha256), HasSubstr("Pictures"))
        << "the page as it was when its text was read";
    EXPECT_LE(page->finished_at, image->started_at);
}

}  // namespace
}  // namespace webclip::archive
