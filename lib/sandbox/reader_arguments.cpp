#include "reader_arguments.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace webclip::sandbox {
namespace {

constexpr std::string_view mark = "--webclip-reader";

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::vector<std::string> write_arguments(const Options& options) {
    return {std::string{mark},
            std::to_string(options.parse_cpu.count()),
            std::to_string(options.decoded_page.bytes()),
            std::to_string(options.decoded_feed.bytes()),
            std::to_string(options.decode_ratio),
            std::to_string(options.decode_layers),
            std::to_string(options.address_space.bytes())};
}

std::optional<ReaderSettings> read_arguments(const std::vector<std::string_view>& arguments) {
    constexpr std::size_t first = 2;  // behind the program's name and the mark
    std::array<std::uint64_t, 6> values{};
    if (arguments.size() != first + values.size() || arguments[1] != mark) return std::nullopt;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = number(arguments[first + i]);
        if (!value) return std::nullopt;
        values.at(i) = *value;
    }
    const auto [parse_cpu, page, feed, ratio, layers, address_space] = values;
    return ReaderSettings{
        {std::chrono::milliseconds{parse_cpu}, ByteSize{page}, ByteSize{feed}, ratio, layers},
        ByteSize{address_space}};
}

}  // namespace webclip::sandbox
