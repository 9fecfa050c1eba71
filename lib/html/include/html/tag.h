// The names of HTML elements as one small number, and what the standard says about each kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace webclip::html {

// `none` is what nodes that are no elements have; `unknown` any name outside this list. In name order.
// Elements of SVG and MathML are `unknown`, whatever their name, but for their roots `svg` and `math`.
// clang-format off
enum class Tag : std::uint8_t {
    none, unknown,
    a, abbr, acronym, address, applet, area, article, aside, audio,
    b, base, basefont, bdi, bdo, bgsound, big, blink, blockquote, body, br, button,
    canvas, caption, center, cite, code, col, colgroup,
    data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt,
    em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset,
    h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html,
    i, iframe, img, input, ins, isindex, kbd, keygen,
    label, legend, li, link, listing,
    main, map, mark, marquee, math, menu, menuitem, meta, meter, multicol,
    nav, nextid, nobr, noembed, noframes, noscript,
    object, ol, optgroup, option, output,
    p, param, picture, plaintext, pre, progress,
    q, rb, rp, rt, rtc, ruby,
    s, samp, script, search, section, select, slot, small, source, spacer, span, strike, strong, style, sub,
    summary, sup, svg,
    table, tbody, td,
    template_,  // NOLINT(readability-identifier-naming): `template` is a keyword
    textarea, tfoot, th, thead, time, title, tr, track, tt,
    u, ul, var, video, wbr, xmp,
};
// clang-format on
inline constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::xmp) + 1;

// "" for none and unknown.
std::string_view tag_name(Tag tag);
// `name` in lower case; Tag::unknown when it is not in the list.
Tag tag_from_name(std::string_view name);

// Elements that have no end tag and no content ("void elements", and the obsolete ones parsed like them).
bool is_void(Tag tag);
// Elements that browsers lay out as blocks, list items, or parts of tables: a reader sees a line break around
// them.
bool is_block(Tag tag);
bool is_heading(Tag tag);  // h1 to h6

}  // namespace webclip::html
