// Reduces a tree to what may be stored and shown: an allow-list of elements, attributes and address schemes
// (HTML in, nothing out that runs, loads unasked, or reads differently in another parser).
#pragma once

#include <string>
#include <string_view>

#include "html/document.h"
#include "url/url.h"

namespace webclip::html {

// Edits the subtree of `node` in place; `node` itself stays, with its attributes reduced. Idempotent.
// Elements outside the list are unwrapped, blocks among them become <div>, or removed with their content
// where that content is no text (script, style, svg, math, form controls, …). Frames, video and audio become
// links with their titles; <picture> becomes its <img>; <noscript> that repeats a lazy picture gives its
// image. Links, images and cite become absolute against `base`; a link survives with http, https or mailto,
// an image with http, https or data:image/(jpeg|png|gif|webp|avif) up to 2 MiB. Links get rel="noopener
// noreferrer nofollow ugc". No id, class, name, style, srcset or event handler survives.
void sanitize(Document& document, NodeId node, const url::Url& base);

// Sanitises like the above and serialises what is in `node`. Unlike a tree, which edits may leave in a shape
// that no markup can express (<p> in <p>, text between table rows), the result is a fixed point: a parser
// reads it as a tree that serialises to the same markup, and sanitising that changes nothing. Reader
// processes only, as for the next.
std::string sanitized_html(Document& document, NodeId node, const url::Url& base);

// Parses, sanitises and serialises a fragment. A fragment over its limits gives "".
std::string sanitize_fragment(std::string_view utf8, const url::Url& base);

}  // namespace webclip::html
