// WebP (RFC 9649): the first chunk after the RIFF header tells the size.
#include "image_bytes.h"

namespace webclip::media {

HeaderReading read_webp(std::string_view bytes) {
    constexpr std::size_t data = 20;  // RIFF header 12, chunk header 8
    if (bytes.size() < data) return Unexpected{HeaderFault::cut_short};
    const std::string_view chunk = bytes.substr(12, 4);
    if (chunk == "VP8X") {
        // §2.7: flags and reserved, then canvas width and height minus one.
        if (bytes.size() < data + 10) return Unexpected{HeaderFault::cut_short};
        return Dimensions{little24(bytes, data + 4) + 1, little24(bytes, data + 7) + 1};
    }
    if (chunk == "VP8L") {
        // §3.4: signature, then 14 bits of width and of height, each minus one.
        if (bytes.size() < data + 5) return Unexpected{HeaderFault::cut_short};
        if (byte_at(bytes, data) != 0x2F) return Unexpected{HeaderFault::damaged};
        const std::uint32_t bits = little16(bytes, data + 1) | little16(bytes, data + 3) << 16U;
        return Dimensions{(bits & 0x3FFFU) + 1, (bits >> 14U & 0x3FFFU) + 1};
    }
    if (chunk == "VP8 ") {
        // RFC 6386 §9.1: frame tag, start code, 14 bits of width and of height with a scale above each.
        if (bytes.size() < data + 10) return Unexpected{HeaderFault::cut_short};
        const bool is_key_frame = (byte_at(bytes, data) & 1U) == 0;
        if (!is_key_frame || bytes.substr(data + 3, 3) != "\x9D\x01\x2A")
            return Unexpected{HeaderFault::damaged};
        return Dimensions{little16(bytes, data + 6) & 0x3FFFU, little16(bytes, data + 8) & 0x3FFFU};
    }
    return Unexpected{HeaderFault::damaged};
}

}  // namespace webclip::media
