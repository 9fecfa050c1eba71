// An article's images, from the addresses a page names to what the archive holds and says of them. Rows of
// the fault matrix are named where a test is one of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/complete_images.h"
#include "support/corpus.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

using model::Asset;
using model::AssetState;
using test::WorkingArchive;
using ::testing::HasSubstr;
using ::testing::Not;

const test::Headers html{{"Content-Type", "text/html; charset=utf-8"}};
const test::Headers picture{{"Content-Type", "image/png"}};

std::string image_tag(const std::string& address) {
    return "<p><img src=\"" + address + "\" width=\"300\" height=\"200\"></p>";
}

class Images : public testing::Test {
  protected:
    // One clip of a page with `body` in its article.
    model::ClipId archive(WorkingArchive& archive, const std::string& body,
                          const model::SourceSettings& settings = {}, const std::string& path = "/a") {
        server_.serve(path, {.headers = html, .body = test::page_with("Pictures", body + test::prose())});
        const EntryReport report = archive.archive(server_.url(path), {}, settings);
        EXPECT_TRUE(report.clip) << report.error_code;
        return report.clip.value_or(model::ClipId{});
    }
    static std::vector<Asset> assets(WorkingArchive& archive, model::ClipId clip) {
        return archive.catalog().latest_revision(clip)->assets;
    }
    // As the scheduler would, once the images are due.
    static ImagesReport try_again(WorkingArchive& archive, model::ClipId clip) {
        archive.writer().retry_images().get();
        Services services = archive.services();
        return complete_images(services, clip);
    }

    test::HttpServer server_;
};

TEST_F(Images, TheWidestIsWhatIsKept) {
    WorkingArchive archive;
    server_.serve("/s.png", {.headers = picture, .body = test::png(300)});
    server_.serve("/l.png", {.headers = picture, .body = test::png(1600)});
    const auto clip =
        this->archive(archive, "<p><img src=\"/s.png\" srcset=\"/s.png 300w, /l.png 1600w\"></p>");
    const Asset asset = assets(archive, clip).at(0);
    EXPECT_EQ(asset.url, server_.url("/s.png")) << "what the page shows is its name";
    EXPECT_EQ(asset.width, 1600);
    EXPECT_EQ(archive.catalog().capture(*asset.capture)->url, server_.url("/l.png"));
    EXPECT_EQ(server_.hits("/s.png"), 0U);
}

TEST_F(Images, ThePagesOwnComesWhereTheWidestIsGone) {
    WorkingArchive archive;
    server_.serve("/s.png", {.headers = picture, .body = test::png(300)});
    const auto clip =
        this->archive(archive, "<p><img src=\"/s.png\" srcset=\"/s.png 300w, /l.png 1600w\"></p>");
    const Asset asset = assets(archive, clip).at(0);
    EXPECT_EQ(asset.state, AssetState::stored);
    EXPECT_EQ(asset.width, 300);
    EXPECT_EQ(server_.hits("/l.png"), 1U);
}

struct RefererCase {
    const char* name;
    model::ImageReferer rule;
    bool wants_referer;  // else the server refuses whoever brings one
    bool arrives;
    std::size_t requests;
};

TEST_F(Images, AreAskedOnceMoreTheOtherWayWhereTheRefererDecides) {
    using model::ImageReferer;
    const RefererCase cases[] = {
        {"hot-link protection", ImageReferer::refused, true, true, 2},
        {"no objection", ImageReferer::refused, false, true, 1},
        {"told at once", ImageReferer::always, true, true, 1},
        {"told, and refused for it", ImageReferer::always, false, true, 2},
        {"never told", ImageReferer::never, true, false, 1},
    };
    for (const RefererCase& one : cases) {
        WorkingArchive archive;
        server_.forget();
        server_.serve("/p.png", [&](const test::RecordedRequest& request) {
            const bool served = request.header("Referer").empty() != one.wants_referer;
            return served ? test::Answer{.headers = picture, .body = test::png(40)}
                          : test::Answer{.status = 403};
        });
        model::SourceSettings settings;
        settings.image_referer = one.rule;
        const auto clip = this->archive(archive, image_tag("/p.png"), settings);
        EXPECT_EQ(assets(archive, clip).at(0).state == AssetState::stored, one.arrives) << one.name;
        EXPECT_EQ(server_.hits("/p.png"), one.requests) << one.name;
        for (const test::RecordedRequest& request : server_.requests("/p.png")) {
            if (request.has_header("Referer")) {
                EXPECT_EQ(request.header("Referer"), server_.url("/a")) << one.name;
            }
        }
    }
}

// Row 45: the same image many times, many images, the page as its own image.
TEST_F(Images, Row45OneAddressIsAskedOnceAndOneContentStoredOnce) {
    WorkingArchive archive;
    server_.serve("/p.png", {.headers = picture, .body = test::png(40)});
    server_.serve("/q.png", {.headers = picture, .body = test::png(40)});
    std::string body;
    for (int i = 0; i < 500; ++i) body += image_tag("/p.png");
    // Another name in the page, the same first candidate.
    body += "<p><img src=\"/small.png\" srcset=\"/p.png 1200w\"></p>" + image_tag("/q.png") + image_tag("/a");
    const auto clip = this->archive(archive, body);
    const std::vector<Asset> kept = assets(archive, clip);
    ASSERT_EQ(kept.size(), 4U);
    EXPECT_EQ(server_.hits("/p.png"), 1U);
    EXPECT_EQ(server_.hits("/small.png"), 0U);
    EXPECT_EQ(kept[0].sha256, kept[1].sha256);
    EXPECT_EQ(kept[0].sha256, kept[2].sha256);
    EXPECT_EQ(kept[3].state, AssetState::refused) << "a page is no image, and its images are not followed";
    EXPECT_EQ(kept[3].error, "a page, not an image");
    EXPECT_EQ(server_.hits("/a"), 2U);
}

TEST_F(Images, AddressesThatDifferInTheFragmentAloneAreOne) {
    WorkingArchive archive;
    server_.serve("/p.png", {.headers = picture, .body = test::png(7)});
    server_.serve("/gone.png", {.status = 404});
    std::string body;
    // Apart from each other: side by side they would be one picture, written down several times.
    for (const char* address : {"/p.png#one", "/p.png#two", "/p.png", "/gone.png#1", "/gone.png#2"})
        body += image_tag(address) + test::prose();
    const auto clip = this->archive(archive, body);
    EXPECT_EQ(server_.hits("/p.png"), 1U);
    EXPECT_EQ(server_.hits("/gone.png"), 1U);
    const auto all = assets(archive, clip);
    ASSERT_EQ(all.size(), 5U) << "what the page says of each stays";
    EXPECT_EQ(all[1].url, server_.url("/p.png#two"));
    for (std::size_t i = 0; i < all.size(); ++i)
        EXPECT_EQ(all[i].state, i < 3 ? AssetState::stored : AssetState::failed) << i;
}

// A picture with the validators its server gives it ("" for none), which it answers conditions by.
test::Answer validated(const std::string& etag, const std::string& last_modified, unsigned width) {
    test::Headers headers = picture;
    if (!etag.empty()) headers.emplace_back("ETag", etag);
    if (!last_modified.empty()) headers.emplace_back("Last-Modified", last_modified);
    return {.headers = headers, .body = test::png(width)};
}

TEST_F(Images, ThatAnotherClipBroughtAreNotFetchedAgainWhileTheyAreUnchanged) {
    const std::string date = "Sat, 01 Jan 2022 00:00:00 GMT";
    const struct {
        const char* name;
        test::Answer first, second;
        int status;  // of the exchange of the second clip's picture
        int width;
    } cases[] = {
        {"tag", validated("\"1\"", "", 7), validated("\"1\"", "", 9), 304, 7},
        {"weak tag", validated("W/\"1\"", "", 7), validated("W/\"1\"", "", 9), 304, 7},
        {"date", validated("", date, 7), validated("", date, 9), 304, 7},
        {"another tag", validated("\"1\"", "", 7), validated("\"2\"", "", 9), 200, 9},
        {"another date", validated("", date, 7), validated("", "Sun, 02 Jan 2022 00:00:00 GMT", 9), 200, 9},
        {"without a validator there is no condition", validated("", "", 7), validated("", "", 9), 200, 9},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(one.name);
        WorkingArchive archive;
        server_.serve("/p.png", one.first);
        const Asset before = assets(archive, this->archive(archive, image_tag("/p.png"))).at(0);
        server_.serve("/p.png", one.second);
        const auto clip = this->archive(archive, image_tag("/p.png"), {}, "/b");
        const Asset after = assets(archive, clip).at(0);
        EXPECT_EQ(after.state, AssetState::stored);
        EXPECT_EQ(after.width, one.width);
        EXPECT_EQ(after.sha256 == before.sha256, one.status == 304);
        EXPECT_EQ(after.bytes, before.bytes);
        EXPECT_EQ(after.media_type, "image/png");
        EXPECT_NE(after.capture, before.capture) << "each clip names its own exchange";
        EXPECT_EQ(archive.catalog().capture(*after.capture)->status, one.status);
        EXPECT_THAT(archive.post(clip), HasSubstr("<img src=\"../../media/"));

        // A third clip: the answer 304 brought nothing, the one before it still counts.
        const Asset third = assets(archive, this->archive(archive, image_tag("/p.png"), {}, "/c")).at(0);
        EXPECT_EQ(third.sha256, after.sha256);
    }
}

TEST_F(Images, AConditionThatMayHaveMetAnotherResourceIsNotBelieved) {
    WorkingArchive archive;
    server_.serve("/p.png", validated("\"1\"", "", 7));
    this->archive(archive, image_tag("/p.png"));
    server_.serve("/p.png", {.status = 302, .headers = {{"Location", "/other.png"}}});
    server_.serve("/other.png", validated("\"1\"", "", 9));
    const auto clip = this->archive(archive, image_tag("/p.png"), {}, "/b");
    EXPECT_EQ(assets(archive, clip).at(0).width, 9);
    EXPECT_EQ(server_.hits("/other.png"), 2U);

    // One that is behind a redirect from the beginning is asked for without a condition.
    this->archive(archive, image_tag("/p.png"), {}, "/c");
    EXPECT_EQ(server_.requests("/other.png").back().header("If-None-Match"), "");
}

TEST_F(Images, WhoseBlobWasLostAreFetchedAnew) {
    WorkingArchive archive;
    server_.serve("/p.png", validated("\"1\"", "", 7));
    const Asset before = assets(archive, this->archive(archive, image_tag("/p.png"))).at(0);
    const std::string name = to_hex(*before.sha256);
    std::filesystem::remove(archive.options().folder / "blobs" / name.substr(0, 2) / name);
    const auto clip = this->archive(archive, image_tag("/p.png"), {}, "/b");
    EXPECT_EQ(assets(archive, clip).at(0).sha256, before.sha256);
    EXPECT_TRUE(archive.writer().blobs().contains(*before.sha256));
}

TEST_F(Images, AnUnaskedNotModifiedIsNoImage) {
    WorkingArchive archive;
    server_.serve("/p.png", {.status = 304});
    const Asset asset = assets(archive, this->archive(archive, image_tag("/p.png"))).at(0);
    EXPECT_EQ(asset.error, "http_304");
    EXPECT_EQ(server_.hits("/p.png"), 1U);
}

TEST_F(Images, Row45OverTheLimitsTheNumberIsSaid) {
    WorkingArchive archive{[](Options& options) {
        options.images_per_clip = 3;
        options.image_bytes_per_clip = ByteSize{2 * test::png(1).size()};
    }};
    std::string body;
    for (int i = 1; i <= 5; ++i) {
        const std::string path = "/" + std::to_string(i) + ".png";
        server_.serve(path, {.headers = picture, .body = test::png(static_cast<unsigned>(i))});
        body += image_tag(path);
    }
    const auto clip = this->archive(archive, body);
    const std::vector<Asset> kept = assets(archive, clip);
    ASSERT_EQ(kept.size(), 5U);
    EXPECT_EQ(kept[1].state, AssetState::stored);
    EXPECT_THAT(kept[2].error, HasSubstr("limit of " + std::to_string(2 * test::png(1).size()) +
                                         " bytes of images a clip (archiving.image_bytes)"));
    EXPECT_THAT(kept[3].error, HasSubstr("limit of 3 images a clip (archiving.images)"));
    EXPECT_EQ(server_.hits("/4.png"), 0U);
    EXPECT_FALSE(kept[3].next_attempt_at) << "a limit does not pass by itself";
    EXPECT_THAT(archive.post(clip), HasSubstr("href=\"" + server_.url("/5.png") + "\""));
}

// Row 43: what an image is, its bytes say.
TEST_F(Images, Row43MagicDecidesNotNameOrType) {
    const struct {
        const char* name;
        const char* path;
        std::string type;
        std::string bytes;
        AssetState state;
    } cases[] = {
        {"SVG with script", "/1.svg", "image/svg+xml",
         "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", AssetState::refused},
        {"HTML named .png", "/2.png", "image/png", "<!DOCTYPE html><script>alert(1)</script>",
         AssetState::refused},
        {"script behind a GIF's magic", "/3.gif", "image/gif", "GIF89a=1;alert(1)", AssetState::refused},
        {"wrong type, real image", "/4.txt", "text/html", test::png(4), AssetState::stored},
        {"SVG called PNG", "/5.png", "image/png", "<?xml version=\"1.0\"?><svg/>", AssetState::refused},
    };
    for (const auto& one : cases) {
        WorkingArchive archive;
        server_.serve(one.path, {.headers = {{"Content-Type", one.type}}, .body = one.bytes});
        const auto clip = this->archive(archive, image_tag(one.path));
        const Asset asset = assets(archive, clip).at(0);
        EXPECT_EQ(asset.state, one.state) << one.name;
        EXPECT_FALSE(asset.next_attempt_at) << one.name;
        const bool shown = archive.post(clip).find("<img") != std::string::npos;
        EXPECT_EQ(shown, one.state == AssetState::stored) << one.name;
    }
}

// Row 59: each blob has its own origin, whatever the page did meanwhile.
TEST_F(Images, Row59EachImageCarriesItsOwnOrigin) {
    WorkingArchive archive;
    server_.serve("/old.png", {.status = 302, .headers = {{"Location", "/new.png"}}});
    server_.serve("/new.png", {.headers = picture, .body = test::png(7)});
    server_.serve("/p.png", [&](const test::RecordedRequest&) {
        server_.serve("/a", {.headers = html, .body = test::page_with("Changed since", test::prose())});
        return test::Answer{.headers = picture, .body = test::png(8)};
    });
    const auto clip = this->archive(archive, image_tag("/old.png") + image_tag("/p.png"));
    const std::vector<Asset> kept = assets(archive, clip);
    ASSERT_EQ(kept.size(), 2U);
    const auto moved = archive.catalog().capture(*kept[0].capture);
    ASSERT_EQ(moved->hops.size(), 2U);
    EXPECT_EQ(moved->final_url, server_.url("/new.png"));
    EXPECT_EQ(moved->body_sha256, kept[0].sha256);
    EXPECT_EQ(archive.catalog().capture(*kept[1].capture)->body_sha256, kept[1].sha256);
    const auto page = archive.catalog().capture(*archive.catalog().latest_revision(clip)->capture);
    EXPECT_THAT(*archive.writer().blobs().get(*page->body_sha256), HasSubstr("Pictures"));
    EXPECT_THAT(archive.post(clip), HasSubstr("title: \"Pictures\""));
}

TEST_F(Images, OneThatComesLateDoesNotTouchTheText) {
    WorkingArchive archive;
    server_.serve("/p.png", {.status = 503});
    const auto clip = this->archive(archive, image_tag("/p.png"));
    const auto before = archive.catalog().latest_revision(clip);
    const std::string post = archive.post(clip);
    EXPECT_EQ(before->assets.at(0).state, AssetState::failed);
    EXPECT_EQ(before->assets.at(0).error, "http_503");
    EXPECT_EQ(before->assets.at(0).attempts, 1);
    ASSERT_TRUE(before->assets.at(0).next_attempt_at);
    EXPECT_GT(*before->assets.at(0).next_attempt_at, now());
    const auto missing = archive.catalog().missing_images(0);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].status, 503);

    server_.serve("/p.png", {.headers = picture, .body = test::png(12)});
    const ImagesReport report = try_again(archive, clip);
    EXPECT_EQ(report.stored, 1U);
    EXPECT_EQ(report.missing, 0U);
    const auto after = archive.catalog().latest_revision(clip);
    EXPECT_EQ(after->number, 1);
    EXPECT_EQ(after->article.html, before->article.html);
    EXPECT_EQ(after->assets.at(0).state, AssetState::stored);
    EXPECT_EQ(archive.catalog().capture(*after->assets.at(0).capture)->status, 200);
    EXPECT_THAT(post, Not(HasSubstr("<img")));
    EXPECT_THAT(archive.post(clip), HasSubstr("<img src=\"../../media/"));
    EXPECT_EQ(server_.hits("/a"), 1U) << "the page is not asked again";
    EXPECT_TRUE(archive.catalog().missing_images(0).empty());
    EXPECT_FALSE(archive.catalog().next_due());
}

TEST_F(Images, TheSchedulerTriesThemAgain) {
    WorkingArchive archive{[](Options& options) { options.policy.retry_first = Milliseconds{0}; }};
    server_.serve("/p.png", {.status = 503});
    const auto clip = this->archive(archive, image_tag("/p.png"));
    server_.serve("/p.png", {.headers = picture, .body = test::png(12)});
    archive.run_once();
    EXPECT_EQ(assets(archive, clip).at(0).state, AssetState::stored);
    EXPECT_THAT(archive.post(clip), HasSubstr("<img"));
}

TEST_F(Images, WhatHasNoHopeIsGivenUpSoonerOrAtOnce) {
    const struct {
        const char* name;
        int status;
        int attempts;  // until no further one is due
    } cases[] = {{"gone", 410, 1}, {"not found", 404, 3}, {"trouble", 500, 10}};
    for (const auto& one : cases) {
        WorkingArchive archive{[](Options& options) { options.policy.retry_first = Milliseconds{0}; }};
        server_.forget();
        server_.serve("/p.png", {.status = one.status});
        const auto clip = this->archive(archive, image_tag("/p.png"));
        for (int i = 0; i < 12; ++i) {
            Services services = archive.services();
            if (!archive.catalog().due_images(now(), 1).empty()) complete_images(services, clip);
        }
        EXPECT_EQ(server_.hits("/p.png"), static_cast<std::size_t>(one.attempts)) << one.name;
        EXPECT_EQ(assets(archive, clip).at(0).attempts, one.attempts) << one.name;
        EXPECT_EQ(archive.catalog().missing_images(0).size(), 1U) << one.name;
    }
}

TEST_F(Images, AHostThatCannotBeReachedIsAskedOnce) {
    WorkingArchive archive;
    const test::HttpServer closed_soon;
    const std::string nobody = "http://127.0.0.9:" + std::to_string(closed_soon.port());
    std::string body;
    for (int i = 0; i < 20; ++i) body += image_tag(nobody + "/" + std::to_string(i) + ".png");
    const auto clip = this->archive(archive, body);
    std::size_t asked = 0;
    for (const Asset& asset : assets(archive, clip)) {
        EXPECT_EQ(asset.error, "connect");
        EXPECT_TRUE(asset.next_attempt_at);
        if (asset.capture) ++asked;
    }
    EXPECT_EQ(asked, 20U) << "every image names the exchange that failed";
    const auto captures = archive.catalog().totals().captures;
    EXPECT_LE(captures, 1 + 6) << "the page, and those that were on their way together";
}

TEST_F(Images, AHostThatWantsSilenceCostsNoAttempt) {
    WorkingArchive archive;
    server_.serve("/p.png", {.status = 429, .headers = {{"Retry-After", "3600"}}});
    const auto clip = this->archive(archive, image_tag("/p.png"));
    EXPECT_EQ(assets(archive, clip).at(0).attempts, 1);
    try_again(archive, clip);
    const Asset asset = assets(archive, clip).at(0);
    EXPECT_EQ(asset.error, "paused");
    EXPECT_EQ(asset.attempts, 0) << "retry made it 0, and nothing was asked since";
    EXPECT_GT(*asset.next_attempt_at, now() + std::chrono::minutes{30});
    EXPECT_EQ(server_.hits("/p.png"), 1U);

    const EntryReport report = archive.archive(server_.url("/b"));
    EXPECT_EQ(report.error_code, "paused");
    EXPECT_TRUE(report.will_retry);
    const auto entry = archive.catalog().failed_entries(0).at(0);
    EXPECT_EQ(entry.attempts, 0);
    EXPECT_EQ(entry.state, model::EntryState::pending);
    EXPECT_GT(entry.next_attempt_at, now() + std::chrono::minutes{30});
}

}  // namespace
}  // namespace webclip::archive
