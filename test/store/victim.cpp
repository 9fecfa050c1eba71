// A program for the store's tests to run, starve and kill. Writes to standard output what a caller was told.
#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX signals
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <deque>
#include <future>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sample_records.h"
#include "store/catalog.h"
#include "store/open_error.h"
#include "store/writer.h"

namespace webclip::store {
namespace {

void say(const std::string& line) {
    const std::string bytes = line + "\n";
    if (::write(STDOUT_FILENO, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        std::_Exit(9);
}

// Archives without end, several changes under way at once; says "key<TAB>words<TAB>entry" after each
// acknowledgement.
int archive_until_killed(const std::string& folder, const std::string& run) {
    Writer writer{folder};
    const auto source = writer.add_source(sample::feed()).get();
    struct UnderWay {
        std::string line;
        std::future<Archived> done;
    };
    std::deque<UnderWay> under_way;
    for (int i = 0;; ++i) {
        // Every third change is a second revision of an earlier clip.
        std::string key = "https://example.org/";
        key.append(run).append("/").append(std::to_string(i % 3 == 2 ? i - 2 : i));
        const std::string words =
            "words " + std::to_string(i) + std::string(static_cast<std::size_t>(i * 997 % 60'000), 'w');
        auto change = sample::archived(writer.blobs(), key, words);
        change.entry = writer.add_entries({sample::entry(source, key)}).get().front();
        std::string line = key;
        line.append("\t").append(words).append("\t").append(std::to_string(change.entry->value()));
        under_way.push_back({std::move(line), writer.clip_archived(std::move(change))});
        if (under_way.size() < 4) continue;
        static_cast<void>(under_way.front().done.get());
        say(under_way.front().line);
        under_way.pop_front();
    }
}

void limit_files(rlim_t bytes) {
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

// Archives until no room is left, gives room again, goes on. Ends with 0 when the writer behaved.
int archive_into_full_disk(const std::string& folder) {
    ::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c): cannot fail for a valid signal
    Writer writer{folder};
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    limit_files(2U << 20U);
    int acknowledged = 0;
    const auto archive = [&] {
        const std::string key = "https://example.org/" + std::to_string(acknowledged);
        static_cast<void>(
            writer.clip_archived(sample::archived(writer.blobs(), key, std::string(2000, 'w'))).get());
        say(key);
        ++acknowledged;
    };
    try {
        while (acknowledged < 10'000) archive();
        return 2;  // the limit never bit
    } catch (const std::exception& error) {
        if (!is_storage_full(error)) return 3;
    }
    if (Catalog{folder}.totals().clips != acknowledged) return 4;  // still readable, nothing half there
    limit_files(before.rlim_cur);
    archive();
    writer.stop();
    return 0;
}

// Opens for writing without privileges; ends with 10 + the OpenFailure.
int open_as_nobody(const std::string& folder) {
    constexpr unsigned nobody = 65534;
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) return 9;
    try {
        const Writer writer{folder};
        return 0;
    } catch (const OpenError& error) {
        say(error.what());
        return 10 + static_cast<int>(error.code());
    }
}

int read_as_nobody(const std::string& folder) {
    constexpr unsigned nobody = 65534;
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) return 9;
    try {
        say(std::to_string(Catalog{folder}.totals().clips));
        return 0;
    } catch (const OpenError& error) {
        say(error.what());
        return 10 + static_cast<int>(error.code());
    }
}

// Holds the archive until standard input ends.
int hold(const std::string& folder) {
    const Writer writer{folder};
    say("holding");
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
    return 0;
}

}  // namespace
}  // namespace webclip::store

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) return 64;
    const std::string& mode = arguments[0];
    const std::string& folder = arguments[1];
    if (mode == "archive" && arguments.size() == 3) {
        return webclip::store::archive_until_killed(folder, arguments[2]);
    }
    if (mode == "fill") return webclip::store::archive_into_full_disk(folder);
    if (mode == "open") return webclip::store::open_as_nobody(folder);
    if (mode == "read") return webclip::store::read_as_nobody(folder);
    if (mode == "hold") return webclip::store::hold(folder);
    return 64;
}
