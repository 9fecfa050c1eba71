#include "extract/site_config.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "html/parse.h"
#include "html/select.h"
#include "xpath.h"

namespace webclip::extract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* page =
    "<html><head><meta property='og:title' content='River'></head><body>"
    "<div id=top class='bar wide'><h1>One</h1></div>"
    "<div id=story class='text story-body'><p>a<p class=lead>b<img src='/x/ad.gif'><p>c</div>"
    "<div class=after><p>d<a rel=next href=2>Next page</a></div>"
    "<div class=after id=last><em>e</em></div></body></html>";

// The ids, or names, of what the translated path selects.
std::vector<std::string> selected(const std::string& xpath) {
    const auto css = css_from_xpath(xpath);
    if (!css) return {"error: " + css.error()};
    const auto selector = html::Selector::compile(*css);
    if (!selector) return {"css " + *css + ": " + selector.error().message};
    const auto document = html::parse(page);
    std::vector<std::string> found;
    for (const html::NodeId node : selector->all(*document, document->root())) {
        const std::string id{document->attribute_or(node, "id")};
        found.push_back(std::string{document->name(node)} + (id.empty() ? "" : "#" + id));
    }
    return found;
}

std::string nested(std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
}

struct XPathCase {
    const char* xpath;
    std::vector<std::string> selects;
};

const std::vector<XPathCase>& xpath_cases() {
    static const std::vector<XPathCase> cases{
        {"//h1", {"h1"}},
        {"/html/body/div", {"div#top", "div#story", "div", "div#last"}},
        {"//div[@id='story']", {"div#story"}},
        {"//div[@id=\"story\"]/p", {"p", "p", "p"}},
        {"//*[@id='story']//img", {"img"}},
        {"//div[contains(@class,'story')]", {"div#story"}},
        {"//div[contains(concat(' ',normalize-space(@class),' '),' text ')]", {"div#story"}},
        {"//div[contains(concat(' ', @class, ' '), ' story ')]", {}},
        {"//div[starts-with(@class, 'bar')]", {"div#top"}},
        {"//div[@class='after' and @id]", {"div#last"}},
        {"//div[@id='top' or @id='last']", {"div#top", "div#last"}},
        {"//div[not(@id)]", {"div"}},
        {"//div[@class!='after']", {"div#top", "div#story"}},
        {"//div[.//em]", {"div#last"}},
        {"//div[em]", {"div#last"}},
        {"//body/div[2]", {"div#story"}},
        {"//body/div[last()]", {"div#last"}},
        {"//p[position()=2]", {"p"}},
        {"//h1 | //em", {"h1", "em"}},
        {"(//div[@class='after'])[1]", {"div", "div#last"}},
        {"//meta[@property='og:title']/@content", {"meta"}},
        {"//h1/text()", {"h1"}},
        {"//em/..", {"div#last"}},
        {"//em/parent::div", {"div#last"}},
        {"//div[@id='story']/following-sibling::div", {"div", "div#last"}},
        {"//div[@id='story']/following-sibling::*[1]", {"div"}},
        {"//a[contains(text(), 'Next')]/@href", {"a"}},
        {"//a[contains(., 'Next')]", {"a"}},
        {"//div[descendant::em]", {"div#last"}},
        {"//em/self::*[not(@id)]", {"em"}},
    };
    return cases;
}

TEST(XPath, SelectsAsCss) {
    for (const XPathCase& one : xpath_cases()) EXPECT_EQ(selected(one.xpath), one.selects) << one.xpath;
}

TEST(XPath, SaysWhatIsBeyondIt) {
    struct Case {
        std::string xpath;
        const char* why;
    };
    for (const Case& one :
         {Case{"//p/ancestor::div", "the axis 'ancestor' is not supported"},
          Case{"//div[@class='a'][2]", "a position behind another condition is not supported"},
          Case{"substring-after(//h1, ':')", "the function 'substring-after' is not supported"},
          Case{"//a[text()='Next']", "']' is missing at '='Next'"}, Case{"//div[@id='a'", "']' is missing"},
          Case{"//div" + nested("[a", 200) + nested("]", 200), "too many brackets"},
          Case{"//div[" + nested("not(", 200) + "a", "too many brackets"},
          Case{"//div[contains(" + nested("normalize-space(", 200), "too many brackets"},
          Case{"//div[@id='a]", "a quote is not closed"}, Case{"", "an element's name is missing"}}) {
        const auto css = css_from_xpath(one.xpath);
        ASSERT_FALSE(css) << one.xpath << " gave " << *css;
        EXPECT_THAT(css.error(), HasSubstr(one.why)) << one.xpath;
    }
}

TEST(SiteConfig, ReadsItsKeysAndNamesTheLinesItLeavesOut) {
    const ParsedSiteConfig parsed = parse_site_config(
        "# River News\n"
        "title: //h1\n"
        "author: //p/ancestor::div\n"
        "body: //div[@id='story']\n"
        "strip_id_or_class: promo\n"
        "strip_image_src: /ads/\n"
        "prune: no\n"
        "next_page_link: //a[@rel='next']/@href\n"
        "find_string: <b>\n"
        "replace_string: <strong>\n"
        "replace_string(</b>): </strong>\n"
        "http_header(referer): https://river.example/\n"
        "http_header(user-agent): Another/1.0\n"
        "shine: yes\n"
        "test_url: https://river.example/1\n",
        "river.example.txt");
    std::vector<std::string> names;
    for (const model::SiteRule& rule : parsed.config.rules)
        names.push_back(rule.name + " = " + rule.selector);
    EXPECT_THAT(
        names,
        ElementsAre("title: //h1 (river.example.txt) = h1",
                    "body: //div[@id='story'] (river.example.txt) = div[id=\"story\"]",
                    "strip_id_or_class: promo (river.example.txt) = [class*=\"promo\"], [id*=\"promo\"]",
                    "strip_image_src: /ads/ (river.example.txt) = img[src*=\"/ads/\"]",
                    "next_page_link: //a[@rel='next']/@href (river.example.txt) = a[rel=\"next\"]"));
    using Pair = std::pair<std::string, std::string>;
    EXPECT_THAT(parsed.config.replacements, ElementsAre(Pair{"<b>", "<strong>"}, Pair{"</b>", "</strong>"}));
    EXPECT_THAT(parsed.config.headers, ElementsAre(Pair{"referer", "https://river.example/"}));
    std::vector<int> lines;
    for (const SiteConfigProblem& problem : parsed.problems) lines.push_back(problem.line);
    EXPECT_THAT(lines, ElementsAre(3, 13, 14));
}

TEST(SiteConfig, TheFirstReplacementBelongsToTheFirstText) {
    const ParsedSiteConfig parsed = parse_site_config(
        "find_string: a\nfind_string: b\nreplace_string: 1\nreplace_string: 2\nreplace_string: "
        "3\nfind_string: c",
        "f");
    using Pair = std::pair<std::string, std::string>;
    EXPECT_THAT(parsed.config.replacements, ElementsAre(Pair{"a", "1"}, Pair{"b", "2"}));
    ASSERT_EQ(parsed.problems.size(), 2U);
    EXPECT_EQ(parsed.problems[0].message, "replace_string without a find_string");
    EXPECT_EQ(parsed.problems[1].message, "find_string without a replace_string");
}

TEST(SiteConfig, StaysSmallAndCleanWhateverTheFileSays) {
    const ParsedSiteConfig parsed = parse_site_config(
        "body: //" + std::string(5000, 'a') + "\nbody: //b[@id='\xFF']\n" + nested("strip: //p\n", 2000),
        "f");
    EXPECT_EQ(parsed.problems.front().line, 1);
    EXPECT_THAT(parsed.problems.front().message, HasSubstr("longer than"));
    EXPECT_THAT(parsed.problems.back().message, HasSubstr("beyond 1000 lines"));
    EXPECT_EQ(parsed.config.rules.size(), 1000U);
    EXPECT_EQ(parsed.config.rules.front().selector, "b[id=\"\uFFFD\"]");
}

TEST(SiteConfig, IsChosenByHost) {
    EXPECT_THAT(site_config_names("example.org"), ElementsAre("example.org.txt"));
    EXPECT_THAT(site_config_names("www.example.org"), ElementsAre("example.org.txt"));
    EXPECT_THAT(site_config_names("a.b.example.org"),
                ElementsAre("a.b.example.org.txt", ".b.example.org.txt", ".example.org.txt"));
    EXPECT_THAT(site_config_names("../secret"), IsEmpty());
    EXPECT_THAT(site_config_names(""), IsEmpty());
}

}  // namespace
}  // namespace webclip::extract
