// Articles in pages that are empty until a script runs.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "html/parse.h"

namespace webclip::extract {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string one =
    "The ferry left the harbour at six in the morning, with forty people and a dog on board.";
const std::string two =
    "Nobody knew then that it would not come back before the end of the week, least of all the captain.";
const std::string three =
    "The storm that had been announced for Thursday came a day early, and it stayed for three days.";
const std::string four =
    "On Sunday the lighthouse keeper saw the lights, counted them twice, and rang the bell of the church.";

Expected<model::Article, ExtractError> article_of(const std::string& body) {
    const std::string page =
        "<html><head><title>The ferry</title></head><body><div id=root></div>" + body + "</body></html>";
    return extract(*html::parse(page), {*url::parse("https://harbour.example/ferry"), {}, {}});
}

struct Carrier {
    const char* name;
    std::string body;
};

std::vector<Carrier> carriers() {
    const std::string markup = "<p>" + one + "<p>" + two + "<p>" + three + "<p>" + four;
    const std::string escaped = "\\u003cp\\u003e" + one + "\\u003c/p\\u003e\\u003cp\\u003e" + two +
                                "\\u003c\\/p\\u003e<p>" + three + "<p>" + four;
    return {
        {"noscript", "<noscript>" + markup + "</noscript>"},
        {"noscript with a picture",
         "<noscript><img src=/ferry.jpg width=640 height=480>" + markup + "</noscript>"},
        {"template", "<template>" + markup + "</template>"},
        {"next data",
         R"(<script id="__NEXT_DATA__" type="application/json">{"props":{"id":"x1","post":{"content":")" +
             escaped + R"("}}}</script>)"},
        {"state", R"(<script>window.__INITIAL_STATE__ = {"a":undefined,"post":{"body":")" + escaped +
                      R"("}};</script>)"},
        {"paragraphs of an editor", R"(<script type="application/json">{"blocks":[{"text":")" + one +
                                        R"("},{"text":")" + two + R"("},{"text":")" + three +
                                        R"("},{"text":")" + four + R"("}]}</script>)"},
    };
}

TEST(HiddenText, IsFoundWhenThePageHasNone) {
    for (const Carrier& carrier : carriers()) {
        const auto article = article_of(carrier.body);
        ASSERT_TRUE(article) << carrier.name << ": " << article.error().message;
        for (const std::string& sentence : {one, two, three, four})
            EXPECT_THAT(article->text, HasSubstr(sentence)) << carrier.name;
        EXPECT_THAT(article->html, Not(HasSubstr("<script"))) << carrier.name;
    }
}

TEST(HiddenText, IsSanitisedLikeAnyMarkup) {
    const auto article =
        article_of(R"(<script type="application/json">{"body":"<p onclick='x()'>)" + one + two +
                   "<\\/p><p><img src=x onerror=alert(1)>" + three + four + R"(<\/p>"}</script>)");
    ASSERT_TRUE(article);
    EXPECT_THAT(article->text, HasSubstr(three));
    EXPECT_THAT(article->html, Not(HasSubstr("onerror")));
    EXPECT_THAT(article->html, Not(HasSubstr("onclick")));
}

TEST(HiddenText, IsLeftAloneWhenThePageHasItsOwn) {
    const std::string own = "<article><h1>The ferry</h1><p>" + one + "</p><p>" + two + "</p><p>" + three +
                            "</p><p>" + four + "</p></article>";
    const auto article = article_of(
        own + R"(<script type="application/json">{"content":"<p>Something else that is long enough to )"
              R"(be taken for an article if anybody looked for one in this place, which nobody does.<\/p>"})"
              "</script>");
    ASSERT_TRUE(article);
    EXPECT_THAT(article->text, Not(HasSubstr("Something else")));
}

TEST(HiddenText, CodeAndAddressesAreNoArticle) {
    const auto article = article_of(
        R"(<script type="application/json">{"css":".a { color: red; } .b { color: blue; } .c { margin: 0 auto; } )"
        R"(.d { color: red; } .e { color: blue; } .f { margin: 0 auto; } .g { color: red; } .h { color: blue; }",)"
        R"("u":"https://harbour.example/a/very/long/address/that/goes/on/and/on/and/on/and/on"}</script>)");
    EXPECT_FALSE(article);
}

}  // namespace
}  // namespace webclip::extract
