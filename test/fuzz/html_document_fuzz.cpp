// Whatever the bytes: a document is a tree within its limits, and its markup and text are valid UTF-8.
#include "html/document.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "html_fuzz.h"
#include "text/utf8.h"

namespace {

using namespace webclip;

// Every node hangs where its neighbours say.
bool is_tree(const html::Document& document) {
    for (html::NodeId node = document.root(); node != html::no_node;
         node = document.next(node, document.root())) {
        for (html::NodeId child = document.first_child(node); child != html::no_node;
             child = document.next_sibling(child)) {
            const html::NodeId next = document.next_sibling(child);
            const bool is_linked = next == html::no_node ? document.last_child(node) == child
                                                         : document.previous_sibling(next) == child;
            if (document.parent(child) != node || !is_linked) return false;
        }
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::unless_gumbo_aborts([&] {
        const auto document = html::parse(text::to_valid_utf8(fuzz::bytes_of(data, size)));
        if (!document) return;
        fuzz::expect(is_tree(*document));
        fuzz::expect(text::is_valid_utf8(html::serialize(*document, document->root())));
        fuzz::expect(text::is_valid_utf8(html::readable_text(*document, document->root())));
    });
    return 0;
}
