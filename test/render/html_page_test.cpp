#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/render.h"

namespace webclip::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ToHtml, EscapesEveryField) {
    model::Clip clip;
    clip.fields.title = "<script>alert(1)</script>";
    clip.fields.author = "A & B";
    clip.fields.from = "https://example.org/?a=1&b=\"2\"";
    model::Revision revision;
    revision.article.language = "\"><script>";
    const std::string page = to_html(clip, revision, "<p>body</p>");
    EXPECT_THAT(page, Not(HasSubstr("<script>")));
    EXPECT_THAT(page, HasSubstr("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
    EXPECT_THAT(page, HasSubstr("A &amp; B"));
    EXPECT_THAT(page, HasSubstr("<article>\n<p>body</p>\n</article>"));
}

TEST(ToHtml, ShowsTheTitleOnce) {
    model::Clip clip;
    clip.fields.title = "Cause & effect";
    const std::string page = to_html(clip, {}, " <h1>Cause &amp; effect</h1> <p>body</p>");
    EXPECT_EQ(page.find("<h1>"), page.rfind("<h1>"));
    EXPECT_THAT(to_html(clip, {}, "<h1>Another</h1>"), HasSubstr("<h1>Cause &amp; effect</h1>"));
}

TEST(ToHtml, LinksOnlyToWebAddresses) {
    model::Clip clip;
    clip.fields.from = "javascript:alert(1)";
    EXPECT_THAT(to_html(clip, {}, ""), Not(HasSubstr("href=\"javascript:")));
    clip.fields.from = "https://example.org/";
    EXPECT_THAT(to_html(clip, {}, ""), HasSubstr("<a href=\"https://example.org/\""));
}

TEST(ToHtml, LoadsNothingFromOutside) {
    EXPECT_THAT(to_html({}, {}, ""), HasSubstr("default-src 'none'; img-src 'self' file:"));
}

}  // namespace
}  // namespace webclip::render
