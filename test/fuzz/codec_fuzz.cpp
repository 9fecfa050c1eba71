// Whatever the bytes and the codings: not more than the limits, and what gzip packs comes out again. The
// first line is the Content-Encoding.
#include "codec/codec.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    static const codec::Limits limits{.decoded = ByteSize{1U << 20U}, .ratio_after = ByteSize{1U << 16U}};
    const auto [line, rest] = fuzz::input_of(data, size);
    for (const std::string_view coding : {line, std::string_view{"gzip"}, std::string_view{"deflate"},
                                          std::string_view{"br"}, std::string_view{"zstd"}}) {
        const auto decoded = codec::decode_content(rest, coding, limits);
        if (decoded) fuzz::expect(decoded->size() <= limits.decoded.bytes());
        if (!decoded) fuzz::expect(!decoded.error().message.empty());
    }
    if (rest.size() > limits.decoded.bytes()) return 0;
    const auto again = codec::decode_content(codec::gzip(rest), "gzip", {.ratio = 2000});
    fuzz::expect(again && *again == rest);
    return 0;
}
