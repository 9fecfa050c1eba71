// Counts of bytes that cannot be mistaken for another number: `ByteSize limit = 8_MiB;`.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace webclip {

class ByteSize {
  public:
    constexpr ByteSize() = default;
    constexpr explicit ByteSize(std::uint64_t bytes) : bytes_(bytes) {}
    constexpr std::uint64_t bytes() const { return bytes_; }
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the defaulted body for a 0
    friend constexpr auto operator<=>(ByteSize, ByteSize) = default;

  private:
    std::uint64_t bytes_ = 0;
};

inline namespace literals {
constexpr ByteSize operator""_B(unsigned long long n) {
    return ByteSize{n};
}
constexpr ByteSize operator""_KiB(unsigned long long n) {
    return ByteSize{n << 10U};
}
constexpr ByteSize operator""_MiB(unsigned long long n) {
    return ByteSize{n << 20U};
}
constexpr ByteSize operator""_GiB(unsigned long long n) {
    return ByteSize{n << 30U};
}
}  // namespace literals

}  // namespace webclip
