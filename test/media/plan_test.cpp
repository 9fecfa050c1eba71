#include "media/plan.h"

#include <gtest/gtest.h>

#include "html/serialize.h"

namespace webclip::media {
namespace {

model::Article article_with(std::string html, std::vector<model::Image> images = {}) {
    model::Article article;
    article.html = std::move(html);
    article.images = std::move(images);
    return article;
}

TEST(Plan, GivesEveryImageASlotInOrder) {
    const auto planned =
        plan(article_with("<p>a<img src=\"https://x.example/1.jpg\" alt=\"one\" width=\"10\"></p>"
                          "<figure><img alt=\"\" src=\"https://x.example/2.jpg?a=1&amp;b=2\"></figure>"));
    EXPECT_EQ(planned.html,
              "<p>a<img src=\"asset:0\" alt=\"one\" width=\"10\"></p>"
              "<figure><img alt=\"\" src=\"asset:1\"></figure>");
    ASSERT_EQ(planned.images.size(), 2U);
    EXPECT_EQ(planned.images[0].url, "https://x.example/1.jpg");
    EXPECT_EQ(planned.images[0].alt, "one");
    EXPECT_EQ(planned.images[1].url, "https://x.example/2.jpg?a=1&b=2");
}

TEST(Plan, EqualAddressesShareASlot) {
    std::string html;
    for (int i = 0; i < 1000; ++i) html += "<img src=\"https://x.example/dot.gif\">";
    const auto planned = plan(article_with(html));
    ASSERT_EQ(planned.images.size(), 1U);
    EXPECT_EQ(planned.html.find("dot.gif"), std::string::npos);
    EXPECT_EQ(planned.html.find("asset:1"), std::string::npos);
}

TEST(Plan, KeepsWhatTheExtractorKnows) {
    const auto planned = plan(article_with(
        "<img src=\"https://x.example/b.jpg\" alt=\"from the tag\"><img src=\"https://x.example/a.jpg\">",
        {{"https://x.example/a.jpg", {"https://x.example/a-small.jpg"}, "alt a", "caption a"},
         {"https://x.example/gone.jpg", {}, "", ""},
         {"https://x.example/b.jpg", {}, "", "caption b"}}));
    ASSERT_EQ(planned.images.size(), 2U);
    EXPECT_EQ(planned.images[0].url, "https://x.example/b.jpg");
    EXPECT_EQ(planned.images[0].alt, "from the tag");
    EXPECT_EQ(planned.images[0].caption, "caption b");
    EXPECT_EQ(planned.images[1].alt, "alt a");
    EXPECT_EQ(planned.images[1].candidates, std::vector<std::string>{"https://x.example/a-small.jpg"});
}

TEST(Plan, AddsTheOriginalsBehindProxies) {
    const auto planned = plan(article_with(
        "<img src=\"https://wsrv.nl/?url=https%3A%2F%2Fi0.wp.com%2Fblog.example%2Fa.jpg%3Fssl%3D1\">"));
    ASSERT_EQ(planned.images.size(), 1U);
    const std::vector<std::string> expected{
        planned.images[0].url, "https://i0.wp.com/blog.example/a.jpg?ssl=1", "https://blog.example/a.jpg"};
    EXPECT_EQ(planned.images[0].candidates, expected);
}

// Row 45: 10,000 images in a page.
TEST(Plan, FurtherImagesBecomeLinks) {
    std::string html;
    for (int i = 0; i < 10'000; ++i) {
        html += "<p><img src=\"https://x.example/" + std::to_string(i) + ".jpg\" alt=\"&lt;b&gt; &amp; " +
                std::to_string(i) + "\"></p>";
    }
    const auto planned = plan(article_with(html));
    EXPECT_EQ(planned.images.size(), 1000U);
    EXPECT_NE(planned.html.find("<img src=\"asset:999\""), std::string::npos);
    EXPECT_EQ(planned.html.find("asset:1000"), std::string::npos);
    EXPECT_NE(planned.html.find(
                  "<p><a href=\"https://x.example/1000.jpg\" rel=\"noopener noreferrer nofollow ugc\">"
                  "&lt;b&gt; &amp; 1000</a></p>"),
              std::string::npos);
}

TEST(Plan, ALinkInALinkBecomesText) {
    Limits none;
    none.images = 0;
    const auto planned =
        plan(article_with(
                 "<a href=\"https://x.example/page\"><img src=\"https://x.example/1.jpg\" alt=\"one\"></a>"
                 "<a href=\"https://x.example/2.jpg\"><img src=\"https://x.example/2.jpg\" alt=\"two\"></a>"
                 "<img src=\"https://x.example/3.jpg\">"),
             none);
    EXPECT_EQ(planned.html,
              "<a href=\"https://x.example/page\">one (https://x.example/1.jpg)</a>"
              "<a href=\"https://x.example/2.jpg\">two</a>"
              "<a href=\"https://x.example/3.jpg\" rel=\"noopener noreferrer nofollow ugc\">image</a>");
}

TEST(Plan, KeepsSmallRasterDataAddresses) {
    const std::string pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    const std::string huge = "data:image/png;base64," + std::string(3U << 20U, 'A');
    const auto planned =
        plan(article_with("<img src=\"" + pixel + "\"><img src=\"" + huge + "\" alt=\"huge\">" +
                          "<img src=\"data:image/svg+xml;base64,AAAA\" alt=\"drawing\">" +
                          "<img src=\"data:text/html,hello\" alt=\"page\"><img alt=\"no source\">"));
    EXPECT_EQ(planned.html, "<img src=\"asset:0\">hugedrawingpageno source");
    ASSERT_EQ(planned.images.size(), 1U);
    EXPECT_EQ(planned.images[0].url, pixel);
}

TEST(Plan, LooksAtImageTagsOnly) {
    const std::string html = "<p>" + html::escape_text("<img src=\"https://x.example/1.jpg\">") +
                             "</p><q cite=\"" +
                             html::escape_attribute("<img src=\"https://x.example/2.jpg\">") + "\">q</q>";
    const auto planned = plan(article_with(html));
    EXPECT_EQ(planned.html, html);
    EXPECT_TRUE(planned.images.empty());
}

TEST(Plan, IsIdempotent) {
    const auto once =
        plan(article_with("<img src=\"https://x.example/1.jpg\" alt=\"a &quot;b&quot; &#39;c&#39;\">"
                          "<img src=\"https://i1.wp.com/x.example/2.jpg\">"));
    const auto twice = plan(once);
    EXPECT_EQ(twice.html, once.html);
    ASSERT_EQ(twice.images.size(), once.images.size());
    for (std::size_t i = 0; i < once.images.size(); ++i) {
        EXPECT_EQ(twice.images[i].url, once.images[i].url);
        EXPECT_EQ(twice.images[i].candidates, once.images[i].candidates);
    }
}

}  // namespace
}  // namespace webclip::media
