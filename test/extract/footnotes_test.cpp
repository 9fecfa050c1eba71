#include "footnotes.h"

#include <gtest/gtest.h>

#include "html/parse.h"
#include "html/serialize.h"

namespace webclip::extract {
namespace {

struct FootnoteCase {
    const char* name;
    const char* markup;
    const char* settled;
};

TEST(SettleFootnotes, WayBackGoes) {
    const FootnoteCase cases[] = {
        {"an arrow", "<p>See there. <a href=#fnref1>↩</a></p>", "<p>See there. </p>"},
        {"an arrow in its plain form", "<p>a<a href=#r>\u21A9\uFE0E</a></p>", "<p>a</p>"},
        {"a caret (MediaWiki) stays", "<li><b><a href=\"#cite_ref-1\">^</a></b> a</li>",
         "<li><b><a href=\"#cite_ref-1\">^</a></b> a</li>"},
        {"a name", "<p>a<a class=footnote-backref href=https://e.example/p#fnref:1>back</a></p>", "<p>a</p>"},
        {"a role", "<p>a<a role=doc-backlink href=#r><span>up</span></a></p>", "<p>a</p>"},
        {"the way there stays", "<p>a<sup><a href=\"#fn1\">1</a></sup></p>",
         "<p>a<sup><a href=\"#fn1\">1</a></sup></p>"},
        {"another page's arrow stays", "<p><a href=\"/up\">↩</a></p>", "<p><a href=\"/up\">↩</a></p>"},
    };
    for (const FootnoteCase& c : cases) {
        auto document = html::parse_fragment(c.markup);
        settle_footnotes(*document);
        EXPECT_EQ(html::serialize_children(*document, document->body()), c.settled) << c.name;
    }
}

}  // namespace
}  // namespace webclip::extract
