// gzip and deflate by zlib.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <stdexcept>

#include "layers.h"

namespace webclip::codec {
namespace {

enum WindowBits : int { raw_window = -15, zlib_window = 15, gzip_window = 15 + 16 };

// zlib's next_in is not const in every build of its header; it never writes there.
Bytef* input_of(std::string_view bytes) {
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(
        bytes.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast): see above
}

uInt input_size(std::string_view bytes) {
    return static_cast<uInt>(std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
}

// zlib keeps a pointer back to the z_stream: neither copyable nor movable.
class Inflater {
  public:
    explicit Inflater(WindowBits bits) {
        if (inflateInit2(&stream_, bits) != Z_OK) throw std::bad_alloc{};
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    Inflater(Inflater&&) = delete;
    Inflater& operator=(Inflater&&) = delete;

    // Decodes up to the end of one stream and takes what it used from `bytes`.
    std::optional<CodecError> run(std::string_view& bytes, LimitedOutput& output);
    void start_over() { inflateReset(&stream_); }

  private:
    z_stream stream_{};
    std::array<Bytef, chunk_size> buffer_{};
};

std::optional<CodecError> Inflater::run(std::string_view& bytes, LimitedOutput& output) {
    for (;;) {
        const uInt given = input_size(bytes);
        stream_.next_in = input_of(bytes);
        stream_.avail_in = given;
        stream_.next_out = buffer_.data();
        stream_.avail_out = static_cast<uInt>(buffer_.size());
        const int status = inflate(&stream_, Z_NO_FLUSH);
        if (status == Z_MEM_ERROR) throw std::bad_alloc{};
        const std::size_t made = buffer_.size() - stream_.avail_out;
        bytes.remove_prefix(given - stream_.avail_in);
        if (auto error = output.append({reinterpret_cast<const char*>(buffer_.data()), made})) {
            return error;
        }
        if (status == Z_STREAM_END) return std::nullopt;
        // Z_BUF_ERROR: no progress was possible, that is, the input is used up.
        if (status == Z_BUF_ERROR) return output.truncated();
        if (status != Z_OK) {
            const char* why = stream_.msg != nullptr ? stream_.msg : "a preset dictionary is asked for";
            return output.corrupt(why);
        }
        if (bytes.empty() && stream_.avail_out > 0) return output.truncated();
    }
}

// A stream that must end exactly where the bytes do.
Layer decode_single(std::string_view bytes, WindowBits bits, LimitedOutput output) {
    Inflater inflater{bits};
    if (auto error = inflater.run(bytes, output)) return Unexpected{*std::move(error)};
    if (!bytes.empty()) return Unexpected{output.corrupt("bytes after the end of the stream")};
    return std::move(output).take();
}

// RFC 1950 §2.2: method 8, window at most 32 KiB, check bits, no preset dictionary.
bool has_zlib_header(std::string_view bytes) {
    if (bytes.size() < 2) return false;
    const unsigned cmf = static_cast<unsigned char>(bytes[0]);
    const unsigned flags = static_cast<unsigned char>(bytes[1]);
    return (cmf & 0x0FU) == 8 && (cmf >> 4U) <= 7 && (cmf * 256 + flags) % 31 == 0 && (flags & 0x20U) == 0;
}

}  // namespace

bool is_gzip(std::string_view bytes) {
    return bytes.starts_with("\x1F\x8B\x08");
}

// RFC 1952 §2.2: a file is a series of members. Zeros after the last one are padding of tapes and of some
// servers.
Layer decode_gzip(std::string_view bytes, LimitedOutput output) {
    Inflater inflater{gzip_window};
    for (;;) {
        if (auto error = inflater.run(bytes, output)) return Unexpected{*std::move(error)};
        if (bytes.empty()) return std::move(output).take();
        if (bytes.front() == '\0') break;
        if (bytes == "\x1F") return Unexpected{output.truncated()};
        if (!bytes.starts_with("\x1F\x8B"))
            return Unexpected{output.corrupt("bytes after the end of the stream")};
        inflater.start_over();
    }
    if (bytes.find_first_not_of('\0') != std::string_view::npos) {
        return Unexpected{output.corrupt("bytes after the end of the stream")};
    }
    return std::move(output).take();
}

Layer decode_deflate(std::string_view bytes, const LimitedOutput& output) {
    if (!has_zlib_header(bytes)) return decode_single(bytes, raw_window, output);
    Layer result = decode_single(bytes, zlib_window, output);
    if (result || result.error().code != CodecFailure::corrupt) return result;
    // One raw stream in a thousand begins like a zlib header.
    Layer raw = decode_single(bytes, raw_window, output);
    return raw ? std::move(raw) : std::move(result);
}

std::string gzip(std::string_view bytes) {
    struct Deflater {
        z_stream stream{};
        Deflater() {
            constexpr int memory_level = 8;
            if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level,
                             Z_DEFAULT_STRATEGY) != Z_OK) {
                throw std::bad_alloc{};
            }
        }
        ~Deflater() { deflateEnd(&stream); }
        Deflater(const Deflater&) = delete;
        Deflater& operator=(const Deflater&) = delete;
        Deflater(Deflater&&) = delete;
        Deflater& operator=(Deflater&&) = delete;
    } deflater;
    z_stream& stream = deflater.stream;
    // Without deflateSetHeader zlib writes no name and a time of zero.
    std::array<Bytef, chunk_size> buffer{};
    std::string out;
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        const uInt given = input_size(bytes);
        stream.next_in = input_of(bytes);
        stream.avail_in = given;
        stream.next_out = buffer.data();
        stream.avail_out = static_cast<uInt>(buffer.size());
        status = deflate(&stream, given == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
        if (status == Z_STREAM_ERROR) throw std::logic_error("zlib: deflate in a wrong state");
        bytes.remove_prefix(given - stream.avail_in);
        out.append(reinterpret_cast<const char*>(buffer.data()), buffer.size() - stream.avail_out);
    }
    return out;
}

}  // namespace webclip::codec
