// Which pictures of a page stand in its article, and each of them once.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "html/parse.h"

namespace webclip::extract {
namespace {

using ::testing::ElementsAre;

constexpr const char* prose =
    "<p>The film made from the pictures lasts four minutes, and in it the harbour breathes: boats rise and "
    "sink, the mud shines and darkens, and a heron stands on the same post every morning.</p>";

struct Places {
    const char* above = "";   // between the navigation and the article
    const char* middle = "";  // between two paragraphs
    const char* end = "";     // behind the last paragraph, within the article
    const char* below = "";   // behind the article
};

// The file names of the pictures, in the article's order.
std::vector<std::string> pictures(const Places& places) {
    std::string page = "<html><head><title>Tides</title></head><body><nav><a href=/>Home</a></nav>";
    page += places.above;
    page += std::string("<article><h1>Tides</h1>") + prose + prose;
    page += places.middle;
    page += std::string(prose) + prose + places.end + "</article>";
    page += places.below;
    page += "</body></html>";
    const auto article = extract(*html::parse(page), {*url::parse("https://example.org/a"), {}, {}});
    std::vector<std::string> names;
    if (!article) return {article.error().message};
    for (const model::Image& image : article->images) {
        std::string name = image.url.substr(0, image.url.find('?'));
        names.push_back(name.substr(name.rfind('/') + 1));
    }
    return names;
}

struct ChoiceCase {
    const char* name;
    const char* markup;
    bool expected;
};

TEST(ChooseImages, BetweenTwoParagraphs) {
    const ChoiceCase cases[] = {
        {"bare", "<img src=/x.jpg>", true},
        {"in a box of a misleading name", "<div class=bottom-modal><img src=/x.jpg></div>", true},
        {"linked to its own file", "<div class=side><a href=/x-large.jpg><img src=/x.jpg></a></div>", true},
        {"with a caption", "<figure><img src=/x.jpg><figcaption>The quay at noon.</figcaption></figure>",
         true},
        {"an advertisement", "<div class=advert><img src=/x.jpg></div>", false},
        {"a face", "<div class=author-box><img src=/x.jpg></div>", false},
        {"the way home", "<a href=https://news.example/><img src=/x.png></a>", false},
        {"hidden", "<div style='display:none'><img src=/x.jpg></div>", false},
        {"a related story", "<div class=related><a href=/b><img src=/x.jpg></a></div>", false},
    };
    for (const ChoiceCase& c : cases)
        EXPECT_EQ(pictures({.middle = c.markup}).size(), c.expected ? 1U : 0U) << c.name;
}

TEST(ChooseImages, AroundTheText) {
    EXPECT_THAT(pictures({.end = "<p><img src=/last.jpg></p>"}), ElementsAre("last.jpg"));
    EXPECT_THAT(pictures({.above = "<div class=hero><img src=/lead.jpg></div>"}), ElementsAre("lead.jpg"));
    EXPECT_THAT(pictures({.above = "<div class=top><a href=/shop><img src=/banner.gif></a></div>"}),
                ElementsAre());
    EXPECT_THAT(pictures({.above = "<span class=partnerlogo-img><img src=/p.png></span>"}), ElementsAre());
    EXPECT_THAT(
        pictures(
            {.below =
                 "<div><a href=/b><img src=/next.jpg></a><a href=/b>The next story of the day</a></div>"}),
        ElementsAre());
}

TEST(ChooseImages, OnePictureInSeveralSizesIsOne) {
    const struct {
        const char* name;
        const char* markup;
        const char* expected;
    } cases[] = {
        {"a blurred preview before the picture of a noscript",
         "<figure><div><img src='https://m.example/max/60/1*5o3M5niyi911.png?q=20'></div><img>"
         "<noscript><img src='https://m.example/max/3788/1*5o3M5niyi911.png'></noscript></figure>",
         "https://m.example/max/3788/1*5o3M5niyi911.png"},
        {"widths in the query", "<img src='/b.jpg?w=60'><img src='/b.jpg?w=1200'>",
         "https://example.org/b.jpg?w=1200"},
        {"the wide one first", "<img src='/b.jpg?w=1200'><img src='/b.jpg?w=60'>",
         "https://example.org/b.jpg?w=1200"},
        {"a graphic a screen size",
         "<div><div data-min-width=600><img src=/wide.png></div>"
         "<div data-min-width=300 data-max-width=599><img src=/narrow.png></div></div>",
         "https://example.org/wide.png"},
    };
    for (const auto& c : cases) {
        const std::string page =
            std::string("<article><h1>Tides</h1>") + prose + prose + c.markup + prose + "</article>";
        const auto article = extract(*html::parse(page), {*url::parse("https://example.org/a"), {}, {}});
        ASSERT_TRUE(article) << c.name;
        ASSERT_EQ(article->images.size(), 1U) << c.name;
        EXPECT_EQ(article->images[0].url, c.expected) << c.name;
    }
}

TEST(ChooseImages, PicturesOfAGalleryAreNoTwins) {
    EXPECT_THAT(pictures({.middle = "<div><img src=/1/large.jpg><img src=/2/large.jpg><img src=/get.php?id=1>"
                                    "<img src=/get.php?id=2></div>"}),
                ElementsAre("large.jpg", "large.jpg", "get.php", "get.php"));
}

}  // namespace
}  // namespace webclip::extract
