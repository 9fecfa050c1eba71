// How fast pages go through readers, against the same work in one process, and what it costs in memory.
// webclip_pool_bench FOLDER: every *.html.gz in it is a page.
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "codec/codec.h"
#include "job.h"
#include "processes.h"
#include "requests.h"
#include "sandbox/reader_pool.h"
#include "support/corpus.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

double cpu_seconds() {
    double total = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
            total += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        }
    }
    return total;
}

// Proportional set size: pages shared by several processes count in shares.
std::size_t pss_kib(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/smaps_rollup"};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Pss:")) return std::stoul(line.substr(4));
    }
    return 0;
}

void print_memory(const char* when) {
    std::size_t pss = pss_kib(getpid());
    std::printf("%-22s parent rss %5zu KiB pss %5zu KiB;", when, resident_kib(getpid()), pss);
    for (const pid_t reader : children()) {
        std::printf(" reader rss %5zu pss %5zu peak rss %s", resident_kib(reader), pss_kib(reader),
                    status_value(reader, "VmHWM").c_str());
        pss += pss_kib(reader);
    }
    std::printf("; together %.1f MiB\n", static_cast<double>(pss) / 1024);
}

PageJob job_of(std::string_view page) {
    return {{page, "", "text/html", "https://x.example/a"}, "", {}, false};
}

void print_speed(const char* what, std::size_t pages, std::size_t bytes, double seconds, double cpu) {
    std::printf("%-22s %6.1f pages/s, %5.2f ms wall a page, %5.2f ms CPU a page, %5.1f MB/s\n", what,
                static_cast<double>(pages) / seconds, seconds * 1e3 / static_cast<double>(pages),
                cpu * 1e3 / static_cast<double>(pages), static_cast<double>(bytes) / seconds / 1e6);
}

void run(const char* folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator{folder}) files.push_back(file.path());
    std::size_t bytes = 0;
    const auto load = [&](std::size_t i) {
        codec::Limits limits;
        return codec::decode_content(test::read_file(files[i]), "gzip", limits).value_or("");
    };
    for (std::size_t i = 0; i < files.size(); ++i) bytes += load(i).size();
    for (const std::size_t readers : {1U, 2U}) {
        Options options;
        options.readers = readers;
        const double cpu_before = cpu_seconds();
        Clock::time_point start;
        Clock::duration taken{};
        {
            ReaderPool pool{options};
            print_memory("started");
            std::atomic<std::size_t> next{0};
            const auto work = [&] {
                for (std::size_t i = next++; i < files.size(); i = next++)
                    static_cast<void>(pool.read_page(job_of(load(i))));
            };
            start = Clock::now();
            std::vector<std::thread> workers;
            for (std::size_t i = 0; i < readers; ++i) workers.emplace_back(work);
            for (std::thread& worker : workers) worker.join();
            taken = Clock::now() - start;
            print_memory("after the pages");
            std::printf("replaced %zu\n", pool.replaced());
        }
        print_speed(readers == 1 ? "one reader" : "two readers", files.size(), bytes,
                    std::chrono::duration<double>(taken).count(), cpu_seconds() - cpu_before);
    }
    const double cpu_before = cpu_seconds();
    const auto start = Clock::now();
    const JobLimits limits{std::chrono::milliseconds{2000}, ByteSize{8U << 20U}, ByteSize{16U << 20U}};
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string page = load(i);
        static_cast<void>(run_job(page_request(job_of(page)).bytes() + page, limits));
    }
    print_speed("in one process", files.size(), bytes,
                std::chrono::duration<double>(Clock::now() - start).count(), cpu_seconds() - cpu_before);
    print_memory("in one process");
}

}  // namespace
}  // namespace webclip::sandbox

int main(int argc, char** argv) {
    webclip::sandbox::run_if_reader(argc, argv);
    if (argc != 2) return 2;
    webclip::sandbox::run(argv[1]);
    return 0;
}
