// What a decoder writes into: a string that grows with the bytes that really came out, never with what a
// header claims, and that says when a limit is reached.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "codec/codec.h"

namespace webclip::codec {

class LimitedOutput {
  public:
    // `encoded_size`: the bytes as received, before the first layer was undone.
    LimitedOutput(std::string_view coding, std::size_t encoded_size, const Limits& limits)
        : coding_(coding), encoded_size_(encoded_size), limits_(limits) {}

    // The error once the total is over the limit or out of proportion.
    std::optional<CodecError> append(std::string_view bytes);
    std::string take() && { return std::move(text_); }

    CodecError truncated() const;
    CodecError corrupt(std::string_view what) const;

  private:
    std::string_view coding_;
    std::size_t encoded_size_;
    const Limits& limits_;
    std::string text_;
};

// Bytes handed over per call of a decoder; the stack of a reader is 8 MiB.
inline constexpr std::size_t chunk_size = 32U << 10U;

}  // namespace webclip::codec
