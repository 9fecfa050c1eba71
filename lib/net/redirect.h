// What an answer with a Location means for the request: a decision, no deed. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "model/capture.h"
#include "url/url.h"

namespace webclip::net {

struct Failure {
    std::string code;  // of Response: "bad_redirect", …
    std::string message;
};

// 301, 302, 303, 307, 308 (RFC 9110 §15.4): all are asked again with GET.
bool is_redirect(int status);

struct RedirectRules {
    int limit = 10;
    bool may_revisit = false;  // with cookies the same address may answer otherwise
};

// The address to ask next after the last of `hops`, which was at `from` and said `location`.
Expected<url::Url, Failure> next_hop(const RedirectRules& rules, const std::vector<model::Hop>& hops,
                                     const url::Url& from, std::string_view location);

// Whether what is meant for `first` alone may be sent to `other`: the same host and port and no loss of
// encryption.
bool is_same_recipient(const url::Url& first, const url::Url& other);

}  // namespace webclip::net
