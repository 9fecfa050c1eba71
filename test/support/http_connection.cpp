#include "http_connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "base/ascii.h"

namespace webclip::test {

namespace {

void read_headers(std::string_view block, RecordedRequest& request) {
    while (!block.empty()) {
        const std::size_t end = block.find("\r\n");
        const std::string_view line = block.substr(0, end);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos) {
            request.headers.emplace_back(std::string{line.substr(0, colon)},
                                         std::string{trim_ascii(line.substr(colon + 1))});
        }
        if (end == std::string_view::npos) break;
        block.remove_prefix(end + 2);
    }
}

std::string without_port(const std::string& host) {
    const std::size_t colon = host.rfind(':');
    return colon == std::string::npos || host.find(']', colon) != std::string::npos ? host
                                                                                    : host.substr(0, colon);
}

std::size_t content_length(const RecordedRequest& request) {
    const std::string text = request.header("Content-Length");
    std::size_t length = 0;
    std::from_chars(text.data(), text.data() + text.size(), length);
    return length;
}

}  // namespace

std::optional<RecordedRequest> take_request(std::string& buffer) {
    const std::size_t end = buffer.find("\r\n\r\n");
    if (end == std::string::npos) return std::nullopt;
    RecordedRequest request;
    request.raw_head = buffer.substr(0, end + 4);
    const std::size_t line_end = request.raw_head.find("\r\n");
    const std::string line = request.raw_head.substr(0, line_end);
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    request.method = line.substr(0, first);
    if (first != std::string::npos && last > first) request.target = line.substr(first + 1, last - first - 1);
    request.path = request.target.substr(0, request.target.find('?'));
    read_headers(std::string_view{request.raw_head}.substr(line_end + 2, end - std::min(end, line_end + 2)),
                 request);
    request.host = without_port(request.header("Host"));
    const std::size_t length = content_length(request);
    if (buffer.size() - (end + 4) < length) return std::nullopt;
    request.body = buffer.substr(end + 4, length);
    buffer.erase(0, end + 4 + length);
    return request;
}

HttpConnection::HttpConnection(UniqueFd fd, SslPtr ssl, Answering answering,
                               std::function<void()> on_answered)
    : ssl_(std::move(ssl)),
      fd_(std::move(fd)),
      answering_(std::move(answering)),
      on_answered_(std::move(on_answered)) {
    if (ssl_) {
        SSL_set_fd(ssl_.get(), fd_.get());
        SSL_set_accept_state(ssl_.get());
    }
}

void HttpConnection::play_first(const Script& script) {
    script_.assign(script.actions().begin(), script.actions().end());
    advance(Clock::now());
}

short HttpConnection::wanted_events() const {
    const bool writes = out_at_ < out_.size() || busy_;
    return static_cast<short>(POLLIN | (writes ? POLLOUT : 0));
}

std::optional<HttpConnection::Clock::time_point> HttpConnection::wake_at() const {
    return due_;
}

long HttpConnection::receive(char* data, std::size_t size) {
    if (!ssl_) return ::recv(fd_.get(), data, size, MSG_DONTWAIT);
    const int got = SSL_read(ssl_.get(), data, static_cast<int>(size));
    if (got > 0) return got;
    const int error = SSL_get_error(ssl_.get(), got);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return 0;
    errno = EAGAIN;
    return -1;
}

long HttpConnection::transmit(const char* data, std::size_t size) {
    if (!ssl_) return ::send(fd_.get(), data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    const int put = SSL_write(ssl_.get(), data, static_cast<int>(std::min<std::size_t>(size, 1U << 20U)));
    if (put > 0) return put;
    const int error = SSL_get_error(ssl_.get(), put);
    errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EPIPE;
    return -1;
}

void HttpConnection::read_ready() {
    std::array<char, 65536> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by receive
    while (is_open()) {
        const long got = receive(buffer.data(), buffer.size());
        if (got > 0) {
            received_ += static_cast<std::size_t>(got);
            in_.append(buffer.data(), static_cast<std::size_t>(got));
            continue;
        }
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return;
        peer_closed_ = true;
        return;
    }
}

void HttpConnection::advance(Clock::time_point now) {
    busy_ = false;
    // An endless script must not keep the loop to itself.
    for (int turns = 0; turns < 64 && is_open(); ++turns) {
        if (step(now) == Progress::blocked) break;
    }
    if (is_open() && peer_closed_) end(false);
}

HttpConnection::Progress HttpConnection::step(Clock::time_point now) {
    if (!flush()) return Progress::blocked;
    if (!script_.empty()) return play(now);
    if (answering_now_) {
        answering_now_ = false;
        on_answered_();
    }
    std::optional<RecordedRequest> request = take_request(in_);
    if (!request) return Progress::blocked;
    answering_now_ = true;
    const Script script = answering_(std::move(*request));
    script_.assign(script.actions().begin(), script.actions().end());
    return Progress::again;
}

bool HttpConnection::wait_until_due(Clock::time_point now, std::chrono::milliseconds pause) {
    if (!due_) due_ = now + pause;
    if (now < *due_) return false;
    due_.reset();
    return true;
}

void HttpConnection::finish_action() {
    script_.pop_front();
    dripped_ = 0;
}

HttpConnection::Progress HttpConnection::play(Clock::time_point now) {
    Script::Action& action = script_.front();
    switch (action.step) {
        case Script::Step::send:
            out_ = std::move(action.bytes);
            out_at_ = 0;
            finish_action();
            return Progress::again;
        case Script::Step::wait:
            if (!wait_until_due(now, action.pause)) return Progress::blocked;
            finish_action();
            return Progress::again;
        case Script::Step::drip:
            if (dripped_ > 0 && !wait_until_due(now, action.pause)) return Progress::blocked;
            if (dripped_ == action.bytes.size()) {
                finish_action();
                return Progress::again;
            }
            out_ = action.bytes.substr(dripped_++, 1);
            out_at_ = 0;
            return Progress::again;
        case Script::Step::endless:
            out_ = action.bytes;
            out_at_ = 0;
            busy_ = true;
            return Progress::again;
        case Script::Step::stall: return Progress::blocked;
        case Script::Step::close: end(false); return Progress::blocked;
        case Script::Step::reset: end(true); return Progress::blocked;
    }
    return Progress::blocked;
}

bool HttpConnection::flush() {
    while (out_at_ < out_.size()) {
        const long put = transmit(out_.data() + out_at_, out_.size() - out_at_);
        if (put > 0) {
            out_at_ += static_cast<std::size_t>(put);
            sent_ += static_cast<std::size_t>(put);
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN) end(false);
        return false;
    }
    out_.clear();
    out_at_ = 0;
    return true;
}

void HttpConnection::end(bool reset) {
    if (reset) {
        const linger at_once{1, 0};
        ::setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    } else {
        read_ready();  // closing with unread bytes would send RST and could destroy what was answered
        if (ssl_) SSL_shutdown(ssl_.get());
    }
    fd_.reset();
    due_.reset();
    busy_ = false;
    if (std::exchange(answering_now_, false)) on_answered_();
}

}  // namespace webclip::test
