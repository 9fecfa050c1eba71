#include "redirect.h"

#include <algorithm>

namespace webclip::net {

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Expected<url::Url, Failure> next_hop(const RedirectRules& rules, const std::vector<model::Hop>& hops,
                                     const url::Url& from, std::string_view location) {
    const auto resolved = url::resolve(location, from);
    if (!resolved) return Unexpected{Failure{"bad_redirect", "redirect to an address that is none"}};
    if (!resolved->is_http()) {
        return Unexpected{
            Failure{"forbidden_scheme", "redirect to a " + std::string{resolved->scheme()} + ": address"}};
    }
    if (from.scheme() == "https" && resolved->scheme() == "http") {
        return Unexpected{Failure{"bad_redirect", "redirect from https to http"}};
    }
    const url::Url next = resolved->without_fragment().without_credentials();
    if (hops.size() > static_cast<std::size_t>(std::max(0, rules.limit))) {
        return Unexpected{
            Failure{"too_many_redirects", "more than " + std::to_string(rules.limit) + " redirects"}};
    }
    const bool visited =
        std::any_of(hops.begin(), hops.end(), [&](const model::Hop& hop) { return hop.url == next.href(); });
    if (visited && !rules.may_revisit) return Unexpected{Failure{"too_many_redirects", "redirect loop"}};
    return next;
}

bool is_same_recipient(const url::Url& first, const url::Url& other) {
    if (first.hostname() != other.hostname()) return false;
    if (first.scheme() == other.scheme()) return first.effective_port() == other.effective_port();
    // http to https on the ports of both schemes: what was willing to travel in the open now travels
    // encrypted.
    return first.scheme() == "http" && !first.port() && !other.port();
}

}  // namespace webclip::net
