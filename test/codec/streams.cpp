#include "streams.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

namespace webclip::codec {
namespace {

std::string deflate_with(std::string_view bytes, int window_bits) {
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("deflateInit2");
    }
    std::vector<Bytef> in(bytes.begin(), bytes.end());
    std::vector<Bytef> out(deflateBound(&stream, static_cast<uLong>(in.size())) + 64);
    stream.next_in = in.data();
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = deflate(&stream, Z_FINISH);
    const std::size_t made = out.size() - stream.avail_out;
    deflateEnd(&stream);
    if (status != Z_STREAM_END) throw std::runtime_error("deflate");
    return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(made)};
}

}  // namespace

std::string zlib_stream(std::string_view bytes) {
    return deflate_with(bytes, 15);
}
std::string raw_deflate(std::string_view bytes) {
    return deflate_with(bytes, -15);
}

std::string brotli(std::string_view bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size()) + 64;
    std::vector<std::uint8_t> out(size);
    if (BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, bytes.size(),
                              reinterpret_cast<const std::uint8_t*>(bytes.data()), &size, out.data()) == 0) {
        throw std::runtime_error("brotli");
    }
    return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(size)};
}

std::string zstd(std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
    if (ZSTD_isError(size) != 0) throw std::runtime_error("zstd");
    out.resize(size);
    return out;
}

std::string prose(std::size_t size) {
    constexpr std::array<std::string_view, 8> words{"clip ",   "entry ", "feed ", "page ",
                                                    "reader ", "文章 ",  "<p>",   "</p>\n"};
    std::mt19937 random{
        7};  // NOLINT(cert-msc51-cpp,bugprone-random-generator-seed): the same text every time
    std::string text;
    while (text.size() < size) text += words.at(random() % words.size());
    text.resize(size);
    return text;
}

}  // namespace webclip::codec
