#include "url/url.h"

#include "base/ascii.h"
#include "parser.h"
#include "percent.h"

namespace webclip::url {
namespace {

constexpr std::size_t max_redacted_bytes = 1024;

std::uint32_t size_of(const std::string& text) {
    return static_cast<std::uint32_t>(text.size());
}

// C0 controls, DEL and what is not UTF-8 as \xHH, so that an address cannot forge a line or colour a
// terminal.
std::string escape_for_log(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::string_view ellipsis = "…";
    const bool well_formed = is_well_formed(text.substr(0, max_redacted_bytes * 4));
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool escaped = byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !well_formed);
        // Non-ASCII text of an unparsed address: C1 controls and U+2028 hide in it, so it is spelt out as
        // well.
        const std::size_t needed = escaped || byte >= 0x80 ? 4 : 1;
        if (out.size() + needed > max_redacted_bytes - ellipsis.size()) return out.append(ellipsis);
        if (needed == 1) {
            out += c;
        } else {
            out += "\\x";
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    return out;
}

}  // namespace

std::string_view Url::between(std::uint32_t start, std::uint32_t end) const {
    return std::string_view{href_}.substr(start, end - start);
}

std::string_view Url::scheme() const {
    return between(0, at_.scheme_end);
}
std::string_view Url::username() const {
    return between(at_.username_start, at_.username_end);
}
std::string_view Url::password() const {
    return at_.password_end == at_.username_end ? std::string_view{}
                                                : between(at_.username_end + 1, at_.password_end);
}
std::string_view Url::hostname() const {
    return between(at_.host_start, at_.host_end);
}
std::optional<std::uint16_t> Url::port() const {
    return at_.port;
}
std::uint16_t Url::effective_port() const {
    return at_.port.value_or(special_scheme_port(scheme()).value_or(std::uint16_t{0}));
}
std::string_view Url::pathname() const {
    return between(at_.path_start, at_.search_start);
}

std::string_view Url::search() const {
    const std::string_view text = between(at_.search_start, at_.hash_start);
    return text.size() > 1 ? text : std::string_view{};
}

std::string_view Url::hash() const {
    const std::string_view text = between(at_.hash_start, size_of(href_));
    return text.size() > 1 ? text : std::string_view{};
}

std::string Url::host() const {
    std::string text{hostname()};
    if (at_.port) text.append(1, ':').append(std::to_string(*at_.port));
    return text;
}

bool Url::is_http() const {
    return scheme() == "http" || scheme() == "https";
}
bool Url::has_opaque_path() const {
    return at_.opaque_path;
}

std::string Url::origin() const {
    if (scheme() == "blob") {
        const auto inner = parse(pathname());
        return inner && inner->is_http() ? inner->origin() : "null";
    }
    if (scheme() == "file" || !special_scheme_port(scheme())) return "null";
    return std::string{scheme()}.append("://").append(host());
}

Url Url::without_fragment() const {
    Url copy = *this;
    copy.href_.resize(at_.hash_start);
    return copy;
}

Url Url::without_credentials() const {
    if (at_.host_start == at_.username_start) return *this;
    Record record = UrlParser::record_of(*this);
    record.username.clear();
    record.password.clear();
    return UrlParser::serialize(record);
}

Record UrlParser::record_of(const Url& url) {
    Record record;
    record.scheme = url.scheme();
    record.username = url.username();
    record.password = url.password();
    if (url.has_host()) record.host = std::string{url.hostname()};
    record.port = url.port();
    record.path = url.pathname();
    record.opaque_path = url.has_opaque_path();
    if (url.at_.hash_start > url.at_.search_start) {
        record.query = std::string{url.between(url.at_.search_start + 1, url.at_.hash_start)};
    }
    if (url.href_.size() > url.at_.hash_start) record.fragment = url.href_.substr(url.at_.hash_start + 1);
    return record;
}

Url UrlParser::serialize(const Record& record) {
    Url url;
    std::string& href = url.href_;
    Url::Offsets& at = url.at_;
    href.reserve(record.scheme.size() + record.username.size() + record.password.size() + 16 +
                 (record.host ? record.host->size() : 0) + record.path.size() +
                 (record.query ? record.query->size() : 0) + (record.fragment ? record.fragment->size() : 0));
    href.append(record.scheme);
    at.scheme_end = size_of(href);
    href += ':';
    if (record.host) href.append("//");  // step 2
    at.username_start = size_of(href);
    href.append(record.username);
    at.username_end = size_of(href);
    if (!record.password.empty()) href.append(1, ':').append(record.password);
    at.password_end = size_of(href);
    if (at.password_end > at.username_start) href += '@';
    at.host_start = size_of(href);
    if (record.host) href.append(*record.host);
    at.host_end = size_of(href);
    at.port = record.port;
    if (record.port) href.append(1, ':').append(std::to_string(*record.port));
    // Step 3: a path that begins with an empty segment must not look like a host.
    if (!record.host && !record.opaque_path && record.path.starts_with("//")) href.append("/.");
    at.path_start = size_of(href);
    at.opaque_path = record.opaque_path;
    href.append(record.path);  // step 4
    at.search_start = size_of(href);
    if (record.query) href.append(1, '?').append(*record.query);  // step 5
    at.hash_start = size_of(href);
    if (record.fragment) href.append(1, '#').append(*record.fragment);  // step 6
    return url;
}

Expected<Url, UrlError> parse(std::string_view input) {
    return UrlParser{input, nullptr}.run();
}

Expected<Url, UrlError> resolve(std::string_view input, const Url& base) {
    return UrlParser{input, &base}.run();
}

std::string redacted(const Url& address) {
    return escape_for_log(address.without_credentials().href());
}

std::string redacted(std::string_view unparsed) {
    if (const auto parsed = parse(unparsed)) return redacted(*parsed);
    // Whatever stands before the last "@" of what could be an authority may be a password.
    const std::size_t slashes = unparsed.find("//");
    const std::size_t start = slashes == std::string_view::npos ? 0 : slashes + 2;
    const std::size_t end = std::min(unparsed.find_first_of("/\\?#", start), unparsed.size());
    const std::size_t at_sign = unparsed.substr(0, end).rfind('@');
    if (at_sign == std::string_view::npos || at_sign < start) return escape_for_log(unparsed);
    return escape_for_log(std::string{unparsed.substr(0, start)}.append(unparsed.substr(at_sign + 1)));
}

}  // namespace webclip::url
