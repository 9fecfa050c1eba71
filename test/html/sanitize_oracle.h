// What sanitised markup must be, told from Gumbo's tree of it and written down apart from the sanitiser.
#pragma once

#include <gumbo.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gumbo_arena.h"

namespace webclip::html {

inline bool is_allowed_address(std::string_view element, std::string_view address) {
    for (const char* scheme : {"http://", "https://"}) {
        if (address.starts_with(scheme)) return true;
    }
    if (element == "a") return address.starts_with("mailto:");
    if (element != "img") return false;
    for (const char* type : {"jpeg", "png", "gif", "webp", "avif"}) {
        const std::string prefix = std::string{"data:image/"} + type;
        if (address.starts_with(prefix + ",") || address.starts_with(prefix + ";")) return true;
    }
    return false;
}

inline std::string attribute_violation(const std::string& element, const GumboAttribute& attribute) {
    static const std::set<std::string> anywhere = {"title", "lang", "dir"};
    static const std::set<std::string> allowed = {
        "a href",          "a rel",      "img src",    "img alt",    "img width",    "img height",
        "blockquote cite", "q cite",     "ins cite",   "del cite",   "ins datetime", "del datetime",
        "time datetime",   "td colspan", "td rowspan", "th colspan", "th rowspan",   "ol start"};
    const std::string name = attribute.name;
    const std::string place = element + " " + name;
    if (!anywhere.contains(name) && !allowed.contains(place)) return "attribute " + place;
    const bool is_address = name == "href" || name == "src" || name == "cite";
    if (is_address && !is_allowed_address(element, attribute.value))
        return "address " + std::string{attribute.value};
    if (name == "rel" && std::string_view{attribute.value} != "noopener noreferrer nofollow ugc")
        return "rel";
    return {};
}

// "" when the node is none of what must not be there.
inline std::string violation(const GumboNode& node) {
    static const std::set<std::string> allowed = {
        "p",     "div",  "span",    "h1",      "h2",         "h3",    "h4",         "h5",    "h6",
        "ul",    "ol",   "li",      "dl",      "dt",         "dd",    "blockquote", "pre",   "code",
        "kbd",   "samp", "var",     "em",      "strong",     "b",     "i",          "u",     "s",
        "small", "sub",  "sup",     "mark",    "del",        "ins",   "q",          "cite",  "abbr",
        "time",  "a",    "img",     "figure",  "figcaption", "table", "thead",      "tbody", "tfoot",
        "tr",    "th",   "td",      "caption", "colgroup",   "col",   "br",         "hr",    "ruby",
        "rt",    "rp",   "details", "summary"};
    if (node.type == GUMBO_NODE_COMMENT || node.type == GUMBO_NODE_CDATA) return "comment";
    if (node.type == GUMBO_NODE_TEMPLATE) return "template";
    if (node.type != GUMBO_NODE_ELEMENT) return {};
    const GumboElement& element = node.v.element;
    const std::string name = gumbo_normalized_tagname(element.tag);
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML || !allowed.contains(name)) return "element " + name;
    bool has_rel = false;
    bool has_href = false;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
        std::string found = attribute_violation(name, attribute);
        if (!found.empty()) return found;
        has_rel = has_rel || std::string_view{attribute.name} == "rel";
        has_href = has_href || std::string_view{attribute.name} == "href";
    }
    return name == "a" && !(has_rel && has_href) ? "a without rel or href" : "";
}

inline std::vector<std::string> violations(std::string_view markup) {
    GumboArena arena{{std::size_t{256} << 20U, std::chrono::seconds{20}}};
    const GumboOutput* tree = arena.parse(markup, GumboArena::Context::body_fragment);
    if (tree == nullptr) return {"not parsed"};
    std::vector<std::string> found;
    std::vector<const GumboVector*> waiting = {&tree->root->v.element.children};
    while (!waiting.empty()) {
        const GumboVector& children = *waiting.back();
        waiting.pop_back();
        for (unsigned i = 0; i < children.length; ++i) {
            const auto& node = *static_cast<const GumboNode*>(children.data[i]);
            if (std::string one = violation(node); !one.empty()) found.push_back(one);
            if (node.type == GUMBO_NODE_ELEMENT) waiting.push_back(&node.v.element.children);
        }
    }
    return found;
}

}  // namespace webclip::html
