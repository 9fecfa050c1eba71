// Reading numbers out of image headers: past the end of the bytes there is nothing, never memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "media/image.h"

namespace webclip::media {

inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}
// Preconditions of the next ones: the number lies inside `bytes`.
inline std::uint32_t big16(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}
inline std::uint32_t big32(std::string_view bytes, std::size_t at) {
    return big16(bytes, at) << 16U | big16(bytes, at + 2);
}
inline std::uint32_t little16(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}
inline std::uint32_t little24(std::string_view bytes, std::size_t at) {
    return little16(bytes, at) | byte_at(bytes, at + 2) << 16U;
}

// As the header gives it, not yet judged.
struct Dimensions {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

enum class HeaderFault { cut_short, damaged };
using HeaderReading = Expected<Dimensions, HeaderFault>;

// Precondition of each: the format's magic is there.
HeaderReading read_jpeg(std::string_view bytes);
HeaderReading read_webp(std::string_view bytes);
HeaderReading read_avif(std::string_view bytes);

// ISO/IEC 14496-12 §4.3: a file-type box that names an AVIF brand, as major brand or as compatible one.
bool has_avif_brand(std::string_view bytes);

}  // namespace webclip::media
