// Whatever the text: a selector is refused with a place, or answers the same for the list and for each
// element.
#include "html/parse.h"
#include "html/select.h"
#include "html_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    static const html::Document page = html::parse(
                                           "<main id=a class='b c'><h1>One</h1><p lang=zh>Two <a "
                                           "href='/x'>three</a><p title><ul><li>4<li>5</ul>")
                                           .value();
    const auto selector = html::Selector::compile(fuzz::bytes_of(data, size));
    if (!selector) {
        fuzz::expect(!selector.error().message.empty());
        return 0;
    }
    std::vector<html::NodeId> matching;
    for (html::NodeId node = page.root(); node != html::no_node; node = page.next(node, page.root())) {
        if (node != page.root() && selector->matches(page, node)) matching.push_back(node);
    }
    fuzz::expect(selector->all(page, page.root()) == matching);
    fuzz::expect(selector->first(page, page.root()) == (matching.empty() ? html::no_node : matching.front()));
    return 0;
}
