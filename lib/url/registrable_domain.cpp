#include "url/registrable_domain.h"

#include <libpsl.h>

#include "base/ascii.h"

namespace webclip::url {

std::string registrable_domain(std::string_view hostname) {
    std::string host{hostname};
    const bool is_address =
        host.starts_with('[') || (!host.empty() && is_ascii_digit(host.back()));  // WHATWG: ends in a number
    if (is_address) return host;
    // Built in: no file is read.
    const char* const domain = psl_registrable_domain(psl_builtin(), host.c_str());
    return domain == nullptr ? host : std::string{domain};
}

}  // namespace webclip::url
