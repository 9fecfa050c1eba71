// Which hosts belong to one owner.
#pragma once

#include <string>
#include <string_view>

namespace webclip::url {

// The part of a host name that is registered with a registry: its public suffix and one label more, by the
// Public Suffix List as it was when libpsl was built ("news.example.co.jp" gives "example.co.jp"). An IP
// address, a public suffix itself and a name without dots are their own. `hostname`: as Url::hostname() gives
// it (lower case, ASCII).
std::string registrable_domain(std::string_view hostname);

}  // namespace webclip::url
