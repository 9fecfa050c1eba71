#include "archive_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "store/open_error.h"

namespace webclip::store {
namespace {

constexpr std::string_view clean_note = "clean\n";

std::string read_note(int fd) {
    std::array<char, 200> note{};
    const auto size = ::pread(fd, note.data(), note.size(), 0);
    return size > 0 ? std::string(note.data(), static_cast<std::size_t>(size)) : std::string{};
}

bool write_note(int fd, std::string_view note) {
    return ::ftruncate(fd, 0) == 0 &&
           ::pwrite(fd, note.data(), note.size(), 0) == static_cast<ssize_t>(note.size()) &&
           ::fdatasync(fd) == 0;
}

// When the last writer (or one before it that was never swept after) began.
std::optional<Timestamp> unswept_in(std::string_view note) {
    constexpr std::string_view words = ", unswept since ";
    const auto at = note.find(words);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = note.substr(at + words.size());
    return parse_iso8601(rest.substr(0, rest.find('\n')));
}

std::string reason() {
    return std::generic_category().message(errno);
}

}  // namespace

ArchiveLock::ArchiveLock(const std::filesystem::path& folder) {
    const std::filesystem::path name = folder / "lock";
    file_ = UniqueFd{::open(name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0644)};
    if (!file_)
        throw OpenError(OpenFailure::not_writable, "cannot write to '" + name.string() + "': " + reason());
    if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            throw OpenError(OpenFailure::not_writable, "cannot lock '" + name.string() + "': " + reason());
        }
        std::string holder = read_note(file_.get());
        holder = holder.substr(0, holder.find_first_of(",\n"));
        throw OpenError(OpenFailure::locked, "'" + folder.string() + "' is in use by " +
                                                 (holder.empty() ? "another process" : holder));
    }
    const std::string last_note = read_note(file_.get());
    was_left_clean_ = last_note == clean_note;
    started_at_ = now();
    unswept_since_ = unswept_in(last_note).value_or(started_at_);
    // Durable before the first change, so that a power cut is not mistaken for an orderly end.
    if (!write_note(file_.get(), note()) || ::fdatasync(file_.get()) != 0) {
        throw OpenError(OpenFailure::not_writable, "cannot write to '" + name.string() + "': " + reason());
    }
}

std::string ArchiveLock::note() const {
    return "process " + std::to_string(::getpid()) + " since " + to_iso8601(started_at_) +
           ", unswept since " + to_iso8601(unswept_since_) + "\n";
}

void ArchiveLock::swept() {
    unswept_since_ = started_at_;
    // When this fails, or a power cut undoes it, the next start sweeps further back than it needs to.
    static_cast<void>(write_note(file_.get(), note()));
}

void ArchiveLock::leave_clean() noexcept {
    // When this fails, or a power cut undoes it, the next start sweeps in vain, no more.
    static_cast<void>(write_note(file_.get(), clean_note));
}

}  // namespace webclip::store
