#include "lexicon.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "html/parse.h"

namespace webclip::extract {
namespace {

std::vector<std::string> names_in(std::string_view names) {
    std::vector<std::string> words;
    for_each_name(names, [&](std::uint32_t, std::string_view word) { words.emplace_back(word); });
    return words;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    for_each_word(text, [&](std::uint32_t, std::string_view word) { words.emplace_back(word); });
    return words;
}

TEST(Lexicon, CutsNamesAtHumpsAndSigns) {
    EXPECT_EQ(names_in("postBody js_share-bar2 x"),
              (std::vector<std::string>{"post", "Body", "js", "share", "bar"}));
    EXPECT_EQ(names_in(""), std::vector<std::string>{});
}

TEST(Lexicon, CutsTextIntoWordsAndPairsOfWideCharacters) {
    EXPECT_EQ(words_in("Read More: 3 über"), (std::vector<std::string>{"Read", "More", "über"}));
    EXPECT_EQ(words_in("相关阅读 a"), (std::vector<std::string>{"相关", "关阅", "阅读"}));
}

TEST(Lexicon, LooksAtTheBeginningOfLongTextOnly) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "word ";
    EXPECT_EQ(words_in(text).size(), 72U);
}

TEST(Lexicon, CutBytesAreNoWords) {
    EXPECT_EQ(words_in("\xE7\x9B"), std::vector<std::string>{});
    EXPECT_EQ(words_in("\xE7\x9B\xB8\xE5"), std::vector<std::string>{});
}

TEST(Lexicon, CaseIsNotHeard) {
    std::uint32_t upper = 0;
    std::uint32_t lower = 0;
    for_each_word("READ", [&](std::uint32_t hash, std::string_view) { upper = hash; });
    for_each_word("read", [&](std::uint32_t hash, std::string_view) { lower = hash; });
    EXPECT_EQ(upper, lower);
    EXPECT_EQ(lower, hash_of_word(WordKind::text, "read"));
    EXPECT_NE(lower, hash_of_word(WordKind::name, "read"));
}

TEST(Lexicon, AnUnknownWordSaysNothing) {
    Lexicon lexicon;
    lexicon.set(7, -1.5F);
    lexicon.set(7, -2.0F);
    EXPECT_EQ(lexicon.find(7), -2.0F);
    EXPECT_EQ(lexicon.find(8), 0.0F);
}

TEST(Lexicon, TheBuiltInOneKnowsTheWebsFurniture) {
    const Lexicon& lexicon = built_in_lexicon();
    EXPECT_LT(lexicon.find(hash_of_word(WordKind::name, "footer")), -1.0F);
    EXPECT_LT(lexicon.find(hash_of_word(WordKind::text, "copyright")), -1.0F);
    EXPECT_EQ(lexicon.find(hash_of_word(WordKind::text, "the")), 0.0F);
}

TEST(Lexicon, HasRoomForTwiceItsWords) {
    std::size_t words = 0;
    for (const auto rows : {name_words, text_words}) {
        for (const WordsOfOdds& row : rows) words += split_ascii(row.words, ' ').size();
    }
    EXPECT_GT(words, 500U);
    EXPECT_LE(words, Lexicon::most_words);
}

TEST(Lexicon, BlocksHearTheNamesAroundThemAndTheirOwnWords) {
    const auto document = html::parse("<body><div class=good><p class=bad>plain words</p><p>more</p></div>");
    ASSERT_TRUE(document);
    Lexicon lexicon;
    lexicon.set(hash_of_word(WordKind::name, "good"), 2.0F);
    lexicon.set(hash_of_word(WordKind::name, "bad"), -1.0F);
    lexicon.set(hash_of_word(WordKind::text, "words"), 3.0F);
    const Page page = read_page(*document);
    const std::vector<OddsRow> rows = odds_of_blocks(page, lexicon);
    ASSERT_EQ(rows.size(), 2U);
    // nearest, closeness, sum, lowest, highest, lowest and highest near; sum, mean, lowest, highest of the
    // text, the heading above, the blocks before and behind
    EXPECT_EQ(rows[0], (OddsRow{-1, 1, 1, -1, 2, -1, 2, 3, 1, 0, 3, 0, 0, 0}));
    EXPECT_EQ(rows[1], (OddsRow{2, 0.5F, 2, 0, 2, 0, 2, 0, 0, 0, 0, 0, 1, 0}));
}

}  // namespace
}  // namespace webclip::extract
