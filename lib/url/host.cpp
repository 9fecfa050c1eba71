#include "host.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "percent.h"

namespace webclip::url {
namespace {

using Pieces = std::array<std::uint16_t, 8>;

Unexpected<UrlError> failure(const char* message) {
    return Unexpected{UrlError{message}};
}

// "forbidden host code point".
bool is_forbidden_in_host(char c) {
    constexpr std::string_view forbidden{"\0\t\n\r #/:<>?@[\\]^|", 17};
    return forbidden.find(c) != std::string_view::npos;
}

// "forbidden domain code point".
bool is_forbidden_in_domain(char c) {
    return is_forbidden_in_host(c) || (c >= '\0' && c <= '\x1F') || c == '%' || c == '\x7F';
}

// "IPv4 number parser". Values above 2^32 stay above it, so that the caller's range checks hold.
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
    if (text.empty()) return std::nullopt;
    unsigned radix = 10;
    if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        text.remove_prefix(2);
        radix = 16;
    } else if (text.size() >= 2 && text[0] == '0') {
        text.remove_prefix(1);
        radix = 8;
    }
    std::uint64_t value = 0;
    for (const char c : text) {
        if (!is_ascii_hex_digit(c)) return std::nullopt;
        const auto digit = static_cast<unsigned>(hex_digit_value(c));
        if (digit >= radix) return std::nullopt;
        value = std::min<std::uint64_t>(value * radix + digit, std::uint64_t{1} << 33U);
    }
    return value;
}

// "ends in a number checker".
bool ends_in_a_number(std::string_view domain) {
    if (!domain.empty() && domain.back() == '.') domain.remove_suffix(1);
    const std::string_view last = domain.substr(domain.rfind('.') + 1);  // npos + 1 is 0
    if (last.empty()) return false;
    if (std::all_of(last.begin(), last.end(), is_ascii_digit)) return true;
    return parse_ipv4_number(last).has_value();
}

std::string serialize_ipv4(std::uint64_t address) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) {
        out += std::to_string((address >> static_cast<unsigned>(shift)) & 0xFFU);
        if (shift > 0) out += '.';
    }
    return out;
}

// "IPv4 parser".
Expected<std::string, UrlError> parse_ipv4(std::string_view input) {
    if (!input.empty() && input.back() == '.') input.remove_suffix(1);
    std::array<std::uint64_t, 4> numbers{};
    std::size_t count = 0;
    for (std::size_t at = 0; at <= input.size();) {
        const std::size_t end = std::min(input.find('.', at), input.size());
        const auto number = parse_ipv4_number(input.substr(at, end - at));
        if (!number) return failure("IPv4 address with a part that is not a number");
        if (count == numbers.size()) return failure("IPv4 address with more than four parts");
        numbers[count++] = *number;
        at = end + 1;
    }
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (numbers[i] > 255) return failure("IPv4 address with a part above 255");
    }
    std::uint64_t address = numbers[count - 1];
    if (address >= std::uint64_t{1} << (8U * (5U - count))) return failure("IPv4 address out of range");
    for (std::size_t i = 0; i + 1 < count; ++i) address += numbers[i] << (8U * (3U - i));
    return serialize_ipv4(address);
}

// "IPv6 parser", a cursor over the text between the brackets.
class Ipv6Parser {
  public:
    explicit Ipv6Parser(std::string_view input) : input_(input) {}

    std::optional<Pieces> run() {
        if (c() == ':') {  // step 5
            if (remaining_starts_with(1) != ':') return std::nullopt;
            pointer_ += 2;
            compress_ = ++piece_index_;
        }
        while (pointer_ < input_.size()) {  // step 6
            if (!read_piece()) return std::nullopt;
            if (done_) break;
        }
        if (compress_) {  // step 7
            std::size_t swaps = piece_index_ - *compress_;
            for (std::size_t at = 7; at != 0 && swaps > 0; --at, --swaps) {
                std::swap(address_[at], address_[*compress_ + swaps - 1]);
            }
        } else if (piece_index_ != 8) {  // step 8
            return std::nullopt;
        }
        return address_;
    }

  private:
    // The code point at the pointer, '\0' at the end: neither appears in an address.
    char c() const { return remaining_starts_with(0); }
    char remaining_starts_with(std::size_t offset) const {
        return pointer_ + offset < input_.size() ? input_[pointer_ + offset] : '\0';
    }

    bool read_piece() {
        if (piece_index_ == 8) return false;  // step 6.1
        if (c() == ':') {                     // step 6.2
            if (compress_) return false;
            ++pointer_;
            compress_ = ++piece_index_;
            return true;
        }
        unsigned value = 0;
        std::size_t length = 0;
        for (; length < 4 && is_ascii_hex_digit(c()); ++length, ++pointer_) {
            value = value * 16 + static_cast<unsigned>(hex_digit_value(c()));
        }
        if (c() == '.') {  // step 6.5
            if (length == 0) return false;
            pointer_ -= length;
            done_ = true;
            return read_ipv4_tail();
        }
        if (c() == ':') {  // step 6.6
            ++pointer_;
            if (pointer_ == input_.size()) return false;
        } else if (pointer_ < input_.size()) {  // step 6.7
            return false;
        }
        address_[piece_index_++] = static_cast<std::uint16_t>(value);
        return true;
    }

    // Step 6.5.3 on: four decimal numbers that make two pieces.
    bool read_ipv4_tail() {
        if (piece_index_ > 6) return false;
        int seen = 0;
        while (pointer_ < input_.size()) {
            if (seen > 0) {
                if (c() != '.' || seen == 4) return false;
                ++pointer_;
            }
            const auto part = read_decimal();
            if (!part) return false;
            address_[piece_index_] = static_cast<std::uint16_t>(address_[piece_index_] * 0x100U + *part);
            ++seen;
            if (seen == 2 || seen == 4) ++piece_index_;
        }
        return seen == 4;
    }

    std::optional<unsigned> read_decimal() {
        std::optional<unsigned> value;
        for (; is_ascii_digit(c()); ++pointer_) {
            if (value == 0U) return std::nullopt;  // a leading zero
            value = value.value_or(0) * 10 + static_cast<unsigned>(c() - '0');
            if (*value > 255) return std::nullopt;
        }
        return value;
    }

    std::string_view input_;
    std::size_t pointer_ = 0;
    Pieces address_{};
    std::size_t piece_index_ = 0;
    std::optional<std::size_t> compress_;
    bool done_ = false;
};

// "IPv6 serializer", in brackets.
std::string serialize_ipv6(const Pieces& address) {
    // "find the IPv6 address compressed piece index": the first longest run of two or more zeros.
    std::size_t best = 8;
    std::size_t best_length = 1;
    for (std::size_t i = 0; i < 8;) {
        std::size_t end = i;
        while (end < 8 && address[end] == 0) ++end;
        if (end - i > best_length) {
            best = i;
            best_length = end - i;
        }
        i = std::max(end, i + 1);
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "[";
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            out += i == 0 ? "::" : ":";
            i += best_length - 1;
            continue;
        }
        bool started = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            const unsigned digit = (static_cast<unsigned>(address[i]) >> static_cast<unsigned>(shift)) & 0xFU;
            started = started || digit != 0 || shift == 0;
            if (started) out += digits[digit];
        }
        if (i != 7) out += ':';
    }
    return out + ']';
}

// "opaque-host parser".
Expected<std::string, UrlError> parse_opaque_host(std::string_view input) {
    if (std::any_of(input.begin(), input.end(), is_forbidden_in_host)) {
        return failure("host with a forbidden character");
    }
    std::string out;
    append_encoded(out, input, EncodeSet::c0_control);
    return out;
}

// Most hosts of the web: nothing to decode, map or look up.
bool is_plain(std::string_view host) {
    return std::all_of(host.begin(), host.end(),
                       [](char c) { return is_ascii_alnum(c) || c == '-' || c == '.' || c == '_'; });
}

}  // namespace

Expected<std::string, UrlError> parse_host(std::string_view input, HostKind kind) {
    if (!input.empty() && input.front() == '[') {  // step 1
        if (input.back() != ']') return failure("unclosed IPv6 address");
        const auto address = Ipv6Parser{input.substr(1, input.size() - 2)}.run();
        if (!address) return failure("malformed IPv6 address");
        return serialize_ipv6(*address);
    }
    if (kind == HostKind::opaque) return parse_opaque_host(input);  // step 2
    std::string ascii;
    if (is_plain(input)) {
        ascii = to_ascii_lower(input);
    } else {
        const std::string domain = to_scalar_values(percent_decode(input));  // step 4
        auto mapped = domain_to_ascii(domain);                               // step 5
        if (!mapped) return failure("not a domain name");
        ascii = std::move(*mapped);
        if (std::any_of(ascii.begin(), ascii.end(), is_forbidden_in_domain)) {  // step 7
            return failure("host with a forbidden character");
        }
    }
    if (ends_in_a_number(ascii)) return parse_ipv4(ascii);  // step 8
    return ascii;
}

}  // namespace webclip::url
