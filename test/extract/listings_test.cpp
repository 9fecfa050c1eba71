#include "listings.h"

#include <string>

#include <gtest/gtest.h>

#include "html/parse.h"
#include "html/serialize.h"

namespace webclip::extract {
namespace {

struct ListingCase {
    const char* name;
    const char* markup;
    const char* settled;
};

std::string settled(const char* markup) {
    auto document = html::parse_fragment(markup);
    settle_listings(*document);
    return html::serialize_children(*document, document->body());
}

TEST(SettleListings, NumbersGoAndLinesStay) {
    const ListingCase cases[] = {
        {"a column of numbers (Pygments)",
         "<table><tr><td class=linenos><pre>1\n2</pre></td><td class=code><pre><span>def</span> f():\n    "
         "pass</pre></td></tr></table>",
         "<pre>def f():\n    pass</pre>"},
        {"a column of numbers without a name",
         "<table><tr><td><pre>1\n2</pre></td><td><pre>a\n b</pre></td></tr></table>", "<pre>a\n b</pre>"},
        {"a figure with breaks (Hexo)",
         "<figure><table><tr><td class=gutter><pre><span>1</span><br><span>2</span><br></pre></td><td "
         "class=code><pre><span>a</span><br><span>b</span><br></pre></td></tr></table></figure>",
         "<figure><pre>a\nb</pre></figure>"},
        {"a row a line (code hosts)",
         "<table><tr><td data-line-number=1></td><td class=blob-code>if (a) {</td></tr>"
         "<tr><td data-line-number=2></td><td class=blob-code>  b();</td></tr></table>",
         "<pre>if (a) {\n  b();</pre>"},
        {"a division a line (SyntaxHighlighter)",
         "<table><tr><td class=gutter><div>1</div><div>2</div></td><td class=code><div class=container><div "
         "class=line><code>a</code> <code>=</code></div><div class=line>&nbsp;&nbsp;b</div></div></td></tr>"
         "</table>",
         "<pre>a =\n  b</pre>"},
        {"an item a line (prettify)", "<pre><ol><li>int a;</li><li> int b;</li></ol></pre>",
         "<pre>int a;\n int b;</pre>"},
        {"divisions in the code", "<pre><code><div>a</div><div> b</div></code></pre>",
         "<pre><code>a\n b</code></pre>"},
        {"numbers within the lines (Chroma)",
         "<pre><code><span class=lnt>1\n</span><span>a\n</span><span "
         "class=lnt>2\n</span><span>b</span></code>"
         "</pre>",
         "<pre><code>a\nb</code></pre>"},
        {"numbers that nobody can select (Chroma, Rosé Pine)",
         "<pre><code><span style=display:flex><span style=\"white-space:pre;user-select:none\"> 1</span>"
         "<span>p = 61\n</span></span><span style=display:flex><span style=\"user-select: none\"> 2</span>"
         "<span>q = 97\n</span></span></code></pre>",
         "<pre><code>p = 61\nq = 97</code></pre>"},
        {"numbers that begin lines of blocks",
         "<pre><div><span>1</span><div>AGENTS.md</div></div><div><span>2</span><div>src/</div></div></pre>",
         "<pre>AGENTS.md\nsrc/</pre>"},
        {"a number that begins the code stays", "<pre><div>1 + 1</div><div><b>2</b> + 2</div></pre>",
         "<pre>1 + 1\n2 + 2</pre>"},
        {"empty lines", "<pre><div>a</div><div></div><div>b</div></pre>", "<pre>a\n\nb</pre>"},
    };
    for (const ListingCase& c : cases) EXPECT_EQ(settled(c.markup), c.settled) << c.name;
}

TEST(SettleListings, EverythingElseStays) {
    const char* const commands =
        "<table><tbody><tr><td>1</td><td><code>ls</code></td></tr>"
        "<tr><td>2</td><td><code>cd</code></td></tr></tbody></table>";
    for (const char* markup : {
             "<pre>a\n  <a href=\"b\">b</a></pre>",
             "<pre><code><span>a</span>\n<span>b</span></code></pre>",
             "<table><tbody><tr><td>1</td><td>one</td></tr><tr><td>2</td><td>two</td></tr></tbody></table>",
             commands,
             "<table><tbody><tr><td>ls</td><td><pre>lists files</pre></td></tr></tbody></table>",
             "<pre>numbers: <span class=\"lineno\">one</span></pre>",
         }) {
        EXPECT_EQ(settled(markup), markup);
    }
}

}  // namespace
}  // namespace webclip::extract
