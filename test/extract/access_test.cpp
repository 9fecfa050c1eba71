#include "access.h"

#include <string>

#include <gtest/gtest.h>

#include "html/parse.h"

namespace webclip::extract {
namespace {

Access access_of(const std::string& markup, const std::string& text) {
    const auto document = html::parse(markup);
    EXPECT_TRUE(document);
    const Page page = read_page(*document);
    return read_access(page, find_landmarks(page), read_linked_data(document->data_scripts()), text);
}

const std::string not_free =
    R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}</script>)";

TEST(ReadAccess, AnOpenArticleIsNeither) {
    const Access access = access_of("<p>The mill is open again.</p>", "The mill is open again.");
    EXPECT_FALSE(access.is_paywalled);
    EXPECT_FALSE(access.is_teaser);
    EXPECT_EQ(access.why, "");
}

TEST(ReadAccess, ADeclaredWallWithTheWholeTextIsNoTeaser) {
    const Access access = access_of(not_free + "<p>The mill is open again.</p>", "The mill is open again.");
    EXPECT_TRUE(access.is_paywalled);
    EXPECT_FALSE(access.is_teaser);
    EXPECT_EQ(access.why, "isAccessibleForFree");
}

TEST(ReadAccess, TheContentTierDeclaresToo) {
    EXPECT_TRUE(
        access_of(R"(<meta property="article:content_tier" content="locked"><p>x</p>)", "x").is_paywalled);
}

TEST(ReadAccess, ADeclaredWallWithABarrierIsATeaser) {
    for (const char* barrier : {"Subscribe to continue", "Jetzt weiterlesen mit unserem Angebot",
                                "この記事は会員限定です", "付费阅读全文", "Article réservé aux abonnés"}) {
        const Access access = access_of(not_free + "<p>The mill is open again.</p><div>" + barrier + "</div>",
                                        "The mill is open again.");
        EXPECT_TRUE(access.is_teaser) << barrier;
    }
}

TEST(ReadAccess, ABarrierBelowATextThatBreaksOffIsEnough) {
    const Access access =
        access_of("<p>The mill is…</p><div>Subscribe to read the rest</div>", "The mill is…");
    EXPECT_TRUE(access.is_teaser);
    EXPECT_TRUE(access.is_paywalled);
}

TEST(ReadAccess, ANewspaperMayAskForSubscriptionsBelowAWholeText) {
    const Access access = access_of("<p>The mill is open again.</p><div>Already a subscriber? Log in.</div>",
                                    "The mill is open again.");
    EXPECT_FALSE(access.is_teaser);
    EXPECT_FALSE(access.is_paywalled);
}

TEST(ReadAccess, ALongTextIsNoTeaser) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "The mill is open again. ";
    EXPECT_FALSE(access_of(not_free + "<div>Subscribe to continue</div>", text).is_teaser);
}

}  // namespace
}  // namespace webclip::extract
