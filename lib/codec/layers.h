// One content coding undone: the whole stream, its end checked.
#pragma once

#include <string>
#include <string_view>

#include "codec/codec.h"
#include "limited_output.h"

namespace webclip::codec {

using Layer = Expected<std::string, CodecError>;

Layer decode_gzip(std::string_view bytes, LimitedOutput output);
// zlib (RFC 1950) as the standard says, or raw deflate (RFC 1951) as some servers send.
Layer decode_deflate(std::string_view bytes, const LimitedOutput& output);
Layer decode_brotli(std::string_view bytes, LimitedOutput output);
Layer decode_zstd(std::string_view bytes, LimitedOutput output);

}  // namespace webclip::codec
