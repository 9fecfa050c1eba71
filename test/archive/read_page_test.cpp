// Articles in several pages, against a real server, real readers and a real catalog.
#include "read_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "working_archive.h"

namespace webclip::archive {
namespace {

using test::WorkingArchive;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const test::Headers html{{"Content-Type", "text/html; charset=utf-8"}};

// A page of "The river" with two paragraphs of its own and a link to the next.
std::string river_page(int number) {
    const std::string place = "village " + std::string(static_cast<std::size_t>(number), 'x');
    return test::page_with("The river", "<p>Part " + std::to_string(number) + " begins at " + place +
                                            ", where people told us, as they tell everybody who walks along "
                                            "the river, how it was before the dam.</p>"
                                            "<p>In " +
                                            place +
                                            " nothing is what it was, said a woman of eighty, and then she "
                                            "laughed: it never has been, not once.</p>"
                                            "<p><a href=\"/river?page=" +
                                            std::to_string(number + 1) + "\">Next page</a></p>");
}

class ReadPage : public ::testing::Test {
  protected:
    void serve_pages(int count) {
        server_.serve("/river", {.headers = html, .body = river_page(1)});
        for (int page = 2; page <= count; ++page)
            server_.serve("/river?page=" + std::to_string(page), {.headers = html, .body = river_page(page)});
    }
    std::ptrdiff_t asked_for(const std::string& target) const {
        const std::vector<test::RecordedRequest> requests = server_.requests();
        return std::count_if(requests.begin(), requests.end(),
                             [&](const auto& request) { return request.target == target; });
    }
    model::Revision archived(model::Entry entry = {}) {
        const EntryReport report = archive_.archive(server_.url("/river"), std::move(entry));
        EXPECT_TRUE(report.clip) << report.error_code << ": " << report.error_message;
        return archive_.catalog().latest_revision(*report.clip).value_or(model::Revision{});
    }

    WorkingArchive archive_;
    test::HttpServer server_;
};

TEST_F(ReadPage, JoinsThePagesOfAnArticle) {
    serve_pages(3);
    server_.serve("/river?page=4", {.status = 404, .headers = html, .body = "gone"});
    const model::Revision revision = archived();
    EXPECT_THAT(revision.article.text, AllOf(HasSubstr("Part 1"), HasSubstr("Part 2"), HasSubstr("Part 3")));
    ASSERT_EQ(revision.more_pages.size(), 2U);
    EXPECT_EQ(archive_.catalog().capture(revision.more_pages[1])->url, server_.url("/river?page=3"));
    EXPECT_EQ(asked_for("/river?page=4"), 1);
}

TEST_F(ReadPage, FollowsOnlySoManyPages) {
    serve_pages(30);
    EXPECT_EQ(archived().more_pages.size(), pages_per_article - 1);
    EXPECT_EQ(asked_for("/river?page=21"), 0);
}

TEST_F(ReadPage, APageThatLeadsBackEndsTheArticle) {
    serve_pages(2);
    server_.serve("/river?page=3", {.status = 302, .headers = {{"Location", "/river"}}});
    const model::Revision revision = archived();
    EXPECT_EQ(revision.more_pages.size(), 1U);
    EXPECT_THAT(revision.article.text, HasSubstr("Part 2"));
}

TEST_F(ReadPage, APageThatLeadsToAnotherHostEndsTheArticle) {
    serve_pages(1);
    std::string elsewhere = server_.url("/river_2");
    elsewhere.replace(elsewhere.find("127.0.0.1"), 9, "localhost");
    server_.serve("/river_2", {.headers = html, .body = river_page(2)});
    server_.serve("/river?page=2", {.status = 302, .headers = {{"Location", elsewhere}}});
    EXPECT_TRUE(archived().more_pages.empty());
}

TEST_F(ReadPage, RobotsTxtEndsTheArticle) {
    serve_pages(3);
    server_.serve("/robots.txt", {.headers = {{"Content-Type", "text/plain"}},
                                  .body = "User-agent: *\nDisallow: /river?page=3\n"});
    EXPECT_EQ(archived().more_pages.size(), 1U);
    EXPECT_EQ(asked_for("/river?page=3"), 0);
}

TEST_F(ReadPage, APageThatFailsForNowIsWaitedForButNotForever) {
    serve_pages(1);
    server_.serve("/river?page=2", {.status = 503, .headers = html, .body = "later"});
    const EntryReport first = archive_.archive(server_.url("/river"));
    EXPECT_FALSE(first.clip);
    EXPECT_TRUE(first.will_retry);
    EXPECT_EQ(first.error_code, "http_503");
    EXPECT_THAT(first.error_message, HasSubstr("page 2 of the article"));

    serve_pages(1);
    model::Entry entry;
    entry.attempts = archive_.options().policy.entry_attempts - 1;
    server_.serve("/river?page=2", {.status = 500, .headers = html, .body = "broken"});
    EXPECT_THAT(archived(std::move(entry)).article.text, HasSubstr("Part 1"));
}

TEST_F(ReadPage, WhatAPageTeachesOfItsHostIsKept) {
    serve_pages(1);
    static_cast<void>(archived());
    const auto site = archive_.catalog().site_profile("127.0.0.1");
    ASSERT_TRUE(site);
    EXPECT_EQ(site->pages.size(), 1U);
    EXPECT_FALSE(site->marks.empty());
}

TEST(AppendPage, NumbersTheImagesOfTheWhole) {
    model::Article article;
    article.html = "<p>one</p><img src=\"asset:0\">";
    article.text = "one";
    article.images = {{"https://e.org/1.png", {}, "", ""}};
    model::Article later;
    later.html = "<img src=\"asset:0\" alt=\"Two\"><p>two</p>";
    later.text = "two";
    later.images = {{"https://e.org/2.png", {}, "", ""}};
    append_page(article, later);
    EXPECT_EQ(article.html, "<p>one</p><img src=\"asset:0\"><img src=\"asset:1\" alt=\"Two\"><p>two</p>");
    EXPECT_EQ(article.text, "one\ntwo");
    ASSERT_EQ(article.images.size(), 2U);
    EXPECT_EQ(article.images[1].url, "https://e.org/2.png");

    article.images.resize(most_images_per_clip);
    append_page(article, later);
    EXPECT_EQ(article.images.size(), most_images_per_clip);
    EXPECT_THAT(article.html, HasSubstr("<a href=\"https://e.org/2.png\""));
    EXPECT_THAT(article.html, Not(HasSubstr("asset:1000")));
}

TEST(AppendPage, HasAnEnd) {
    model::Article article;
    article.html = std::string(10U << 20U, 'a');
    EXPECT_TRUE(has_room_for(article, {}));
    EXPECT_FALSE(has_room_for(article, article));
}

}  // namespace
}  // namespace webclip::archive
