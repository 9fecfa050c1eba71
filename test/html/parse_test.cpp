#include "html/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "html/serialize.h"
#include "text/utf8.h"

namespace webclip::html {
namespace {

Document page(std::string_view markup) {
    auto parsed = parse(markup);
    EXPECT_TRUE(parsed.has_value());
    return std::move(*parsed);
}

std::string whole(const Document& document) {
    return serialize_children(document, document.root());
}

struct Case {
    const char* name;
    std::string markup;
    std::string expected;
};

TEST(Parse, BuildsTheTreeOfTheStandard) {
    const std::vector<Case> cases = {
        {"nothing", "", "<html><head></head><body></body></html>"},
        {"whole page", "<!DOCTYPE html><html lang=en><head><title>T</title></head><body><p>a</body></html>",
         R"(<html lang="en"><head><title>T</title></head><body><p>a</p></body></html>)"},
        {"misnesting", "<b>a<i>b</b>c</i>",
         "<html><head></head><body><b>a<i>b</i></b><i>c</i></body></html>"},
        {"foster parents", "<table>a<tr><td>b</table>",
         "<html><head></head><body>a<table><tbody><tr><td>b</td></tr></tbody></table></body></html>"},
        {"script and style are empty", "<script>x</script><style>y</style>z",
         "<html><head><script></script><style></style></head><body>z</body></html>"},
        {"comments part no texts", "<p>a<!--x-->b<!--y-->c",
         "<html><head></head><body><p>abc</p></body></html>"},
        {"template", "<p><template><td>x</td></template>",
         "<html><head></head><body><p><template><td>x</td></template></p></body></html>"},
        {"an empty end tag before such a name", "</></><x-y>1</></x-y>",
         "<html><head></head><body><x-y>1</x-y></body></html>"},
        {"names of formulas and drawings outside them", "<mi>x</mi><foreignObject></foreignObject>",
         "<html><head></head><body><mi>x</mi><foreignobject></foreignobject></body></html>"},
        {"names Gumbo does not know", "<picture><source></picture><DIALOG>x</DIALOG><x-y z>1</x-y>",
         "<html><head></head><body><picture><source></picture><dialog>x</dialog><x-y "
         "z=\"\">1</x-y></body></html>"},
    };
    for (const Case& each : cases) EXPECT_EQ(whole(page(each.markup)), each.expected) << each.name;
}

TEST(Parse, GivesKnownTagsToNamesGumboDoesNotKnow) {
    const Document document = page("<picture></picture>");
    EXPECT_EQ(document.tag(document.first_child(document.body())), Tag::picture);
}

TEST(Parse, NoReferenceMakesBytesThatAreNoText) {
    for (const std::string reference :
         {"&#xBBBBBBBB;", "&#xBBBBBBBB", "&#4294967295;", "&#x80000000;", "&#xD800;", "&#x110000;",
          "&#99999999999999999999;", "&#xFFFFFFFFFFFFFFFF;"}) {
        std::string page = "<p title='a";
        page.append(reference).append("b'>a").append(reference).append("b</p>");
        const auto document = parse(page);
        ASSERT_TRUE(document);
        EXPECT_TRUE(text::is_valid_utf8(serialize(*document, document->root()))) << reference;
        EXPECT_TRUE(text::is_valid_utf8(readable_text(*document, document->root()))) << reference;
    }
}

TEST(Parse, KeepsForeignElementsApart) {
    const Document document =
        page("<svg><title>x</title><a xlink:href=y viewBox=z></a></svg><math><mi>q</mi></math>");
    const NodeId svg = document.first_child(document.body());
    EXPECT_EQ(document.tag(svg), Tag::svg);
    EXPECT_EQ(document.name_space(svg), Namespace::svg);
    const NodeId title = document.first_child(svg);
    EXPECT_EQ(document.tag(title), Tag::unknown);
    EXPECT_EQ(document.name(title), "title");
    EXPECT_EQ(document.name_space(title), Namespace::svg);
    const NodeId link = document.next_sibling(title);
    EXPECT_EQ(document.attribute(link, "xlink:href"), "y");
    EXPECT_EQ(document.attribute(link, "viewbox"), "z");
    const NodeId math = document.next_sibling(svg);
    EXPECT_EQ(document.tag(math), Tag::math);
    EXPECT_EQ(document.name_space(document.first_child(math)), Namespace::mathml);
}

TEST(Parse, NamesTheParts) {
    const Document document = page("<title>T</title><p>x");
    EXPECT_EQ(document.tag(document.html()), Tag::html);
    EXPECT_EQ(document.tag(document.head()), Tag::head);
    EXPECT_EQ(document.tag(document.body()), Tag::body);
    EXPECT_EQ(page("<frameset><frame></frameset>").body(), no_node);
}

TEST(Parse, TellsQuirksFromStandards) {
    EXPECT_FALSE(page("<!doctype html><p>").is_quirky());
    EXPECT_TRUE(page("<p>").is_quirky());
    EXPECT_TRUE(page("<!doctype x><p>").is_quirky());
}

TEST(Parse, MakesFragmentsTheBodysChildren) {
    auto parsed = parse_fragment("<p>a</p>b<td>c");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(serialize_children(*parsed, parsed->body()), "<p>a</p>bc");
    EXPECT_EQ(whole(*parsed), "<html><head></head><body><p>a</p>bc</body></html>");
}

TEST(Parse, ReadsFragmentsWithoutQuirksWhateverCameBefore) {
    for (int i = 0; i < 50; ++i) {
        page("<p><table>" + std::string(100000, '\x01'));  // leaves its traces in memory
        auto parsed = parse_fragment("<p><table></table></p>");
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(serialize_children(*parsed, parsed->body()), "<p></p><table></table><p></p>");
    }
}

TEST(Parse, LiftsDataScripts) {
    const Document document = page(
        "<script type='application/ld+json'>{\"a\":\"</p>\"}</script>"
        "<script id=__NEXT_DATA__ type=\"application/json; charset=utf-8\">{}</script>"
        "<script>var x=1; window.__STATE__ = {\"b\":2};</script>"
        "<script>window.__PUSH__(1); window.__OTHER__=[3]</script>"
        "<script>window.dataLayer=[]; console.log('window.__no')</script>"
        "<script type=text/x-template>window.__T__={}</script>");
    const auto& scripts = document.data_scripts();
    ASSERT_EQ(scripts.size(), 4U);
    EXPECT_EQ(scripts[0].type, "application/ld+json");
    EXPECT_EQ(scripts[0].text, "{\"a\":\"</p>\"}");
    EXPECT_EQ(scripts[1].type, "application/json");
    EXPECT_EQ(scripts[1].id, "__NEXT_DATA__");
    EXPECT_EQ(scripts[2].type, "");
    EXPECT_EQ(scripts[2].id, "__STATE__");
    EXPECT_EQ(scripts[2].text, "{\"b\":2};");
    EXPECT_EQ(scripts[3].id, "__OTHER__");
    EXPECT_EQ(scripts[3].text, "[3]");
}

}  // namespace
}  // namespace webclip::html
