// The reader process: confines itself, then does jobs until its socket ends.
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <span>
#include <string>

#include "base/unique_fd.h"
#include "confine.h"
#include "frame.h"
#include "job.h"
#include "reader_arguments.h"
#include "requests.h"
#include "sandbox/reader_pool.h"

namespace webclip::sandbox {
namespace {

// How a reader ends other than by a signal; the daemon shows the number.
enum ExitCode : int { served = 0, misused = 2, not_confined = 3 };

bool is_socket(int fd) {
    struct stat status {};
    return fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode);
}

// Its own resident memory, in bytes; 0 when it cannot be told. The daemon cannot read it from outside, since
// the process is not dumpable.
std::int64_t resident_bytes() {
    std::array<char, 128> line{};
    const ssize_t size = pread(memory_fd, line.data(), line.size(), 0);
    if (size <= 0) return 0;
    // proc(5): the second number of statm is the resident size in pages.
    const std::string_view numbers{line.data(), static_cast<std::size_t>(size)};
    const std::size_t blank = numbers.find(' ');
    if (blank == std::string_view::npos) return 0;
    std::int64_t pages = 0;
    std::from_chars(numbers.data() + blank + 1, numbers.data() + numbers.size(), pages);
    constexpr std::int64_t page_bytes = 4096;
    return pages * page_bytes;
}

void open_memory_report() {
    UniqueFd statm{open("/proc/self/statm", O_RDONLY | O_CLOEXEC)};
    if (!statm) return;
    if (statm.get() == memory_fd) {
        static_cast<void>(statm.release());
    } else {
        dup2(statm.get(), memory_fd);
    }
}

// A request of every kind, so that what libraries load or build at first use is there before the doors close.
void warm_up(const JobLimits& limits) {
    constexpr std::string_view page =
        "<!doctype html><html lang=en><head><meta "
        "charset=gb18030><title>t</title></head><body><article><h1>t</h1>"
        "<p>\xC4\xE3\xBA\xC3 some words of an article, so that there is one to "
        "find.</p></article></body></html>";
    constexpr std::string_view feed =
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss "
        "version=\"2.0\"><channel><title>\xE9</title><item>"
        "<title>t</title><link>https://\xE9.example/</link><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;text&lt;/p&gt;</description></item></channel></rss>";
    for (const std::string_view charset :
         {"gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1251"}) {
        PageJob job;
        job.body = {page, "", "text/html; charset=" + std::string{charset}, "https://w.example/"};
        const WireWriter request = page_request(job);
        static_cast<void>(run_job(request.bytes() + std::string{page}, limits));
    }
    WireWriter request = feed_request({feed, "", "application/rss+xml", "https://w.example/"}, 0);
    static_cast<void>(run_job(request.bytes() + std::string{feed}, limits));
}

// Freed memory goes back to the system after a large job, so that an idle reader is a small one. Done once
// the answer is on its way; the size is reported with the next one.
class MemoryKeeper {
  public:
    MemoryKeeper() : base_(resident_bytes()), resident_(base_) {}
    void after_job() {
        constexpr std::int64_t slack = 8LL << 20U;
        resident_ = resident_bytes();
        if (resident_ <= base_ + slack) return;
        malloc_trim(0);
        resident_ = resident_bytes();
    }
    std::int64_t resident() const { return resident_; }

  private:
    std::int64_t base_;
    std::int64_t resident_;
};

// There is one thread here, and one arena is enough for it. What one document's page, rows and blocks leave
// is taken by the next one's: without this every large vector is a mapping of its own, a page fault for every
// 4 KiB. MemoryKeeper gives back what is too much.
void keep_memory_between_allocations() {
    constexpr int largest = 32 << 20;        // that glibc takes
    mallopt(M_ARENA_MAX, 1);                 // NOLINT(concurrency-mt-unsafe)
    mallopt(M_MMAP_THRESHOLD, largest);      // NOLINT(concurrency-mt-unsafe)
    mallopt(M_TRIM_THRESHOLD, 2 * largest);  // NOLINT(concurrency-mt-unsafe)
}

std::string guarded_job(std::string_view request, const JobLimits& limits, bool& leaving) {
    try {
        return run_job(request, limits);
    } catch (const std::bad_alloc&) {
        leaving = true;
        return failure_answer(Verdict::leaving, {"parse_limit", "out of memory", {}});
    } catch (const std::exception& error) {
        leaving = true;
        return failure_answer(Verdict::leaving, {"parse_crash", error.what(), {}});
    }
}

void serve(const JobLimits& limits) {
    MemoryKeeper memory;
    std::string request;
    bool leaving = false;
    while (!leaving && read_frame(socket_fd, request, request_limit)) {
        const std::string answer = guarded_job(request, limits, leaving);
        request = {};
        WireWriter report;
        report.number(memory.resident(), 0, INT64_MAX);
        if (!write_frame(socket_fd, report.bytes() + answer)) return;
        memory.after_job();
    }
}

}  // namespace

void run_if_reader(int argc, char** argv) {
    const std::span<char*> arguments{argv, static_cast<std::size_t>(argc)};
    const auto settings = read_arguments({arguments.begin(), arguments.end()});
    if (!settings) return;
    if (!is_socket(socket_fd)) _exit(misused);
    try {
        keep_memory_between_allocations();
        open_memory_report();
        warm_up(settings->limits);
        confine(settings->address_space);
    } catch (const std::exception& error) {
        const std::string line = std::string{"reader not confined: "} + error.what() + "\n";
        static_cast<void>(!write(STDERR_FILENO, line.data(), line.size()));
        _exit(not_confined);
    }
    if (write_frame(socket_fd, greeting)) serve(settings->limits);
    _exit(served);
}

}  // namespace webclip::sandbox
