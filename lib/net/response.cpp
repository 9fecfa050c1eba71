#include <algorithm>
#include <array>

#include "header_block.h"
#include "net/fetcher.h"

namespace webclip::net {

std::string Response::header(std::string_view name) const {
    if (capture.hops.empty()) return "";
    return std::string{first_header_value(capture.hops.back().headers, name)};
}

bool Response::transient() const {
    static constexpr std::array<std::string_view, 9> passing{
        "dns", "connect", "tls", "timeout", "slow", "reset", "cancelled", "paused", "robots_unreachable"};
    if (!capture.error_code.empty()) {
        return std::find(passing.begin(), passing.end(), capture.error_code) != passing.end();
    }
    const int status = capture.status;
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

}  // namespace webclip::net
