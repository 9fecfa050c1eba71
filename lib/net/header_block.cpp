#include "header_block.h"

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

}  // namespace

std::vector<std::string_view> header_values(std::string_view block, std::string_view name) {
    std::vector<std::string_view> values;
    while (!block.empty()) {
        const std::size_t end = block.find('\n');
        const std::string_view line = block.substr(0, end);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            starts_with_ignoring_ascii_case(line, name)) {
            values.push_back(trim_ascii(line.substr(name.size() + 1)));
        }
        if (end == std::string_view::npos) break;
        block.remove_prefix(end + 1);
    }
    return values;
}

std::string_view first_header_value(std::string_view block, std::string_view name) {
    const std::vector<std::string_view> values = header_values(block, name);
    return values.empty() ? std::string_view{} : values.front();
}

std::optional<std::uint64_t> content_length(std::string_view block) {
    const std::vector<std::string_view> values = header_values(block, "Content-Length");
    if (values.empty() || !length_conflict(block).empty()) return std::nullopt;
    return parse_length(values.front());
}

std::string length_conflict(std::string_view block) {
    const std::vector<std::string_view> lengths = header_values(block, "Content-Length");
    for (const std::string_view length : lengths) {
        if (!parse_length(length)) return "the length of the body is not a number";
        if (length != lengths.front()) return "two different lengths of the body";
    }
    if (!lengths.empty() && !header_values(block, "Transfer-Encoding").empty()) {
        return "a length of the body beside a transfer encoding";
    }
    return "";
}

}  // namespace webclip::net
