// What a request costs over net::Fetcher: CPU of the whole process, connections opened, peak memory. Compare
// with a minimal libcurl loop over the same list of addresses on the same machine in the same sitting.
//
//     fetch_bench URLFILE [concurrency] [etag]
//
// Addresses may be on loopback and are asked without spacing. With `etag` every request carries it as
// If-None-Match.
#include <malloc.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "net/fetcher.h"

namespace {

using webclip::net::Fetcher;
using webclip::net::Options;
using webclip::net::Request;
using webclip::net::Response;

struct Totals {
    std::size_t done = 0;
    std::size_t failed = 0;
    std::size_t not_modified = 0;
    std::uint64_t bytes = 0;
};

double seconds(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::vector<std::string> read_lines(const char* path) {
    std::ifstream file{path};
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

Options bench_options(std::size_t concurrency) {
    Options options;
    options.connections = concurrency;
    options.host.spacing = std::chrono::milliseconds{0};
    options.host.connections = concurrency;
    options.allow_private = {"127.0.0.0/8"};
    options.robots = false;  // as the reference
    return options;
}

using Batch = std::vector<std::future<Response>>;

// Waits for the last one first: a thread woken for each answer would measure the scheduler.
void take(Batch& batch, Totals& totals) {
    batch.back().wait();
    for (auto& future : batch) {
        const Response response = future.get();
        ++totals.done;
        totals.bytes += response.body.size();
        if (response.not_modified()) ++totals.not_modified;
        if (!response.ok() && !response.not_modified() && totals.failed++ == 0) {
            std::fprintf(stderr, "first failure: %s %d %s\n", response.capture.url.c_str(),
                         response.capture.status, response.capture.error_message.c_str());
        }
    }
}

// Always one batch under way while another is asked for, so that the loop never waits for this thread.
Totals run(Fetcher& fetcher, const std::vector<std::string>& urls, std::size_t batch_size,
           const std::string& etag) {
    Totals totals;
    Batch running;
    Batch next;
    for (std::size_t i = 0; i < urls.size(); ++i) {
        Request request;
        request.url = urls[i];
        request.etag = etag;
        next.push_back(fetcher.start(std::move(request)));
        if (next.size() < batch_size && i + 1 < urls.size()) continue;
        if (!running.empty()) take(running, totals);
        running = std::exchange(next, {});
    }
    if (!running.empty()) take(running, totals);
    return totals;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: fetch_bench URLFILE [concurrency] [etag]\n");
        return 2;
    }
    // As webclipd does.
    ::mallopt(M_TRIM_THRESHOLD, 4 << 20);  // NOLINT(concurrency-mt-unsafe): before the first thread
    ::mallopt(M_MMAP_THRESHOLD, 1 << 20);  // NOLINT(concurrency-mt-unsafe): the same
    const std::vector<std::string> urls = read_lines(argv[1]);
    const std::size_t concurrency = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 64;
    Fetcher fetcher{bench_options(concurrency)};
    const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    const double wall = seconds(CLOCK_MONOTONIC);
    const Totals totals = run(fetcher, urls, 2 * concurrency, argc > 3 ? argv[3] : "");
    const double cpu_used = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    const double wall_used = seconds(CLOCK_MONOTONIC) - wall;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto count = static_cast<double>(totals.done);
    std::printf(
        "done=%zu failed=%zu not_modified=%zu MB=%.1f wall=%.3f cpu=%.3f req/s=%.0f req/cpu_s=%.0f "
        "us_cpu/req=%.1f "
        "peak_MiB=%.1f\n",
        totals.done, totals.failed, totals.not_modified, static_cast<double>(totals.bytes) / 1e6, wall_used,
        cpu_used, count / wall_used, count / cpu_used, cpu_used / count * 1e6,
        static_cast<double>(usage.ru_maxrss) / 1024.0);
    return totals.failed == 0 ? 0 : 1;
}
