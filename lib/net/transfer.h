// One hop on the wire: a libcurl easy handle, what it is told, and what it brings.
#pragma once

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "curl_handles.h"
#include "net/address_policy.h"
#include "net/fetcher.h"
#include "redirect.h"
#include "request_headers.h"

namespace webclip::net {

class Job;

// What a hop is to do. The policy and the headers must outlive the transfer.
struct HopPlan {
    std::string url;  // without fragment and credentials
    const AddressPolicy* policy = nullptr;
    HeaderLines headers;
    std::uint64_t body_limit = 0;
    bool cut_at_limit = false;  // too long a body ends the transfer well (robots.txt)
    std::chrono::milliseconds timeout{0};
    std::string proxy;
    std::string cookies_file;
    std::string resolve_key;  // "host:port:", picks the entries of Options::resolve
};

struct HopOutcome {
    model::Hop hop;
    std::string body;
    std::optional<Failure> failure;
    // The server ended a kept connection without an answer, as it may at any time (RFC 9112 §9.3.1): worth
    // another try, in its turn.
    bool try_again = false;
};

// Used on the loop's thread only. libcurl keeps its address, so it neither moves nor copies. Reusable after
// finish().
class Transfer {
  public:
    explicit Transfer(const Options& options);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    Transfer(Transfer&&) = delete;
    Transfer& operator=(Transfer&&) = delete;
    ~Transfer() = default;

    CURL* easy() const { return easy_.get(); }
    static Transfer& of(CURL* easy);

    // Prepares the handle; the caller adds it to the multi handle.
    void begin(HopPlan plan);
    Job* owner = nullptr;  // whose hop this is; for the loop
    // After the multi handle reported the end. Throws what a callback threw, and what this side lacked.
    HopOutcome finish(CURLcode code);
    // A cookie engine cannot be taken out of a handle again: such a transfer is thrown away.
    bool is_reusable() const { return plan_.cookies_file.empty(); }
    // Whether it ended while the name service had not answered: the thread that asked goes on waiting.
    bool left_lookup() const { return left_lookup_; }

  private:
    enum class Stop { none, body_too_large, body_cut, headers_too_large, contradiction };

    // Callbacks of libcurl. An exception is kept, the transfer aborted, the exception thrown by finish().
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;
    static int on_lookup(void* resolver, void* reserved, void* self) noexcept;
    static int on_prerequest(void* self, char* peer, char* local, int peer_port, int local_port) noexcept;

    bool take_header(std::string_view line);
    bool end_of_headers();
    bool take_body(std::string_view bytes);
    bool is_allowed(const sockaddr* address);
    bool is_allowed(const char* peer, int port);
    void set_constant_options(const Options& options);
    void set_resolve();
    void throw_shortage(CURLcode code) const;
    std::optional<Failure> failure_of(CURLcode code) const;
    void fill_hop(model::Hop& hop) const;
    bool is_followed() const;

    const Options& options_;
    Easy easy_;
    Slist header_list_;
    Slist resolve_list_;
    std::string proxy_;  // as set in the handle
    std::array<char, CURL_ERROR_SIZE> error_{};
    HopPlan plan_;

    std::string headers_;
    std::string body_;
    std::string tls_;
    std::size_t header_bytes_ = 0;
    bool headers_complete_ = false;
    int status_ = 0;
    Stop stop_ = Stop::none;
    std::string contradiction_;
    std::string refusal_;       // of the last address that was refused
    std::size_t requests_ = 0;  // sent, counting those of libcurl's own accord
    std::size_t opened_ = 0;    // sockets opened, so addresses allowed
    int shortage_ = 0;          // the error of the last socket that could not be had
    bool looking_up_ = false;   // asked the name service, which has not answered yet
    bool left_lookup_ = false;
    std::uint64_t skipped_ = 0;  // bytes of a redirect's body
    std::exception_ptr exception_;
    Timestamp started_at_;
};

}  // namespace webclip::net
