// AVIF (AV1 Image File Format, on ISO/IEC 14496-12 boxes and HEIF, ISO/IEC 23008-12): the image spatial
// extents lie in meta / iprp / ipco / ispe.
#include <algorithm>

#include "image_bytes.h"

namespace webclip::media {
namespace {

struct Box {
    std::string_view type;
    std::string_view content;  // what of it is there
    bool whole = true;
};

// Takes the box at the front of `bytes` away. Nothing at the end, at a header cut short or a size that cannot
// be. Every box is at least its header, so a walk ends after size/8 steps.
std::optional<Box> next_box(std::string_view& bytes) {
    if (bytes.size() < 8) return std::nullopt;
    std::uint64_t size = big32(bytes, 0);
    std::size_t header = 8;
    if (size == 1) {  // a 64-bit size follows
        if (bytes.size() < 16) return std::nullopt;
        size = std::uint64_t{big32(bytes, 8)} << 32U | big32(bytes, 12);
        header = 16;
    } else if (size == 0) {  // up to the end of the file
        size = bytes.size();
    }
    if (size < header) return std::nullopt;
    const bool whole = size <= bytes.size();
    const std::size_t held = whole ? static_cast<std::size_t>(size) : bytes.size();
    const Box box{bytes.substr(4, 4), bytes.substr(header, held - header), whole};
    bytes.remove_prefix(held);
    return box;
}

struct Search {
    std::string_view content;
    bool cut = false;
};

// The first box of `type` among `boxes`.
std::optional<Search> find_box(std::string_view boxes, std::string_view type) {
    while (const auto box = next_box(boxes)) {
        if (box->type == type) return Search{box->content, !box->whole};
    }
    return std::nullopt;
}

}  // namespace

bool has_avif_brand(std::string_view bytes) {
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return false;
    const std::size_t size = std::min<std::size_t>({big32(bytes, 0), bytes.size(), 1024});
    for (std::size_t at = 8; at + 4 <= size; at += at == 8 ? 8 : 4) {  // the minor version lies between
        const std::string_view brand = bytes.substr(at, 4);
        if (brand == "avif" || brand == "avis") return true;
    }
    return false;
}

HeaderReading read_avif(std::string_view bytes) {
    // A box that is missing or incomplete where the bytes end early is one cut short.
    const auto meta = find_box(bytes, "meta");
    if (!meta) return Unexpected{HeaderFault::cut_short};
    const auto missing = [&] {
        return Unexpected{meta->cut ? HeaderFault::cut_short : HeaderFault::damaged};
    };
    if (meta->content.size() < 4) return missing();
    const auto iprp = find_box(meta->content.substr(4), "iprp");  // after version and flags
    if (!iprp) return missing();
    const auto ipco = find_box(iprp->content, "ipco");
    if (!ipco) return missing();
    // One item property for each size that occurs: the picture, its tiles, its thumbnails. The largest is the
    // picture, and the one that the limits must hold for.
    std::optional<Dimensions> largest;
    std::string_view properties = ipco->content;
    while (const auto property = next_box(properties)) {
        if (property->type != "ispe" || property->content.size() < 12) continue;
        const Dimensions size{big32(property->content, 4), big32(property->content, 8)};
        const auto area = [](const Dimensions& d) { return std::uint64_t{d.width} * d.height; };
        if (!largest || area(size) > area(*largest)) largest = size;
    }
    if (!largest) return missing();
    return *largest;
}

}  // namespace webclip::media
