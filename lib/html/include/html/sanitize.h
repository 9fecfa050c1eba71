// Reduces a tree to what may be stored and shown: an allow-list of elements, attributes and address schemes.
#pragma once

#include <string>
#include <string_view>

#include "html/document.h"
#include "url/url.h"

namespace webclip::html {

// Edits the subtree of `node` in place. Elements outside the list are unwrapped, or removed with their
// content where that content is no text (script, style, svg, math, form controls, …). Frames, video and audio
// become links with their titles; <picture> becomes its <img>; <noscript> that repeats a lazy picture gives
// its image. Links and images become absolute against `base`; a link survives with http, https or mailto, an
// image with http, https or data:image/(jpeg|png|gif|webp|avif). Links get rel="noopener noreferrer nofollow
// ugc". Idempotent.
void sanitize(Document& document, NodeId node, const url::Url& base);

// Parses, sanitises and serialises a fragment. Reader processes only. A fragment over its limits gives "".
std::string sanitize_fragment(std::string_view utf8, const url::Url& base);

}  // namespace webclip::html
