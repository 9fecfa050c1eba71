// Images that stand in the page itself: data: addresses (RFC 2397, WHATWG Fetch "data: URL processor").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/byte_size.h"

namespace webclip::media {

// The bytes of a data: address of an image type that may be stored (JPEG, PNG, GIF, WebP, AVIF), base64 or
// percent-encoded; nothing for other types, broken base64, or more than `limit` bytes. What the bytes really
// are, sniff_image tells.
std::optional<std::string> decode_data_url(std::string_view address, ByteSize limit);

}  // namespace webclip::media
