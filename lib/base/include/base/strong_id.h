// Row ids that cannot be mixed up: a ClipId does not convert to an EntryId.
#pragma once

#include <compare>
#include <cstdint>

namespace webclip {

// Zero means "not stored yet"; the catalog hands out ids from 1.
template <typename Tag>
class StrongId {
  public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(std::int64_t value) : value_(value) {}
    constexpr std::int64_t value() const { return value_; }
    constexpr explicit operator bool() const { return value_ != 0; }
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the defaulted body for a 0
    friend constexpr auto operator<=>(StrongId, StrongId) = default;

  private:
    std::int64_t value_ = 0;
};

}  // namespace webclip
