// The percent-encode sets of the URL Standard §1.3.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace webclip::url {

// One bit a set; a byte's row in the table says which sets hold it. Bytes above 0x7E are in every set, so
// valid UTF-8 is encoded byte by byte.
enum class EncodeSet : std::uint8_t {
    c0_control = 1U << 0U,
    fragment = 1U << 1U,
    query = 1U << 2U,
    special_query = 1U << 3U,
    path = 1U << 4U,
    userinfo = 1U << 5U,
};

bool is_in(EncodeSet set, char c);
void append_percent_encoded(std::string& out, char c);
// "UTF-8 percent-encode" of a whole text.
void append_encoded(std::string& out, std::string_view text, EncodeSet set);
// Ill-formed sequences become U+FFFD, as in a scalar value string.
std::string to_scalar_values(std::string_view bytes);
bool is_well_formed(std::string_view bytes);

}  // namespace webclip::url
