#include "media/image.h"

#include <array>
#include <utility>

#include "base/ascii.h"
#include "image_bytes.h"

namespace webclip::media {
namespace {

constexpr std::uint32_t side_limit = 30'000;
constexpr std::uint64_t pixel_limit = 50'000'000;

// PNG, third edition, §5.2 and §11.2.1: the signature, then IHDR.
HeaderReading read_png(std::string_view bytes) {
    if (bytes.size() < 24) return Unexpected{HeaderFault::cut_short};
    if (bytes.substr(12, 4) != "IHDR" || big32(bytes, 8) != 13) return Unexpected{HeaderFault::damaged};
    return Dimensions{big32(bytes, 16), big32(bytes, 20)};
}

// GIF89a §18: the logical screen. Frames are cut to it by what shows them.
HeaderReading read_gif(std::string_view bytes) {
    if (bytes.size() < 10) return Unexpected{HeaderFault::cut_short};
    return Dimensions{little16(bytes, 6), little16(bytes, 8)};
}

struct Format {
    ImageType type;
    HeaderReading (*read)(std::string_view);
};

std::optional<Format> format_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xD8\xFF")) return Format{ImageType::jpeg, read_jpeg};
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Format{ImageType::png, read_png};
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return Format{ImageType::gif, read_gif};
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") {
        return Format{ImageType::webp, read_webp};
    }
    if (has_avif_brand(bytes)) return Format{ImageType::avif, read_avif};
    return std::nullopt;
}

struct Known {
    std::string_view magic;
    std::size_t at;
    std::string_view reason;
};

// Formats that are told apart only to say why they are not kept.
constexpr std::array<Known, 10> not_kept{{{"BM", 0, "bmp is not shown"},
                                          {std::string_view{"\0\0\1\0", 4}, 0, "ico is not shown"},
                                          {std::string_view{"II*\0", 4}, 0, "tiff is not shown"},
                                          {std::string_view{"MM\0*", 4}, 0, "tiff is not shown"},
                                          {"8BPS", 0, "psd is not shown"},
                                          {"%PDF-", 0, "pdf is not an image"},
                                          {"\xFF\x0A", 0, "jpeg xl is not shown"},
                                          {"JXL ", 4, "jpeg xl is not shown"},
                                          {"jP  ", 4, "jpeg 2000 is not shown"},
                                          {"ftyp", 4, "heic and video are not shown"}}};

ImageRefusal refuse_foreign(std::string_view bytes) {
    if (bytes.empty()) return {"empty"};
    if (bytes.size() < 16 &&
        (std::string_view{"\x89PNG\r\n\x1A\n"}.starts_with(bytes.substr(0, 8)) || bytes.starts_with("GIF8") ||
         bytes.starts_with("RIFF") || bytes.starts_with("\xFF\xD8"))) {
        return {"header cut short"};
    }
    for (const Known& known : not_kept) {
        if (bytes.size() >= known.at && bytes.substr(known.at).starts_with(known.magic)) {
            return {std::string{known.reason}};
        }
    }
    std::string_view text = bytes.substr(0, 4096);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = trim_ascii(text);
    if (!text.starts_with('<')) return {"not an image"};
    // A page may hold an inline <svg>: the first of the two names decides.
    const std::size_t svg = find_ignoring_ascii_case(text, "<svg");
    const std::size_t html =
        std::min(find_ignoring_ascii_case(text, "<html"), find_ignoring_ascii_case(text, "<!doctype html"));
    if (svg < html) return {"svg is not shown"};
    return {html != std::string_view::npos ? "a page, not an image" : "markup, not an image"};
}

std::string grouped(std::uint32_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
    return digits;
}

}  // namespace

Expected<ImageHeader, ImageRefusal> sniff_image(std::string_view bytes) {
    const auto format = format_of(bytes);
    if (!format) return Unexpected{refuse_foreign(bytes)};
    const HeaderReading reading = format->read(bytes);
    const std::string name{extension(format->type)};
    if (!reading) {
        const bool cut = reading.error() == HeaderFault::cut_short;
        return Unexpected{ImageRefusal{cut ? "header cut short" : name + " header is damaged"}};
    }
    const auto [width, height] = *reading;
    if (width == 0 || height == 0) return Unexpected{ImageRefusal{name + " header names no size"}};
    if (width > side_limit || height > side_limit || std::uint64_t{width} * height > pixel_limit) {
        return Unexpected{
            ImageRefusal{grouped(width) + " x " + grouped(height) + " pixels is over the limit"}};
    }
    return ImageHeader{format->type, static_cast<int>(width), static_cast<int>(height)};
}

std::string_view media_type(ImageType type) {
    switch (type) {
        case ImageType::jpeg: return "image/jpeg";
        case ImageType::png: return "image/png";
        case ImageType::gif: return "image/gif";
        case ImageType::webp: return "image/webp";
        case ImageType::avif: return "image/avif";
    }
    return {};
}

std::string_view extension(ImageType type) {
    switch (type) {
        case ImageType::jpeg: return "jpg";
        case ImageType::png: return "png";
        case ImageType::gif: return "gif";
        case ImageType::webp: return "webp";
        case ImageType::avif: return "avif";
    }
    return {};
}

}  // namespace webclip::media
