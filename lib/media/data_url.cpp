#include "media/data_url.h"

#include <array>

#include "base/ascii.h"
#include "url/url.h"

namespace webclip::media {
namespace {

constexpr std::array<std::string_view, 5> image_types{"image/jpeg", "image/png", "image/gif", "image/webp",
                                                      "image/avif"};

bool is_storable(std::string_view type) {
    for (const std::string_view known : image_types) {
        if (equals_ignoring_ascii_case(type, known)) return true;
    }
    return equals_ignoring_ascii_case(type, "image/jpg");  // a common misnomer
}

int base64_value(char c) {
    if (is_ascii_upper(c)) return c - 'A';
    if (is_ascii_lower(c)) return c - 'a' + 26;
    if (is_ascii_digit(c)) return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    if (c == '/' || c == '_') return 63;
    return -1;
}

// WHATWG Infra "forgiving-base64 decode", and the URL-safe alphabet besides.
std::optional<std::string> decode_base64(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        if (is_ascii_space(c)) continue;
        if (c == '=') break;
        const int value = base64_value(c);
        if (value < 0) return std::nullopt;
        bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
    if (count == 6) return std::nullopt;  // one digit alone says nothing
    return bytes;
}

}  // namespace

std::optional<std::string> decode_data_url(std::string_view address, ByteSize limit) {
    constexpr std::string_view scheme = "data:";
    if (!starts_with_ignoring_ascii_case(address, scheme)) return std::nullopt;
    address.remove_prefix(scheme.size());
    const std::size_t comma = address.find(',');
    // Base64 takes four characters for three bytes, percent-encoding up to three for one.
    if (comma == std::string_view::npos || address.size() - comma > 3 * limit.bytes() + 16)
        return std::nullopt;
    const std::string_view header = address.substr(0, comma);
    if (!is_storable(trim_ascii(header.substr(0, header.find(';'))))) return std::nullopt;
    const std::string unescaped = url::percent_decode(address.substr(comma + 1));
    const std::size_t last = header.rfind(';');
    const bool base64 = last != std::string_view::npos &&
                        equals_ignoring_ascii_case(trim_ascii(header.substr(last + 1)), "base64");
    std::optional<std::string> bytes = base64 ? decode_base64(unescaped) : unescaped;
    if (!bytes || bytes->size() > limit.bytes()) return std::nullopt;
    return bytes;
}

}  // namespace webclip::media
