// One accepted connection of the test server: bytes in, requests out, scripts played. Used on the server's
// thread only.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/unique_fd.h"
#include "support/http_server.h"

namespace webclip::test {

struct SslDeleter {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using SslPtr = std::unique_ptr<SSL, SslDeleter>;

// Takes one request from the front of `buffer`; nothing while it is incomplete.
std::optional<RecordedRequest> take_request(std::string& buffer);

class HttpConnection {
  public:
    using Clock = std::chrono::steady_clock;
    // What the server wants sent for a request.
    using Answering = std::function<Script(RecordedRequest request)>;

    HttpConnection(UniqueFd fd, SslPtr ssl, Answering answering, std::function<void()> on_answered);

    int fd() const { return fd_.get(); }
    bool is_open() const { return static_cast<bool>(fd_); }
    // Plays a script without a request.
    void play_first(const Script& script);
    short wanted_events() const;
    // When advance must be called without a socket event.
    std::optional<Clock::time_point> wake_at() const;

    void read_ready();
    void advance(Clock::time_point now);

    std::size_t take_bytes_sent() { return std::exchange(sent_, 0); }
    std::size_t take_bytes_received() { return std::exchange(received_, 0); }

  private:
    enum class Progress { again, blocked };
    Progress step(Clock::time_point now);
    Progress play(Clock::time_point now);
    bool flush();  // true when nothing is left to send
    bool wait_until_due(Clock::time_point now, std::chrono::milliseconds pause);
    void finish_action();
    void end(bool reset);
    long receive(char* data, std::size_t size);
    long transmit(const char* data, std::size_t size);

    SslPtr ssl_;  // freed after the descriptor is closed or before: it does not own it
    UniqueFd fd_;
    Answering answering_;
    std::function<void()> on_answered_;
    std::string in_;
    std::string out_;
    std::size_t out_at_ = 0;
    std::deque<Script::Action> script_;
    std::size_t dripped_ = 0;
    std::optional<Clock::time_point> due_;
    bool busy_ = false;  // an endless answer has more to send right now
    bool answering_now_ = false;
    bool peer_closed_ = false;
    std::size_t sent_ = 0;
    std::size_t received_ = 0;
};

}  // namespace webclip::test
