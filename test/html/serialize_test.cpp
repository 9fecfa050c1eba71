#include "html/serialize.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "html/parse.h"

namespace webclip::html {
namespace {

std::string round(std::string_view markup, LineBreaks breaks = LineBreaks::keep) {
    auto parsed = parse_fragment(markup);
    EXPECT_TRUE(parsed.has_value());
    return serialize_children(*parsed, parsed->body(), breaks);
}

struct Case {
    const char* name;
    const char* markup;
    const char* expected;
};

TEST(Serialize, WritesCanonicalMarkup) {
    const std::vector<Case> cases = {
        {"lower case, quotes", "<P CLASS=a Title='b'>x", R"(<p class="a" title="b">x</p>)"},
        {"void elements", "a<br/>b<hr><img alt>", R"(a<br>b<hr><img alt="">)"},
        {"text", "&lt;b&gt; &amp; \" ' ` \xC2\xA0", "&lt;b&gt; &amp; \" ' ` \xC2\xA0"},
        {"attributes", "<p title='<>&amp;\"&#39;`'>", R"(<p title="&lt;&gt;&amp;&quot;&#39;&#96;"></p>)"},
        {"image address first", "<img alt=a width=1 src=s title=t>",
         R"(<img src="s" alt="a" width="1" title="t">)"},
        {"source keeps its order", "<source type=t src=s>", R"(<source type="t" src="s">)"},
        {"comments are gone", "a<!-- b -->c", "ac"},
        {"carriage return", "a&#13;b", "a&#13;b"},
        {"leading line feed of pre", "<pre>\n\nx</pre>", "<pre>\n\nx</pre>"},
        {"one line feed of pre", "<pre>\nx\ny</pre>", "<pre>x\ny</pre>"},
        {"foreign names", "<svg viewBox='0'><linearGradient/></svg>",
         R"(<svg viewbox="0"><lineargradient></lineargradient></svg>)"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(round(each.markup), each.expected) << each.name;
        EXPECT_EQ(round(round(each.markup)), round(each.markup)) << each.name;
    }
}

TEST(Serialize, PutsAllInOneLine) {
    const std::vector<Case> cases = {
        {"text", "a\nb\r\nc", "a b c"},
        {"pre", "<pre>a\nb</pre>\n<p>c\nd</p>", "<pre>a&#10;b</pre> <p>c d</p>"},
        {"inside pre", "<pre><code>a\n<b>b\n</b></code></pre>",
         "<pre><code>a&#10;<b>b&#10;</b></code></pre>"},
        {"leading line feed", "<pre>\n\na</pre>", "<pre>&#10;&#10;a</pre>"},
        {"attribute", "<p title='a\nb'>", R"(<p title="a&#10;b"></p>)"},
        {"carriage return", "a&#13;&#10;b", "a  b"},
    };
    for (const Case& each : cases) {
        const std::string line = round(each.markup, LineBreaks::one_line);
        EXPECT_EQ(line, each.expected) << each.name;
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos) << each.name;
        EXPECT_EQ(round(line, LineBreaks::one_line), line) << each.name;
    }
}

TEST(Serialize, KnowsThePreAroundAnInnerNode) {
    auto parsed = parse_fragment("<pre><code>a\nb</code></pre>");
    ASSERT_TRUE(parsed.has_value());
    const NodeId code = parsed->first_child(parsed->first_child(parsed->body()));
    EXPECT_EQ(serialize(*parsed, code, LineBreaks::one_line), "<code>a&#10;b</code>");
    EXPECT_EQ(serialize_children(*parsed, code, LineBreaks::one_line), "a&#10;b");
}

TEST(Serialize, EscapesWhatPartsReadDifferently) {
    EXPECT_EQ(escape_text("a<b>&\"'`"), "a&lt;b&gt;&amp;\"'`");
    EXPECT_EQ(escape_attribute("a<b>&\"'`"), "a&lt;b&gt;&amp;&quot;&#39;&#96;");
    EXPECT_EQ(escape_text(""), "");
}

TEST(ToOneLine, IsWhatSerializeWritesOnOneLine) {
    const struct {
        const char* markup;
        const char* line;
    } cases[] = {
        {"<p>a\nb</p>", "<p>a b</p>"},
        {"<pre>a\nb</pre>\n<p>c\nd</p>", "<pre>a&#10;b</pre> <p>c d</p>"},
        {"<pre><code class=\"x\">a\n</code>\n</pre>", "<pre><code class=\"x\">a&#10;</code>&#10;</pre>"},
        {"<prefix>a\nb</prefix>", "<prefix>a b</prefix>"},
        {"&lt;pre&gt;a\nb", "&lt;pre&gt;a b"},
    };
    for (const auto& c : cases) EXPECT_EQ(to_one_line(c.markup), c.line) << c.markup;
}

}  // namespace
}  // namespace webclip::html
