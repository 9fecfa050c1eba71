#include "net/address_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace webclip::net {
namespace {

bool allows(const AddressPolicy& policy, const char* address, std::uint16_t port) {
    const IpAddress parsed = *parse_address(address);
    EXPECT_EQ(policy.refusal(parsed, port).empty(), policy.allows(parsed, port));
    return policy.allows(parsed, port);
}

AddressPolicy with(const std::vector<std::string>& exceptions) {
    auto policy = AddressPolicy::with_exceptions(exceptions);
    EXPECT_TRUE(policy) << policy.error();
    return *policy;
}

TEST(AddressPolicy, OpensPublicAddressesOnWebPortsOnly) {
    const AddressPolicy policy;
    for (const std::uint16_t port : std::initializer_list<std::uint16_t>{80, 443, 8080, 8443}) {
        EXPECT_TRUE(allows(policy, "8.8.8.8", port));
        EXPECT_TRUE(allows(policy, "2606:4700::1111", port));
        EXPECT_FALSE(allows(policy, "127.0.0.1", port));
    }
    for (const std::uint16_t port :
         std::initializer_list<std::uint16_t>{0, 1, 21, 22, 25, 79, 81, 444, 5432, 6379, 8081, 65535}) {
        EXPECT_FALSE(allows(policy, "8.8.8.8", port)) << port;
    }
}

TEST(AddressPolicy, SaysWhyNot) {
    const AddressPolicy policy;
    EXPECT_EQ(policy.refusal(*parse_address("127.1"), 80), "127.0.0.1 is a loopback address");
    EXPECT_EQ(policy.refusal(*parse_address("0"), 80), "0.0.0.0 is an unspecified address");
    EXPECT_EQ(policy.refusal(*parse_address("fe80::1"), 80), "fe80::1 is a link-local address");
    EXPECT_EQ(policy.refusal(*parse_address("::ffff:10.0.0.1"), 80), "::ffff:10.0.0.1 is a private address");
    EXPECT_EQ(policy.refusal(*parse_address("8.8.8.8"), 22), "port 22 of 8.8.8.8 is not allowed");
    EXPECT_EQ(policy.refusal(*parse_address("8.8.8.8"), 80), "");
}

struct ExceptionCase {
    const char* entry;
    const char* address;
    std::uint16_t port;
    bool allowed;
};

TEST(AddressPolicy, Exceptions) {
    const ExceptionCase cases[] = {
        {"10.0.0.0/8", "10.1.2.3", 80, true},
        {"10.0.0.0/8", "10.1.2.3", 3000, true},
        {"10.0.0.0/8", "11.1.2.3", 3000, false},
        {"10.0.0.0/8", "::ffff:10.1.2.3", 80, true},
        {"10.9.9.9/8", "10.1.2.3", 80, true},
        {"10.0.0.0/7", "11.1.2.3", 3000, true},
        {"10.0.0.0/0", "192.168.1.1", 1, true},
        {"10.0.0.0/0", "::1", 1, false},
        {"192.168.1.5", "192.168.1.5", 22, true},
        {"192.168.1.5", "192.168.1.6", 80, false},
        {"192.168.1.5/32", "192.168.1.5", 80, true},
        {"192.168.1.5:8080", "192.168.1.5", 8080, true},
        {"192.168.1.5:8080", "192.168.1.5", 80, false},
        {"192.168.1.0/24:3000", "192.168.1.77", 3000, true},
        {"192.168.1.0/24:3000", "192.168.1.77", 3001, false},
        {"8.8.8.8:22", "8.8.8.8", 22, true},
        {"[fd00::]/8", "fd12::1", 80, true},
        {"fd00::/8", "fd12::1", 80, true},
        {"fd00::/8", "fc12::1", 80, false},
        {"[::1]:8080", "::1", 8080, true},
        {"[::1]:8080", "::1", 80, false},
        {"[::1]", "::1", 80, true},
        {"::1", "::1", 80, true},
        {"[fd00::]/8:8080", "fd12::1", 8080, true},
        {"::/0", "::1", 80, true},
        {"::/0", "127.0.0.1", 80, true},
        {"127.0.0.0/8", "64:ff9b::127.0.0.1", 80, false},
        {"127.0.0.0/8", "2002:7f00:1::", 80, false},
    };
    for (const ExceptionCase& test : cases) {
        EXPECT_EQ(allows(with({test.entry}), test.address, test.port), test.allowed)
            << test.entry << " and " << test.address << " port " << test.port;
    }
    EXPECT_TRUE(allows(with({"10.0.0.1", "10.0.0.2"}), "10.0.0.2", 80));
}

TEST(AddressPolicy, AnUnreadableExceptionIsNamed) {
    for (const char* entry : {"",           "localhost",      "localhost:8000", "example.org",
                              "10/8",       "10.0/16",        "010.0.0.0/8",    "0x7f.0.0.1",
                              "2130706433", "127.0.0.1.",     "10.0.0.0/33",    "10.0.0.0/-1",
                              "10.0.0.0/",  "10.0.0.0/8x",    "10.0.0.0/8/8",   "10.0.0.1:",
                              "10.0.0.1:0", "10.0.0.1:65536", "10.0.0.1:http",  "fd00::/129",
                              "[fd00::/8",  "[fd00::]8",      "[::1]:",         "10.0.0.1:80:80",
                              " 10.0.0.1"}) {
        const auto policy = AddressPolicy::with_exceptions({"127.0.0.1", entry});
        ASSERT_FALSE(policy) << entry;
        EXPECT_THAT(policy.error(), testing::HasSubstr("\"" + std::string{entry} + "\"")) << entry;
    }
}

}  // namespace
}  // namespace webclip::net
