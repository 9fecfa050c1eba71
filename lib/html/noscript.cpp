#include "noscript.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"

namespace webclip::html {

namespace {

bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_ascii_space);
}

// The one image of the element; no_node when there are several, or text beside it.
NodeId only_image(const Document& document, NodeId element) {
    NodeId image = no_node;
    for (NodeId node = document.next(element, element); node != no_node;
         node = document.next(node, element)) {
        if (!is_blank(document.text(node))) return no_node;
        if (document.tag(node) != Tag::img) continue;
        if (image != no_node) return no_node;
        image = node;
    }
    return image;
}

bool is_tiny(std::string_view size) {
    const std::string_view text = trim_ascii(size);
    return text == "0" || text == "1" || text == "2" || text == "1px" || text == "0px";
}

bool is_counting_pixel(const Document& document, NodeId image) {
    return is_tiny(document.attribute_or(image, "width")) ||
           is_tiny(document.attribute_or(image, "height")) ||
           find_ignoring_ascii_case(document.attribute_or(image, "style"), "display:none") !=
               std::string_view::npos;
}

// The image that stands right before the element: with nothing but white space and closed elements between.
NodeId image_before(const Document& document, NodeId element) {
    // More texts in a row come from unwrapped elements only; pages may be full of those.
    constexpr int most_texts = 8;
    const auto skip_blanks = [&](NodeId node) {
        for (int i = 0; i < most_texts && node != no_node && document.is_text(node); ++i) {
            if (!is_blank(document.text(node))) return no_node;
            node = document.previous_sibling(node);
        }
        return node;
    };
    NodeId node = skip_blanks(document.previous_sibling(element));
    while (node != no_node && document.tag(node) != Tag::img) node = skip_blanks(document.last_child(node));
    return node;
}

bool is_lazy(const Document& document, NodeId image) {
    static constexpr std::array<std::string_view, 6> marks = {
        "data-src", "data-lazy-src", "data-original", "data-srcset", "data-lazy", "data-lazyload"};
    const std::string_view source = trim_ascii(document.attribute_or(image, "src"));
    if (source.empty() || starts_with_ignoring_ascii_case(source, "data:")) return true;
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view name) { return document.attribute(image, name).has_value(); });
}

void rescue(Document& document, NodeId noscript) {
    const NodeId image = only_image(document, noscript);
    if (image == no_node || is_counting_pixel(document, image)) return;
    const std::string_view source = document.attribute_or(image, "src");
    if (trim_ascii(source).empty()) return;
    const NodeId before = image_before(document, noscript);
    if (before != no_node && document.attribute_or(before, "src") == source) return;
    if (before != no_node && is_lazy(document, before)) {
        document.insert_before(before, image);
        document.detach(before);
        return;
    }
    document.insert_before(noscript, image);
}

}  // namespace

void rescue_noscript_images(Document& document, NodeId top) {
    std::vector<NodeId> found;
    for (NodeId node = document.next(top, top); node != no_node;) {
        const bool is_noscript = document.tag(node) == Tag::noscript;
        if (is_noscript) found.push_back(node);
        node = is_noscript ? document.next_after(node, top) : document.next(node, top);
    }
    for (const NodeId noscript : found) {
        rescue(document, noscript);
        document.detach(noscript);
    }
}

}  // namespace webclip::html
