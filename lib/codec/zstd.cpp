// zstd (RFC 8878): one or more frames.
#include <zstd.h>

#include <array>
#include <memory>
#include <new>

#include "layers.h"

namespace webclip::codec {
namespace {

struct FreeDecoder {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
using Decoder = std::unique_ptr<ZSTD_DCtx, FreeDecoder>;

// RFC 9659: as a content coding the window is at most 8 MiB.
constexpr int window_log_limit = 23;

}  // namespace

Layer decode_zstd(std::string_view bytes, LimitedOutput output) {
    const Decoder decoder{ZSTD_createDCtx()};
    if (!decoder) throw std::bad_alloc{};
    ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, window_log_limit);
    std::array<char, chunk_size> buffer{};
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t status = 1;  // of the frame in hand: zero once it is complete and all of it came out
    bool drained = true;
    while (in.pos < in.size || !drained) {
        ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
        status = ZSTD_decompressStream(decoder.get(), &out, &in);
        if (ZSTD_isError(status) != 0) return Unexpected{output.corrupt(ZSTD_getErrorName(status))};
        if (auto error = output.append({buffer.data(), out.pos})) return Unexpected{*std::move(error)};
        drained = status == 0 || out.pos < out.size;
    }
    if (status != 0) return Unexpected{output.truncated()};
    return std::move(output).take();
}

}  // namespace webclip::codec
