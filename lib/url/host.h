// Hosts by the URL Standard §3: domains, IPv4, IPv6 and opaque hosts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/expected.h"
#include "url/url.h"

namespace webclip::url {

enum class HostKind { domain, opaque };

// "host parser" and "host serializer" in one: the serialised host.
Expected<std::string, UrlError> parse_host(std::string_view input, HostKind kind);

// "domain to ASCII" with beStrict false; nothing on failure. Does not look for forbidden code points.
std::optional<std::string> domain_to_ascii(std::string_view domain);

}  // namespace webclip::url
