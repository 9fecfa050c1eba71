// Which images an article needs, from where, and how its markup points at local copies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/clip.h"

namespace webclip::media {

struct Limits {
    std::size_t images = 1000;  // of one article; further ones become links
};

// Gives every <img> of `article.html` a slot: its src becomes `asset:<n>`, equal addresses share one. Fills
// `article.images` in slot order with all their candidates, the originals behind proxies last.
// data: images keep their bytes as their address.
model::Article plan(model::Article article, const Limits& limits = {});

// The original behind an image proxy (i0.wp.com, images.weserv.nl, wsrv.nl, Next.js and Cloudflare resizers,
// …); nothing when `address` is no proxy's.
std::optional<std::string> original_behind_proxy(std::string_view address);

// Replaces slots in markup that html::serialize wrote. Slot n with a path becomes <img src="path">; one
// without becomes a link to the original with the alternative text, so that nothing remote is ever loaded and
// nothing is lost. Runs outside readers: it looks only at `<img`, which canonical markup has nowhere but in
// image tags.
struct LocalImage {
    std::string path;      // relative address; "" when the image is not stored
    std::string original;  // absolute address
};
std::string localize(std::string_view canonical_html, const std::vector<LocalImage>& images);

}  // namespace webclip::media
