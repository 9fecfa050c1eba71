#include "metadata.h"
#include "byline_names.h"

#include <string>

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "html/parse.h"

namespace webclip::extract {
namespace {

TEST(CleanByline, KeepsTheNamesOnly) {
    const struct {
        const char* raw;
        const char* names;
    } cases[] = {
        {"By Jane Doe", "Jane Doe"},
        {"Written by: Jane Doe | 5 min read", "Jane Doe"},
        {"by Jane Doe and John Roe", "Jane Doe, John Roe"},
        {"Jane Doe, MS, RDN", "Jane Doe"},
        {"Jane Doe, Staff Writer", "Jane Doe"},
        {"Jane Doe Senior Autos Reporter", "Jane Doe"},
        {"Jane Doe, Vice President, Example Division, Example Corp", "Jane Doe"},
        {"Marketing Team", "Marketing Team"},
        {"Product Marketing Manager", ""},
        {"No Author", ""},
        {"Jane Doe · 12 March 2020", "Jane Doe"},
        {"Von Heike Buchter, New York", "Heike Buchter, New York"},
        {"作者：茉莉", "茉莉"},
        {"文／王小明", "王小明"},
        {"김철수 기자", "김철수"},
        {"Jane Doe; Jane Doe", "Jane Doe"},
        {"admin", ""},
        {"email", ""},
        {"104363", ""},
        {"https://example.org/jane", ""},
        {"   ", ""},
    };
    for (const auto& one : cases) EXPECT_EQ(clean_byline(one.raw), one.names) << one.raw;
}

TEST(StripSite, DropsTheNameAtEitherEnd) {
    EXPECT_EQ(strip_site("A Fine Day | The Daily", "The Daily"), "A Fine Day");
    EXPECT_EQ(strip_site("The Daily - A Fine Day", "The Daily"), "A Fine Day");
    EXPECT_EQ(strip_site("好日子_新浪网", "新浪网"), "好日子");
    EXPECT_EQ(strip_site("War - and Peace", "The Daily"), "War - and Peace");
}

TEST(Elect, AddsUpEqualClaims) {
    const Election won =
        elect({{"A", "one", 2, {}}, {"B, or not", "two", 1.5, {}}, {"b or not", "three", 1, {}}});
    EXPECT_EQ(won.value, "B, or not");
    EXPECT_EQ(won.why, "two + three");
    EXPECT_EQ(elect({}).value, "");
}

constexpr const char* paragraph =
    "<p>The river rose in the night, and by the morning the lower streets of the town stood under water, as "
    "they "
    "had not for forty years. People carried what they could to the upper floors, and waited.</p>";

model::Article article_of(const std::string& head, const std::string& body) {
    auto document =
        html::parse("<!doctype html><html lang=en><head>" + head + "</head><body>" + body + "</body></html>");
    const auto address = url::parse("https://www.example.org/2020/05/06/river.html");
    auto article = extract(std::move(*document), PageContext{*address, {}, {}});
    EXPECT_TRUE(article);
    return article ? *article : model::Article{};
}

std::string story() {
    return "<article><h1>The River Rose</h1>" + std::string(paragraph) + paragraph + "</article>";
}

TEST(Metadata, TitleOfHeadingOpenGraphAndTitleElementAgree) {
    const auto article = article_of(
        "<title>The River Rose - The Daily</title>"
        "<meta property=og:title content='The River Rose | The Daily'>"
        "<meta property=og:site_name content='The Daily'>",
        story());
    EXPECT_EQ(article.title, "The River Rose");
    EXPECT_EQ(article.site, "The Daily");
    EXPECT_EQ(article.language, "en");
}

TEST(Metadata, TheHeadlineIsNotItsKickerNorTheSite) {
    const struct {
        const char* title;
        const char* og_title;
        const char* headings;
        const char* headline;
    } cases[] = {
        {"Climate: Drilling deep | The Daily", "Climate: Drilling deep",
         "<h1><span class=article__kicker>Climate</span><span>: </span><span>Drilling deep</span></h1>",
         "Drilling deep"},
        {"Training | A pyramid", "Training | A pyramid", "<h1><small>Training</small><br>A pyramid</h1>",
         "A pyramid"},
        {"News - What is a pump?", "News - What is a pump?",
         "<h1><span class='label label--green'>News</span>&nbsp;What is a pump?</h1>", "What is a pump?"},
        {"Labels are useful", "Labels are useful", "<h1><span class=label>Labels are useful</span></h1>",
         "Labels are useful"},
        {"31 people hurt in the valley World news: The Agency", "31 people hurt in the valley",
         "<h1>World news: The Agency</h1><h1>31 people hurt in the valley</h1>",
         "31 people hurt in the valley"},
        {"The long river - The Daily", "The long river", "<h1>The long river - The Daily</h1>",
         "The long river"},
        {"A camp in the hills @ Steven's home :: Blogs", "",
         "<h1>Blogs of the land</h1><h2>A camp in the hills</h2>", "A camp in the hills"},
        {"投身外交(3)_读书频道_新浪网", "", "", "投身外交(3)"},
        {"\uE004 A fine day", "", "<h1><i>\uE004</i> A fine day</h1>", "A fine day"},
    };
    for (const auto& one : cases) {
        const auto article =
            article_of(std::string("<title>") + one.title + "</title><meta property=og:title content=\"" +
                           one.og_title + "\"><meta property=og:site_name content='The Daily'>",
                       std::string(one.headings) + paragraph + paragraph);
        EXPECT_EQ(article.title, one.headline) << one.title;
    }
}

TEST(Metadata, TheSitesNameIsNotThePagesTitle) {
    const auto article = article_of(
        "<meta property=og:title content='The River Rose'>"
        "<meta property=og:site_name content='The River Rose - Notes from the quay'>",
        story());
    EXPECT_EQ(article.site, "Notes from the quay");
}

TEST(Metadata, LinkedDataNamesAuthorDateAndImage) {
    const auto article = article_of(
        "<title>x</title><script "
        "type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":"
        "\"Jane Doe\"},{\"@type\":\"NewsArticle\",\"headline\":\"The River "
        "Rose\",\"author\":{\"@id\":\"#p\"},"
        "\"datePublished\":\"2020-05-06T07:08:09+02:00\",\"dateModified\":\"2020-05-07\",\"image\":\"/"
        "a.jpg\","
        "\"isAccessibleForFree\":\"False\",\"keywords\":\"water, town\"}]}</script>",
        story());
    EXPECT_EQ(article.byline, "Jane Doe");
    EXPECT_EQ(article.published_text, "2020-05-06T07:08:09+02:00");
    ASSERT_TRUE(article.published);
    EXPECT_EQ(to_iso8601(*article.published), "2020-05-06T05:08:09.000Z");
    ASSERT_TRUE(article.modified);
    EXPECT_EQ(to_iso8601_date(*article.modified), "2020-05-07");
    EXPECT_EQ(article.lead_image, "https://www.example.org/a.jpg");
    EXPECT_TRUE(article.paywalled);
    EXPECT_EQ(article.tags, (std::vector<std::string>{"water", "town"}));
}

TEST(Metadata, DamagedLinkedDataIsReadAsFarAsItGoes) {
    const auto article = article_of(
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"The River\n"
        "Rose\",\"author\":\"Jane Doe\"};</script>",
        story());
    EXPECT_EQ(article.byline, "Jane Doe");
}

TEST(Metadata, DateOfTheAddressWhenThePageIsSilent) {
    EXPECT_EQ(article_of("", story()).published_text, "2020-05-06");
}

TEST(Metadata, WordsOnThePageOutrankNothing) {
    const auto article =
        article_of("<title>t</title>", "<h1>The River Rose</h1><p class=byline>By Jane Doe</p>" + story());
    EXPECT_EQ(article.byline, "Jane Doe");
}

TEST(Metadata, DeclaredLanguageLosesToTheScriptOfTheText) {
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "<p>今天下午，市政府召开新闻发布会，介绍了防汛工作的最新情况，并回答了记者的提问。</p>";
    auto document = html::parse("<html lang=en><body><article>" + text + "</article></body></html>");
    const auto article =
        extract(std::move(*document), PageContext{*url::parse("https://example.org/"), {}, {}});
    ASSERT_TRUE(article);
    EXPECT_EQ(article->language.substr(0, 2), "zh");
}

}  // namespace
}  // namespace webclip::extract
