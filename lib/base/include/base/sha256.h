// A SHA-256 digest as a value: the name of a blob, the identity of bytes. Computing one is `crypto`'s.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace webclip {

struct Sha256 {
    std::array<std::uint8_t, 32> bytes{};
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the defaulted body for a 0
    friend auto operator<=>(const Sha256&, const Sha256&) = default;
};

// 64 lower-case hexadecimal digits.
std::string to_hex(const Sha256& digest);
// Accepts exactly what to_hex writes.
std::optional<Sha256> sha256_from_hex(std::string_view hex);

}  // namespace webclip
