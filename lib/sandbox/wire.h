// How values cross between the daemon and its readers: a flat sequence of little-endian numbers and counted
// texts, read without recursion, look-ahead or a tree in between, so that an answer costs no more memory than
// its fields. (CBOR through a JSON tree was rejected: its reader recurses over nesting and takes sixteen
// bytes for each one.) A value is described once, as a function over a `Wire` that is either a WireWriter or
// a WireReader.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"

namespace webclip::sandbox {

// Limits of texts. The writer cuts or empties what goes beyond; the reader of an answer refuses it.
inline constexpr std::size_t line_limit = 16U << 10U;                 // titles, names, messages
inline constexpr std::size_t address_limit = 64U << 10U;              // url::parse takes no longer ones
inline constexpr std::size_t data_image_limit = 3U << 20U;            // a data: address of 2 MiB of picture
inline constexpr std::size_t document_limit = 32U << 20U;             // markup and running text
inline constexpr std::int64_t longest_period = 366LL * 24 * 60 * 60;  // seconds

enum class AddressKind { web, web_or_data_image };

class WireWriter {
  public:
    // Made valid UTF-8 without NUL, and cut to `limit` between characters.
    void text(std::string_view value, std::size_t limit);
    // As text, but a longer one makes the whole answer `overlong`, for markup must not be cut.
    void whole_text(std::string_view value, std::size_t limit);
    // What is no address of the kind is written as "".
    void address(std::string_view value, AddressKind kind = AddressKind::web);
    void flag(bool value) { byte(value ? 1 : 0); }
    void number(std::int64_t value, std::int64_t least, std::int64_t most);
    void hash(std::uint32_t value) { size(value); }
    void time(Timestamp value) { number(value.ms(), INT64_MIN, INT64_MAX); }
    void seconds(std::chrono::seconds value) { number(value.count(), 0, longest_period); }

    template <typename Enum>
    void choice(Enum value, Enum last) {
        number(static_cast<std::int64_t>(value), 0, static_cast<std::int64_t>(last));
    }
    // Items beyond `limit` are left out.
    template <typename Item, typename Describe>
    void list(const std::vector<Item>& items, std::size_t limit, Describe describe) {
        const std::size_t count = std::min(items.size(), limit);
        size(count);
        for (std::size_t i = 0; i < count; ++i) describe(items[i]);
    }
    template <typename Value, typename Describe>
    void maybe(const std::optional<Value>& value, Describe describe) {
        flag(value.has_value());
        if (value) describe(*value);
    }

    bool overlong() const { return overlong_; }
    const std::string& bytes() const { return bytes_; }
    std::string take() && { return std::move(bytes_); }

  private:
    void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
    void size(std::size_t value);

    std::string bytes_;
    bool overlong_ = false;
};

// Reads what a WireWriter wrote, or finds out that it is something else. After the first fault every value is
// empty.
class WireReader {
  public:
    explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

    void text(std::string& value, std::size_t limit);
    void whole_text(std::string& value, std::size_t limit) { text(value, limit); }
    void address(std::string& value, AddressKind kind = AddressKind::web);
    void flag(bool& value);
    void number(std::int64_t& value, std::int64_t least, std::int64_t most);
    void number(int& value, int least, int most);
    void hash(std::uint32_t& value);
    void time(Timestamp& value);
    void seconds(std::chrono::seconds& value);

    template <typename Enum>
    void choice(Enum& value, Enum last) {
        std::int64_t index = 0;
        number(index, 0, static_cast<std::int64_t>(last));
        value = static_cast<Enum>(index);
    }
    template <typename Item, typename Describe>
    void list(std::vector<Item>& items, std::size_t limit, Describe describe) {
        const std::size_t count = size(limit);
        for (std::size_t i = 0; i < count && is_good_; ++i) describe(items.emplace_back());
    }
    template <typename Value, typename Describe>
    void maybe(std::optional<Value>& value, Describe describe) {
        bool present = false;
        flag(present);
        if (present && is_good_) describe(value.emplace());
    }

    // All that is left.
    std::string_view rest();
    bool is_good() const { return is_good_; }
    bool is_at_end() const { return is_good_ && bytes_.empty(); }
    void fail() { is_good_ = false; }

  private:
    std::string_view take(std::size_t count);
    std::size_t size(std::size_t limit);

    std::string_view bytes_;
    bool is_good_ = true;
};

}  // namespace webclip::sandbox
