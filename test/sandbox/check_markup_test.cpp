#include "check_markup.h"

#include <gtest/gtest.h>

namespace webclip::sandbox {
namespace {

constexpr MarkupRules two_slots{MarkupRules::Images::slots, 2};

TEST(MarkupFault, AcceptsWhatTheSanitiserWrites) {
    constexpr std::string_view link =
        "<a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow ugc\" "
        "title=\"&quot;t&#39;&#96;\">l</a>";
    constexpr std::string_view table =
        "<table><colgroup><col></colgroup><tbody><tr><td colspan=\"2\" "
        "rowspan=\"3\">c</td></tr></tbody></table>";
    const std::string_view accepted[] = {
        "",
        "text",
        "<p>a &amp; b &lt;c&gt; &#13;</p>",
        "<p>a<br>b<hr>c</p>",
        link,
        "<a href=\"mailto:a@x.example\">m</a>",
        "<img src=\"asset:0\" alt=\"\" width=\"10\" height=\"20\"><img src=\"asset:1\">",
        table,
        "<ol start=\"-3\"><li lang=\"zh\" dir=\"rtl\">i</li></ol>",
        "<blockquote cite=\"https://x.example/\">q</blockquote>",
        "<h1>1</h1><h6>6</h6>",
        "<time datetime=\"2024-01-01\">t</time>",
        "<pre>\n a\tb </pre>"};
    for (const std::string_view markup : accepted) {
        const auto fault = markup_fault(markup, two_slots);
        EXPECT_FALSE(fault) << markup << ": " << *fault;
    }
}

TEST(MarkupFault, RefusesEverythingElse) {
    for (const std::string_view markup : {"<script>alert(1)</script>",
                                          "<SCRIPT>",
                                          "<P>upper case</P>",
                                          "<svg></svg>",
                                          "<style>x</style>",
                                          "<iframe></iframe>",
                                          "<input>",
                                          "<form></form>",
                                          "<math></math>",
                                          "<template></template>",
                                          "<object></object>",
                                          "<h7>x</h7>",
                                          "<p onclick=\"alert(1)\">x</p>",
                                          "<p style=\"x\">x</p>",
                                          "<p class=\"x\">x</p>",
                                          "<p id=\"x\">x</p>",
                                          "<a href=\"javascript:alert(1)\">x</a>",
                                          "<a href=\" javascript:alert(1)\">x</a>",
                                          "<a href=\"java&#9;script:alert(1)\">x</a>",
                                          "<a href=\"//x.example/\">x</a>",
                                          "<a href=\"/relative\">x</a>",
                                          "<a href=\"data:text/html,x\">x</a>",
                                          "<a href=\"\">x</a>",
                                          "<a href=\"HTTPS://x.example/\">x</a>",
                                          "<a rel=\"opener\">x</a>",
                                          "<blockquote cite=\"javascript:1\">x</blockquote>",
                                          "<img src=\"asset:2\">",
                                          "<img src=\"asset:-1\">",
                                          "<img src=\"asset:\">",
                                          "<img src=\"asset:00\">",
                                          "<img src=\"asset:9999999999\">",
                                          "<img src=\"https://x.example/1.jpg\">",
                                          "<img src=\"data:image/png;base64,AA\">",
                                          "<img src=\"asset:0\" srcset=\"https://x.example/ 2x\">",
                                          "<p>open",
                                          "<p><b>crossed</p></b>",
                                          "</p>",
                                          "<p></p></div>",
                                          "<br></br>",
                                          "<p",
                                          "<p title=\"open>",
                                          "<p title=x>y</p>",
                                          "<p title='x'>y</p>",
                                          "<p title>y</p>",
                                          "<p  >y</p>",
                                          "<p/>",
                                          "<br/>",
                                          "<p \nlang=\"a\">x</p>",
                                          "< p>x</p>",
                                          "<>",
                                          "<",
                                          "</",
                                          "<!",
                                          "<!-- c -->",
                                          "<!doctype html>",
                                          "<?php ?>",
                                          "<![CDATA[x]]>",
                                          "a > b",
                                          "a & b",
                                          "&",
                                          "&;",
                                          "&amp",
                                          "&am p;",
                                          "&#x1F600000000;",
                                          "<p title=\"a<b\">x</p>",
                                          "<p title=\"a>b\">x</p>",
                                          "<p title=\"a'b\">x</p>",
                                          "<p title=\"a`b\">x</p>",
                                          "<p title=\"a&b\">x</p>",
                                          "<ol start=\"-\">x</ol>",
                                          "<img width=\"100%\" src=\"asset:0\">",
                                          "<td colspan=\"\">x</td>",
                                          "<p lang=\"a\"lang=\"b\">x</p>"}) {
        EXPECT_TRUE(markup_fault(markup, two_slots)) << markup;
    }
    EXPECT_TRUE(markup_fault(std::string_view{"a\0b", 3}, {}));
}

TEST(MarkupFault, RemotePicturesWhereThereAreNoSlots) {
    const MarkupRules remote{};
    EXPECT_FALSE(markup_fault("<img src=\"https://x.example/1.jpg\">", remote));
    EXPECT_FALSE(markup_fault("<img src=\"data:image/webp;base64,AA\">", remote));
    for (const std::string_view markup :
         {"<img src=\"asset:0\">", "<img src=\"data:image/svg+xml;base64,AA\">",
          "<img src=\"data:text/html,x\">", "<img src=\"file:///etc/passwd\">",
          "<img src=\"//x.example/\">"}) {
        EXPECT_TRUE(markup_fault(markup, remote)) << markup;
    }
}

TEST(MarkupFault, IsLinear) {
    std::string deep;
    for (int i = 0; i < 500'000; ++i) deep += "<b>";
    EXPECT_TRUE(markup_fault(deep, {}));
    for (int i = 0; i < 500'000; ++i) deep += "</b>";
    EXPECT_FALSE(markup_fault(deep, {}));
    EXPECT_TRUE(markup_fault(std::string(4'000'000, '&'), {}));
    std::string references;
    for (int i = 0; i < 1'000'000; ++i) references += "&lt;";
    EXPECT_FALSE(markup_fault(references, {}));
}

}  // namespace
}  // namespace webclip::sandbox
