#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "html/document.h"
#include "html/parse.h"

namespace webclip::html {
namespace {

struct Case {
    const char* name;
    const char* markup;
    const char* expected;
};

TEST(TextContent, IsTheTextAsItStands) {
    const std::vector<Case> cases = {
        {"white space kept", "<p> a\n  b </p>\n<p>c</p>", " a\n  b \nc"},
        {"no programs", "a<script>b</script><style>c</style>d", "ad"},
        {"no stand-ins", "a<template>b</template><noscript>c</noscript><iframe>d</iframe>e", "ae"},
        {"nothing", "<p></p>", ""},
    };
    for (const Case& each : cases) {
        const auto parsed = parse_fragment(each.markup);
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(text_content(*parsed, parsed->body()), each.expected) << each.name;
    }
}

TEST(ReadableText, IsWhatAReaderSees) {
    const std::vector<Case> cases = {
        {"inline elements add nothing", "<p>un<b>believ</b>able <i>yes</i></p>", "unbelievable yes"},
        {"one line a block", "<h1>T</h1><p>a</p>\n\n<p>b</p><div><div>c</div></div>d", "T\na\nb\nc\nd"},
        {"white space collapses", "<p> a \n\t b&nbsp;&nbsp;c </p>", "a b c"},
        {"ideographic and thin spaces", "<p>\u3000\u5929\u3000\u6c14 a\u2009b</p>", "\u5929 \u6c14 a b"},
        {"blank across elements", "<p>a <b> b</b> <i>c</i></p>", "a b c"},
        {"br", "<p>a<br>b<br><br>c</p>", "a\nb\nc"},
        {"pre", "<p>x</p><pre>a\n  b\n\n  c</pre><p>y</p>", "x\na\n  b\n\n  c\ny"},
        {"br in pre", "<pre>a<br><br>b</pre>", "a\n\nb"},
        {"lists", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "a\nb\nc"},
        {"cells", "<table><tr><th>a</th> <td>b</td></tr><tr><td></td><td>c</td><td>d</td></tr></table>",
         "a\tb\n\tc\td"},
        {"cells with blocks", "<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></table>z",
         "a\tb\nc\nz"},
        {"programs", "<p>a<script>x</script>b</p><style>y</style><noscript>z</noscript>", "ab"},
        {"images are no text", "<p>a<img alt=x>b</p>", "ab"},
        {"soft breaks", "<p>super<wbr>cali</p>", "supercali"},
        {"readings in parentheses", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>。",
         "漢(かん)字(じ)。"},
        {"nothing", " <p> </p> ", ""},
        {"definitions", "<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"},
        {"figure", "<figure><img><figcaption>c</figcaption></figure>d", "c\nd"},
    };
    for (const Case& each : cases) {
        const auto parsed = parse_fragment(each.markup);
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(readable_text(*parsed, parsed->body()), each.expected) << each.name;
    }
}

TEST(ReadableText, LeavesOutTheHead) {
    const auto parsed = parse("<title>T</title><p>a");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(readable_text(*parsed, parsed->root()), "a");
    EXPECT_EQ(readable_text(*parsed, parsed->first_child(parsed->head())), "T");
}

TEST(ReadableText, OfATextAlone) {
    const auto parsed = parse_fragment(" a  b ");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(readable_text(*parsed, parsed->first_child(parsed->body())), "a b");
}

TEST(ReadableText, OfTheNodesThatAreSaid) {
    const auto parsed = parse_fragment("<p>a<i>b</i></p><p>c</p>");
    ASSERT_TRUE(parsed.has_value());
    std::vector<bool> said(parsed->size(), true);
    const NodeId second = parsed->next_sibling(parsed->first_child(parsed->body()));
    said[static_cast<std::size_t>(parsed->first_child(second))] = false;
    EXPECT_EQ(readable_text(*parsed, parsed->body(), &said), "ab");
    said.resize(said.size() - 1);
    EXPECT_EQ(readable_text(*parsed, parsed->body(), &said), "ab") << "nodes that came later are not said";
}

}  // namespace
}  // namespace webclip::html
