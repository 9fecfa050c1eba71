#include "header_block.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace webclip::net {

namespace {

std::optional<std::uint64_t> parse_length(std::string_view digits) {
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return length;
}

// Calls `take` for each value of the header until it says false. Runs several times for each answer.
template <typename Take>
void for_each_value(std::string_view block, std::string_view name, Take take) {
    while (!block.empty()) {
        const std::size_t end = std::min(block.find('\n'), block.size());
        const bool may_be = end > name.size() && block[name.size()] == ':';
        if (may_be && equals_ignoring_ascii_case(block.substr(0, name.size()), name) &&
            !take(trim_ascii(block.substr(name.size() + 1, end - name.size() - 1)))) {
            return;
        }
        block.remove_prefix(std::min(end + 1, block.size()));
    }
}

}  // namespace

std::string_view first_header_value(std::string_view block, std::string_view name) {
    std::string_view first;
    for_each_value(block, name, [&](std::string_view value) {
        first = value;
        return false;
    });
    return first;
}

std::optional<std::uint64_t> content_length(std::string_view block) {
    return parse_length(first_header_value(block, "Content-Length"));
}

std::string length_conflict(std::string_view block) {
    std::string conflict;
    std::optional<std::string_view> length;
    for_each_value(block, "Content-Length", [&](std::string_view value) {
        if (!parse_length(value)) conflict = "the length of the body is not a number";
        if (length && *length != value) conflict = "two different lengths of the body";
        length = value;
        return conflict.empty();
    });
    if (conflict.empty() && length && !first_header_value(block, "Transfer-Encoding").empty()) {
        conflict = "a length of the body beside a transfer encoding";
    }
    return conflict;
}

}  // namespace webclip::net
