// JPEG (ITU-T T.81): markers are walked up to the first frame header.
#include "image_bytes.h"

namespace webclip::media {
namespace {

// Table B.1: the start-of-frame markers, without DHT (C4), JPG (C8) and DAC (CC), which lie between them.
bool starts_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// TEM, RST0–RST7 and a repeated SOI have no length.
bool stands_alone(std::uint32_t marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

// The marker at `at`, which is moved behind it.
Expected<std::uint32_t, HeaderFault> next_marker(std::string_view bytes, std::size_t& at) {
    if (at + 2 > bytes.size()) return Unexpected{HeaderFault::cut_short};
    if (byte_at(bytes, at) != 0xFF) return Unexpected{HeaderFault::damaged};
    // §B.1.1.2: any number of fill bytes may stand before a marker.
    while (at + 1 < bytes.size() && byte_at(bytes, at + 1) == 0xFF) ++at;
    if (at + 2 > bytes.size()) return Unexpected{HeaderFault::cut_short};
    const std::uint32_t marker = byte_at(bytes, at + 1);
    at += 2;
    return marker;
}

}  // namespace

HeaderReading read_jpeg(std::string_view bytes) {
    for (std::size_t at = 2;;) {
        const auto marker = next_marker(bytes, at);
        if (!marker) return Unexpected{marker.error()};
        if (stands_alone(*marker)) continue;
        // Start of scan or end of image before any frame.
        if (*marker == 0xDA || *marker == 0xD9 || *marker == 0x00) return Unexpected{HeaderFault::damaged};
        if (at + 2 > bytes.size()) return Unexpected{HeaderFault::cut_short};
        const std::size_t length = big16(bytes, at);
        if (length < 2) return Unexpected{HeaderFault::damaged};
        if (starts_frame(*marker)) {
            if (at + 7 > bytes.size()) return Unexpected{HeaderFault::cut_short};
            if (length < 8) return Unexpected{HeaderFault::damaged};
            return Dimensions{big16(bytes, at + 5), big16(bytes, at + 3)};
        }
        at += length;
    }
}

}  // namespace webclip::media
