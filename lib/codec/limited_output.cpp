#include "limited_output.h"

#include <algorithm>

namespace webclip::codec {

std::optional<CodecError> LimitedOutput::append(std::string_view bytes) {
    const std::size_t total = text_.size() + bytes.size();
    if (total > limits_.decoded.bytes()) {
        return CodecError{CodecFailure::too_large, std::string{coding_} + ": more than " +
                                                       std::to_string(limits_.decoded.bytes()) +
                                                       " bytes after decoding"};
    }
    if (total > limits_.ratio_after.bytes() &&
        total / std::max<std::size_t>(limits_.ratio, 1) > encoded_size_) {
        return CodecError{CodecFailure::bad_ratio, std::string{coding_} + ": more than " +
                                                       std::to_string(limits_.ratio) +
                                                       " bytes out of every byte received"};
    }
    text_.append(bytes);
    return std::nullopt;
}

CodecError LimitedOutput::truncated() const {
    return {CodecFailure::truncated, std::string{coding_} + ": the stream ends before its end mark"};
}

CodecError LimitedOutput::corrupt(std::string_view what) const {
    return {CodecFailure::corrupt, std::string{coding_} + ": " + std::string{what}};
}

}  // namespace webclip::codec
