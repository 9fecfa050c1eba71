#include "transfer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "base/shortage.h"
#include "base/unique_fd.h"
#include "crypto/tls_session.h"
#include "header_block.h"
#include "secret_file.h"

namespace webclip::net {

namespace {

// A redirect's body is read to its end, to keep the connection, unless it is longer than a redirect has
// reason to be.
constexpr std::uint64_t longest_redirect_body = std::uint64_t{256} << 10U;
constexpr std::size_t common_header_size = 1000;
// A server may announce what it never sends.
constexpr std::uint64_t largest_reserve = std::uint64_t{256} << 10U;

IpAddress from_sockaddr(const sockaddr_in& v4) {
    IpAddress address;
    address.bytes[10] = address.bytes[11] = 0xff;
    std::memcpy(address.bytes.data() + 12, &v4.sin_addr, 4);
    address.is_v4 = true;
    return address;
}

IpAddress from_sockaddr(const sockaddr_in6& v6) {
    IpAddress address;
    std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
    return address;
}

// One line without control characters, whatever a server made libcurl repeat.
std::string one_line(std::string_view text) {
    std::string out{trim_ascii(text.substr(0, 500))};
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7f'; },
        '?');
    return out;
}

std::string_view version_name(long version) {
    switch (version) {
        case CURL_HTTP_VERSION_1_0: return "1.0";
        case CURL_HTTP_VERSION_1_1: return "1.1";
        case CURL_HTTP_VERSION_2_0: return "2";
        case CURL_HTTP_VERSION_3: return "3";
        default: return "";
    }
}

// The error that a socket would fail with for want of something; 0 when one can be had.
int present_shortage() {
    const UniqueFd probe{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    return !probe && is_shortage(errno) ? errno : 0;
}

template <typename Value>
Value info(CURL* easy, CURLINFO name) {
    Value value{};
    curl_easy_getinfo(easy, name, &value);
    return value;
}

}  // namespace

Transfer::Transfer(const Options& options) : options_(options), easy_(make_easy()) {
    set_constant_options(options);
}

Transfer& Transfer::of(CURL* easy) {
    return *static_cast<Transfer*>(info<void*>(easy, CURLINFO_PRIVATE));
}

void Transfer::set_constant_options(const Options& options) {
    CURL* easy = easy_.get();
    set(easy, CURLOPT_PRIVATE, static_cast<void*>(this));
    set(easy, CURLOPT_ERRORBUFFER, error_.data());
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_QUICK_EXIT, 1L);  // a lookup in progress does not hold the end of the program up
    set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(easy, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(easy, CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open_socket);
    set(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
    set(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_prerequest);
    set(easy, CURLOPT_PREREQDATA, static_cast<void*>(this));

    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_PATH_AS_IS, 1L);
    set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    set(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(easy, CURLOPT_PROXY, "");    // http_proxy of the environment
    set(easy, CURLOPT_NOPROXY, "");  // no_proxy of the environment
    set(easy, CURLOPT_HTTP_VERSION,
        static_cast<long>(options.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_MAXAGE_CONN, static_cast<long>(options.connection_age.count()));
    set(easy, CURLOPT_DNS_CACHE_TIMEOUT, static_cast<long>(options.lookup_age.count()));
    set(easy, CURLOPT_RESOLVER_START_FUNCTION, &Transfer::on_lookup);
    set(easy, CURLOPT_RESOLVER_START_DATA, static_cast<void*>(this));

    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) {
        set(easy, CURLOPT_CAINFO, options.ca_file.c_str());
        set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(easy, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options.low_speed_bytes));
    set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.low_speed_time.count()));
}

void Transfer::begin(HopPlan plan) {
    plan_ = std::move(plan);
    headers_.clear();
    headers_.reserve(common_header_size);
    body_.clear();
    tls_.clear();
    header_bytes_ = 0;
    headers_complete_ = false;
    status_ = 0;
    stop_ = Stop::none;
    contradiction_.clear();
    refusal_.clear();
    requests_ = 0;
    opened_ = 0;
    shortage_ = 0;
    looking_up_ = false;
    skipped_ = 0;
    exception_ = nullptr;
    error_[0] = '\0';

    CURL* easy = easy_.get();
    Slist lines = make_slist(plan_.headers.lines);
    set(easy, CURLOPT_HTTPHEADER,
        plan_.headers.common != nullptr ? plan_.headers.common->list.get() : lines.get());
    header_list_ = std::move(lines);
    set(easy, CURLOPT_URL, plan_.url.c_str());
    // Waiting for a first connection to turn out to be HTTP/2 pays with TLS alone; without, requests would
    // queue up for nothing.
    set(easy, CURLOPT_PIPEWAIT, options_.http2 && plan_.url.starts_with("https:") ? 1L : 0L);
    set(easy, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(plan_.timeout.count())));
    if (plan_.proxy != proxy_) set(easy, CURLOPT_PROXY, plan_.proxy.c_str());
    proxy_ = plan_.proxy;
    if (!plan_.cookies_file.empty()) {
        // libcurl goes without cookies that it cannot open, and the page would be another reader's.
        static_cast<void>(secret_path(plan_.cookies_file));  // throws when it is for want of a descriptor
        set(easy, CURLOPT_COOKIEFILE, plan_.cookies_file.c_str());
    }

    if (!options_.resolve.empty()) set_resolve();
    started_at_ = now();
}

void Transfer::set_resolve() {
    // Only the entries of this hop: libcurl reads the whole list anew for each transfer.
    std::vector<std::string> entries;
    for (const std::string& entry : options_.resolve) {
        if (starts_with_ignoring_ascii_case(entry, plan_.resolve_key)) entries.push_back(entry);
    }
    Slist resolve = make_slist(entries);
    set(easy_.get(), CURLOPT_RESOLVE, resolve.get());
    resolve_list_ = std::move(resolve);
}

bool Transfer::is_followed() const {
    return is_redirect(status_) && !first_header_value(headers_, "Location").empty();
}

bool Transfer::take_header(std::string_view line) {
    header_bytes_ += line.size();
    if (header_bytes_ > options_.header_limit.bytes()) {
        stop_ = Stop::headers_too_large;
        return false;
    }
    if (line.starts_with("HTTP/")) {  // an interim answer (1xx) may have come before
        headers_.clear();
        headers_complete_ = false;
    }
    if (headers_complete_) return true;  // a trailer says nothing about what was fetched
    headers_.append(line);
    return line != "\r\n" && line != "\n" ? true : end_of_headers();
}

bool Transfer::end_of_headers() {
    status_ = static_cast<int>(info<long>(easy_.get(), CURLINFO_RESPONSE_CODE));
    if (status_ < 200) return true;
    headers_complete_ = true;
    contradiction_ = length_conflict(headers_);
    if (status_ == 206) contradiction_ = "a part of the body where all of it was asked for";
    if (!contradiction_.empty()) {
        stop_ = Stop::contradiction;
        return false;
    }
    const std::uint64_t length = status_ == 304 ? 0 : content_length(headers_).value_or(0);
    if (length > plan_.body_limit && !plan_.cut_at_limit && !is_followed()) {
        stop_ = Stop::body_too_large;
        return false;
    }
    body_.reserve(std::min({length, plan_.body_limit, largest_reserve}));
    return true;
}

bool Transfer::take_body(std::string_view bytes) {
    if (is_redirect(status_) && is_followed()) {
        skipped_ += bytes.size();
        if (skipped_ > longest_redirect_body) stop_ = Stop::body_cut;
        return stop_ == Stop::none;
    }
    if (body_.size() + bytes.size() <= plan_.body_limit) {
        body_.append(bytes);
        return true;
    }
    if (!plan_.cut_at_limit) {
        stop_ = Stop::body_too_large;
        return false;
    }
    body_.append(bytes.substr(0, plan_.body_limit - body_.size()));
    stop_ = Stop::body_cut;
    return false;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    try {
        return transfer.take_header({data, size * count}) ? size * count : 0;
    } catch (...) {
        transfer.exception_ = std::current_exception();
        return 0;
    }
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    try {
        return transfer.take_body({data, size * count}) ? size * count : 0;
    } catch (...) {
        transfer.exception_ = std::current_exception();
        return 0;
    }
}

bool Transfer::is_allowed(const sockaddr* address) {
    // Through a proxy the proxy is all that is connected to, and its address was configured.
    if (!plan_.proxy.empty()) return true;
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        refusal_ = plan_.policy->refusal(from_sockaddr(v4), ntohs(v4.sin_port));
    } else if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        refusal_ = plan_.policy->refusal(from_sockaddr(v6), ntohs(v6.sin6_port));
    } else {
        refusal_ = "neither an IPv4 nor an IPv6 address";
    }
    return refusal_.empty();
}

bool Transfer::is_allowed(const char* peer, int port) {
    if (!plan_.proxy.empty()) return true;
    const std::optional<IpAddress> address = parse_address(peer);
    refusal_ =
        address ? plan_.policy->refusal(*address, static_cast<std::uint16_t>(port)) : "an unreadable address";
    return refusal_.empty();
}

curl_socket_t Transfer::on_open_socket(void* self, curlsocktype /*purpose*/,
                                       curl_sockaddr* address) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.looking_up_ = false;
    try {
        if (!transfer.is_allowed(&address->addr)) return CURL_SOCKET_BAD;
        ++transfer.opened_;
        const int fd = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
        if (fd < 0 && is_shortage(errno)) transfer.shortage_ = errno;
        return fd;
    } catch (...) {
        transfer.exception_ = std::current_exception();
        return CURL_SOCKET_BAD;
    }
}

int Transfer::on_lookup(void* /*resolver*/, void* /*reserved*/, void* self) noexcept {
    static_cast<Transfer*>(self)->looking_up_ = true;
    return 0;
}

// Called for reused connections too, which another request with other exceptions may have opened.
int Transfer::on_prerequest(void* self, char* peer, char* /*local*/, int peer_port,
                            int /*local_port*/) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    // When a kept connection ends without an answer libcurl sends the request anew at once, up to five times.
    // The host may have read each of them: that is for the host's queue to do.
    if (++transfer.requests_ > 1) return CURL_PREREQFUNC_ABORT;
    try {
        if (!transfer.is_allowed(peer, peer_port)) {
            transfer.opened_ = 0;
            return CURL_PREREQFUNC_ABORT;
        }
        const auto* tls = info<curl_tlssessioninfo*>(transfer.easy(), CURLINFO_TLS_SSL_PTR);
        if (tls != nullptr && tls->backend == CURLSSLBACKEND_OPENSSL && tls->internals != nullptr) {
            transfer.tls_ = crypto::describe_tls_session(tls->internals);
        }
        return CURL_PREREQFUNC_OK;
    } catch (...) {
        transfer.exception_ = std::current_exception();
        return CURL_PREREQFUNC_ABORT;
    }
}

// What libcurl reports as a server's silence, or as any other's fault, when it was this side that had run out
// of something.
void Transfer::throw_shortage(CURLcode code) const {
    if (stop_ != Stop::none) return;
    // libcurl reports a header line beyond its own limit as lack of memory, too.
    const bool in_headers = requests_ > 0 && !headers_complete_;
    if (code == CURLE_OUT_OF_MEMORY && !in_headers) throw std::bad_alloc{};
    if (code == CURLE_COULDNT_CONNECT && shortage_ != 0)
        throw std::system_error{shortage_, std::generic_category(), "a connection"};
    const bool is_lookup = code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY;
    if (is_lookup && std::strstr(error_.data(), "thread failed to start") != nullptr)
        throw std::system_error{EAGAIN, std::generic_category(), "a lookup"};
    // Neither the lookup nor the reading of certificates tells why it could not open its files.
    if (!is_lookup && code != CURLE_SSL_CACERT_BADFILE) return;
    if (const int error = present_shortage(); error != 0)
        throw std::system_error{error, std::generic_category(), is_lookup ? "a lookup" : "the certificates"};
}

std::optional<Failure> Transfer::failure_of(CURLcode code) const {
    switch (stop_) {
        case Stop::body_cut: return std::nullopt;
        case Stop::body_too_large:
            return Failure{"too_large",
                           "the body is longer than " + std::to_string(plan_.body_limit) + " bytes"};
        case Stop::headers_too_large:
            return Failure{"headers_too_large", "the headers are longer than " +
                                                    std::to_string(options_.header_limit.bytes()) + " bytes"};
        case Stop::contradiction: return Failure{"protocol", contradiction_};
        case Stop::none: break;
    }
    // libcurl takes the end of the connection for the end of the headers.
    if (code == CURLE_OK && !headers_complete_)
        return Failure{"reset", "the connection ended within the headers"};
    if (code == CURLE_OK) return std::nullopt;
    if (requests_ > 1) return Failure{"reset", "the connection ended before the answer"};
    if (!refusal_.empty() && opened_ == 0) return Failure{"forbidden_address", refusal_};
    if (code == CURLE_OUT_OF_MEMORY)  // throw_shortage() has taken the other kind out
        return Failure{"headers_too_large", "a header line is too long"};
    const std::string detail = one_line(error_.data());
    return Failure{error_code(code, detail), detail.empty() ? curl_easy_strerror(code) : detail};
}

void Transfer::fill_hop(model::Hop& hop) const {
    CURL* easy = easy_.get();
    hop.status = headers_complete_ ? status_ : 0;
    const char* peer = info<char*>(easy, CURLINFO_PRIMARY_IP);
    if (peer != nullptr && *peer != '\0') {
        const bool v6 = std::strchr(peer, ':') != nullptr;
        hop.peer.append(v6 ? "[" : "").append(peer).append(v6 ? "]:" : ":");
        hop.peer += std::to_string(info<long>(easy, CURLINFO_PRIMARY_PORT));
    }
    hop.http_version = version_name(info<long>(easy, CURLINFO_HTTP_VERSION));
}

HopOutcome Transfer::finish(CURLcode code) {
    if (exception_) std::rethrow_exception(std::exchange(exception_, nullptr));
    throw_shortage(code);
    HopOutcome outcome;
    outcome.failure = failure_of(code);
    outcome.try_again = requests_ > 1;
    left_lookup_ = looking_up_ && code == CURLE_OPERATION_TIMEDOUT;
    outcome.hop.url = std::move(plan_.url);
    fill_hop(outcome.hop);
    outcome.hop.request_headers = std::move(plan_.headers.recorded);
    outcome.hop.headers = std::move(headers_);
    outcome.hop.tls = std::move(tls_);
    outcome.hop.started_at = started_at_;
    outcome.hop.finished_at = now();
    if (!outcome.failure) outcome.body = std::move(body_);
    headers_.clear();
    body_ = {};
    return outcome;
}

}  // namespace webclip::net
