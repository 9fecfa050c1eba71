#include <gtest/gtest.h>

#include "html/serialize.h"
#include "media/plan.h"

namespace webclip::media {
namespace {

const std::vector<LocalImage> two_images{{"../media/ab/ab12.jpg", "https://x.example/1.jpg"},
                                         {"", "https://x.example/2.jpg?a=1&b=\"2\""}};

TEST(Localize, PointsAtTheCopy) {
    EXPECT_EQ(
        localize("<p>a<img src=\"asset:0\" alt=\"one\" title=\"t\" width=\"10\" height=\"20\">b</p>",
                 two_images),
        "<p>a<img src=\"../media/ab/ab12.jpg\" alt=\"one\" title=\"t\" width=\"10\" height=\"20\">b</p>");
}

TEST(Localize, KeepsNoOtherAttribute) {
    EXPECT_EQ(localize("<img onerror=\"alert(1)\" src=\"asset:0\" srcset=\"https://x.example/2x.jpg 2x\" "
                       "loading=\"lazy\">",
                       two_images),
              "<img src=\"../media/ab/ab12.jpg\">");
}

TEST(Localize, LinksToWhatIsNotStored) {
    EXPECT_EQ(localize("<img src=\"asset:1\" alt=\"two\">", two_images),
              "<a href=\"" + html::escape_attribute("https://x.example/2.jpg?a=1&b=\"2\"") +
                  "\" rel=\"noopener noreferrer nofollow ugc\">two</a>");
    EXPECT_EQ(localize("<a href=\"https://x.example/p\"><img src=\"asset:1\" alt=\"two\"></a>", two_images),
              "<a href=\"https://x.example/p\">two (" +
                  html::escape_text("https://x.example/2.jpg?a=1&b=\"2\"") + ")</a>");
}

TEST(Localize, LeavesNothingThatLoads) {
    const struct {
        const char* name;
        std::string html;
        const char* expected;
    } cases[] = {
        {"slot out of range", "<img src=\"asset:7\" alt=\"lost\">", "lost"},
        {"slot beyond any number", "<img src=\"asset:99999999999999999999\" alt=\"lost\">", "lost"},
        {"remote address", "<img src=\"https://x.example/9.jpg\" alt=\"nine\">",
         "<a href=\"https://x.example/9.jpg\" rel=\"noopener noreferrer nofollow ugc\">nine</a>"},
        {"script address", "<img src=\"javascript:alert(1)\" alt=\"js\">", "js"},
        {"no address", "<img>", ""},
        {"negative slot", "<img src=\"asset:-1\">", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(localize(c.html, two_images), c.expected) << c.name;
}

TEST(Localize, OriginalsOfOtherSchemesAreNotLinked) {
    const std::vector<LocalImage> images{{"", "javascript:alert(1)"}, {"", "data:image/png;base64,AAAA"}};
    EXPECT_EQ(localize("<img src=\"asset:0\" alt=\"a\"><img src=\"asset:1\" alt=\"b\">", images), "ab");
}

TEST(Localize, AlternativeTextCannotBreakOut) {
    for (const std::string_view text :
         {"\"><script>alert(1)</script>", "' onerror='alert(1)", "<img src=x onerror=alert(1)>",
          "&quot;&gt;<b>", "` onload=`alert(1)", "a<b", "--><!--"}) {
        const std::string alt = html::escape_attribute(text);
        EXPECT_EQ(localize("<img src=\"asset:0\" alt=\"" + alt + "\">", two_images),
                  "<img src=\"../media/ab/ab12.jpg\" alt=\"" + alt + "\">")
            << text;
        const std::string link = localize("<img src=\"asset:1\" alt=\"" + alt + "\">", two_images);
        EXPECT_NE(link.find(">" + html::escape_text(text) + "</a>"), std::string::npos) << link;
    }
}

TEST(Localize, KeepsMarkupOnOneLine) {
    EXPECT_EQ(localize("<img src=\"asset:0\" alt=\"a&#10;b\">", two_images),
              "<img src=\"../media/ab/ab12.jpg\" alt=\"a&#10;b\">");
    EXPECT_EQ(localize("<img src=\"asset:9\" alt=\"a&#10;b\">", two_images), "a b");
}

TEST(Localize, PathsAreEscaped) {
    EXPECT_EQ(localize("<img src=\"asset:0\">", {{"a\"onload=\"alert(1)", ""}}),
              "<img src=\"" + html::escape_attribute("a\"onload=\"alert(1)") + "\">");
}

TEST(Localize, TouchesNoText) {
    const std::string html = "<p title=\"" + html::escape_attribute("<img src=\"asset:0\">") + "\">" +
                             html::escape_text("<img src=\"asset:0\" alt=\"x\">") + "</p><pre>" +
                             html::escape_text("<img src=asset:0>") + "</pre>";
    EXPECT_EQ(localize(html, two_images), html);
}

TEST(Localize, IsLinear) {
    std::string html;
    for (int i = 0; i < 200'000; ++i) html += "<img src=\"asset:0\">";
    EXPECT_EQ(localize(html, two_images).size(),
              200'000U * std::string_view{"<img src=\"../media/ab/ab12.jpg\">"}.size());
    EXPECT_EQ(localize(std::string(1'000'000, '<'), two_images).size(), 1'000'000U);
}

}  // namespace
}  // namespace webclip::media
