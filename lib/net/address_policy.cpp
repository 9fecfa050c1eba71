#include "net/address_policy.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace webclip::net {

namespace {

template <typename Number>
std::optional<Number> parse_number(std::string_view text, Number most) {
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

// An entry cut into its parts: "10.0.0.0/8:8080", "[fd00::]/8:8080", "fd00::/8".
struct Parts {
    std::string_view address;
    std::optional<std::string_view> prefix;
    std::optional<std::string_view> port;
};

Parts cut(std::string_view entry) {
    Parts parts;
    // The colons of an IPv6 address without brackets are never a port.
    const std::size_t bracket = entry.rfind(']');
    const std::size_t colon = entry.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const bool bare_v6 = bracket == std::string_view::npos && colon != entry.rfind(':');
    if (colon != std::string_view::npos && !bare_v6) {
        parts.port = entry.substr(colon + 1);
        entry = entry.substr(0, colon);
    }
    const std::size_t slash = entry.find('/');
    if (slash != std::string_view::npos) parts.prefix = entry.substr(slash + 1);
    parts.address = entry.substr(0, slash);
    return parts;
}

// Only the plain spelling: "10/8" is 0.0.0.10/8 and "010.0.0.0/8" is 8.0.0.0/8 to inet_aton, which nobody
// means.
std::optional<IpAddress> parse_plain(std::string_view text) {
    const std::optional<IpAddress> address = parse_address(text);
    if (!address || (address->is_v4 && to_string(*address) != text)) return std::nullopt;
    return address;
}

bool same_network(const IpAddress& a, const IpAddress& b, int prefix) {
    for (std::size_t i = 0; i < 16 && prefix > 0; ++i, prefix -= 8) {
        const int shift = std::max(0, 8 - prefix);
        if ((a.bytes[i] >> shift) != (b.bytes[i] >> shift)) return false;
    }
    return true;
}

std::string described(std::string_view name) {
    std::string text{name};
    std::replace(text.begin(), text.end(), '_', '-');
    return (name.starts_with('u') ? "an " : "a ") + text;
}

}  // namespace

Expected<AddressPolicy, std::string> AddressPolicy::with_exceptions(
    const std::vector<std::string>& exceptions, const std::vector<std::uint16_t>& ports) {
    AddressPolicy policy;
    policy.ports_ = ports;
    for (const std::string& entry : exceptions) {
        const Parts parts = cut(entry);
        const std::optional<IpAddress> network = parse_plain(parts.address);
        if (!network) return Unexpected{"\"" + entry + "\" is not an address"};
        Exception exception{*network, 128, std::nullopt};
        if (parts.prefix) {
            const auto prefix = parse_number<int>(*parts.prefix, network->is_v4 ? 32 : 128);
            if (!prefix || *prefix < 0) return Unexpected{"\"" + entry + "\" has no valid prefix length"};
            exception.prefix = *prefix + (network->is_v4 ? 96 : 0);
        }
        if (parts.port) {
            exception.port = parse_number<std::uint16_t>(*parts.port, 65535);
            if (!exception.port || *exception.port == 0)
                return Unexpected{"\"" + entry + "\" has no valid port"};
        }
        policy.exceptions_.push_back(exception);
    }
    return policy;
}

bool AddressPolicy::allows_port(std::uint16_t port) const {
    return std::find(ports_.begin(), ports_.end(), port) != ports_.end();
}

bool AddressPolicy::allows(const IpAddress& address, std::uint16_t port) const {
    for (const Exception& exception : exceptions_) {
        const bool port_fits = !exception.port || *exception.port == port;
        if (port_fits && same_network(address, exception.network, exception.prefix)) return true;
    }
    return allows_port(port) && address_class(address) == "public";
}

std::string AddressPolicy::refusal(const IpAddress& address, std::uint16_t port) const {
    if (allows(address, port)) return "";
    const std::string_view name = address_class(address);
    if (name != "public") return to_string(address) + " is " + described(name) + " address";
    return "port " + std::to_string(port) + " of " + to_string(address) + " is not allowed";
}

}  // namespace webclip::net
