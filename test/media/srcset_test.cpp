#include "media/srcset.h"

#include <gtest/gtest.h>

namespace webclip::media {
namespace {

// "url 640w" / "url 2x" / "url"; joined by " | ".
std::string shown(const std::vector<SrcsetCandidate>& candidates) {
    std::string out;
    for (const SrcsetCandidate& candidate : candidates) {
        if (!out.empty()) out += " | ";
        out += candidate.url;
        if (candidate.width > 0) out += " " + std::to_string(candidate.width) + "w";
        if (candidate.density > 0)
            out += " " + std::to_string(static_cast<int>(candidate.density * 100)) + "%";
    }
    return out;
}

TEST(ParseSrcset, FollowsTheStandard) {
    const struct {
        const char* name;
        const char* srcset;
        const char* expected;
    } cases[] = {
        {"nothing", "", ""},
        {"only commas and blanks", " , ,\t,\n", ""},
        {"one url", "a.jpg", "a.jpg"},
        {"keeps order", "b.jpg 2x, a.jpg 1x", "b.jpg 200% | a.jpg 100%"},
        {"widths", "s.jpg 320w, m.jpg 640w,l.jpg 1280w", "s.jpg 320w | m.jpg 640w | l.jpg 1280w"},
        {"comma inside a url",
         "https://c.example/w_320,h_200/a.jpg 320w, https://c.example/w_640,h_400/a.jpg 640w",
         "https://c.example/w_320,h_200/a.jpg 320w | https://c.example/w_640,h_400/a.jpg 640w"},
        {"url ends with commas", "a.jpg,, b.jpg", "a.jpg | b.jpg"},
        {"no blank after the comma: part of the url", "a.jpg,b.jpg 2x", "a.jpg,b.jpg 200%"},
        {"data url", "data:image/png;base64,AAAA 1x, b.png 2x",
         "data:image/png;base64,AAAA 100% | b.png 200%"},
        {"leading commas", ",,a.jpg 1x", "a.jpg 100%"},
        {"all white space counts", "\fa.jpg\n2x\r,\tb.jpg\t3x", "a.jpg 200% | b.jpg 300%"},
        {"fraction", "a.jpg 1.5x", "a.jpg 150%"},
        {"fraction without whole part", "a.jpg .5x", "a.jpg 50%"},
        {"exponent", "a.jpg 15e-1x", "a.jpg 150%"},
        {"future-compatible height", "a.jpg 100w 50h", "a.jpg 100w"},
        {"height first", "a.jpg 50h 100w", "a.jpg 100w"},
        {"parentheses keep their commas: unknown, dropped", "a.jpg calc(1x,2x), b.jpg 2x", "b.jpg 200%"},
        {"open parenthesis to the end", "a.jpg 1x, b.jpg (2x, c.jpg 3x", "a.jpg 100%"},
        {"height alone", "a.jpg 50h, b.jpg 1x", "b.jpg 100%"},
        {"height with density", "a.jpg 1x 50h, b.jpg 50h 1x", ""},
        {"width twice", "a.jpg 1w 2w", ""},
        {"width and density", "a.jpg 1w 2x, b.jpg 2x 1w", ""},
        {"width of zero", "a.jpg 0w", ""},
        {"signed width", "a.jpg +100w, b.jpg -100w", ""},
        {"width with a fraction", "a.jpg 100.0w", ""},
        {"negative density", "a.jpg -1x", ""},
        {"plus sign", "a.jpg +1x", ""},
        {"dot without digits", "a.jpg 1.x", ""},
        {"exponent without digits", "a.jpg 1ex", ""},
        {"unit alone", "a.jpg x, b.jpg w", ""},
        {"upper-case units are unknown", "a.jpg 1X, b.jpg 100W", ""},
        {"unknown descriptor", "a.jpg 100q", ""},
        {"not a number", "a.jpg NaNx, b.jpg Infinityx", ""},
    };
    for (const auto& c : cases) EXPECT_EQ(shown(parse_srcset(c.srcset)), c.expected) << c.name;
}

TEST(ParseSrcset, SurvivesHugeNumbersAndLists) {
    const auto wide = parse_srcset("a.jpg 99999999999999999999w");
    ASSERT_EQ(wide.size(), 1U);
    EXPECT_GT(wide[0].width, 100'000'000);
    EXPECT_TRUE(parse_srcset("a.jpg 1e999x").empty());
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += "a 1w,";
    EXPECT_EQ(parse_srcset(many).size(), 200'000U);
    EXPECT_TRUE(parse_srcset("a " + std::string(1'000'000, '(')).empty());
}

TEST(BestCandidate, TakesTheWidestThatIsNotTooWide) {
    const struct {
        const char* name;
        const char* srcset;
        const char* expected;
    } cases[] = {
        {"widest", "s 320w, l 1280w, m 640w", "l"},
        {"2,048 is still taken", "m 1024w, l 2048w, xl 2049w", "l"},
        {"narrowest above", "xxl 8000w, xl 4000w, huge 6000w", "xl"},
        {"a fitting one behind a too wide one", "xl 4000w, s 320w", "s"},
        {"no descriptor is 1x", "one, two 2x", "two"},
        {"densest up to 2x", "one 1x, three 3x, two 2x", "two"},
        {"least dense above", "four 4x, three 3x", "three"},
        {"a width beats densities", "two 2x, s 320w", "s"},
        {"first of equals", "a 640w, b 640w", "a"},
        {"0x counts as nothing said", "zero 0x, two 2x", "two"},
    };
    for (const auto& c : cases) {
        const auto candidates = parse_srcset(c.srcset);
        const SrcsetCandidate* best = best_candidate(candidates);
        ASSERT_NE(best, nullptr) << c.name;
        EXPECT_EQ(best->url, c.expected) << c.name;
    }
    EXPECT_EQ(best_candidate({}), nullptr);
}

}  // namespace
}  // namespace webclip::media
