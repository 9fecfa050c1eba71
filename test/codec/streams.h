// Compressed streams for the tests, made by the encoders' own libraries.
#pragma once

#include <string>
#include <string_view>

namespace webclip::codec {

std::string zlib_stream(std::string_view bytes);
std::string raw_deflate(std::string_view bytes);
std::string brotli(std::string_view bytes);
std::string zstd(std::string_view bytes);

// Text that compresses about three to one, the same every time.
std::string prose(std::size_t size);

}  // namespace webclip::codec
