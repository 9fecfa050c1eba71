#include "extract/extract.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "html/parse.h"

namespace webclip::extract {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

PageContext context(model::Rules rules = {}) {
    return {*url::parse("https://www.example.org/news/river.html"), {}, std::move(rules)};
}

Expected<model::Article, ExtractError> extract_page(const std::string& page,
                                                    const PageContext& at = context(),
                                                    Explanation* explanation = nullptr) {
    auto document = html::parse(page);
    return extract(std::move(*document), at, explanation);
}

const std::string first =
    "<p>The river rose in the night, and by the morning the lower streets of the town stood under "
    "water, as they had not for forty years. People carried what they could upstairs.</p>";
const std::string second =
    "<p>“We had two hours,” said the baker, who has lived on the quay since 1979. “Nobody slept, "
    "and nobody complained.” His shop will stay closed for a month at least.</p>";
const std::string third =
    "<p>The council met at noon. It asked for pumps, for bread, and for patience, and it was "
    "given, as the mayor put it, two of the three by the end of the day.</p>";
const std::string chrome_before =
    "<div class='site-header'><ul class=menu><li><a href=/>Home</a><li><a href=/news>News</a>"
    "<li><a href=/sport>Sport</a></ul></div>";
const std::string chrome_after =
    "<div class=related-posts><h3>Related stories</h3><ul><li><a href=/1>Ten bridges you should walk over "
    "once</a>"
    "<li><a href=/2>Why the old mill was sold again</a></ul></div>"
    "<div id=footer>© 2020 Example. All rights reserved. <a href=/privacy>Privacy</a></div>";

std::string page_with(const std::string& story, const std::string& head = "<title>River</title>") {
    return "<!doctype html><html lang=en><head>" + head + "</head><body>" + chrome_before +
           "<div id=content><div class=article-body>" + story + "</div></div>" + chrome_after +
           "</body></html>";
}

TEST(Extract, TakesTheStoryAndLeavesTheChrome) {
    const auto article = extract_page(page_with("<h1>River</h1>" + first + second + third));
    ASSERT_TRUE(article);
    EXPECT_THAT(article->text, HasSubstr("The river rose in the night"));
    EXPECT_THAT(article->text, HasSubstr("His shop will stay closed"));
    EXPECT_THAT(article->text, HasSubstr("two of the three"));
    EXPECT_THAT(article->text, Not(HasSubstr("Sport")));
    EXPECT_THAT(article->text, Not(HasSubstr("Ten bridges")));
    EXPECT_THAT(article->text, Not(HasSubstr("All rights reserved")));
}

TEST(Extract, TheHeadingThatSaysTheTitleIsNotSaidTwice) {
    const auto article =
        extract_page(page_with("<h1>High  water</h1>" + first + second + "<h2>High water</h2>" + third,
                               "<title>High water | Example</title>"));
    ASSERT_TRUE(article);
    EXPECT_EQ(article->title, "High water");
    EXPECT_THAT(article->text, StartsWith("The river rose"));
    EXPECT_THAT(article->text, HasSubstr("\nHigh water\n")) << "a section's heading stays";
}

TEST(Extract, TakesTheStoryOfAChinesePage) {
    const std::string story =
        "<p>"
        "今天下午，市政府召开新闻发布会，介绍了今年防汛工作的最新情况，并回答了记者的提问，会议持续了两个小时"
        "。</p>"
        "<p>市水务局负责人表示，目前全市各大水库水位平稳，重点堤防均安排专人值守，群众生活物资供应充足。</p>"
        "<p>据气象部门预报，未来三天仍有强降雨过程，请市民朋友注意出行安全，尽量避免前往低洼地带。</p>";
    const auto article = extract_page(
        "<html><head><title>防汛工作最新情况_示例网</title></head><body><div class=nav><a href=/>首页</a> <a "
        "href=/n>新闻</a></div>"
        "<div id=zhengwen><h1>防汛工作最新情况</h1>" +
        story +
        "</div><div class=tuijian><h3>相关阅读</h3><ul><li><a href=/1>"
        "我市召开安全生产会议</a><li><a href=/2>春季招聘会开幕</a></ul></div></body></html>");
    ASSERT_TRUE(article);
    EXPECT_THAT(article->text, HasSubstr("今天下午，市政府"));
    EXPECT_THAT(article->text, HasSubstr("低洼地带"));
    EXPECT_THAT(article->text, Not(HasSubstr("春季招聘会")));
    EXPECT_EQ(article->title, "防汛工作最新情况");
}

TEST(Extract, KeepsStructure) {
    const auto article = extract_page(
        page_with("<h1>River</h1>" + first +
                  "<h2>What to bring</h2><ul><li>Warm clothes and a torch for everyone in the house"
                  "<li>Water for three days, and something to boil it in</ul>" +
                  second +
                  "<pre>level 1  4.20 m\nlevel 2  5.10 m</pre><blockquote>Nobody slept, and nobody "
                  "complained, and nobody will "
                  "forget it.</blockquote><p>漢<ruby>字<rt>じ</rt></ruby>: the sign on the bridge could "
                  "still be read, and people "
                  "took it for a promise, though it only gave the height.</p>" +
                  third));
    ASSERT_TRUE(article);
    for (const char* part : {"<li>", "<pre>", "<blockquote>", "<h2>", "<ruby>", "level 1  4.20 m\nlevel 2"}) {
        EXPECT_THAT(article->html, HasSubstr(part));
    }
}

TEST(Extract, TablesOfDataStayWhole) {
    const std::string table =
        "<table><caption>Levels of a "
        "week</caption><thead><tr><th>Day</th><th>High</th><th>Low</th></tr></thead>"
        "<tbody><tr><td>Monday</td><td>4.2</td><td></td></tr><tr><td>Tuesday</td><td "
        "rowspan=\"2\">4.4</td><td>1.0</td></tr></tbody></table>";
    const auto article = extract_page(page_with("<h1>River</h1>" + first + second + table + third));
    ASSERT_TRUE(article);
    EXPECT_THAT(article->html, HasSubstr(table.substr(table.find("<caption>"))));
    EXPECT_THAT(article->text, HasSubstr("Day\tHigh\tLow\nMonday\t4.2\nTuesday\t4.4\t1.0\n"));
}

TEST(Extract, LinksAndImagesBecomeAbsolute) {
    const auto article =
        extract_page(page_with("<h1>River</h1>" + first +
                               "<p><img src=../a/quay.jpg alt=Quay width=600 "
                               "height=400></p>" +
                               second +
                               "<p>See <a href='level.html'>the levels of "
                               "the last forty years</a>, which the council keeps on its pages.</p>" +
                               third));
    ASSERT_TRUE(article);
    EXPECT_THAT(article->html, HasSubstr("https://www.example.org/a/quay.jpg"));
    EXPECT_THAT(article->html, HasSubstr("https://www.example.org/news/level.html"));
    ASSERT_EQ(article->images.size(), 1U);
    EXPECT_EQ(article->images[0].url, "https://www.example.org/a/quay.jpg");
    EXPECT_EQ(article->images[0].alt, "Quay");
    EXPECT_EQ(article->lead_image, "https://www.example.org/a/quay.jpg");
}

TEST(Extract, APageWithoutTextHasNoArticle) {
    const auto nothing = extract_page("<html><body><div></div><script>var a;</script></body></html>");
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, ExtractFailure::no_article);
    const auto wall = extract_page(
        "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>You don't "
        "have permission to access this server.</p></body></html>");
    ASSERT_FALSE(wall);
    EXPECT_THAT(wall.error().message, HasSubstr("access denied"));
}

TEST(Extract, AnyTextIsBetterThanNone) {
    for (const char* body :
         {"<a href=/1>One</a>", "Short.", "<ul><li>a<li>b</ul>", "<nav><a href=/>Home</a></nav>",
          "<table><tr><td>1<td>2</table>", "<form><p>Only this line of text</form>"}) {
        const auto article = extract_page(std::string("<html><body>") + body);
        ASSERT_TRUE(article) << body;
        EXPECT_FALSE(article->text.empty()) << body;
    }
}

TEST(Rules, OverrideTheAutomaticResult) {
    model::Rules rules;
    rules.title = "h2.real";
    rules.byline = ".who";
    rules.date = ".when";
    rules.body = "#content";
    rules.remove = {".teaser"};
    const auto article =
        extract_page(page_with("<h1>River</h1><h2 class=real>The Real Title</h2><i class=who>By Ann Lee</i>"
                               "<i class=when>6 May 2020</i>" +
                               first +
                               "<p class=teaser>Buy our mugs, "
                               "they hold more than the river does.</p>" +
                               second),
                     context(rules));
    ASSERT_TRUE(article);
    EXPECT_EQ(article->title, "The Real Title");
    EXPECT_EQ(article->byline, "Ann Lee");
    EXPECT_EQ(article->published_text, "2020-05-06");
    EXPECT_THAT(article->text, HasSubstr("The Real Title"));
    EXPECT_THAT(article->text, Not(HasSubstr("mugs")));
}

TEST(Rules, ABadSelectorIsNamed) {
    model::Rules rules;
    rules.body = "div[";
    const auto article = extract_page(page_with(first), context(rules));
    ASSERT_FALSE(article);
    EXPECT_EQ(article.error().code, ExtractFailure::bad_rule);
    EXPECT_THAT(article.error().message, HasSubstr("'body'"));
    EXPECT_THAT(article.error().message, HasSubstr("div["));
}

TEST(Rules, OneThatMatchesNothingLeavesTheAutomaticResult) {
    model::Rules rules;
    rules.body = "#gone";
    rules.title = ".gone";
    Explanation explanation;
    const auto article =
        extract_page(page_with("<h1>River</h1>" + first + second), context(rules), &explanation);
    ASSERT_TRUE(article);
    EXPECT_EQ(article->title, "River");
    EXPECT_THAT(article->text, HasSubstr("The river rose"));
    EXPECT_THAT(explanation.metadata,
                ::testing::Contains(HasSubstr("rule body: #gone: matches nothing here")));
}

TEST(FromFeedContent, SanitisesAndMakesAbsolute) {
    const auto article = from_feed_content(
        "<p onclick=x()>Hello <a href=/a>there</a></p><script>alert(1)</script>"
        "<img data-src=/b.jpg src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>",
        *url::parse("https://example.org/feed/"));
    EXPECT_EQ(article.text, "Hello there");
    EXPECT_THAT(article.html, HasSubstr("https://example.org/a"));
    EXPECT_THAT(article.html, Not(HasSubstr("onclick")));
    EXPECT_THAT(article.html, Not(HasSubstr("alert")));
    ASSERT_EQ(article.images.size(), 1U);
    EXPECT_EQ(article.images[0].url, "https://example.org/b.jpg");
}

TEST(Extract, DeepAndWideInputIsLinear) {
    std::string page = "<html><body>";
    for (int i = 0; i < 300; ++i) page += "<div>";
    page += "deep text that stands below many elements, and is found all the same.";
    for (int i = 0; i < 10000; ++i) page += "<br><p>x<a href=#>y</a>";
    const auto article = extract_page(page);
    ASSERT_TRUE(article);
    EXPECT_FALSE(article->text.empty());
}

}  // namespace
}  // namespace webclip::extract
