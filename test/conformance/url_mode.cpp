#include <optional>

#include "fields.h"
#include "mode.h"
#include "url/url.h"

namespace webclip::conformance {

json url_case(const json& input, Context& /*context*/) {
    const std::string text = required_text(input, "input");
    std::optional<url::Url> parsed;
    if (const std::string base_text = text_field(input, "base"); base_text.empty()) {
        if (const auto url = url::parse(text)) parsed = *url;
    } else if (const auto base = url::parse(base_text)) {
        if (const auto url = url::resolve(text, *base)) parsed = *url;
    }
    if (!parsed) return {{"failure", true}};
    return {{"href", parsed->href()},
            {"protocol", std::string{parsed->scheme()} + ":"},
            {"username", parsed->username()},
            {"password", parsed->password()},
            {"host", parsed->host()},
            {"hostname", parsed->hostname()},
            {"port", parsed->port() ? std::to_string(*parsed->port()) : std::string{}},
            {"pathname", parsed->pathname()},
            {"search", parsed->search()},
            {"hash", parsed->hash()},
            {"origin", parsed->origin()}};
}

json normalize_case(const json& input, Context& /*context*/) {
    const auto address = url::parse(required_text(input, "url"));
    if (!address) return {{"error", address.error().message}};
    return {{"url", url::normalize(*address).href()}};
}

}  // namespace webclip::conformance
