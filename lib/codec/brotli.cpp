// br (RFC 7932). Large windows stay off, so a stream can ask for 16 MiB of window at most.
#include <brotli/decode.h>

#include <array>
#include <cstdint>
#include <memory>
#include <new>

#include "layers.h"

namespace webclip::codec {
namespace {

struct DestroyDecoder {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};
using Decoder = std::unique_ptr<BrotliDecoderState, DestroyDecoder>;

}  // namespace

Layer decode_brotli(std::string_view bytes, LimitedOutput output) {
    const Decoder decoder{BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
    if (!decoder) throw std::bad_alloc{};
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    std::array<std::uint8_t, chunk_size> buffer{};
    for (;;) {
        std::uint8_t* next_out = buffer.data();
        std::size_t room = buffer.size();
        const BrotliDecoderResult status =
            BrotliDecoderDecompressStream(decoder.get(), &left, &next_in, &room, &next_out, nullptr);
        if (auto error =
                output.append({reinterpret_cast<const char*>(buffer.data()), buffer.size() - room})) {
            return Unexpected{*std::move(error)};
        }
        if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
        if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return Unexpected{output.truncated()};
        if (status == BROTLI_DECODER_RESULT_ERROR) {
            return Unexpected{
                output.corrupt(BrotliDecoderErrorString(BrotliDecoderGetErrorCode(decoder.get())))};
        }
        if (left > 0) return Unexpected{output.corrupt("bytes after the end of the stream")};
        return std::move(output).take();
    }
}

}  // namespace webclip::codec
