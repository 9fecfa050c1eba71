// Collects UTF-8 from a decoder: a small buffer in front of the string, because the decoders' inner loops
// write one character at a time.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace webclip::text {

// Position of the first byte ≥ 0x80 at or after `at`, or the size; eight bytes at a time.
std::size_t skip_ascii(std::string_view bytes, std::size_t at);

// How many bytes from the start are well-formed UTF-8.
std::size_t valid_utf8_prefix(std::string_view bytes);
// Length of the maximal subpart that one U+FFFD replaces. Precondition: an ill-formed sequence starts at
// `at`.
std::size_t ill_formed_length(std::string_view bytes, std::size_t at);

class Utf8Writer {
  public:
    explicit Utf8Writer(std::size_t expected_bytes) { text_.reserve(expected_bytes); }

    // Precondition: a scalar value.
    void put(char32_t c) {
        if (used_ + 4 > sizeof buffer_) flush();
        if (c < 0x80) {
            buffer_[used_++] = static_cast<char>(c);
        } else if (c < 0x800) {
            put_byte(0xC0U | (c >> 6U));
            put_byte(0x80U | (c & 0x3FU));
        } else if (c < 0x10000) {
            put_byte(0xE0U | (c >> 12U));
            put_byte(0x80U | ((c >> 6U) & 0x3FU));
            put_byte(0x80U | (c & 0x3FU));
        } else {
            put_byte(0xF0U | (c >> 18U));
            put_byte(0x80U | ((c >> 12U) & 0x3FU));
            put_byte(0x80U | ((c >> 6U) & 0x3FU));
            put_byte(0x80U | (c & 0x3FU));
        }
    }

    // Bytes that are UTF-8 already.
    void put_run(std::string_view run) {
        if (run.size() > sizeof buffer_ - used_) {
            flush();
            if (run.size() > sizeof buffer_ / 2) {
                text_.append(run);
                return;
            }
        }
        std::memcpy(buffer_ + used_, run.data(), run.size());
        used_ += run.size();
    }

    void put_error() {
        put(0xFFFD);
        ++errors_;
    }

    std::size_t errors() const { return errors_; }
    std::string take() {
        flush();
        return std::move(text_);
    }

  private:
    void put_byte(char32_t byte) { buffer_[used_++] = static_cast<char>(byte); }
    void flush() {
        text_.append(buffer_, used_);
        used_ = 0;
    }

    std::string text_;
    std::size_t errors_ = 0;
    std::size_t used_ = 0;
    char buffer_[4096];
};

// Copies the ASCII run that starts at `at`; answers where it ends.
inline std::size_t put_ascii(Utf8Writer& out, std::string_view bytes, std::size_t at) {
    const std::size_t end = skip_ascii(bytes, at);
    if (end > at) out.put_run(bytes.substr(at, end - at));
    return end;
}

}  // namespace webclip::text
