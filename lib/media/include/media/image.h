// Tells what image bytes are from their magic and header alone; nothing is ever decoded.
#pragma once

#include <string>
#include <string_view>

#include "base/expected.h"

namespace webclip::media {

enum class ImageType { jpeg, png, gif, webp, avif };

struct ImageHeader {
    ImageType type = ImageType::jpeg;
    int width = 0;
    int height = 0;
};

struct ImageRefusal {
    std::string reason;  // "not an image", "svg is not shown", "103,000 x 4 pixels is over the limit",
                         // "header cut short"
};

// JPEG, PNG, GIF, WebP and AVIF with sane dimensions (at most 30,000 px a side, 50 Mpixel).
Expected<ImageHeader, ImageRefusal> sniff_image(std::string_view bytes);

std::string_view media_type(ImageType type);  // "image/jpeg"
std::string_view extension(ImageType type);   // "jpg"

}  // namespace webclip::media
