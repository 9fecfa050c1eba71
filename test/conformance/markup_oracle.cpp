#include "markup_oracle.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <memory>
#include <set>

#include "base/ascii.h"
#include "html/document.h"
#include "html/parse.h"

namespace webclip::conformance {

namespace {

bool is_allowed_element(std::string_view name) {
    static const std::set<std::string_view> allowed{
        "p",     "div",  "span",    "h1",      "h2",         "h3",    "h4",         "h5",    "h6",
        "ul",    "ol",   "li",      "dl",      "dt",         "dd",    "blockquote", "pre",   "code",
        "kbd",   "samp", "var",     "em",      "strong",     "b",     "i",          "u",     "s",
        "small", "sub",  "sup",     "mark",    "del",        "ins",   "q",          "cite",  "abbr",
        "time",  "a",    "img",     "figure",  "figcaption", "table", "thead",      "tbody", "tfoot",
        "tr",    "th",   "td",      "caption", "colgroup",   "col",   "br",         "hr",    "ruby",
        "rt",    "rp",   "details", "summary"};
    return allowed.contains(name);
}

bool is_allowed_attribute(std::string_view name) {
    static const std::set<std::string_view> allowed{"href",    "src",     "alt",   "title", "width",
                                                    "height",  "cite",    "rel",   "lang",  "dir",
                                                    "colspan", "rowspan", "start", "span",  "datetime"};
    return allowed.contains(name);
}

// An address as a lenient program would see it: without white space and controls, in lower case.
bool is_allowed_address(std::string_view element, std::string_view address) {
    std::string bare;
    for (const char c : address) {
        if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) bare += to_ascii_lower(c);
    }
    if (bare.starts_with("http://") || bare.starts_with("https://")) return true;
    if (element == "a") return bare.starts_with("mailto:");
    if (element != "img") return false;
    for (const char* type : {"jpeg", "png", "gif", "webp", "avif"}) {
        if (bare.starts_with(std::string{"data:image/"} + type)) return true;
    }
    return false;
}

std::string attribute_violation(std::string_view element, std::string_view name, std::string_view value) {
    if (!is_allowed_attribute(name)) return "attribute " + std::string{name};
    const bool is_address = name == "href" || name == "src" || name == "cite";
    if (is_address && !is_allowed_address(element, value)) return "address " + std::string{value};
    return {};
}

struct FreeDocument {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(text)};
}

std::string element_violation(const xmlNode& node) {
    const std::string_view name = view(node.name);
    // libxml2 wraps every fragment in these two.
    const bool is_frame = (name == "html" || name == "body") && node.properties == nullptr;
    if (!is_frame && !is_allowed_element(name)) return "element " + std::string{name};
    for (const xmlAttr* attribute = node.properties; attribute != nullptr; attribute = attribute->next) {
        const xmlNode* text = attribute->children;
        std::string found = attribute_violation(name, view(attribute->name),
                                                text == nullptr ? std::string_view{} : view(text->content));
        if (!found.empty()) return found;
    }
    return {};
}

// The next node in document order; iterative, since markup may be deep.
const xmlNode* next_node(const xmlNode* node) {
    if (node->children != nullptr && node->type == XML_ELEMENT_NODE) return node->children;
    while (node != nullptr && node->next == nullptr) {
        node = node->parent != nullptr && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr;
    }
    return node == nullptr ? nullptr : node->next;
}

}  // namespace

std::string gumbo_violation(const std::string& markup) {
    const auto document = html::parse_fragment(markup);
    if (!document) return "not parsed: " + document.error().message;
    const html::NodeId body = document->body();
    for (auto node = document->next(body, body); node != html::no_node; node = document->next(node, body)) {
        if (!document->is_element(node)) continue;
        const std::string_view name = document->name(node);
        if (!is_allowed_element(name)) return "element " + std::string{name};
        for (const html::Attribute& attribute : document->attributes(node)) {
            std::string found = attribute_violation(name, attribute.name, attribute.value);
            if (!found.empty()) return found;
        }
    }
    return {};
}

std::string libxml2_violation(const std::string& markup) {
    if (markup.empty()) return {};
    constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    const std::unique_ptr<xmlDoc, FreeDocument> document(
        htmlReadMemory(markup.data(), static_cast<int>(markup.size()), nullptr, "UTF-8", options));
    if (!document) return "not parsed";
    for (const xmlNode* node = xmlDocGetRootElement(document.get()); node != nullptr;
         node = next_node(node)) {
        if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE) return "comment or instruction";
        if (node->type != XML_ELEMENT_NODE) continue;
        std::string found = element_violation(*node);
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace webclip::conformance
