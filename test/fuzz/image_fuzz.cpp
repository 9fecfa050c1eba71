// Whatever the bytes: an image with sane dimensions, or a reason why it is none; data: addresses keep their
// limit.
#include "fuzz.h"
#include "media/data_url.h"
#include "media/image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    if (const auto image = media::sniff_image(bytes)) {
        fuzz::expect(image->width >= 1 && image->width <= 30'000 && image->height >= 1 &&
                     image->height <= 30'000);
        fuzz::expect(std::int64_t{image->width} * image->height <= 50'000'000);
    } else {
        fuzz::expect(!image.error().reason.empty());
    }
    const ByteSize limit{100};
    const auto inside = media::decode_data_url(bytes, limit);
    fuzz::expect(!inside || inside->size() <= limit.bytes());
    return 0;
}
