#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "base/ascii.h"
#include "net/address_policy.h"

namespace webclip::net {

namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress from_v4(std::uint32_t value) {
    IpAddress address;
    std::copy(v4_prefix.begin(), v4_prefix.end(), address.bytes.begin());
    for (unsigned i = 0; i < 4; ++i)
        address.bytes[12 + i] = static_cast<std::uint8_t>(value >> (24U - 8U * i));
    address.is_v4 = true;
    return address;
}

// One piece of an IPv4 address as inet_aton reads it: 0x… hexadecimal, 0… octal, else decimal.
std::optional<std::uint64_t> parse_piece(std::string_view piece) {
    int base = 10;
    if (starts_with_ignoring_ascii_case(piece, "0x")) {
        base = 16;
        piece.remove_prefix(2);
        if (piece.empty()) return 0;  // "0x" alone is zero (WHATWG URL, IPv4 number parser)
    } else if (piece.size() > 1 && piece.front() == '0') {
        base = 8;
        piece.remove_prefix(1);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value, base);
    if (error != std::errc{} || end != piece.data() + piece.size()) return std::nullopt;
    return value;
}

std::optional<IpAddress> parse_v4(std::string_view literal) {
    // Every host name of every request comes by: most are told apart by their first letter.
    if (literal.empty() || !is_ascii_digit(literal.front())) return std::nullopt;
    if (literal.ends_with('.')) literal.remove_suffix(1);
    std::uint64_t value = 0;
    for (unsigned shift = 24;; shift -= 8) {
        const std::size_t dot = literal.find('.');
        const auto piece = parse_piece(literal.substr(0, dot));
        if (!piece) return std::nullopt;
        // The last piece fills all bytes that are left.
        const bool last = dot == std::string_view::npos;
        if (*piece >= (last ? std::uint64_t{1} << (shift + 8U) : 256U)) return std::nullopt;
        value |= last ? *piece : *piece << shift;
        if (last) return from_v4(static_cast<std::uint32_t>(value));
        if (shift == 0) return std::nullopt;
        literal.remove_prefix(dot + 1);
    }
}

std::optional<IpAddress> parse_v6(std::string_view literal) {
    if (literal.starts_with('[') != literal.ends_with(']')) return std::nullopt;
    if (literal.starts_with('[')) literal = literal.substr(1, literal.size() - 2);
    literal = literal.substr(0, literal.find('%'));  // a zone names an interface, not another address
    if (literal.find('\0') != std::string_view::npos) return std::nullopt;
    IpAddress address;
    if (::inet_pton(AF_INET6, std::string{literal}.c_str(), address.bytes.data()) != 1) return std::nullopt;
    return address;
}

using Bytes = std::span<const std::uint8_t>;

struct Range {
    std::array<std::uint8_t, 16> network;
    int prefix;
    std::string_view name;
};

bool starts_with_bits(Bytes bytes, Bytes network, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(network.begin(), network.begin() + static_cast<std::ptrdiff_t>(whole), bytes.begin()))
        return false;
    const int rest = bits % 8;
    return rest == 0 || ((bytes[whole] ^ network[whole]) >> (8 - rest)) == 0;
}

// IANA IPv4 Special-Purpose Address Registry.
std::string_view class_of_v4(Bytes v4) {
    static constexpr std::array<Range, 16> ranges{{
        {{0}, 8, "unspecified"},
        {{10}, 8, "private"},
        {{100, 64}, 10, "shared"},
        {{127}, 8, "loopback"},
        {{169, 254}, 16, "link_local"},
        {{172, 16}, 12, "private"},
        {{192, 0, 0}, 24, "reserved"},
        {{192, 0, 2}, 24, "documentation"},
        {{192, 88, 99}, 24, "relay"},
        {{192, 168}, 16, "private"},
        {{198, 18}, 15, "benchmark"},
        {{198, 51, 100}, 24, "documentation"},
        {{203, 0, 113}, 24, "documentation"},
        {{224}, 4, "multicast"},
        {{240}, 4, "reserved"},
        {{255, 255, 255, 255}, 32, "reserved"},
    }};
    for (const Range& range : ranges) {
        if (starts_with_bits(v4, range.network, range.prefix)) return range.name;
    }
    return "public";
}

bool all_zero(Bytes bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

// What a translator, tunnel or interface identifier hides; nothing when the address hides no IPv4 address.
std::optional<std::string_view> class_of_embedded(const std::array<std::uint8_t, 16>& bytes) {
    const Bytes all{bytes};
    static constexpr std::array<std::uint8_t, 12> nat64{0, 0x64, 0xff, 0x9b};
    static constexpr std::array<std::uint8_t, 6> local_nat64{0, 0x64, 0xff, 0x9b, 0, 1};
    if (starts_with_bits(all, v4_prefix, 96) || starts_with_bits(all, nat64, 96))
        return class_of_v4(all.subspan(12));
    if (starts_with_bits(all, local_nat64, 48)) {
        // RFC 6052 §2.2 with a prefix of 96 or of 48 bits; other layouts cannot be told apart.
        if (all_zero(all.subspan(6, 6))) return class_of_v4(all.subspan(12));
        const std::array<std::uint8_t, 4> spread{bytes[6], bytes[7], bytes[9], bytes[10]};
        return bytes[8] == 0 && all_zero(all.subspan(11)) ? class_of_v4(spread) : "reserved";
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {  // 6to4, RFC 3056
        const std::string_view inner = class_of_v4(all.subspan(2, 4));
        return inner == "public" ? "relay" : inner;
    }
    if (starts_with_bits(all, std::array<std::uint8_t, 4>{0x20, 0x01, 0, 0}, 32)) {  // Teredo, RFC 4380 §4
        std::array<std::uint8_t, 4> client{};
        for (std::size_t i = 0; i < 4; ++i) client[i] = static_cast<std::uint8_t>(~bytes[12 + i]);
        const std::string_view inner = class_of_v4(client);
        const std::string_view server = class_of_v4(all.subspan(4, 4));
        if (inner != "public") return inner;
        return server != "public" ? server : "relay";
    }
    // ISATAP, RFC 5214 §6.1: an interface identifier, under any prefix.
    if ((bytes[8] & 0xfdU) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe) {
        const std::string_view inner = class_of_v4(all.subspan(12));
        if (inner != "public") return inner;
    }
    return std::nullopt;
}

// IANA IPv6 Special-Purpose Address Registry; outside 2000::/3 nothing is global unicast.
std::string_view class_of_v6(const std::array<std::uint8_t, 16>& bytes) {
    static constexpr std::array<Range, 11> ranges{{
        {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 128, "unspecified"},
        {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback"},
        {{0xfc}, 7, "private"},
        {{0xfe, 0x80}, 10, "link_local"},
        {{0xfe, 0xc0}, 10, "private"},
        {{0xff}, 8, "multicast"},
        {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation"},
        {{0x3f, 0xff}, 20, "documentation"},
        {{0x20, 0x01, 0, 2}, 48, "benchmark"},
        {{0x20, 0x01}, 23, "reserved"},
        {{0x20}, 3, "public"},
    }};
    for (const Range& range : ranges) {
        if (starts_with_bits(bytes, range.network, range.prefix)) return range.name;
    }
    return "reserved";
}

}  // namespace

std::optional<IpAddress> parse_address(std::string_view literal) {
    return literal.find(':') == std::string_view::npos ? parse_v4(literal) : parse_v6(literal);
}

std::string to_string(const IpAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.is_v4) {
        ::inet_ntop(AF_INET, address.bytes.data() + 12, text.data(), text.size());
    } else {
        ::inet_ntop(AF_INET6, address.bytes.data(), text.data(), text.size());
    }
    return text.data();
}

std::string_view address_class(const IpAddress& address) {
    const auto embedded = class_of_embedded(address.bytes);
    return embedded ? *embedded : class_of_v6(address.bytes);
}

}  // namespace webclip::net
