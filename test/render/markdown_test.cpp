#include <gtest/gtest.h>

#include "html/parse.h"
#include "render/render.h"

namespace webclip::render {
namespace {

std::string markdown(std::string_view body) {
    const auto document = html::parse_fragment(body);
    return document ? markdown_body(*document, document->body()) : "over the limit";
}

struct MarkdownCase {
    const char* name;
    const char* body;
    const char* markdown;
};

TEST(MarkdownBody, WritesEachElement) {
    const MarkdownCase cases[] = {
        {"paragraphs", "<p>One</p><p>Two</p>", "One\n\nTwo"},
        {"no blank between characters", "<p>东京<b>大学</b>的</p>", "东京**大学**的"},
        {"headings", "<h1>A</h1><h3>B</h3>", "# A\n\n### B"},
        {"line break", "<p>a<br>b</p>", "a\\\nb"},
        {"line break at the end", "<p>a<br></p>", "a"},
        {"emphasis keeps blanks outside", "<p>a <em>b </em>c</p>", "a *b* c"},
        {"link", "<p><a href=\"https://a.org/x\">y</a></p>", "[y](https://a.org/x)"},
        {"image", "<p><img src=\"../media/ab/c.jpg\" alt=\"A [b]\"></p>", "![A \\[b\\]](../media/ab/c.jpg)"},
        {"list", "<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"},
        {"numbers", "<ol><li>a</li><li><p>b</p><p>c</p></li></ol>", "1. a\n\n2. b\n   \n   c"},
        {"quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"},
        {"code", "<p>x <code>a*b</code></p>", "x `a*b`"},
        {"code with a backtick", "<p><code>a`b</code></p>", "``` a`b ```"},
        {"pre", "<pre><code>if (a) {\n    b();\n}</code></pre>", "```\nif (a) {\n    b();\n}\n```"},
        {"pre with a fence inside", "<pre>```\nx</pre>", "````\n```\nx\n````"},
        {"rule", "<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"},
        {"table", "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td></tr></table>",
         "| a | b\\|c |\n| --- | --- |\n| 1 |  |"},
        {"figure", "<figure><img src=\"a.jpg\"><figcaption>Cap</figcaption></figure>", "![](a.jpg)\n\nCap"},
        {"block in inline", "<a href=\"/x\"><p>a</p></a>", "a"},
        {"nothing", "", ""},
    };
    for (const MarkdownCase& c : cases) EXPECT_EQ(markdown(c.body), c.markdown) << c.name;
}

TEST(MarkdownBody, TextThatLooksLikeMarkdownStaysText) {
    const MarkdownCase cases[] = {
        {"heading", "<p># no heading</p>", "\\# no heading"},
        {"list", "<p>- a</p><p>+ b</p>", "\\- a\n\n\\+ b"},
        {"number", "<p>2024. It was</p>", "2024\\. It was"},
        {"emphasis and link", "<p>*a* [b](javascript:x) `c` &lt;script&gt; ![d](e)</p>",
         "\\*a\\* \\[b\\](javascript:x) \\`c\\` \\<script\\> !\\[d\\](e)"},
        {"entity", "<p>&amp;lt;</p>", "\\&lt;"},
        {"address that ends early", "<p><a href=\"https://a.org/a)b (c\">x</a></p>",
         "[x](https://a.org/a%29b%20%28c)"},
    };
    for (const MarkdownCase& c : cases) EXPECT_EQ(markdown(c.body), c.markdown) << c.name;
}

TEST(MarkdownBody, DeepMarkupCostsNoStack) {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<blockquote>";
    EXPECT_NE(markdown(deep + "x").find('x'), std::string::npos);
}

TEST(ToMarkdown, StartsWithFrontMatter) {
    model::Clip clip;
    clip.fields.title = "A: \"b\"";
    clip.fields.from = "https://example.org/";
    clip.fields.tags = {"x"};
    clip.fields.date = Timestamp::from_ms(0);
    model::Revision revision;
    EXPECT_EQ(to_markdown(clip, revision, "text"),
              "---\ntitle: \"A: \\\"b\\\"\"\ndate: 1970-01-01T00:00:00.000Z\nfrom: "
              "\"https://example.org/\"\ntags: [\"x\"]\n"
              "archived: 1970-01-01T00:00:00.000Z\n---\n\ntext\n");
}

}  // namespace
}  // namespace webclip::render
