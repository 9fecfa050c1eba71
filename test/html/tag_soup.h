// Small pages of random tags, comments and text: what no author writes and every tokenizer state meets.
#pragma once

#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

namespace webclip::html {

// clang-format off
inline constexpr std::string_view hostile_pieces[] = {
    "<script>", "</script>", "<script ", "</script ", "<SCRIPT/>", "<script type='a>b'>", "<style>",
    "</style>", "<style media=\"x>\">", "</STYLE\n>", "<!--", "-->", "--!>", "->", "<!-->", "<!--->",
    "<!---->", "--", "-", "!", "<!", "<!x>", "<?x>", "<?", "</>", "</ x", "</3>", "<![CDATA[", "]]>",
    "<!DOCTYPE html>", "<!doctype \"x>\">", "<svg>", "</svg>", "<svg/>", "<math>", "</math>", "<g>", "</g>",
    "<path/>", "<title>", "</title>", "<desc>", "</desc>", "<foreignObject>", "</foreignobject>", "<mi>",
    "</mi>", "<mtext>", "<annotation-xml>", "<select>", "</select>", "<option>", "<optgroup>", "<textarea>",
    "</textarea>", "</textarea x", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<noembed>", "</noembed>",
    "<noframes>", "</noframes>", "<noscript>", "</noscript>", "<template>", "</template>", "<table>",
    "</table>", "<tr>", "<td>", "</td>", "<caption>", "<colgroup>", "<col>", "<p>", "</p>", "<b>", "</b>",
    "<a href=x>", "</a>", "<div>", "</div>", "<ul>", "<li>", "<h1>", "<br>", "</br>", "<form>", "<input>",
    "<button>", "<head>", "</head>", "<body>", "</body>", "</html>", "<frameset>", "<frame>", "<plaintext>",
    "<img src='", "<i title=\"", "<u x=", "<u =\"", "<u x y=z/>", "<u/x>", "<u '", "<u x='a'b=\"c\">", "\"",
    "'", ">", "=", "/", "<", " ", "\n", "\t", "\r\n", "\f", "x", "text ", "&amp;", "&lt;", "&#60;", "&",
    "\xC3\xA9", "script>", "script ", "style", "<font>", "<font color=x>", "<span>", "</span>", "<code>",
};
// clang-format on

// The same page for the same seed, everywhere.
inline std::string tag_soup(std::uint32_t seed) {
    constexpr std::size_t count = std::size(hostile_pieces);
    std::mt19937 random{seed};  // NOLINT(cert-msc51-cpp): the same pages in every run
    std::string page;
    // A page draws from a few pieces, so that they meet more often than by mere chance.
    const std::size_t palette = 4 + random() % 24;
    std::size_t chosen[28];
    for (std::size_t i = 0; i < palette; ++i) chosen[i] = random() % count;
    const std::size_t length = 1 + random() % 40;
    for (std::size_t i = 0; i < length; ++i) page += hostile_pieces[chosen[random() % palette]];
    return page;
}

// clang-format off
inline constexpr std::string_view article_pieces[] = {
    "<p>", "</p>", "<div>", "</div>", "<a href=/x>", "</a>", "<b>", "</b>", "<i>", "</i>", "<h1>", "</h1>",
    "<h2>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "</dl>", "<table>",
    "</table>", "<tbody>", "<thead>", "<tfoot>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<caption>",
    "</caption>", "<colgroup>", "<col>", "<ruby>", "<rt>", "<rp>", "</rt>", "</ruby>", "<pre>", "</pre>",
    "\n", "<code>", "</code>", "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figure>",
    "<details>", "<summary>", "</summary>", "</details>", "<img src=/i>", "<br>", "</br>", "<hr>", "x", " ",
    "y &amp; ", "<section>", "</section>", "<marquee>", "</marquee>", "<object>", "</object>", "<button>",
    "</button>", "<noscript>", "</noscript>", "<iframe src=/f>", "</iframe>", "<video src=/v>", "</video>",
    "<nobr>", "</nobr>", "<font>", "</font>", "<x-y>", "</x-y>", "<svg>", "</svg>", "<math>", "</math>",
    "<mtext>", "<span>", "</span>", "<em>", "</em>", "<q>", "<center>", "</center>", "<tt>", "<select>",
    "<option>", "</select>", "<template>", "</template>", "<rb>", "<rtc>", "<menu>", "</menu>", "<s>",
};
// clang-format on

// Elements that articles are made of and such as the sanitiser takes away, in every wrong order.
inline std::string article_soup(std::uint32_t seed) {
    std::mt19937 random{seed};  // NOLINT(cert-msc51-cpp): the same fragments in every run
    constexpr std::size_t count = std::size(article_pieces);
    std::size_t chosen[24];
    const std::size_t palette = 3 + random() % 21;
    for (std::size_t i = 0; i < palette; ++i) chosen[i] = random() % count;
    std::string soup;
    for (std::size_t length = 1 + random() % 30; length > 0; --length)
        soup += article_pieces[chosen[random() % palette]];
    return soup;
}

}  // namespace webclip::html
