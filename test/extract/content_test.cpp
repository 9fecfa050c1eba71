// How the article's text is found: what repeats in a page, and from which probability a block is kept.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "body.h"
#include "candidates.h"
#include "choose.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "repeats.h"
#include "repetitions.h"
#include "whole.h"

namespace webclip::extract {
namespace {

std::string times(int count, const std::string& piece) {
    std::string all;
    for (int i = 0; i < count; ++i) all += piece;
    return all;
}

const std::string sentence = "The river rose again in the night, and the lower fields stood under water. ";

struct ReadPage {
    explicit ReadPage(const std::string& body)
        : document(*html::parse("<!doctype html><body>" + body)), page(read_page(document)) {}
    html::Document document;
    Page page;
};

TEST(HeaviestRepetition, IsTheRowOfLikeSiblingsWithMostText) {
    const ReadPage read("<ul>" +
                        times(9, "<li class=item><a href=/x>Somewhere else on this site, far away</a></li>") +
                        "</ul>" + times(5, "<div class=post><p>" + sentence + sentence + "</p></div>"));
    const Repetition row = heaviest_repetition(read.page);
    EXPECT_EQ(row.length, 5U);
    EXPECT_EQ(row.link_weight, 0U);
    EXPECT_NE(row.subjects & subject_bit(Subject::article), 0U);
    EXPECT_EQ(row.end_block - row.first_block, 5U);
}

TEST(HeaviestRepetition, ThreeLikeSiblingsAreNoRow) {
    const ReadPage read(times(3, "<div class=post><p>" + sentence + "</p></div>"));
    EXPECT_EQ(heaviest_repetition(read.page).length, 0U);
}

TEST(LikePlaces, TagsAndClassesOfThreeLevelsMakeAPlace) {
    const ReadPage read(times(2, "<div class=answer><p>" + sentence + "</p><p class=by>Ann</p></div>"));
    const Places places = like_places(read.page);
    ASSERT_EQ(places.of_block.size(), 4U);
    EXPECT_EQ(places.of_block[0], places.of_block[2]);
    EXPECT_EQ(places.of_block[1], places.of_block[3]);
    EXPECT_NE(places.of_block[0], places.of_block[1]);
    EXPECT_EQ(places.totals[places.of_block[0]].blocks, 2U);
}

struct DoubleCase {
    const char* name;
    std::string first;
    std::string second;
    bool is_kept_twice;
};

TEST(WithoutDoubles, WhatIsDrawnForTwoScreensIsKeptOnce) {
    const std::string text = sentence + sentence;
    const std::string paragraph = "<p>" + text + "</p>";
    const std::string story = "<h2>At night</h2>" + paragraph;
    const std::string quoted = "<div class=bbcode_quote>" + paragraph + "</div>";
    const std::vector<DoubleCase> cases{
        {"for wide and for narrow screens", "<div class=wide>" + story + "</div>",
         "<div class=narrow>" + story + "</div>", false},
        {"a refrain", "<div>" + paragraph, paragraph + "</div>", true},
        {"a heading alone", "<div><h2>At night</h2></div>", "<div><h2>At night</h2></div>", true},
        {"other numbers", "<div><p>In 1931 " + text + "</div>", "<div><p>In 1954 " + text + "</div>", true},
        {"a quotation", "<div>" + paragraph + "</div>", "<blockquote>" + paragraph + "</blockquote>", true},
        {"a quotation of a forum", "<div>" + paragraph + "</div>", quoted, true},
        {"code", "<pre>" + text + "</pre>", "<div><pre>" + text + "</pre></div>", true},
        {"cells", "<table><tr><td>" + text, "<tr><td>" + text + "</table>", true},
    };
    for (const DoubleCase& one : cases) {
        const ReadPage read(one.first + one.second);
        const std::size_t count = read.page.blocks.size();
        std::vector<bool> expected(count, true);
        if (!one.is_kept_twice)
            std::fill(expected.begin() + static_cast<int>(count) / 2, expected.end(), false);
        EXPECT_EQ(without_doubles(read.page, std::vector<bool>(count, true)), expected) << one.name;
    }
}

struct ChoiceCase {
    const char* name;
    std::vector<float> likely;
    std::vector<bool> kept;
};

TEST(ChooseBlocks, KeepsWhatMakesTheExpectedOverlapGreatest) {
    const std::vector<ChoiceCase> cases{
        {"a clear page keeps what is likelier than not",
         {.97F, .98F, .99F, .44F, .02F},
         {true, true, true, false, false}},
        {"a doubtful page keeps what a clear one would not",
         {.47F, .44F, .46F, .02F, .02F},
         {true, true, true, false, false}},
        {"prose between kept blocks stays", {.95F, .3F, .97F, .02F, .02F}, {true, true, true, false, false}},
        {"never nothing", {.04F, .2F, .03F, .02F, .02F}, {false, true, false, false, false}},
    };
    const std::string paragraph = "<p>" + sentence + sentence + "</p>";
    for (const ChoiceCase& one : cases) {
        ReadPage read(times(5, paragraph));
        EXPECT_EQ(choose_blocks(read.page, find_candidates(read.page), one.likely), one.kept) << one.name;
    }
}

// Which of the page's blocks begin with "keep", after keep_whole has looked at them: k, else a dot.
std::string kept_whole(const std::string& body) {
    const ReadPage read(body);
    std::vector<bool> kept(read.page.blocks.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
        kept[i] = read.page.text_of(read.page.blocks[i]).starts_with("keep");
    keep_whole(read.page, kept);
    std::string shown;
    for (const bool is_kept : kept) shown += is_kept ? 'k' : '.';
    return shown;
}

TEST(ChooseBlocks, OfAFewWordsMostAreShown) {
    ReadPage read("<p>one</p><p>two</p><p>six</p>");
    const Candidates candidates = find_candidates(read.page);
    EXPECT_EQ(choose_blocks(read.page, candidates, {0.9F, 0.3F, 0.3F}),
              (std::vector<bool>{true, true, true}));
}

TEST(BuildBody, WhatWasChosenWithinAFormStays) {
    ReadPage read("<div><h2>A name</h2><form><div><p>" + sentence +
                  "</p></div><p>In the cart</p></form></div>");
    const html::NodeId body = build_body(read.document, read.page, {true, true, false}, {});
    EXPECT_EQ(html::serialize_children(read.document, body),
              "<h2>A name</h2><div><div><p>" + sentence + "</p></div></div>");
}

TEST(KeepWhole, TablesOfDataBetweenKeptText) {
    const std::string table =
        "<table><tr><td>year</td><td>tons</td></tr><tr><td>2023</td><td>12</td></tr></table>";
    const std::string layout = "<table><tr><td>" + times(8, sentence) + "</td></tr></table>";
    EXPECT_EQ(kept_whole("<p>keep</p>" + table + "<p>keep</p>"), "kkkkkk");
    EXPECT_EQ(kept_whole("<p>keep</p>" + table + "<p>other</p>"), "k.....");
    EXPECT_EQ(kept_whole(table + "<p>keep</p>"), "....k");
    EXPECT_EQ(kept_whole("<p>keep</p>" + layout + "<p>keep</p>"), "k.k");
    EXPECT_EQ(
        kept_whole(
            "<table><tr><td>keep, a longer cell</td><td>7</td></tr><tr><td>b</td><td>8</td></tr></table>"),
        "kkkk");
}

TEST(KeepWhole, ShownPostsBetweenKeptText) {
    const std::string post =
        "<blockquote class='twitter-tweet tw-align-center'><p>High water!</p>Ann (@ann) May 4</blockquote>";
    EXPECT_EQ(kept_whole("<p>keep</p>" + post + "<p>keep</p>"), "kkkk");
    EXPECT_EQ(kept_whole("<p>keep</p>" + post + "<p>other</p>"), "k...");
    EXPECT_EQ(kept_whole("<p>keep</p><blockquote>High water!</blockquote><p>keep</p>"), "k.k");
}

}  // namespace
}  // namespace webclip::extract
