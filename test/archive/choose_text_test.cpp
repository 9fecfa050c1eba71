#include "archive/choose_text.h"

#include <gtest/gtest.h>

namespace webclip::archive {
namespace {

using model::ChosenText;
using model::Keep;

model::Article of_length(std::size_t characters) {
    model::Article article;
    article.text = std::string(characters, 'a');
    return article;
}

struct ChoiceCase {
    const char* name;
    Keep keep;
    std::size_t page;  // characters; 0: no article
    std::size_t feed;
    ChosenText chosen;
};

TEST(ChooseText, TakesTheFullerUnlessTold) {
    const ChoiceCase cases[] = {
        {"the page is fuller", Keep::fuller, 5000, 290, ChosenText::page},
        {"the feed is fuller", Keep::fuller, 300, 5000, ChosenText::feed},
        {"a tenth more is not fuller", Keep::fuller, 1000, 1100, ChosenText::page},
        {"more than a tenth is", Keep::fuller, 1000, 1101, ChosenText::feed},
        {"told to keep the page", Keep::page, 300, 5000, ChosenText::page},
        {"told to keep the feed", Keep::feed, 5000, 290, ChosenText::feed},
        {"told to keep the page, but there is none", Keep::page, 0, 500, ChosenText::feed},
        {"told to keep the feed, but there is none", Keep::feed, 500, 0, ChosenText::page},
    };
    for (const ChoiceCase& c : cases) {
        const model::Article page = of_length(c.page);
        const model::Article feed = of_length(c.feed);
        const TextChoice choice = choose_text(c.keep, {c.page > 0 ? &page : nullptr, "http_404"},
                                              {c.feed > 0 ? &feed : nullptr, {}});
        EXPECT_EQ(choice.chosen, c.chosen) << c.name;
    }
}

TEST(ChooseText, SaysWhy) {
    const model::Article page = of_length(5210);
    const model::Article feed = of_length(290);
    EXPECT_EQ(choose_text(Keep::fuller, {&page, {}}, {&feed, {}}).because,
              "weighted characters: page 5210, feed 290");
    EXPECT_EQ(choose_text(Keep::fuller, {nullptr, "http_404"}, {&feed, {}}).because,
              "weighted characters: page none (http_404), feed 290");
    EXPECT_EQ(choose_text(Keep::page, {&page, {}}, {&feed, {}}).because,
              "keep: page; weighted characters: page 5210, feed 290");
}

TEST(ChooseText, ChineseCharactersWeighTwo) {
    model::Article chinese;
    chinese.text = "东京大学";
    const model::Article latin = of_length(7);
    EXPECT_EQ(choose_text(Keep::fuller, {&latin, {}}, {&chinese, {}}).chosen, ChosenText::feed);
}

TEST(IsFullText, TellsATeaserFromAnArticle) {
    EXPECT_FALSE(is_full_text(of_length(290)));
    EXPECT_TRUE(is_full_text(of_length(2000)));
}

}  // namespace
}  // namespace webclip::archive
