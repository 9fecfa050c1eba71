#include "extract/site_memory.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "html/parse.h"

namespace webclip::extract {
namespace {

using testing::HasSubstr;
using testing::Not;

// A site whose subscription offer looks like a paragraph of the story and follows it directly.
const std::string offer =
    "<p>We have reported from the valley since 1921, in good years and in bad ones, and we can only go on "
    "doing "
    "so if the people who read us every morning also pay for it, which costs less than a loaf of bread.</p>";

std::string story(int number) {
    const std::string n = "number " + std::string(static_cast<std::size_t>(number), 'x');
    return "<h1>Story " + n + "</h1><p>The council of the town met for the " + n +
           " time this year, and it spoke, as it had been expected to do, about the bridge and about the "
           "money.</p>"
           "<p>The mayor said that report " +
           n +
           " was late, that nobody was to blame for it, and that the work would begin in the spring, as soon "
           "as the ground was dry.</p>"
           "<p>After meeting " +
           n +
           " the members went to the river to see for themselves how high the water stood at the mill, and "
           "came "
           "back with wet feet.</p>";
}

std::string page(int number) {
    return "<html><head><title>Story " + std::to_string(number) +
           " of the valley - Reporter</title></head><body><div class=nav><a href=/>Home</a></div><div "
           "class=text>" +
           story(number) + offer + "</div></body></html>";
}

PageContext context(int number, model::SiteProfile site = {}) {
    PageContext at{*url::parse("https://valley.example/" + std::to_string(number)), {}, {}};
    at.site = std::move(site);
    return at;
}

model::PageNotes notes_of(int number) {
    PageFacts facts;
    const auto article = extract(*html::parse(page(number)), context(number), nullptr, &facts);
    EXPECT_TRUE(article);
    return facts.notes;
}

model::SiteProfile site_after(int pages) {
    model::SiteProfile site;
    for (int number = 1; number <= pages; ++number) site = learn(std::move(site), notes_of(number));
    return site;
}

TEST(SiteMemory, TextOfManyPagesIsTheSites) {
    const auto alone = extract(*html::parse(page(9)), context(9));
    ASSERT_TRUE(alone);
    EXPECT_THAT(alone->text, HasSubstr("since 1921"));
    const auto known = extract(*html::parse(page(9)), context(9, site_after(4)));
    ASSERT_TRUE(known);
    EXPECT_THAT(known->text, Not(HasSubstr("since 1921")));
    EXPECT_THAT(known->text, HasSubstr("how high the water stood"));
}

TEST(SiteMemory, OnePageIsNoProof) {
    const auto article = extract(*html::parse(page(9)), context(9, site_after(1)));
    ASSERT_TRUE(article);
    EXPECT_THAT(article->text, HasSubstr("since 1921"));
}

TEST(SiteMemory, WhatTitlesEndWithIsTheSites) {
    const std::string titled =
        "<html><head><title>The mill - Reporter</title></head><body>" + story(9) + "</body></html>";
    const auto known = extract(*html::parse(titled), context(9, site_after(4)));
    ASSERT_TRUE(known);
    EXPECT_THAT(known->title, Not(HasSubstr("Reporter")));
}

// The line below the heading says nothing of itself; some pages declare what stands in it.
std::string signed_page(int number, bool declares) {
    const std::string names[] = {"Ada Moor", "Ben Stone", "Cleo Vale", "Dan Wood", "Eve Hill"};
    const std::string name = names[number % 5];
    const std::string declared =
        R"(<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": ")" + name +
        R"("}, "datePublished": "2021-03-0)" + std::to_string(number) + R"("}</script>)";
    return "<html><head><title>Story " + std::to_string(number) + "</title>" + (declares ? declared : "") +
           "</head><body><p>14 June 2019</p><div class=text>" + story(number) +
           "<div class=x1><span class=x2>" + name + "</span></div><div class=x3>" + std::to_string(number) +
           " March 2021</div></div></body></html>";
}

TEST(SiteMemory, AuthorsAndDatesStandWhereTheyStoodBefore) {
    model::SiteProfile site;
    for (int number = 1; number <= 3; ++number) {
        PageFacts facts;
        ASSERT_TRUE(extract(*html::parse(signed_page(number, true)), context(number), nullptr, &facts));
        site = learn(std::move(site), facts.notes);
    }
    const auto alone = extract(*html::parse(signed_page(4, false)), context(4));
    ASSERT_TRUE(alone);
    EXPECT_EQ(alone->byline, "");
    EXPECT_EQ(alone->published_text, "2019-06-14");
    const auto known = extract(*html::parse(signed_page(4, false)), context(4, site));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->byline, "Eve Hill");
    EXPECT_EQ(known->published_text, "2021-03-04");
}

TEST(SiteMemory, APageIsNoEvidenceAgainstItself) {
    const model::SiteProfile site = site_after(1);
    const auto again = extract(*html::parse(page(1)), context(1, site));
    ASSERT_TRUE(again);
    EXPECT_THAT(again->text, HasSubstr("the bridge and about the money"));
    // The same article at another address neither.
    const auto twin = extract(*html::parse(page(1)), context(77, site));
    ASSERT_TRUE(twin);
    EXPECT_THAT(twin->text, HasSubstr("the bridge and about the money"));
}

TEST(SiteMemory, NearlyTheSamePageCountsOnce) {
    const model::SiteProfile once = site_after(1);
    model::PageNotes twin = notes_of(1);
    twin.page = 12345;
    EXPECT_EQ(learn(once, twin).pages.size(), 1U);
    EXPECT_EQ(learn(once, notes_of(2)).pages.size(), 2U);
}

TEST(SiteMemory, StaysSmallWhateverAPageSays) {
    model::SiteProfile site;
    for (std::uint32_t turn = 0; turn < 100; ++turn) {
        model::PageNotes notes;
        notes.page = turn;
        for (std::uint32_t i = 0; i < 5000; ++i) notes.marks.push_back((turn * 5000 + i) * 2654435761U);
        notes.long_blocks = notes.marks;
        site = learn(std::move(site), notes);
        ASSERT_TRUE(is_sound(site));
    }
    EXPECT_EQ(site.pages.size(), model::site_pages_limit);
    EXPECT_LE(site.marks.size(), model::site_marks_limit);
}

TEST(SiteMemory, AProfileThatBreaksItsRulesIsNotUsed) {
    model::SiteProfile broken;
    broken.marks = {{7, 1}};  // of a page it does not have
    EXPECT_FALSE(is_sound(broken));
    const model::SiteProfile fresh = learn(broken, notes_of(1));
    EXPECT_TRUE(is_sound(fresh));
    EXPECT_EQ(fresh, learn({}, notes_of(1)));
    // Nor does it lead anywhere when a page is read with it.
    broken.marks = {{7, 0xFFFFFFFF}};
    EXPECT_EQ(extract(*html::parse(page(9)), context(9, broken))->text,
              extract(*html::parse(page(9)), context(9))->text);
    broken.marks = {{9, 1}, {7, 1}};
    broken.pages = {{1, 1}};
    EXPECT_FALSE(is_sound(broken));
}

}  // namespace
}  // namespace webclip::extract
