// Well-formed text to XmlTree by libxml2's SAX2 interface; the only file that knows libxml2.
#pragma once

#include <functional>
#include <string>

#include "xml_tree.h"

namespace webclip::feed {

enum class AfterElement {
    keep,  // the element stays in the tree
    drop,  // it leaves the tree
    stop,  // it leaves the tree, and reading ends here
};

// Called at each end tag with the element and its depth (0 for the root).
using OnElementEnd = std::function<AfterElement(const XmlTree&, XmlTree::Index, std::size_t)>;

struct XmlReading {
    XmlTree tree;
    bool is_partial =
        false;  // libxml2 gave up, or the tree reached 500,000 nodes: what came later is missing
};

// `xml` comes from repair_xml: there is no document type in it, and no entity but the predefined ones. No
// network, no files, no recursion over depth.
XmlReading read_xml(const std::string& xml, const OnElementEnd& on_element_end);

}  // namespace webclip::feed
