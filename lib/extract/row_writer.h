// Writing one row of numbers for the block model; see block_features.h.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace webclip::extract {

inline float ratio(std::uint32_t part, std::uint32_t whole) {
    return whole == 0 ? 0.0F : static_cast<float>(part) / static_cast<float>(whole);
}

// log2(1 + n) in coarse steps; exact enough for thresholds and far cheaper than std::log.
inline float magnitude(std::uint32_t n) {
    float steps = 0;
    std::uint32_t value = n + 1;
    while (value > 1) {
        if (value < 4) return steps + static_cast<float>(value) * 0.5F;
        value >>= 1U;
        steps += 1.0F;
    }
    return steps;
}

inline float finer(std::uint32_t n) {  // as magnitude, with the bits below the leading one
    std::uint32_t value = n + 1;
    float steps = 0;
    std::uint32_t base = 1;
    while (base * 2 <= value && base < 0x40000000U) {
        base *= 2;
        steps += 1.0F;
    }
    return steps + static_cast<float>(value - base) / static_cast<float>(base);
}

template <std::size_t Size>
class RowWriter {
  public:
    explicit RowWriter(std::array<float, Size>& row) : row_(row) {}
    void add(float value) {
        assert(at_ < Size);
        row_[at_++] = value;
    }
    void add(bool value) { add(value ? 1.0F : 0.0F); }
    bool is_full() const { return at_ == Size; }

  private:
    std::array<float, Size>& row_;
    std::size_t at_ = 0;
};

}  // namespace webclip::extract
