// Which addresses may be connected to: the wall between the outside world and the private network. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace webclip::net {

// An IPv4 address is held as ::ffff:a.b.c.d.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    bool is_v4 = false;
    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// Dotted quad in every spelling inet_aton takes (decimal, octal, hexadecimal, short forms, one dot at the
// end) and IPv6 with or without brackets; a zone ("%eth0") is ignored. Nothing for names.
std::optional<IpAddress> parse_address(std::string_view literal);
std::string to_string(const IpAddress& address);

// "public", "loopback", "private", "link_local", "multicast", "unspecified", "documentation", "shared",
// "reserved", "benchmark", "relay". Mapped and NAT64 addresses have the class of the IPv4 address inside; so
// have 6to4, Teredo and ISATAP addresses unless that is public: 6to4 and Teredo are then "relay", since
// whoever runs the relay sees and may alter all.
std::string_view address_class(const IpAddress& address);

class AddressPolicy {
  public:
    static constexpr std::array<std::uint16_t, 4> default_ports{80, 443, 8080, 8443};

    // Default: public addresses only, on default_ports.
    AddressPolicy() = default;
    // `exceptions`: "10.0.0.0/8", "[fd00::]/8", "fd00::/8", "192.168.1.5:8080", "10.0.0.0/8:8080";
    // "localhost:8000"-like entries are refused: addresses only, in their plain spelling. An exception opens
    // any port unless it names one. The error names the entry that cannot be read.
    static Expected<AddressPolicy, std::string> with_exceptions(const std::vector<std::string>& exceptions,
                                                                const std::vector<std::uint16_t>& ports = {
                                                                    default_ports.begin(),
                                                                    default_ports.end()});

    // Of public addresses; an exception may open others.
    bool allows_port(std::uint16_t port) const;

    bool allows(const IpAddress& address, std::uint16_t port) const;
    // Why not, as a line: "127.0.0.1 is a loopback address", "port 22 of 192.0.2.1 is not allowed"; "" when
    // allowed.
    std::string refusal(const IpAddress& address, std::uint16_t port) const;

  private:
    struct Exception {
        IpAddress network;
        int prefix = 128;
        std::optional<std::uint16_t> port;
    };
    std::vector<Exception> exceptions_;
    std::vector<std::uint16_t> ports_{default_ports.begin(), default_ports.end()};
};

}  // namespace webclip::net
