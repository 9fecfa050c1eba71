#include "archive/control.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <list>
#include <system_error>
#include <thread>
#include <vector>

namespace webclip::archive {
namespace {

constexpr std::size_t most_connections = 64;

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// Socket addresses hold 107 bytes; the folder's path may be longer, its descriptor's is not.
sockaddr_un address_in(const UniqueFd& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = "/proc/self/fd/" + std::to_string(folder.get()) + "/control.sock";
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

UniqueFd open_folder(const std::filesystem::path& folder) {
    return UniqueFd{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
}

const sockaddr* as_sockaddr(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);  // the sockets API's own polymorphism
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// Lines off a socket, in pieces as they come.
class LineReader {
  public:
    explicit LineReader(int socket) : socket_(socket) {}

    // Waits for bytes. False when the other side is done, or its line is longer than any request.
    bool receive() {
        std::array<char, 65'536> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
        const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (got <= 0) return got < 0 && errno == EINTR;
        buffer_.append(bytes.data(), static_cast<std::size_t>(got));
        return buffer_.size() <= longest_control_request;
    }

    std::optional<std::string> next() {
        const std::size_t end = buffer_.find('\n', scanned_);
        scanned_ = buffer_.size();
        if (end == std::string::npos) return std::nullopt;
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        scanned_ = 0;
        return line;
    }

  private:
    int socket_;
    std::string buffer_;
    std::size_t scanned_ = 0;
};

// One client of the server.
struct Connection {
    explicit Connection(UniqueFd with) : socket(std::move(with)), lines(socket.get()) {
        // Who does not fetch its answer cannot hold up the others for long.
        const timeval patience{.tv_sec = 5, .tv_usec = 0};
        ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }

    UniqueFd socket;
    LineReader lines;
};

}  // namespace

struct ControlServer::State {
    std::filesystem::path path;
    std::function<std::string(std::string_view)> perform;
    UniqueFd listener;
    UniqueFd stop;
    std::thread thread;

    std::list<Connection> connections;  // of the thread

    // Every client gets its turn with each line: a long import does not keep `status` waiting.
    void serve() {
        for (;;) {
            std::vector<pollfd> waits{{stop.get(), POLLIN, 0}, {listener.get(), POLLIN, 0}};
            for (const Connection& connection : connections)
                waits.push_back({connection.socket.get(), POLLIN, 0});
            if (::poll(waits.data(), waits.size(), -1) < 0) {
                if (errno == EINTR) continue;
                return;
            }
            if (waits[0].revents != 0) return;
            std::size_t place = 2;
            for (auto client = connections.begin(); client != connections.end(); ++place) {
                const bool goes_on = waits[place].revents == 0 || answer(*client);
                client = goes_on ? std::next(client) : connections.erase(client);
            }
            if (waits[1].revents != 0) accept();
        }
    }

    void accept() {
        UniqueFd socket{::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (socket && connections.size() < most_connections) connections.emplace_back(std::move(socket));
    }

    bool answer(Connection& client) const {
        if (!client.lines.receive()) return false;
        while (const auto line = client.lines.next()) {
            if (!send_all(client.socket.get(), perform(*line) + "\n")) return false;
        }
        return true;
    }
};

ControlServer::ControlServer(const std::filesystem::path& folder,
                             std::function<std::string(std::string_view)> perform)
    : state_(std::make_unique<State>()) {
    state_->path = folder / "control.sock";
    state_->perform = std::move(perform);
    std::filesystem::remove(state_->path);
    state_->listener = UniqueFd{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    state_->stop = UniqueFd{::eventfd(0, EFD_CLOEXEC)};
    const UniqueFd folder_fd = open_folder(folder);
    if (!state_->listener || !state_->stop || !folder_fd) fail(state_->path.string());
    const sockaddr_un address = address_in(folder_fd);
    if (::bind(state_->listener.get(), as_sockaddr(address), sizeof address) != 0 ||
        ::chmod(state_->path.c_str(), 0600) != 0 || ::listen(state_->listener.get(), 8) != 0) {
        fail(state_->path.string());
    }
    state_->thread = std::thread{[this] { state_->serve(); }};
}

ControlServer::~ControlServer() {
    const std::uint64_t one = 1;
    // An eventfd write of 1 cannot block or come short here; were it to fail, the join below would show it in
    // the tests.
    if (::write(state_->stop.get(), &one, sizeof one) != sizeof one) return;
    state_->thread.join();
    std::error_code ignored;
    std::filesystem::remove(state_->path, ignored);
}

std::optional<ControlClient> ControlClient::connect(const std::filesystem::path& folder) {
    const UniqueFd folder_fd = open_folder(folder);
    UniqueFd socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (!folder_fd || !socket) return std::nullopt;
    const sockaddr_un address = address_in(folder_fd);
    if (::connect(socket.get(), as_sockaddr(address), sizeof address) != 0) return std::nullopt;
    return ControlClient{std::move(socket)};
}

std::string ControlClient::request(std::string_view line) {
    if (send_all(socket_.get(), std::string{line} + "\n")) {
        LineReader lines{socket_.get()};
        while (lines.receive()) {
            if (auto answer = lines.next()) return std::move(*answer);
        }
    }
    throw std::runtime_error("the daemon went away before it answered");
}

}  // namespace webclip::archive
