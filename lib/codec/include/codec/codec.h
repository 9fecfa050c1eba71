// HTTP content codings (RFC 9110 §8.4.1) undone within limits, with the end of every stream checked.
// Runs in a reader: the bytes are hostile.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/byte_size.h"
#include "base/expected.h"

namespace webclip::codec {

struct Limits {
    ByteSize decoded = ByteSize{8U << 20U};
    // Decoded bytes over encoded bytes; looked at once more than `ratio_after` bytes came out.
    std::size_t ratio = 100;
    ByteSize ratio_after = ByteSize{1U << 20U};
    std::size_t layers = 3;  // codings in one Content-Encoding header
};

enum class CodecFailure { too_large, bad_ratio, truncated, corrupt, unknown_coding, too_many_layers };

struct CodecError {
    CodecFailure code;
    std::string message;  // names the coding and the limit that was hit
};

// Undoes the codings of a Content-Encoding header value, last one first. gzip, x-gzip, deflate (zlib and
// raw), br, zstd and identity. Bytes after the end of a gzip stream are an error unless they are another gzip
// member or zeros.
Expected<std::string, CodecError> decode_content(std::string_view bytes, std::string_view content_encoding,
                                                 const Limits& limits);
// The same for a body that is itself a gzip file (sitemap.xml.gz), told by its magic bytes.
bool is_gzip(std::string_view bytes);
// RFC 1952 stream of `bytes`, deterministic (no name, no time).
std::string gzip(std::string_view bytes);

}  // namespace webclip::codec
