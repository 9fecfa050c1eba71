#include "html/select.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "html/parse.h"
#include "support/cpu_clock.h"

namespace webclip::html {
namespace {

Document fragment(std::string_view markup) {
    ParseLimits limits;
    limits.arena_factor = 1000;
    auto parsed = parse_fragment(markup, limits);
    EXPECT_TRUE(parsed.has_value());
    return std::move(*parsed);
}

Selector compiled(std::string_view text) {
    auto selector = Selector::compile(text);
    EXPECT_TRUE(selector.has_value()) << text << ": " << (selector ? "" : selector.error().message);
    return *selector;
}

// The ids of what matches in the body, each followed by a blank.
std::string ids(const Document& document, std::string_view selector) {
    std::string out;
    for (const NodeId node : compiled(selector).all(document, document.body())) {
        out += std::string{document.attribute_or(node, "id")} + " ";
    }
    return out;
}

struct Case {
    const char* selector;
    const char* ids;
};

void expect_ids(std::string_view markup, const std::vector<Case>& cases) {
    const Document document = fragment(markup);
    for (const Case& each : cases) EXPECT_EQ(ids(document, each.selector), each.ids) << each.selector;
}

TEST(Selector, TestsTypesIdsAndClasses) {
    expect_ids(
        "<div id=a class='x y'><p id=b class=x>1<x-y id=c></x-y></div><svg id=d><path id=e /></svg><p "
        "id='1:2'>",
        {
            {"*", "a b c d e 1:2 "},
            {"p", "b 1:2 "},
            {"P", "b 1:2 "},
            {"x-y", "c "},
            {"svg", "d "},
            {"path", "e "},
            {"#b", "b "},
            {"#B", ""},
            {"p#b.x", "b "},
            {".x", "a b "},
            {".x.y", "a "},
            {".X", ""},
            {"p, x-y ,#a", "a b c 1:2 "},
            {"#\\31\\:2", "1:2 "},
            {"#\\31 \\:2", "1:2 "},
            {"dialog", ""},
        });
}

TEST(Selector, TestsAttributes) {
    expect_ids(
        "<a id=a href=https://example.org/x.PDF rel='next nofollow' lang=en-GB title></a><a id=b "
        "lang=en></a>",
        {
            {"[href]", "a "},
            {"[ HREF ]", "a "},
            {"[lang=en]", "b "},
            {"[lang|=en]", "a b "},
            {"[lang|=e]", ""},
            {"[rel~=nofollow]", "a "},
            {"[rel~='no']", ""},
            {"[rel~='next nofollow']", ""},
            {"[href^='https:']", "a "},
            {"[href$='.pdf']", ""},
            {"[href$='.pdf' i]", "a "},
            {"[href*=\"example\"]", "a "},
            {"[href*='']", ""},
            {"[title='']", "a "},
            {"[id=a i]", "a "},
            {"a[href][rel]", "a "},
            {"[title=x]", ""},
        });
}

TEST(Selector, FollowsCombinators) {
    expect_ids(
        "<div id=a><p id=b></p><section id=c><p id=d></p>text<p id=e></p><i id=f></i></section></div><p "
        "id=g></p>",
        {
            {"div p", "b d e "},
            {"div > p", "b "},
            {"div>p", "b "},
            {"p + p", "e "},
            {"p ~ i", "f "},
            {"p~i", "f "},
            {"div section > p + p ~ i", "f "},
            {"body p", "b d e g "},
            {"div p p", ""},
            {"section + p", ""},
            {"div + p", "g "},
            {"div > section > *", "d e f "},
        });
}

TEST(Selector, BacktracksWhereTheFirstAncestorFails) {
    expect_ids("<div id=a class=x><div id=b><div id=c class=y><p id=d></p></div></div></div>",
               {
                   {".x > div p", "d "},
                   {".x > div > div p", "d "},
                   {".x div > p", "d "},
                   {".x > .y p", ""},
               });
}

TEST(Selector, CountsChildren) {
    expect_ids("<ul id=u> <li id=a></li>x<li id=b></li><li id=c></li><p id=d></p><li id=e></li></ul>",
               {
                   {"ul > :first-child", "a "},
                   {"ul > :last-child", "e "},
                   {"li:nth-child(2)", "b "},
                   {"li:nth-child(odd)", "a c e "},
                   {"ul > :nth-child(even)", "b d "},
                   {"ul > :nth-child(2n+1)", "a c e "},
                   {"ul > :nth-child( 2n - 1 )", "a c e "},
                   {"ul > :nth-child(-n+2)", "a b "},
                   {"ul > :nth-child(n+4)", "d e "},
                   {"ul > :nth-child(3n)", "c "},
                   {"ul > :nth-child(0)", ""},
                   {"ul > :nth-child(n)", "a b c d e "},
                   {"li:nth-of-type(4)", "e "},
                   {"p:first-of-type", "d "},
                   {"ul > :last-of-type", "d e "},
                   {":only-child", "u "},
                   {"li:first-child:last-child", ""},
               });
}

TEST(Selector, NestsSelectors) {
    expect_ids(
        "<div id=a><img id=b><p id=c class=x>Read more</p></div><div id=d><p id=e></p><p id=f> </p></div>",
        {
            {"div:has(img)", "a "},
            {"div:has(> p.x)", "a "},
            {"div:has(> .x, #e)", "a d "},
            {"img:has(+ p)", "b "},
            {"div:has(~ div p)", "a "},
            {"div:has(~ div img)", ""},
            {"p:not(.x)", "e f "},
            {"p:not(.x, #e)", "f "},
            {":is(img, p):not(:empty)", "c f "},
            {":where(#a) > p", "c "},
            {"p:empty", "e "},
            {"div:not(:has(img))", "d "},
            {"p:contains('Read')", "c "},
            {"div:contains(\"Read more\")", "a "},
            {"p:contains(read)", ""},
            {"p:not(div > p)", ""},
            {"div:has(:is(img, i))", "a "},
        });
}

TEST(Selector, LooksBelowOnly) {
    const Document document = fragment("<div class=x><p id=a></p></div><p id=b></p>");
    const NodeId div = document.first_child(document.body());
    const Selector paragraphs = compiled("p");
    EXPECT_EQ(paragraphs.all(document, div).size(), 1U);
    EXPECT_EQ(document.attribute(paragraphs.first(document, document.body()), "id"), "a");
    EXPECT_TRUE(compiled("div").all(document, div).empty());
    EXPECT_EQ(compiled("body .x p").all(document, div).size(), 1U);
    EXPECT_EQ(compiled("i").first(document, div), no_node);
    EXPECT_TRUE(compiled(".x").matches(document, div));
    EXPECT_FALSE(compiled("p").matches(document, div));
    EXPECT_FALSE(compiled("*").matches(document, document.root()));
}

TEST(Selector, NamesThePlaceOfAnError) {
    struct Bad {
        const char* selector;
        const char* message;
    };
    const std::vector<Bad> cases = {
        {"", "unexpected end at 1"},
        {"  ", "unexpected end at 3"},
        {"div > ", "unexpected end at 7"},
        {"div,", "unexpected end at 5"},
        {"p]", "unexpected ']' at 2"},
        {"p[", "unexpected end at 3"},
        {"p[a=]", "unexpected ']' at 5"},
        {"p[a!=b]", "unexpected '!' at 4"},
        {"p[a='b]", "unexpected end at 8"},
        {".1a", "unexpected '1' at 2"},
        {"p::before", "unexpected ':' at 3"},
        {"> p", "unexpected '>' at 1"},
        {"a > > b", "unexpected '>' at 5"},
        {"p:hover", "unknown ':hover' before at 8"},
        {"p:foo(x)", "unknown ':foo()' before at 7"},
        {"p:nth-child(x)", "not of the form an+b: what stands before at 14"},
        {"p:nth-child(2n3)", "not of the form an+b: what stands before at 16"},
        {":not(p", "unexpected end at 7"},
        {":is()", "unexpected ')' at 5"},
        {"a\u00fc\u2192", nullptr},
        {"(", "unexpected '(' at 1"},
        {"a:has(b:has(c))", "':has()' inside ':has()' before at 13"},
        {"\\", "unexpected end at 2"},
    };
    for (const Bad& each : cases) {
        const auto selector = Selector::compile(each.selector);
        if (each.message == nullptr) {
            EXPECT_TRUE(selector.has_value()) << each.selector;
            continue;
        }
        ASSERT_FALSE(selector.has_value()) << each.selector;
        EXPECT_EQ(selector.error().message, each.message) << each.selector;
    }
}

TEST(Selector, RefusesWhatIsTooMuch) {
    EXPECT_FALSE(Selector::compile(std::string(20000, 'a')));
    std::string steps = "a";
    for (int i = 0; i < 40; ++i) steps += " a";
    EXPECT_FALSE(Selector::compile(steps));
    EXPECT_FALSE(Selector::compile(":is(:is(:is(:is(:is(a)))))"));
}

TEST(Selector, StaysBoundedOnPagesMadeToExhaustIt) {
    std::string deep;
    for (int i = 0; i < 400; ++i) deep += "<div>";
    const Document nested = fragment(deep);
    std::string wide;
    for (int i = 0; i < 60000; ++i) wide += "<p>";
    const Document flat = fragment(wide);
    const auto start = test::CpuClock::now();
    EXPECT_TRUE(compiled("x div div div div div div div div div div div").all(nested, nested.body()).empty());
    compiled("x ~ p").all(flat, flat.body());
    EXPECT_EQ(compiled("p:nth-child(2n)").all(flat, flat.body()).size(), 30000U);
    compiled("p:has(~ x)").all(flat, flat.body());
    compiled("div:contains('x')").all(nested, nested.body());
    EXPECT_LT(test::CpuClock::now() - start, std::chrono::seconds{20} * test::slowness);
}

}  // namespace
}  // namespace webclip::html
