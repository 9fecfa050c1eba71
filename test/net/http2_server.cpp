#include "http2_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <sys/socket.h>

#include <csignal>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace webclip::net {

namespace {

// RFC 9113 §6.
constexpr char data_frame = 0;
constexpr char headers_frame = 1;
constexpr char settings_frame = 4;
constexpr char ping_frame = 6;
constexpr char end_stream = 1;  // ACK in settings and ping
constexpr char end_headers = 4;

struct Frame {
    char type = 0;
    char flags = 0;
    std::uint32_t stream = 0;
    std::string payload;
};

std::string big_endian(std::uint32_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
    return out;
}

std::string written(const Frame& frame) {
    return big_endian(static_cast<std::uint32_t>(frame.payload.size()), 3) + frame.type + frame.flags +
           big_endian(frame.stream, 4) + frame.payload;
}

std::uint32_t number(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = value << 8U | static_cast<std::uint8_t>(c);
    return value;
}

class Connection {
  public:
    Connection(SSL_CTX* context, int fd) : ssl_(SSL_new(context)) {
        SSL_set_fd(ssl_.get(), fd);
        open_ = SSL_accept(ssl_.get()) == 1;
    }
    bool read(std::string& out, std::size_t size) {
        out.resize(size);
        for (std::size_t got = 0; got < size && open_;) {
            const int n = SSL_read(ssl_.get(), out.data() + got, static_cast<int>(size - got));
            open_ = n > 0;
            got += open_ ? static_cast<std::size_t>(n) : 0;
        }
        return open_;
    }
    bool read(Frame& frame) {
        std::string head;
        if (!read(head, 9)) return false;
        frame.type = head[3];
        frame.flags = head[4];
        frame.stream = number(std::string_view{head}.substr(5)) & 0x7FFF'FFFFU;
        const std::uint32_t size = number(std::string_view{head}.substr(0, 3));
        return size == 0 ? (frame.payload.clear(), true) : read(frame.payload, size);
    }
    void write(const Frame& frame) {
        const std::string bytes = written(frame);
        open_ = open_ && SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
    }

  private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    std::unique_ptr<SSL, Free> ssl_;
    bool open_ = false;
};

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

int choose_http2(SSL* /*ssl*/, const unsigned char** out, unsigned char* size, const unsigned char* in,
                 unsigned int in_size, void* /*argument*/) {
    static constexpr unsigned char h2[] = {2, 'h', '2'};
    unsigned char* chosen = nullptr;
    const int found = SSL_select_next_proto(&chosen, size, h2, sizeof h2, in, in_size);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

Context context_of(const test::TlsIdentity& identity) {
    Context context{SSL_CTX_new(TLS_server_method())};
    if (SSL_CTX_use_certificate_chain_file(context.get(), identity.certificate_file.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context.get(), identity.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
        throw std::runtime_error{"no certificate for the HTTP/2 server"};
    }
    SSL_CTX_set_alpn_select_cb(context.get(), choose_http2, nullptr);
    return context;
}

}  // namespace

Http2Server::Http2Server(std::shared_ptr<const test::TlsIdentity> identity, std::string body,
                         std::size_t together)
    : identity_(std::move(identity)), body_(std::move(body)), together_(together) {
    listener_ = UniqueFd{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const name = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_.get(), name, size) != 0 || ::listen(listener_.get(), 16) != 0 ||
        ::getsockname(listener_.get(), name, &size) != 0) {
        throw std::runtime_error{"the HTTP/2 server cannot listen"};
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { run(); }};
}

// Its connections end when the fetcher closes them: destroy the fetcher first.
Http2Server::~Http2Server() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
}

std::string Http2Server::url(const std::string& path) const {
    return "https://127.0.0.1:" + std::to_string(port_) + path;
}

void Http2Server::run() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    std::vector<std::thread> serving;
    std::vector<UniqueFd> sockets;
    while (true) {
        UniqueFd fd{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (!fd) break;
        ++connections_;
        serving.emplace_back([this, raw = fd.get()] { serve(raw); });
        sockets.push_back(std::move(fd));
    }
    for (const UniqueFd& fd : sockets) ::shutdown(fd.get(), SHUT_RDWR);
    for (std::thread& thread : serving) thread.join();
}

void Http2Server::serve(int fd) {
    const Context context = context_of(*identity_);
    Connection connection{context.get(), fd};
    std::string preface;
    if (!connection.read(preface, 24)) return;
    connection.write({settings_frame, 0, 0, ""});
    std::vector<std::uint32_t> open;
    Frame frame;
    while (connection.read(frame)) {
        if (frame.type == settings_frame && (frame.flags & end_stream) == 0)
            connection.write({settings_frame, end_stream, 0, ""});
        if (frame.type == ping_frame && (frame.flags & end_stream) == 0)
            connection.write({ping_frame, end_stream, 0, frame.payload});
        if (frame.type != headers_frame) continue;
        ++requests_;
        open.push_back(frame.stream);
        if (open.size() < together_) continue;
        for (const std::uint32_t stream : open) {
            connection.write({headers_frame, end_headers, stream, "\x88"});  // RFC 7541: ":status: 200"
            connection.write({data_frame, end_stream, stream, body_});
        }
        open.clear();
    }
}

}  // namespace webclip::net
