// `run --once` over the sample newspaper, and what the commands that only read say of the result.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/corpus.h"
#include "support/newspaper.h"
#include "workbench.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class NewspaperOnce : public testing::Test {
  protected:
    void SetUp() override {
        serve_newspaper(server_, std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper");
        bench_.configure(newspaper_feeds(server_));
        outcome_ = bench_.webclipd({"run", "--once", "--json"});
        ASSERT_EQ(outcome_.code, 0) << outcome_.err;
    }

    std::set<std::string> posts() const {
        std::set<std::string> names;
        for (const auto& [name, bytes] : files_in(bench_.posts())) names.insert(name);
        return names;
    }

    HttpServer server_;
    Workbench bench_;
    Outcome outcome_;
};

TEST_F(NewspaperOnce, CountsWhatItDid) {
    const json counts = json::parse(outcome_.out);
    EXPECT_EQ(counts.at("sources_read"), 3);
    EXPECT_EQ(counts.at("sources_failed"), 0);
    EXPECT_EQ(counts.at("archived"), 11);
    EXPECT_EQ(counts.at("failed"), 1) << "one story was taken down";
    EXPECT_EQ(counts.at("images_missing"), 0);
    EXPECT_EQ(counts.at("trouble"), "");
    EXPECT_THAT(outcome_.err,
                AllOf(HasSubstr("/zh/chips.html outcome=archived"), HasSubstr("code=http_404")));
}

TEST_F(NewspaperOnce, WritesOnePostAnArticleWithItsPicturesBesideIt) {
    EXPECT_THAT(
        posts(),
        UnorderedElementsAre(
            "2026/2026-02-27-The ferry has a new home.md",
            "2026/2026-03-01-The bridge that sings at night.md", "2026/2026-03-02-小城里的芯片工坊.md",
            "2026/2026-03-03-港の灯りがともる夜.md", "2026/2026-03-04-Watch the tide come in.md",
            "2026/2026-03-04-골목 도서관의 봄.md", "2026/2026-03-05-朝市の再開.md",
            "2026/2026-03-05-河水退去之后.md", "2026/2026-03-06-마지막 완행열차.md",
            "2026/2026-03-08-A loom that remembers.md", "2026/2026-03-09-Setting a tide clock by hand.md"));
    std::size_t images = 0;
    for (const auto& [name, text] : files_in(bench_.posts())) {
        EXPECT_THAT(unresolved_images(bench_.posts() / name, text), IsEmpty()) << name;
        images += attribute_values(text, "src").size();
    }
    EXPECT_EQ(images, 10U);
    EXPECT_THAT(temporaries_in(bench_.archive()), IsEmpty());
}

TEST_F(NewspaperOnce, StoresEveryByteUnderItsHashAsTheServerSentIt) {
    const json river = bench_.line({"show", "--json", server_.url("/zh/river.html")});
    const std::string hash = river.at("capture").at("body_sha256");
    const std::string page = read_file(bench_.archive() / "blobs" / hash.substr(0, 2) / hash);
    EXPECT_THAT(page, Not(HasSubstr("河水退去之后"))) << "the page was sent in GBK and is kept in GBK";
    EXPECT_THAT(river.at("text").get<std::string>(), HasSubstr("小学"));
    EXPECT_EQ(river.at("capture").at("body_bytes"), page.size());
    const std::string image = river.at("assets").at(0).at("sha256");
    EXPECT_EQ(read_file(bench_.archive() / "blobs" / image.substr(0, 2) / image),
              read_file(std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper/images/river.png"));
}

TEST_F(NewspaperOnce, ListsTheClipsNewestFirst) {
    const std::vector<json> clips = bench_.lines({"list", "--json"});
    ASSERT_EQ(clips.size(), 11U);
    EXPECT_EQ(clips.front().at("title"), "Setting a tide clock by hand");
    EXPECT_EQ(clips.front().at("date"), "2026-03-09T15:30:00.000Z");
    EXPECT_EQ(clips.back().at("title"), "The ferry has a new home");
    EXPECT_TRUE(std::is_sorted(clips.begin(), clips.end(), [](const json& a, const json& b) {
        return a.at("date").get<std::string>() > b.at("date").get<std::string>();
    }));
    for (const json& clip : clips) {
        EXPECT_EQ(clip.at("revisions"), 1);
        EXPECT_EQ(clip.at("images_missing"), 0);
        EXPECT_TRUE(std::filesystem::is_regular_file(bench_.posts() / clip.at("post").get<std::string>()));
    }
    EXPECT_EQ(bench_.lines({"list", "--json", "--since", "2026-03-08"}).size(), 2U);
    EXPECT_EQ(bench_.lines({"list", "--json", "--limit", "3"}).size(), 3U);
}

TEST_F(NewspaperOnce, SaysWhyAnEntryHasNoClip) {
    const json entry = bench_.line({"failed", "--json"});
    EXPECT_EQ(entry.at("url"), server_.url("/en/gone.html"));
    EXPECT_EQ(entry.at("code"), "http_404");
    EXPECT_EQ(entry.at("state"), "failed");
    EXPECT_EQ(entry.at("attempts"), 1);
    EXPECT_TRUE(entry.at("next_attempt").is_null());
}

TEST_F(NewspaperOnce, ShowsAClipWithItsOrigin) {
    const json clip = bench_.line({"show", "--json", server_.url("/zh/chips.html")});
    EXPECT_EQ(clip.at("title"), "小城里的芯片工坊");
    EXPECT_EQ(clip.at("author"), "林小满");
    EXPECT_EQ(clip.at("date"), "2026-03-02T01:30:00.000Z");
    EXPECT_EQ(clip.at("feed_date_comment"), "1772415000000");
    EXPECT_EQ(clip.at("tags"), json::array({"The Lantern"}));
    EXPECT_EQ(clip.at("categories"), json::array({"news"}));
    EXPECT_EQ(clip.at("chosen"), "page");
    EXPECT_EQ(clip.at("source"), server_.url("/rss.xml"));
    EXPECT_EQ(clip.at("assets").size(), 2U);
    const json& capture = clip.at("capture");
    EXPECT_EQ(capture.at("status"), 200);
    ASSERT_EQ(capture.at("hops").size(), 1U);
    EXPECT_THAT(capture.at("hops").at(0).at("headers").get<std::string>(),
                AllOf(HasSubstr("HTTP/1.1 200"), HasSubstr("ETag: ")));
    EXPECT_EQ(capture.at("hops").at(0).at("peer"), "127.0.0.1:" + std::to_string(server_.port()));
    EXPECT_EQ(bench_.line({"show", "--json", "2026-03-02-小城里的芯片工坊"}).at("clip"), clip.at("clip"))
        << "a post's name will do";
}

TEST_F(NewspaperOnce, ShowsARedirectHopByHop) {
    const json clip = bench_.line({"show", "--json", server_.url("/en/moved.html")});
    ASSERT_EQ(clip.at("capture").at("hops").size(), 2U);
    EXPECT_EQ(clip.at("capture").at("hops").at(0).at("status"), 301);
    EXPECT_EQ(clip.at("capture").at("final_url"), server_.url("/en/ferry.html"));
}

TEST_F(NewspaperOnce, KeepsTheFeedsTextWhereThePageIsATeaser) {
    EXPECT_EQ(bench_.line({"show", "--json", server_.url("/en/loom.html")}).at("chosen"), "feed");
}

TEST_F(NewspaperOnce, TellsHowTheSourcesAre) {
    const std::vector<json> sources = bench_.lines({"sources", "--json"});
    ASSERT_EQ(sources.size(), 3U);
    std::set<std::string> titles;
    std::size_t clips = 0;
    for (const json& source : sources) {
        titles.insert(source.at("title"));
        clips += source.at("clips").get<std::size_t>();
        EXPECT_EQ(source.at("failures"), 0);
        EXPECT_EQ(source.at("last_error"), "");
        EXPECT_EQ(source.at("kind"), "feed");
        EXPECT_FALSE(source.at("next_check").is_null());
    }
    EXPECT_THAT(titles,
                ElementsAre("The Lantern", "The Lantern, Japan and Korea", "The Lantern, long reads"));
    EXPECT_EQ(clips, 11U);
}

TEST_F(NewspaperOnce, PutsTheArchiveInNumbers) {
    const json status = bench_.line({"status", "--json"});
    EXPECT_TRUE(status.at("daemon").is_null());
    EXPECT_EQ(status.at("archive"), bench_.archive().string());
    EXPECT_EQ(status.at("clips"), 11);
    EXPECT_EQ(status.at("revisions"), 11);
    EXPECT_EQ(status.at("sources"), 3);
    EXPECT_EQ(status.at("pending"), 0);
    EXPECT_EQ(status.at("failed"), 1);
    const auto blobs = files_in(bench_.archive() / "blobs");
    EXPECT_EQ(status.at("blobs"), blobs.size());
    std::size_t bytes = 0;
    for (const auto& [name, blob] : blobs) bytes += blob.size();
    EXPECT_EQ(status.at("blob_bytes"), bytes);
}

TEST_F(NewspaperOnce, AsksConditionallyAndWritesNothingTheSecondTime) {
    const auto posts = marks_in(bench_.posts());
    const auto media = marks_in(bench_.archive() / "media");
    const auto blobs = marks_in(bench_.archive() / "blobs");
    server_.forget();
    const Outcome again = bench_.webclipd({"run", "--once", "--all", "--json"});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(json::parse(again.out).at("archived"), 0);
    std::set<std::string> asked;
    for (const RecordedRequest& request : server_.requests()) {
        if (request.path == "/robots.txt") continue;  // its rules live as long as the program
        asked.insert(request.path);
        EXPECT_TRUE(request.has_header("If-None-Match")) << request.raw_head;
    }
    EXPECT_THAT(asked, ElementsAre("/atom.xml", "/feed.json", "/rss.xml"));
    EXPECT_EQ(marks_in(bench_.posts()), posts);
    EXPECT_EQ(marks_in(bench_.archive() / "media"), media);
    EXPECT_EQ(marks_in(bench_.archive() / "blobs"), blobs);
    EXPECT_EQ(bench_.line({"failed", "--json"}).at("attempts"), 1);
}

TEST_F(NewspaperOnce, AsksNobodyWhileNothingIsDue) {
    server_.forget();
    ASSERT_EQ(bench_.webclipd({"run", "--once"}).code, 0);
    EXPECT_EQ(server_.hits(), 0U);
}

}  // namespace
}  // namespace webclip::test
