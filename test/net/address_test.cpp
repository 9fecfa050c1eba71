#include <gtest/gtest.h>

#include "net/address_policy.h"

namespace webclip::net {
namespace {

struct Spelling {
    const char* literal;
    const char* address;  // "" : not an address
};

TEST(ParseAddress, EverySpellingOfAnIpv4Address) {
    const Spelling cases[] = {
        {"127.0.0.1", "127.0.0.1"},
        {"127.1", "127.0.0.1"},
        {"127.0.1", "127.0.0.1"},
        {"2130706433", "127.0.0.1"},
        {"0x7f000001", "127.0.0.1"},
        {"0X7F000001", "127.0.0.1"},
        {"017700000001", "127.0.0.1"},
        {"0x7f.1", "127.0.0.1"},
        {"0177.0.0.1", "127.0.0.1"},
        {"0177.0x0.00.01", "127.0.0.1"},
        {"0x7f.0x0.0x0.0x1", "127.0.0.1"},
        {"127.0.0.1.", "127.0.0.1"},
        {"0", "0.0.0.0"},
        {"0.0.0.0", "0.0.0.0"},
        {"0x", "0.0.0.0"},
        {"00", "0.0.0.0"},
        {"10.256", "10.0.1.0"},
        {"10.1.65535", "10.1.255.255"},
        {"4294967295", "255.255.255.255"},
        {"00000000000000000000000000010.0.0.1", "8.0.0.1"},
        {"4294967296", ""},
        {"127.0.0.256", ""},
        {"256.0.0.1", ""},
        {"127.16777216", ""},
        {"127.0.65536", ""},
        {"1.2.3.4.5", ""},
        {"08.0.0.1", ""},
        {"0x7g.1", ""},
        {"127..1", ""},
        {".127.0.0.1", ""},
        {"127.0.0.1..", ""},
        {"127.0.0.1 ", ""},
        {" 127.0.0.1", ""},
        {"127.0.0.-1", ""},
        {"+127.0.0.1", ""},
        {"1e1", ""},
        {"99999999999999999999999999", ""},
        {"localhost", ""},
        {"example.org", ""},
        {"127.0.0.1.example.org", ""},
        {"", ""},
        {".", ""},
    };
    for (const Spelling& test : cases) {
        const auto address = parse_address(test.literal);
        EXPECT_EQ(address ? to_string(*address) : "", test.address) << '"' << test.literal << '"';
        if (address) {
            EXPECT_TRUE(address->is_v4) << test.literal;
        }
    }
}

TEST(ParseAddress, EverySpellingOfAnIpv6Address) {
    const Spelling cases[] = {
        {"::1", "::1"},
        {"[::1]", "::1"},
        {"0:0:0:0:0:0:0:1", "::1"},
        {"0000:0000:0000:0000:0000:0000:0000:0001", "::1"},
        {"::", "::"},
        {"[::]", "::"},
        {"::ffff:127.0.0.1", "::ffff:127.0.0.1"},
        {"[::FFFF:7F00:1]", "::ffff:127.0.0.1"},
        {"fe80::1%eth0", "fe80::1"},
        {"[fe80::1%25eth0]", "fe80::1"},
        {"2001:DB8::1", "2001:db8::1"},
        {"[::1", ""},
        {"::1]", ""},
        {":::", ""},
        {"1::2::3", ""},
        {"12345::", ""},
        {"1:2:3:4:5:6:7:8:9", ""},
        {"::127.0.0.256", ""},
        {"::g", ""},
        {"[]", ""},
        {":", ""},
    };
    for (const Spelling& test : cases) {
        const auto address = parse_address(test.literal);
        EXPECT_EQ(address ? to_string(*address) : "", test.address) << '"' << test.literal << '"';
        if (address) {
            EXPECT_FALSE(address->is_v4) << test.literal;
        }
    }
    EXPECT_FALSE(parse_address(std::string_view{"::1\0", 4}));
}

struct ClassCase {
    const char* address;
    const char* name;
};

// The first and last address of every special range, and the addresses just outside.
constexpr ClassCase v4_cases[] = {
    {"0.0.0.0", "unspecified"},
    {"0.255.255.255", "unspecified"},
    {"1.0.0.0", "public"},
    {"9.255.255.255", "public"},
    {"10.0.0.0", "private"},
    {"10.255.255.255", "private"},
    {"11.0.0.0", "public"},
    {"100.63.255.255", "public"},
    {"100.64.0.0", "shared"},
    {"100.127.255.255", "shared"},
    {"100.128.0.0", "public"},
    {"126.255.255.255", "public"},
    {"127.0.0.0", "loopback"},
    {"127.255.255.255", "loopback"},
    {"128.0.0.0", "public"},
    {"169.253.255.255", "public"},
    {"169.254.0.0", "link_local"},
    {"169.254.169.254", "link_local"},
    {"169.254.255.255", "link_local"},
    {"169.255.0.0", "public"},
    {"172.15.255.255", "public"},
    {"172.16.0.0", "private"},
    {"172.31.255.255", "private"},
    {"172.32.0.0", "public"},
    {"191.255.255.255", "public"},
    {"192.0.0.0", "reserved"},
    {"192.0.0.255", "reserved"},
    {"192.0.1.0", "public"},
    {"192.0.2.0", "documentation"},
    {"192.0.2.255", "documentation"},
    {"192.0.3.0", "public"},
    {"192.88.98.255", "public"},
    {"192.88.99.0", "relay"},
    {"192.88.99.255", "relay"},
    {"192.88.100.0", "public"},
    {"192.167.255.255", "public"},
    {"192.168.0.0", "private"},
    {"192.168.255.255", "private"},
    {"192.169.0.0", "public"},
    {"198.17.255.255", "public"},
    {"198.18.0.0", "benchmark"},
    {"198.19.255.255", "benchmark"},
    {"198.20.0.0", "public"},
    {"198.51.99.255", "public"},
    {"198.51.100.0", "documentation"},
    {"198.51.100.255", "documentation"},
    {"198.51.101.0", "public"},
    {"203.0.112.255", "public"},
    {"203.0.113.0", "documentation"},
    {"203.0.113.255", "documentation"},
    {"203.0.114.0", "public"},
    {"223.255.255.255", "public"},
    {"224.0.0.0", "multicast"},
    {"239.255.255.255", "multicast"},
    {"240.0.0.0", "reserved"},
    {"255.255.255.254", "reserved"},
    {"255.255.255.255", "reserved"},
};

TEST(AddressClass, OfIpv4) {
    for (const ClassCase& test : v4_cases)
        EXPECT_EQ(address_class(*parse_address(test.address)), test.name) << test.address;
}

TEST(AddressClass, OfIpv6) {
    const ClassCase cases[] = {
        {"::", "unspecified"},
        {"::1", "loopback"},
        {"::2", "reserved"},
        {"::127.0.0.1", "reserved"},
        {"::8.8.8.8", "reserved"},
        {"::ffff:0:127.0.0.1", "reserved"},
        {"100::", "reserved"},
        {"100::ffff:ffff:ffff:ffff", "reserved"},
        {"1fff:ffff::", "reserved"},
        {"2001:1::1", "reserved"},
        {"2001:2::", "benchmark"},
        {"2001:2:0:ffff::", "benchmark"},
        {"2001:10::", "reserved"},
        {"2001:20::", "reserved"},
        {"2001:1ff:ffff::", "reserved"},
        {"2001:200::", "public"},
        {"2001:db7:ffff::", "public"},
        {"2001:db8::", "documentation"},
        {"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "documentation"},
        {"2001:db9::", "public"},
        {"2606:4700::1111", "public"},
        {"2a00:1450:4001:800::200e", "public"},
        {"3ffe::", "public"},
        {"3fff::", "documentation"},
        {"3fff:fff:ffff::", "documentation"},
        {"3fff:1000::", "public"},
        {"4000::", "reserved"},
        {"5f00::1", "reserved"},
        {"fbff:ffff::", "reserved"},
        {"fc00::", "private"},
        {"fdff:ffff::1", "private"},
        {"fe00::", "reserved"},
        {"fe80::", "link_local"},
        {"febf:ffff::1", "link_local"},
        {"fec0::", "private"},
        {"feff:ffff::1", "private"},
        {"ff00::", "multicast"},
        {"ff02::1", "multicast"},
        {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast"},
    };
    for (const ClassCase& test : cases)
        EXPECT_EQ(address_class(*parse_address(test.address)), test.name) << test.address;
}

IpAddress embedded(const char* prefix, const IpAddress& v4, std::size_t at, bool inverted = false) {
    IpAddress address = *parse_address(prefix);
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint8_t byte = v4.bytes[12 + i];
        address.bytes[at + i] = inverted ? static_cast<std::uint8_t>(~byte) : byte;
    }
    return address;
}

TEST(FaultMatrix, Row28_AnIpv4AddressInsideIsFound) {
    for (const ClassCase& test : v4_cases) {
        const IpAddress v4 = *parse_address(test.address);
        const std::string_view name = test.name;
        EXPECT_EQ(address_class(embedded("::ffff:0:0", v4, 12)), name) << "mapped " << test.address;
        EXPECT_EQ(address_class(embedded("64:ff9b::", v4, 12)), name) << "NAT64 " << test.address;
        EXPECT_EQ(address_class(embedded("64:ff9b:1::", v4, 12)), name) << "local NAT64 " << test.address;
        const std::string_view relayed = name == "public" ? "relay" : name;
        EXPECT_EQ(address_class(embedded("2002::", v4, 2)), relayed) << "6to4 " << test.address;
        const IpAddress teredo = embedded("2001:0:808:808::", v4, 12, true);
        EXPECT_EQ(address_class(teredo), relayed) << "Teredo client " << test.address;
        const IpAddress server = embedded("2001::f7f7:f7f7", v4, 4);
        EXPECT_EQ(address_class(server), relayed) << "Teredo server " << test.address;
        EXPECT_EQ(address_class(embedded("2606:4700::5efe:0:0", v4, 12)), name) << "ISATAP " << test.address;
        EXPECT_EQ(address_class(embedded("2606:4700::200:5efe:0:0", v4, 12)), name)
            << "ISATAP " << test.address;
    }
}

TEST(AddressClass, LocalNat64WithAPrefixOf48Bits) {
    EXPECT_EQ(address_class(*parse_address("64:ff9b:1:7f00:0:100::")), "loopback");
    EXPECT_EQ(address_class(*parse_address("64:ff9b:1:808:8:800::")), "public");
    EXPECT_EQ(address_class(*parse_address("64:ff9b:1:808:8:801::1")), "reserved");
    EXPECT_EQ(address_class(*parse_address("64:ff9b:2::8.8.8.8")), "reserved");
}

}  // namespace
}  // namespace webclip::net
