// What reading a page costs, over a folder of .html files, in this process and with one thread.
//
//     page_bench article|document|gumbo ROUNDS DIR
//
// `article` is what a reader does with a page: decode, prefilter, parse, extract. `document` ends after the
// parser. `gumbo` is the reference: gumbo_parse of Debian's library as it comes, on the undecoded bytes.
// ROUNDS = 0 only loads the files: what instructions are counted against.
#include <gumbo.h>
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "html/parse.h"
#include "text/decode.h"
#include "url/url.h"

namespace {

using namespace webclip;

double cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::vector<std::string> load_pages(const char* folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == ".html") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> pages;
    for (const auto& path : files) {
        std::ifstream file{path, std::ios::binary};
        pages.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
    }
    return pages;
}

html::ParseLimits patient() {
    html::ParseLimits limits;
    limits.cpu = std::chrono::minutes{5};  // an instrumented run is fifty times slower
    return limits;
}

// Each returns how many pages gave what was asked, so that a page that failed does not pass for a quick one.
std::size_t read_document(const std::string& page) {
    const text::Decoded decoded = text::decode(page, {});
    return html::parse(decoded.text, patient()) ? 1 : 0;
}

std::size_t read_article(const std::string& page) {
    const text::Decoded decoded = text::decode(page, {});
    auto document = html::parse(decoded.text, patient());
    if (!document) return 0;
    extract::PageContext context;
    context.address = *url::parse("https://www.example.org/2024/05/a-page");
    return extract::extract(*std::move(document), context) ? 1 : 0;
}

std::size_t read_with_gumbo(const std::string& page) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return 1;
}

using Reader = std::size_t (*)(const std::string&);

Reader reader_named(std::string_view mode) {
    if (mode == "article") return read_article;
    if (mode == "document") return read_document;
    return mode == "gumbo" ? read_with_gumbo : nullptr;
}

}  // namespace

int main(int argc, char** argv) {
    const Reader read = argc == 4 ? reader_named(argv[1]) : nullptr;
    if (read == nullptr) {
        std::fprintf(stderr, "usage: page_bench article|document|gumbo ROUNDS DIR\n");
        return 2;
    }
    // As a reader does.
    ::mallopt(M_MMAP_THRESHOLD, 32 << 20);  // NOLINT(concurrency-mt-unsafe): one thread
    ::mallopt(M_TRIM_THRESHOLD, 64 << 20);  // NOLINT(concurrency-mt-unsafe): the same
    const std::vector<std::string> pages = load_pages(argv[3]);
    const int rounds = std::atoi(argv[2]);
    std::size_t bytes = 0;
    for (const std::string& page : pages) bytes += page.size();
    const double before = cpu_seconds();
    std::size_t good = 0;
    for (int round = 0; round < rounds; ++round) {
        for (const std::string& page : pages) good += read(page);
    }
    const double used = cpu_seconds() - before;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("%s pages=%zu good=%zu MB=%.1f cpu_s=%.4f peak_MiB=%.1f\n", argv[1], pages.size(), good,
                static_cast<double>(bytes) / 1e6, used, static_cast<double>(usage.ru_maxrss) / 1024.0);
    return 0;
}
