// Image proxies write the address of the original into their own. Where the proxy is gone, the original may
// not be.
#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "media/plan.h"
#include "url/url.h"

namespace webclip::media {
namespace {

// The value of the first `name=` in a query, percent-decoded.
std::optional<std::string> parameter(std::string_view search, std::string_view name) {
    if (search.starts_with('?')) search.remove_prefix(1);
    for (const std::string_view pair : split_ascii(search, '&')) {
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return url::percent_decode(pair.substr(equals + 1));
        }
    }
    return std::nullopt;
}

bool has_http_scheme(std::string_view address) {
    return starts_with_ignoring_ascii_case(address, "http://") ||
           starts_with_ignoring_ascii_case(address, "https://");
}

bool is_host_or_below(std::string_view host, std::string_view domain) {
    if (host == domain) return true;
    return host.size() > domain.size() && host.ends_with(domain) &&
           host[host.size() - domain.size() - 1] == '.';
}

// The rest of a path from the segment at which an absolute address begins, written as it is or
// percent-encoded.
std::optional<std::string> address_in_path(std::string_view path) {
    for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
        const std::string_view rest = path.substr(at + 1);
        if (has_http_scheme(rest)) return std::string{rest};
        if (starts_with_ignoring_ascii_case(rest, "http%3A%2F%2F") ||
            starts_with_ignoring_ascii_case(rest, "https%3A%2F%2F")) {
            return url::percent_decode(rest);
        }
        // Servers that merge slashes leave one of the two.
        for (const std::string_view scheme : {"http:/", "https:/"}) {
            if (rest.starts_with(scheme))
                return std::string{scheme} + "/" + std::string{rest.substr(scheme.size())};
        }
    }
    return std::nullopt;
}

std::string with_search(std::string address, const url::Url& from) {
    return address += from.search();
}

// i0.wp.com/<host>/<path>?ssl=1 (Photon): the scheme is https with ssl=1, else http.
std::optional<std::string> behind_photon(const url::Url& address) {
    const std::string_view host = address.hostname();
    const bool is_photon = host.size() == std::string_view{"i0.wp.com"}.size() && host.starts_with('i') &&
                           is_ascii_digit(host[1]) && host.ends_with(".wp.com");
    if (!is_photon || address.pathname().size() < 2) return std::nullopt;
    const bool is_tls = parameter(address.search(), "ssl") == "1";
    std::string original = (is_tls ? "https:/" : "http:/") + std::string{address.pathname()};
    if (const auto query = parameter(address.search(), "q")) original += "?" + *query;
    return original;
}

// images.weserv.nl/?url=<host>/<path>: a scheme is optional, "ssl:" an old form of https.
std::optional<std::string> behind_weserv(const url::Url& address) {
    if (address.hostname() != "images.weserv.nl" && address.hostname() != "wsrv.nl") return std::nullopt;
    auto original = parameter(address.search(), "url");
    if (!original) return std::nullopt;
    if (has_http_scheme(*original)) return original;
    if (original->starts_with("ssl:")) return "https://" + original->substr(4);
    if (original->starts_with("//")) return "http:" + *original;
    return "http://" + *original;
}

struct QueryProxy {
    std::string_view host;  // "" : any
    std::string_view path;  // how the path ends
    std::string_view parameter;
};

constexpr std::array<QueryProxy, 11> query_proxies{{
    {"", "/_next/image", "url"},
    {"", "/_vercel/image", "url"},
    {"", "/.netlify/images", "url"},
    {"", "/gadgets/proxy", "url"},
    {"", "/imageproxy", "url"},
    {"", "/imageproxy/", "url"},
    {"", "/image-proxy", "url"},
    {"", "/imgproxy", "url"},
    {"external-content.duckduckgo.com", "/iu/", "u"},
    {"img-getpocket.cdn.mozilla.net", "/direct", "url"},
    {"pocket-image-cache.com", "/direct", "url"},
}};

std::optional<std::string> in_query(const url::Url& address) {
    for (const QueryProxy& proxy : query_proxies) {
        if (!proxy.host.empty() && address.hostname() != proxy.host) continue;
        std::string_view path = address.pathname();
        // Next.js on a base path keeps its slash at the end when the site is built so.
        if (path.ends_with('/') && !proxy.path.ends_with('/')) path.remove_suffix(1);
        if (path.ends_with(proxy.path)) return parameter(address.search(), proxy.parameter);
    }
    return std::nullopt;
}

struct PathProxy {
    std::string_view domain;  // "": any
    std::string_view marker;  // what the path holds before the original; "" : nothing in particular
};

constexpr std::array<PathProxy, 7> path_proxies{{
    {"res.cloudinary.com", "/fetch/"},
    {"substackcdn.com", "/image/fetch/"},
    {"cdn.substack.com", "/image/fetch/"},
    {"pocket-image-cache.com", ""},
    {"img-getpocket.cdn.mozilla.net", ""},
    {"steemitimages.com", ""},
    {"images.hive.blog", ""},
}};

std::optional<std::string> in_path(const url::Url& address) {
    for (const PathProxy& proxy : path_proxies) {
        if (!is_host_or_below(address.hostname(), proxy.domain)) continue;
        const std::size_t marker = address.pathname().find(proxy.marker);
        if (marker == std::string_view::npos) continue;
        const std::string_view rest = address.pathname().substr(marker);
        const bool is_encoded = find_ignoring_ascii_case(rest, "%3A%2F%2F") != std::string_view::npos;
        auto original = address_in_path(rest);
        // An address that was not encoded has its query behind the proxy's path.
        return original && !is_encoded ? with_search(*std::move(original), address) : std::move(original);
    }
    return std::nullopt;
}

// <site>/cdn-cgi/image/<options>/<address, or path on the site> (Cloudflare).
std::optional<std::string> behind_cloudflare(const url::Url& address) {
    constexpr std::string_view marker = "/cdn-cgi/image/";
    const std::string_view path = address.pathname();
    const std::size_t start = path.find(marker);
    if (start == std::string_view::npos) return std::nullopt;
    const std::size_t options_end = path.find('/', start + marker.size());
    if (options_end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = path.substr(options_end);
    if (auto inner = address_in_path(rest)) return with_search(*std::move(inner), address);
    return with_search(std::string{rest}, address);
}

// camo.githubusercontent.com/<digest>/<address in hexadecimal>.
std::optional<std::string> behind_camo(const url::Url& address) {
    if (address.hostname() != "camo.githubusercontent.com") return std::nullopt;
    const std::string_view path = address.pathname();
    const std::string_view digits = path.substr(path.rfind('/') + 1);
    if (digits.empty() || digits.size() % 2 != 0) return std::nullopt;
    std::string original;
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        if (!is_ascii_hex_digit(digits[at]) || !is_ascii_hex_digit(digits[at + 1])) return std::nullopt;
        original.push_back(
            static_cast<char>(hex_digit_value(digits[at]) * 16 + hex_digit_value(digits[at + 1])));
    }
    return original;
}

}  // namespace

std::optional<std::string> original_behind_proxy(std::string_view address) {
    const auto proxy = url::parse(address);
    if (!proxy || !proxy->is_http()) return std::nullopt;
    using Rule = std::optional<std::string> (*)(const url::Url&);
    for (const Rule rule : {Rule{behind_photon}, Rule{behind_weserv}, Rule{in_query}, Rule{in_path},
                            Rule{behind_cloudflare}, Rule{behind_camo}}) {
        const auto original = rule(*proxy);
        if (!original || original->empty()) continue;
        const auto resolved = url::resolve(*original, *proxy);
        if (resolved && resolved->is_http() && !resolved->hostname().empty() && !(*resolved == *proxy)) {
            return resolved->href();
        }
    }
    return std::nullopt;
}

}  // namespace webclip::media
