#include "support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <map>
#include <optional>
#include <system_error>
#include <thread>

#include "base/unique_fd.h"
#include "http_connection.h"
#include "sync/synchronized.h"

namespace webclip::test {

namespace {

using Clock = std::chrono::steady_clock;
using Endpoint = std::function<Script(const RecordedRequest&)>;

struct Listener {
    UniqueFd fd;
    std::string address;
};

struct SslContextDeleter {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, SslContextDeleter>;

[[noreturn]] void fail(const char* what) {
    throw std::system_error{errno, std::generic_category(), what};
}

UniqueFd open_socket(int family) {
    UniqueFd fd{::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    if (!fd) fail("socket");
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return fd;
}

// Port 0 takes a free one. Nothing when the port is taken.
std::optional<UniqueFd> listen_on_v4(int host, std::uint16_t port) {
    UniqueFd fd = open_socket(AF_INET);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1U + static_cast<unsigned>(host));
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return std::nullopt;
    if (::listen(fd.get(), 1024) != 0) return std::nullopt;
    return fd;
}

std::optional<UniqueFd> listen_on_v6(std::uint16_t port) {
    UniqueFd fd = open_socket(AF_INET6);
    const int on = 1;
    ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = in6addr_loopback;
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return std::nullopt;
    if (::listen(fd.get(), 1024) != 0) return std::nullopt;
    return fd;
}

std::uint16_t port_of(const UniqueFd& fd) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) fail("getsockname");
    return ntohs(address.sin_port);
}

// All addresses with one port; empty when another program holds the port on one of them.
std::vector<Listener> try_listen(const HttpServerOptions& options, std::uint16_t& port) {
    std::vector<Listener> listeners;
    port = 0;
    for (int host = 1; host <= options.addresses; ++host) {
        std::optional<UniqueFd> fd = listen_on_v4(host, port);
        if (!fd) return {};
        if (port == 0) port = port_of(*fd);
        listeners.push_back({std::move(*fd), "127.0.0." + std::to_string(host)});
    }
    if (options.ipv6) {
        std::optional<UniqueFd> fd = listen_on_v6(port);
        if (!fd) return {};
        listeners.push_back({std::move(*fd), "::1"});
    }
    return listeners;
}

int tls_version(const std::string& name) {
    if (name == "1.0") return TLS1_VERSION;
    if (name == "1.1") return TLS1_1_VERSION;
    if (name == "1.2") return TLS1_2_VERSION;
    return TLS1_3_VERSION;
}

SslContext make_context(const TlsIdentity& identity) {
    SslContext context{SSL_CTX_new(TLS_server_method())};
    if (!context) throw std::runtime_error{"no TLS context"};
    SSL_CTX_set_security_level(context.get(), 0);  // old protocol versions are part of what is tested
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (!identity.highest_version.empty()) {
        SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), tls_version(identity.highest_version));
    }
    if (SSL_CTX_use_certificate_chain_file(context.get(), identity.certificate_file.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), identity.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
        throw std::runtime_error{"cannot read " + identity.certificate_file};
    }
    return context;
}

struct Shared {
    std::map<std::string, Endpoint, std::less<>> endpoints;
    std::vector<RecordedRequest> requests;
    std::size_t connections = 0;
    std::size_t bytes_received = 0;
    std::size_t bytes_sent = 0;
};

// `path` with a query means that query alone.
bool is_for(const RecordedRequest& request, std::string_view path) {
    return path == (path.find('?') == std::string_view::npos ? request.path : request.target);
}

Endpoint find_endpoint(const Shared& shared, const RecordedRequest& request) {
    const std::string host = "//" + request.host;
    for (const std::string& key :
         {host + request.target, host + request.path, request.target, request.path, std::string{"*"}}) {
        if (const auto found = shared.endpoints.find(key); found != shared.endpoints.end())
            return found->second;
    }
    return [](const RecordedRequest& missed) {
        return script_of({.status = 404, .body = "no such endpoint"}, missed);
    };
}

}  // namespace

class HttpServer::Loop {
  public:
    explicit Loop(const Options& options);
    ~Loop();
    Loop(const Loop&) = delete;  // the thread holds its address
    Loop& operator=(const Loop&) = delete;
    Loop(Loop&&) = delete;
    Loop& operator=(Loop&&) = delete;

    std::uint16_t port() const { return port_; }
    bool has_tls() const { return context_ != nullptr; }
    sync::Synchronized<Shared>& shared() { return shared_; }
    std::condition_variable& changed() { return changed_; }

  private:
    void run();
    void turn();
    std::vector<pollfd> watched() const;
    int timeout(Clock::time_point now) const;
    void accept_from(const Listener& listener);
    Script answer(RecordedRequest request);

    std::uint16_t port_ = 0;
    std::optional<std::string> greeting_;
    std::vector<Listener> listeners_;
    SslContext context_;
    UniqueFd wake_;
    std::atomic<bool> stopping_{false};
    sync::Synchronized<Shared> shared_;
    std::condition_variable changed_;
    // Used by the loop's thread only.
    std::vector<std::unique_ptr<HttpConnection>> connections_;
    std::map<std::string, std::size_t> running_;
    std::thread thread_;
};

HttpServer::Loop::Loop(const Options& options) : wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (!wake_) fail("eventfd");
    for (int attempt = 0; attempt < 50 && listeners_.empty(); ++attempt)
        listeners_ = try_listen(options, port_);
    if (listeners_.empty()) fail("listen on loopback");
    greeting_ = options.greeting;
    if (options.tls) context_ = make_context(*options.tls);
    thread_ = std::thread{[this] { run(); }};
}

HttpServer::Loop::~Loop() {
    stopping_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
    thread_.join();
}

void HttpServer::Loop::run() {
    // OpenSSL writes without MSG_NOSIGNAL.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    while (!stopping_) turn();
    connections_.clear();
}

std::vector<pollfd> HttpServer::Loop::watched() const {
    std::vector<pollfd> fds;
    fds.reserve(connections_.size() + listeners_.size() + 1);
    for (const auto& connection : connections_)
        fds.push_back({connection->fd(), connection->wanted_events(), 0});
    for (const Listener& listener : listeners_) fds.push_back({listener.fd.get(), POLLIN, 0});
    fds.push_back({wake_.get(), POLLIN, 0});
    return fds;
}

int HttpServer::Loop::timeout(Clock::time_point now) const {
    std::optional<Clock::time_point> first;
    for (const auto& connection : connections_) {
        const auto due = connection->wake_at();
        if (due && (!first || *due < *first)) first = due;
    }
    if (!first) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - now).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

void HttpServer::Loop::turn() {
    std::vector<pollfd> fds = watched();
    if (::poll(fds.data(), fds.size(), timeout(Clock::now())) < 0 && errno != EINTR) fail("poll");
    const std::size_t known = connections_.size();
    std::size_t sent = 0;
    std::size_t received = 0;
    for (std::size_t i = 0; i < known; ++i) {
        HttpConnection& connection = *connections_[i];
        if ((fds[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) connection.read_ready();
        const bool due = connection.wake_at() && *connection.wake_at() <= Clock::now();
        if (fds[i].revents != 0 || due) connection.advance(Clock::now());
        sent += connection.take_bytes_sent();
        received += connection.take_bytes_received();
    }
    if (sent + received > 0) {
        auto shared = shared_.lock();
        shared->bytes_sent += sent;
        shared->bytes_received += received;
    }
    std::erase_if(connections_, [](const auto& connection) { return !connection->is_open(); });
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        if (fds[known + i].revents != 0) accept_from(listeners_[i]);
    }
}

void HttpServer::Loop::accept_from(const Listener& listener) {
    while (true) {
        UniqueFd fd{::accept4(listener.fd.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
        if (!fd) return;
        const int on = 1;
        ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::size_t number = 0;
        {
            auto shared = shared_.lock();
            number = ++shared->connections;
        }
        changed_.notify_all();
        auto answering = [this, number, address = listener.address](RecordedRequest request) {
            request.connection = number;
            request.local_address = address;
            return answer(std::move(request));
        };
        SslPtr ssl{context_ ? SSL_new(context_.get()) : nullptr};
        connections_.push_back(
            std::make_unique<HttpConnection>(std::move(fd), std::move(ssl), std::move(answering),
                                             [this, address = listener.address] { --running_[address]; }));
        if (greeting_) connections_.back()->play_first(Script{}.send(*greeting_).close());
    }
}

Script HttpServer::Loop::answer(RecordedRequest request) {
    request.at = Clock::now();
    request.running = ++running_[request.local_address];
    Endpoint endpoint;
    {
        auto shared = shared_.lock();
        endpoint = find_endpoint(*shared, request);
        shared->requests.push_back(request);
    }
    changed_.notify_all();
    return endpoint(request);  // without the lock: it may ask the server things
}

HttpServer::HttpServer(const Options& options) : loop_(std::make_unique<Loop>(options)) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const {
    return loop_->port();
}

std::string HttpServer::url(std::string_view path, int host) const {
    return url_with_host("127.0.0." + std::to_string(host), path);
}

std::string HttpServer::url_with_host(std::string_view host, std::string_view path) const {
    std::string url = loop_->has_tls() ? "https://" : "http://";
    return url.append(host).append(":").append(std::to_string(port())).append(path);
}

void HttpServer::serve(const std::string& path, Answer answer) {
    serve(path, [answer = std::move(answer)](const RecordedRequest&) { return answer; });
}

void HttpServer::serve_by(const std::string& path, std::function<Answer(const RecordedRequest&)> answer) {
    script(path, [answer = std::move(answer)](const RecordedRequest& request) {
        return script_of(answer(request), request);
    });
}

void HttpServer::script(const std::string& path, Script script) {
    this->script(path, [script = std::move(script)](const RecordedRequest&) { return script; });
}

void HttpServer::script_by(const std::string& path, std::function<Script(const RecordedRequest&)> script) {
    loop_->shared().lock()->endpoints[path] = std::move(script);
}

void HttpServer::script(const std::string& path, std::string bytes) {
    script(path, Script{}.send(std::move(bytes)).close());
}

void HttpServer::remove(const std::string& path) {
    loop_->shared().lock()->endpoints.erase(path);
}

std::vector<RecordedRequest> HttpServer::requests() const {
    return loop_->shared().lock()->requests;
}

std::vector<RecordedRequest> HttpServer::requests(std::string_view path) const {
    std::vector<RecordedRequest> found = requests();
    std::erase_if(found, [&](const RecordedRequest& request) { return !is_for(request, path); });
    return found;
}

std::size_t HttpServer::hits() const {
    return loop_->shared().lock()->requests.size();
}
std::size_t HttpServer::hits(std::string_view path) const {
    return requests(path).size();
}
std::size_t HttpServer::connections() const {
    return loop_->shared().lock()->connections;
}
std::size_t HttpServer::bytes_received() const {
    return loop_->shared().lock()->bytes_received;
}
std::size_t HttpServer::bytes_sent() const {
    return loop_->shared().lock()->bytes_sent;
}
void HttpServer::forget() {
    loop_->shared().lock()->requests.clear();
}

bool HttpServer::wait_for_hits(std::string_view path, std::size_t count,
                               std::chrono::milliseconds timeout) const {
    auto shared = loop_->shared().lock();
    return shared.wait_until(loop_->changed(), Clock::now() + timeout, [&](const Shared& state) {
        const auto hits =
            std::count_if(state.requests.begin(), state.requests.end(),
                          [&](const RecordedRequest& request) { return is_for(request, path); });
        return static_cast<std::size_t>(hits) >= count;
    });
}

}  // namespace webclip::test
