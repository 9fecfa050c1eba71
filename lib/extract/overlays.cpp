#include "overlays.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "html/tag.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

// Beginnings of the ids and class names that consent managers give to their windows.
constexpr std::array<std::string_view, 26> window_names{"onetrust-",
                                                        "didomi-",
                                                        "CybotCookiebotDialog",
                                                        "qc-cmp2-",
                                                        "usercentrics-",
                                                        "sp_message_container",
                                                        "truste-consent",
                                                        "iubenda-cs-",
                                                        "cmplz-cookiebanner",
                                                        "cky-",
                                                        "fc-consent-root",
                                                        "osano-cm-",
                                                        "cookie-law-info",
                                                        "cookie-notice",
                                                        "cookiescript_",
                                                        "BorlabsCookieBox",
                                                        "moove_gdpr_",
                                                        "tarteaucitron",
                                                        "axeptio_",
                                                        "klaro",
                                                        "gdpr-cookie-consent",
                                                        "_evidon",
                                                        "ketch-consent",
                                                        "termly-",
                                                        "cookiefirst-",
                                                        "cc-window"};

bool begins_so(std::string_view names) {
    const auto words = split_ascii(names, ' ');
    return std::any_of(words.begin(), words.end(), [](std::string_view word) {
        return std::any_of(window_names.begin(), window_names.end(),
                           [&](std::string_view name) { return word.starts_with(name); });
    });
}

// A page's own wrapper may be named after the window it waits for.
bool holds_page(const Document& document, NodeId top) {
    for (NodeId node = top; node != html::no_node; node = document.next(node, top)) {
        const Tag tag = document.tag(node);
        if (tag == Tag::main || tag == Tag::article || tag == Tag::h1) return true;
    }
    return false;
}

bool is_consent_window(const Document& document, NodeId node) {
    if (!document.is_element(node)) return false;
    const bool is_named_so =
        begins_so(document.attribute_or(node, "id")) || begins_so(document.attribute_or(node, "class"));
    return is_named_so && !holds_page(document, node);
}

}  // namespace

void remove_consent_windows(Document& document) {
    const NodeId body = document.body();
    if (body == html::no_node) return;
    for (NodeId node = document.first_child(body); node != html::no_node;) {
        const NodeId next = document.next_sibling(node);
        if (is_consent_window(document, node)) document.detach(node);
        node = next;
    }
}

}  // namespace webclip::extract
