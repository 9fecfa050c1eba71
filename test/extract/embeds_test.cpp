#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "html/parse.h"

namespace webclip::extract {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The article around `embed`.
model::Article article_with(const std::string& embed) {
    const std::string prose =
        "<p>The film made from the pictures lasts four minutes, and in it the harbour breathes: boats rise "
        "and sink, "
        "the mud shines and darkens, and a heron stands on the same post every morning.</p>";
    auto document = html::parse(
        "<html><head><title>Tides</title></head><body><nav><a href=/>Home</a></nav><article><h1>Tides</h1>" +
        prose + embed + prose + "</article></body></html>");
    const auto article =
        extract(*std::move(document),
                {.address = *url::parse("https://example.org/a"), .announced_title = {}, .rules = {}});
    EXPECT_TRUE(article);
    return article ? *article : model::Article{};
}

std::string body_with(const std::string& embed) {
    return article_with(embed).html;
}

struct EmbedCase {
    const char* name;
    const char* embed;
    const char* link;  // nullptr: gone
};

TEST(Embeds, PlayersBecomeLinks) {
    const EmbedCase cases[] = {
        {"frame", "<div><iframe src=\"https://www.youtube.com/embed/abc\" title=\"A year\"></iframe></div>",
         "href=\"https://www.youtube.com/embed/abc\""},
        {"lazy frame", "<iframe data-src=\"//player.bilibili.com/player.html?aid=1\"></iframe>",
         "href=\"https://player.bilibili.com/player.html?aid=1\""},
        {"video", "<figure><video src=\"/tide.mp4\"></video></figure>",
         "href=\"https://example.org/tide.mp4\""},
        {"audio with sources", "<audio controls><source src=\"/tide.mp3\"></audio>",
         "href=\"https://example.org/tide.mp3\""},
        {"an advertisement", "<iframe src=\"https://ads.example.com/frame\"></iframe>", nullptr},
        {"a host that only looks like one", "<iframe src=\"https://notyoutube.com/embed/abc\"></iframe>",
         nullptr},
    };
    for (const EmbedCase& c : cases) {
        const std::string body = body_with(c.embed);
        EXPECT_THAT(body, Not(HasSubstr("<iframe"))) << c.name;
        if (c.link != nullptr) {
            EXPECT_THAT(body, HasSubstr(c.link)) << c.name;
        } else {
            EXPECT_THAT(body, Not(HasSubstr("href"))) << c.name;
        }
    }
}

TEST(Embeds, AreNoWordsOfTheArticle) {
    const model::Article article =
        article_with("<div><iframe src=\"https://www.youtube.com/embed/abc\"></iframe></div>");
    EXPECT_THAT(article.html, HasSubstr(">https://www.youtube.com/embed/abc</a>"));
    EXPECT_THAT(article.text, Not(HasSubstr("youtube")));
}

}  // namespace
}  // namespace webclip::extract
