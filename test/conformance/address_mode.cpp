#include "fields.h"
#include "mode.h"
#include "net/address_policy.h"

namespace webclip::conformance {

json address_case(const json& input, Context& /*context*/) {
    constexpr std::uint16_t https = 443;
    const std::string literal = required_text(input, "address");
    const auto address = net::parse_address(literal);
    if (!address) return {{"error", "no address: " + literal}};
    const auto port = input.value("port", json(https));
    if (!port.is_number_unsigned() || port.get<std::uint64_t>() > 65535)
        return {{"error", "\"port\" is no port"}};
    return {{"allowed", net::AddressPolicy{}.allows(*address, port.get<std::uint16_t>())},
            {"class", net::address_class(*address)},
            {"address", net::to_string(*address)}};
}

}  // namespace webclip::conformance
