// Articles in several pages, rules of the user, and what the catalog remembers of a site.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/corpus.h"
#include "workbench.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const Headers html{{"Content-Type", "text/html; charset=utf-8"}};
const Headers rss{{"Content-Type", "application/rss+xml"}};

// A page of "The long river": a heading, a picture and a standfirst that every page repeats, two paragraphs
// of its own, and links to the others.
std::string river_page(int number) {
    const std::string n = std::to_string(number);
    const std::string words = number == 1   ? "source in the hills"
                              : number == 2 ? "mills of the valley"
                                            : "harbour by the sea";
    std::string links;
    for (int other = 1; other <= 3; ++other) {
        const std::string o = std::to_string(other);
        if (other == number) {
            links.append("<b>").append(o).append("</b> ");
        } else {
            links.append("<a href='/river").append(other == 1 ? "" : "_" + o);
            links.append(".html'>").append(o).append("</a> ");
        }
    }
    return "<html lang=en><head><title>The long river</title></head><body><div id=nav><a "
           "href=/>Home</a></div>"
           "<div class=story><h1>The long river</h1><figure><img src=/river.png width=600 "
           "height=400></figure>"
           "<p>We walked along the river for nine days, with two donkeys and a map that was older than both "
           "of them.</p>"
           "<p>Part " +
           n + " begins at the " + words +
           ", where people told us, as they tell everybody, how it was before.</p>"
           "<p>The " +
           words +
           " is not what it was, said a woman of eighty, and then she laughed: it never has been.</p>"
           "</div><div class=pages>" +
           links + "</div><div id=footer>Copyright</div></body></html>";
}

std::string feed_of(const std::string& address) {
    return "<rss version='2.0'><channel><title>Rivers</title><item><title>The long river</title><link>" +
           address + "</link></item></channel></rss>";
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

class SeveralPages : public testing::Test {
  protected:
    void SetUp() override {
        server_.serve("/feed.xml", {.headers = rss, .body = feed_of(server_.url("/river.html"))});
        server_.serve("/river.html", {.headers = html, .body = river_page(1)});
        server_.serve("/river_2.html", {.headers = html, .body = river_page(2)});
        server_.serve("/river_3.html", {.headers = html, .body = river_page(3)});
        server_.serve("/river.png", {.headers = {{"Content-Type", "image/png"}},
                                     .body = read_file(std::filesystem::path{WEBCLIP_FIXTURES} /
                                                       "newspaper/images/river.png")});
    }
    json archived(const std::string& settings = "") {
        bench_.configure("feeds:\n  - { url: \"" + server_.url("/feed.xml") + "\"" + settings + " }\n");
        const Outcome outcome = bench_.webclipd({"run", "--once", "--json"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return bench_.line({"show", "--json", server_.url("/river.html")});
    }

    HttpServer server_;
    Workbench bench_;
};

TEST_F(SeveralPages, BecomeOneArticleWithoutWhatTheyRepeat) {
    const json clip = archived();
    const std::string text = clip.at("text");
    EXPECT_THAT(text, AllOf(HasSubstr("Part 1 begins at the source"), HasSubstr("Part 2 begins at the mills"),
                            HasSubstr("Part 3 begins at the harbour")));
    EXPECT_LT(text.find("Part 1"), text.find("Part 2"));
    EXPECT_LT(text.find("Part 2"), text.find("Part 3"));
    EXPECT_EQ(count(text, "with two donkeys"), 1U) << text;
    EXPECT_EQ(count(clip.at("html"), "<img"), 1U);
    EXPECT_EQ(clip.at("pages"), 3);
    const Outcome shown = bench_.webclipd({"show", server_.url("/river.html")});
    EXPECT_THAT(shown.out, HasSubstr("pages      3"));
}

TEST_F(SeveralPages, EndWhereAPageIsGone) {
    server_.serve("/river_3.html", {.status = 404, .headers = html, .body = "gone"});
    const json clip = archived();
    EXPECT_EQ(clip.at("pages"), 2);
    EXPECT_THAT(clip.at("text").get<std::string>(), HasSubstr("Part 2"));
}

TEST_F(SeveralPages, WaitForAPageThatFailsForNow) {
    server_.serve("/river_2.html", {.status = 503, .headers = html, .body = "later"});
    bench_.configure("feeds:\n  - \"" + server_.url("/feed.xml") + "\"\n");
    EXPECT_EQ(bench_.webclipd({"run", "--once"}).code, 0);
    const json entry = bench_.line({"failed", "--json"});
    EXPECT_EQ(entry.at("code"), "http_503");
    EXPECT_EQ(entry.at("state"), "pending");
}

TEST_F(SeveralPages, ARuleThatMatchesNothingIsNamedAndTheAutomaticResultUsed) {
    const json clip = archived(", rules: { body: \"div.no-such-place\", title: h1 }");
    EXPECT_THAT(clip.at("text").get<std::string>(), HasSubstr("with two donkeys"));
    const Outcome sources = bench_.webclipd({"sources"});
    EXPECT_THAT(sources.out, HasSubstr("rule body: div.no-such-place: matches nothing on 1 page"));
    EXPECT_THAT(sources.out, HasSubstr("rule title: h1: matches 1 of 1 page"));
}

TEST_F(SeveralPages, ASelectorThatIsNoneIsAMistakeOfTheConfiguration) {
    bench_.configure("feeds:\n  - { url: \"" + server_.url("/feed.xml") +
                     "\", rules: { body: \"div[\" } }\n");
    const Outcome check = bench_.webclipd({"config", "check"});
    EXPECT_EQ(check.code, 78);
    EXPECT_THAT(check.err, AllOf(HasSubstr("webclipd.yaml:"), HasSubstr("\"div[\" is no CSS selector")));
}

TEST_F(SeveralPages, SiteConfigFilesAreRulesToo) {
    write_file(bench_.folder() / "rules/127.0.0.1.txt", "body: //div[@class='pages']\nshine: yes\n");
    bench_.configure("archiving: { site_configs: rules }\nfeeds:\n  - \"" + server_.url("/feed.xml") +
                     "\"\n");
    const Outcome check = bench_.webclipd({"config", "check"});
    EXPECT_EQ(check.code, 0) << check.err;
    EXPECT_THAT(check.out,
                AllOf(HasSubstr("127.0.0.1.txt:2: the key 'shine' is not known"), HasSubstr("1 rules")));
    EXPECT_EQ(bench_.webclipd({"run", "--once"}).code, 0);
    const json clip = bench_.line({"show", "--json", server_.url("/river.html")});
    EXPECT_THAT(clip.at("text").get<std::string>(), Not(HasSubstr("donkeys")));
    EXPECT_THAT(bench_.webclipd({"sources"}).out,
                HasSubstr("rule body: //div[@class='pages'] (127.0.0.1.txt): matches 1 of 1 page"));
}

}  // namespace
}  // namespace webclip::test
