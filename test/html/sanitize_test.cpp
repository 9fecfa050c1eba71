#include "html/sanitize.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "html/parse.h"
#include "html/serialize.h"
#include "sanitize_oracle.h"

namespace webclip::html {
namespace {

const url::Url& base() {
    static const url::Url address = url::parse("https://example.org/blog/post.html?x=1").value();
    return address;
}

struct Case {
    const char* name;
    std::string markup;
    std::string expected;
};

void expect_all(const std::vector<Case>& cases) {
    for (const Case& each : cases) {
        const std::string clean = sanitize_fragment(each.markup, base());
        EXPECT_EQ(clean, each.expected) << each.name;
        EXPECT_EQ(sanitize_fragment(clean, base()), clean) << each.name << " once more";
        EXPECT_EQ(violations(clean), std::vector<std::string>{}) << each.name;
    }
}

std::string anchor(const std::string& href, const std::string& text) {
    return "<a href=\"" + href + "\" rel=\"noopener noreferrer nofollow ugc\">" + text + "</a>";
}

TEST(Sanitize, KeepsWhatArticlesAreMadeOf) {
    for (
        const char* markup : {
            "<p>a <b>b</b> <em>c</em><br>d</p>",
            "<h2>t</h2><ul><li>a</li><li>b<ol start=\"3\"><li>c</li></ol></li></ul>",
            "<blockquote cite=\"https://example.org/q\"><p>q</p></blockquote>",
            "<table><caption>c</caption><thead><tr><th colspan=\"2\">h</th></tr></thead><tbody><tr><td>a</td>"
            "<td rowspan=\"2\">b</td></tr></tbody></table>",
            "<figure><img src=\"https://example.org/a.jpg\" alt=\"\" width=\"10\" height=\"20\"><figcaption>c"
            "</figcaption></figure>",
            "<pre><code>\n  x &lt; y\n</code></pre>",
            "<dl><dt>a</dt><dd>b</dd></dl><hr>",
            "<p><ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
            "<p><time datetime=\"2020-01-02\">d</time> <abbr title=\"Long\">L</abbr> "
            "<q>x</q><sup>1</sup></p>",
            "<details><summary>s</summary><p>x</p></details>",
            "<p lang=\"ar\" dir=\"rtl\">x</p>",
        }) {
        EXPECT_EQ(sanitize_fragment(markup, base()), markup);
    }
}

TEST(Sanitize, RemovesWhatIsNoText) {
    expect_all({
        {"script", "a<script>alert(1)</script>b", "ab"},
        {"style", "a<style>p{}</style>b", "ab"},
        {"svg and math", "a<svg><a href=x>x</a></svg>b<math><mi>x</math>c", "abc"},
        {"controls",
         "a<form><input><p>x</p></form><select><option>y</select><textarea>z</textarea><button>w</button>b",
         "ab"},
        {"objects", "a<object><p>x</p></object><embed src=x><applet>y</applet>b", "ab"},
        {"templates", "a<template><p>x</p></template>b", "ab"},
        {"raw text", "a<xmp><b></xmp><noembed>x</noembed><noframes>y</noframes>b", "ab"},
        {"plaintext", "a<plaintext>b", "a"},
        {"comments", "a<!-- x -->b<![if x]>c", "abc"},
        {"metadata", "a<title>t</title><meta content=x><link href=y><base href=z>b", "ab"},
    });
}

TEST(Sanitize, UnwrapsTheRest) {
    expect_all({
        {"unknown elements", "<x-y><p>a</p></x-y><font>b</font><nobr>c</nobr>", "<p>a</p>bc"},
        {"blocks become div", "<section><article>a</article></section><main>b</main>",
         "<div><div>a</div></div><div>b</div>"},
        {"obsolete twins", "<tt>a</tt><strike>b</strike><acronym title=x>c</acronym><center>d</center>",
         "<code>a</code><s>b</s><abbr title=\"x\">c</abbr><div>d</div>"},
        {"lists", "<menu><li>a</li></menu><dir><li>b</dir>", "<ul><li>a</li></ul><ul><li>b</li></ul>"},
        {"picture", "<picture><source srcset=b><img src=/a.png></picture>",
         "<img src=\"https://example.org/a.png\">"},
        {"anchors without address", "<a name=x>a</a><a href='javascript:1'>b</a>", "ab"},
    });
}

TEST(Sanitize, KeepsListedAttributesWithGoodValues) {
    expect_all({
        {"none of the rest", "<p id=a class=b style=c onclick=d name=e data-x=f title=g>x</p>",
         "<p title=\"g\">x</p>"},
        {"attributes belong to elements", "<p href=x src=y cite=z start=1 alt=q>x</p>", "<p>x</p>"},
        {"srcset is gone", "<img src=/a srcset='/b 2x' sizes=x loading=lazy>",
         "<img src=\"https://example.org/a\">"},
        {"sizes are digits", "<img src=/a width=100% height=20px><img src=/b width=' 7 ' height=99999>",
         "<img src=\"https://example.org/a\"><img src=\"https://example.org/b\" width=\"7\" "
         "height=\"99999\">"},
        {"spans", "<table><tr><td colspan=0 rowspan=1001>a<td colspan=1000 rowspan=02>b</table>",
         "<table><tbody><tr><td>a</td><td colspan=\"1000\" rowspan=\"2\">b</td></tr></tbody></table>"},
        {"list starts", "<ol start=-3></ol><ol start=x></ol><ol start=1e3></ol>",
         "<ol start=\"-3\"></ol><ol></ol><ol></ol>"},
        {"languages", "<p lang=en-GB dir=LTR>a<p lang='x\"y' dir=up>b",
         "<p lang=\"en-GB\" dir=\"ltr\">a</p><p>b</p>"},
        {"separators in values", "<p title='a\u2028b\u2029c&#1;d'>x", "<p title=\"abcd\">x</p>"},
    });
}

TEST(Sanitize, MakesAddressesAbsoluteAndSafe) {
    expect_all({
        {"relative", "<a href=../x?a=1&amp;b=2>y</a>", anchor("https://example.org/x?a=1&amp;b=2", "y")},
        {"in the page", "<a href='#fn'>y</a>", anchor("https://example.org/blog/post.html?x=1#fn", "y")},
        {"other scheme of the net", "<a href=//other.example/>y</a>", anchor("https://other.example/", "y")},
        {"mail", "<a href=mailto:a@b.example>y</a>", anchor("mailto:a@b.example", "y")},
        {"own rel and target", "<a href=/ rel=opener target=_blank>y</a>",
         anchor("https://example.org/", "y")},
        {"javascript", "<a href='javascript:alert(1)'>y</a>", "y"},
        {"hidden javascript", "<a href=' &#1; jav&#9;a&#10;script&colon;alert(1)'>y</a>", "y"},
        {"upper case", "<a href='JaVaScRiPt:x'>y</a><a href=vbscript:x>z</a><a href=data:text/html,x>w</a>",
         "yzw"},
        {"files and others", "<a href=file:///etc/passwd>y</a><a href=ftp://x/>z</a><a href=tel:1>w</a>",
         "yzw"},
        {"image schemes",
         "<img src=javascript:x><img src=data:image/svg+xml,x><img src=data:text/html,x><img src=file:x>",
         ""},
        {"data images", "<img src='DATA:image/PNG;base64,iVBO\nRw0='>",
         "<img src=\"data:image/png;base64,iVBORw0=\">"},
        {"image without address", "a<img alt=x>b<img src=''>c",
         "ab<img src=\"https://example.org/blog/post.html?x=1\">c"},
        {"cite", "<q cite=javascript:x>a</q><q cite=/b>c</q>",
         "<q>a</q><q cite=\"https://example.org/b\">c</q>"},
        {"broken", "<a href='https://[x'>y</a><a href='http://'>z</a>", "yz"},
    });
}

TEST(Sanitize, TurnsFramesIntoLinks) {
    const std::string video = anchor("https://v.example/1", "https://v.example/1");
    expect_all({
        {"frame", "<iframe src=https://v.example/1></iframe>", "<p>" + video + "</p>"},
        {"title", "<iframe src=//v.example/1 title=' A &amp; B '></iframe>",
         "<p>" + anchor("https://v.example/1", "A &amp; B") + "</p>"},
        {"in a paragraph", "<p>a<iframe src=https://v.example/1></iframe></p>", "<p>a" + video + "</p>"},
        {"in a link", "<a href=/x><video src=https://v.example/1 title=V></video></a>",
         anchor("https://example.org/x", "V")},
        {"sources", "<div><video><source src=https://v.example/1><p>old browser</p></video></div>",
         "<div><p>" + video + "</p></div>"},
        {"lazy", "<iframe src=about:blank data-src=https://v.example/1></iframe>", "<p>" + video + "</p>"},
        {"audio in a list", "<ul><li><audio src=https://v.example/1></audio></ul>",
         "<ul><li><p>" + video + "</p></li></ul>"},
        {"hidden", "<iframe src=https://v.example/1 width=1 height=1></iframe>x", "x"},
        {"unsafe", "<iframe src=javascript:x></iframe><iframe srcdoc='<b>'></iframe>x", "x"},
    });
}

TEST(Sanitize, RescuesImagesFromNoscript) {
    const std::string image = "<img src=\"https://example.org/a.jpg\">";
    expect_all({
        {"alone", "<noscript><img src=/a.jpg></noscript>", image},
        {"for a placeholder", "<img src=data:image/gif;base64,R0=><noscript><img src=/a.jpg></noscript>",
         image},
        {"for a lazy one",
         "<p><img data-src=/a.jpg src=/blank.gif></p> <noscript><img src=/a.jpg></noscript>",
         "<p>" + image + "</p> "},
        {"same before", "<img src=/a.jpg><noscript><img src=/a.jpg></noscript>", image},
        {"another before", "<img src=/b.jpg><noscript><img src=/a.jpg></noscript>",
         "<img src=\"https://example.org/b.jpg\">" + image},
        {"with text", "<noscript><p>Enable <img src=/a.jpg></p></noscript>x", "x"},
        {"counting pixel", "<noscript><img src=/t.gif width=1 height=1></noscript>x", "x"},
        {"text only", "<noscript>Enable JavaScript</noscript>x", "x"},
    });
}

TEST(Sanitize, IsAFixedPointOfReading) {
    expect_all({
        {"text between rows", "<table>a<tr>b<td>c</table>",
         "ab<table><tbody><tr><td>c</td></tr></tbody></table>"},
        {"blocks out of barriers", "<p><marquee><div>x</div></marquee>y</p>", "<p></p><div>x</div>y<p></p>"},
        {"links in links", "<a href=/a>x<b>y<a href=/b>z</a></b></a>",
         anchor("https://example.org/a", "x<b>y</b>") + "<b>" + anchor("https://example.org/b", "z") +
             "</b>"},
        {"items without list", "<li>a<li>b", "<div>a</div><div>b</div>"},
        {"headings in headings", "<h1>a<h2>b", "<h1>a</h1><h2>b</h2>"},
        {"leading line feeds", "<pre>\n\n\nx</pre>", "<pre>\n\n\nx</pre>"},
        {"markup in titles", "<img src=/a alt='<b>`&quot;&#39;'>",
         "<img src=\"https://example.org/a\" alt=\"&lt;b&gt;&#96;&quot;&#39;\">"},
    });
}

TEST(SanitizedHtml, MendsTreesNoMarkupCanExpress) {
    Document document;
    const NodeId body = document.create_element(Tag::div);
    document.append(document.root(), body);
    const NodeId outer = document.create_element(Tag::p);
    document.append(body, outer);
    document.append(outer, document.create_text("a"));
    const NodeId inner = document.create_element(Tag::p);
    document.append(outer, inner);
    document.append(inner, document.create_text("b"));
    const std::string markup = sanitized_html(document, body, base());
    EXPECT_EQ(markup, "<p>a</p><p>b</p><p></p>");
    EXPECT_EQ(sanitize_fragment(markup, base()), markup);
}

TEST(Sanitize, KeepsTheNodeItselfWithoutItsAttributes) {
    auto page = parse("<div id=a class=b onclick=c><p id=d>x</p></div>");
    ASSERT_TRUE(page.has_value());
    const NodeId div = page->first_child(page->body());
    sanitize(*page, div, base());
    EXPECT_EQ(serialize(*page, div), "<div><p>x</p></div>");
}

TEST(SanitizeFragment, GivesNothingForAFragmentOverItsLimits) {
    EXPECT_EQ(sanitize_fragment(std::string(9U << 20U, 'x'), base()), "");
    EXPECT_EQ(sanitize_fragment("", base()), "");
}

}  // namespace
}  // namespace webclip::html
