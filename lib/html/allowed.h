// The allow-list of sanitising, element by element and attribute by attribute.
#pragma once

#include <string>
#include <vector>

#include "html/document.h"
#include "html/tag.h"
#include "url/url.h"

namespace webclip::html {

enum class Treatment {
    keep,
    rename,  // to replacement()
    unwrap,
    remove,  // with all that is in it
    frame,   // shows another address in place: becomes a link
};

Treatment treatment(Tag tag);
// The allowed element that stands in for one to be renamed.
Tag replacement(Tag tag);

struct KeptAttribute {
    std::string_view name;
    std::string value;
};
// The attributes that `element` may keep, with absolute addresses and checked values. An <a> without a href
// in it has no acceptable target, an <img> without src no acceptable image.
std::vector<KeptAttribute> kept_attributes(const Document& document, NodeId element, const url::Url& base);

// The absolute address a link may have, "" when its scheme is not http, https or mailto.
std::string link_target(std::string_view address, const url::Url& base);
// http and https only.
std::string web_address(std::string_view address, const url::Url& base);

}  // namespace webclip::html
