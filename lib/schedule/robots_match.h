// Matching of robots.txt patterns (RFC 9309 §2.2.2, §2.2.3) in time linear in pattern and path.
#pragma once

#include <string>
#include <string_view>

namespace webclip::schedule {

// One spelling for all equivalent ones: unreserved characters decoded, hexadecimal digits in upper case,
// octets outside ASCII encoded. `*`, and `$` at the end, keep their meaning; `$` elsewhere is the character
// itself, written %24.
std::string normal_pattern(std::string_view pattern);

// The path likewise, where `*` and `$` are characters. Octets outside ASCII are left alone: a caller passes
// them encoded.
std::string normal_path(std::string_view path);

// Both normalised. A pattern matches a prefix of the path, or all of it when it ends in `$`.
bool matches(std::string_view pattern, std::string_view path);

}  // namespace webclip::schedule
