// The header block of one answer, raw. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace webclip::net {

// The first value of a header, `name` in any case, blanks around it removed; "" when there is none. Folded
// lines are not joined: RFC 9112 §5.2 lets a client refuse them.
std::string_view first_header_value(std::string_view block, std::string_view name);

// The first Content-Length; nothing when absent or unreadable. Ask length_conflict() first.
std::optional<std::uint64_t> content_length(std::string_view block);
// Why the body's length cannot be trusted (RFC 9112 §6.3: several lengths, or a length and chunks), "" when
// it can.
std::string length_conflict(std::string_view block);

}  // namespace webclip::net
