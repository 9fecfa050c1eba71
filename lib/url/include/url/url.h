// Web addresses by the WHATWG URL Standard (https://url.spec.whatwg.org/): parse, resolve, take apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/expected.h"

namespace webclip::url {

struct UrlError {
    std::string message;  // lower case, without the input
};

// One parsed, serialised address. Always valid; comparable; cheap to copy (one string and offsets).
class Url {
  public:
    // The serialisation ("URL serializer"), the form in which an address is stored and compared.
    const std::string& href() const { return href_; }

    std::string_view scheme() const;            // "https"
    std::string_view username() const;          // percent-encoded
    std::string_view password() const;          // percent-encoded
    std::string_view hostname() const;          // "example.org", "[::1]", "" when there is none
    std::optional<std::uint16_t> port() const;  // nothing for the scheme's default
    std::uint16_t effective_port() const;       // the scheme's default filled in; 0 for schemes without
    std::string_view pathname() const;
    std::string_view search() const;  // with its "?", "" when empty
    std::string_view hash() const;    // with its "#", "" when empty
    std::string host() const;         // hostname, and ":port" when it is not the default

    bool is_http() const;          // http or https
    bool has_opaque_path() const;  // mailto:, data:, javascript:, …
    // "https://example.org:8443"; of blob: that of its path; "null" for what has no host or is not of the
    // web.
    std::string origin() const;

    Url without_fragment() const;
    Url without_credentials() const;

    friend bool operator==(const Url& a, const Url& b) { return a.href_ == b.href_; }
    friend bool operator<(const Url& a, const Url& b) { return a.href_ < b.href_; }

  private:
    friend class UrlParser;
    bool has_host() const { return at_.username_start > at_.scheme_end + 1; }
    std::string_view between(std::uint32_t start, std::uint32_t end) const;

    std::string href_;
    // Offsets into href_, as the URL Standard's records are laid out in the serialisation.
    struct Offsets {
        std::uint32_t scheme_end = 0;  // of its ":"
        std::uint32_t username_start =
            0;  // behind "//"; this and the next four equal scheme_end + 1 without a host
        std::uint32_t username_end = 0;
        std::uint32_t password_end = 0;  // equals username_end when there is none
        std::uint32_t host_start = 0;
        std::uint32_t host_end = 0;
        std::uint32_t path_start = 0;
        std::uint32_t search_start = 0;
        std::uint32_t hash_start = 0;
        std::optional<std::uint16_t> port;
        bool opaque_path = false;
    } at_;
};

// "URL parser" with UTF-8 as the encoding of queries. Input longer than 64 KiB is an error.
Expected<Url, UrlError> parse(std::string_view input);
// The same against a base address: what an href in a page at `base` means.
Expected<Url, UrlError> resolve(std::string_view input, const Url& base);

// The form that identifies a clip: fragment and tracking parameters dropped, remaining parameters kept in
// order, paths that were percent-encoded twice decoded once, needless percent-encoding of unreserved
// characters undone and hexadecimal digits upper-cased. Two addresses with one normal form are one clip.
// Idempotent.
Url normalize(const Url& address);

// The address as it may appear in logs and messages: credentials removed, at most 1 KiB, control characters
// escaped.
std::string redacted(const Url& address);
std::string redacted(std::string_view unparsed);

// Percent-decoding ("percent-decode" of the URL Standard): bytes in, bytes out, malformed escapes kept.
std::string percent_decode(std::string_view text);

}  // namespace webclip::url
