#include "html/tag.h"

#include <array>

namespace webclip::html {

namespace {

constexpr std::array<std::string_view, tag_count> names = {
    "",        "",         "a",        "abbr",       "acronym",    "address",  "applet",  "area",
    "article", "aside",    "audio",    "b",          "base",       "basefont", "bdi",     "bdo",
    "bgsound", "big",      "blink",    "blockquote", "body",       "br",       "button",  "canvas",
    "caption", "center",   "cite",     "code",       "col",        "colgroup", "data",    "datalist",
    "dd",      "del",      "details",  "dfn",        "dialog",     "dir",      "div",     "dl",
    "dt",      "em",       "embed",    "fieldset",   "figcaption", "figure",   "font",    "footer",
    "form",    "frame",    "frameset", "h1",         "h2",         "h3",       "h4",      "h5",
    "h6",      "head",     "header",   "hgroup",     "hr",         "html",     "i",       "iframe",
    "img",     "input",    "ins",      "isindex",    "kbd",        "keygen",   "label",   "legend",
    "li",      "link",     "listing",  "main",       "map",        "mark",     "marquee", "math",
    "menu",    "menuitem", "meta",     "meter",      "multicol",   "nav",      "nextid",  "nobr",
    "noembed", "noframes", "noscript", "object",     "ol",         "optgroup", "option",  "output",
    "p",       "param",    "picture",  "plaintext",  "pre",        "progress", "q",       "rb",
    "rp",      "rt",       "rtc",      "ruby",       "s",          "samp",     "script",  "search",
    "section", "select",   "slot",     "small",      "source",     "spacer",   "span",    "strike",
    "strong",  "style",    "sub",      "summary",    "sup",        "svg",      "table",   "tbody",
    "td",      "template", "textarea", "tfoot",      "th",         "thead",    "time",    "title",
    "tr",      "track",    "tt",       "u",          "ul",         "var",      "video",   "wbr",
    "xmp"};

constexpr bool in_name_order() {
    for (std::size_t i = 3; i < names.size(); ++i) {
        if (!(names[i - 1] < names[i])) return false;
    }
    return true;
}
static_assert(in_name_order(), "the table must follow the enumerators");

constexpr std::size_t slot_count = 512;

constexpr std::size_t slot_of(std::string_view name) {
    std::uint32_t hash = 2166136261U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return (hash ^ (hash >> 15U)) % slot_count;
}

constexpr std::array<Tag, slot_count> make_slots() {
    std::array<Tag, slot_count> slots{};
    for (std::size_t i = 2; i < names.size(); ++i) {
        std::size_t at = slot_of(names[i]);
        while (slots[at] != Tag::none) at = (at + 1) % slot_count;
        slots[at] = static_cast<Tag>(i);
    }
    return slots;
}
constexpr std::array<Tag, slot_count> slots = make_slots();

constexpr std::size_t longest_name = 10;

}  // namespace

std::string_view tag_name(Tag tag) {
    return names[static_cast<std::size_t>(tag)];
}

Tag tag_from_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name) return Tag::unknown;
    for (std::size_t at = slot_of(name); slots[at] != Tag::none; at = (at + 1) % slot_count) {
        if (tag_name(slots[at]) == name) return slots[at];
    }
    return Tag::unknown;
}

bool is_void(Tag tag) {
    switch (tag) {
        case Tag::area:
        case Tag::base:
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::br:
        case Tag::col:
        case Tag::embed:
        case Tag::frame:
        case Tag::hr:
        case Tag::img:
        case Tag::input:
        case Tag::keygen:
        case Tag::link:
        case Tag::meta:
        case Tag::param:
        case Tag::source:
        case Tag::track:
        case Tag::wbr: return true;
        default: return false;
    }
}

bool is_block(Tag tag) {  // NOLINT(readability-function-size): one flat list
    switch (tag) {
        case Tag::address:
        case Tag::article:
        case Tag::aside:
        case Tag::blockquote:
        case Tag::body:
        case Tag::caption:
        case Tag::center:
        case Tag::col:
        case Tag::colgroup:
        case Tag::dd:
        case Tag::details:
        case Tag::dialog:
        case Tag::dir:
        case Tag::div:
        case Tag::dl:
        case Tag::dt:
        case Tag::fieldset:
        case Tag::figcaption:
        case Tag::figure:
        case Tag::footer:
        case Tag::form:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::header:
        case Tag::hgroup:
        case Tag::hr:
        case Tag::html:
        case Tag::legend:
        case Tag::li:
        case Tag::listing:
        case Tag::main:
        case Tag::menu:
        case Tag::multicol:
        case Tag::nav:
        case Tag::ol:
        case Tag::optgroup:
        case Tag::option:
        case Tag::p:
        case Tag::plaintext:
        case Tag::pre:
        case Tag::search:
        case Tag::section:
        case Tag::summary:
        case Tag::table:
        case Tag::tbody:
        case Tag::td:
        case Tag::tfoot:
        case Tag::th:
        case Tag::thead:
        case Tag::tr:
        case Tag::ul:
        case Tag::xmp: return true;
        default: return false;
    }
}

bool is_heading(Tag tag) {
    return tag >= Tag::h1 && tag <= Tag::h6;
}

}  // namespace webclip::html
