#include "corpus_pages.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include <zlib.h>

namespace webclip::test {
namespace {

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose(file); }
};

std::string read_gzip(const std::filesystem::path& path) {
    const std::unique_ptr<gzFile_s, CloseGzip> file(gzopen(path.c_str(), "rb"));
    std::string bytes;
    if (!file) return bytes;
    std::array<char, 65536> chunk{};
    for (int got = 0; (got = gzread(file.get(), chunk.data(), chunk.size())) > 0;) {
        bytes.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return bytes;
}

}  // namespace

std::vector<CorpusPage> read_page_set(const std::filesystem::path& folder) {
    std::vector<CorpusPage> pages;
    const std::string index = read_gzip(folder / "index.jsonl.gz");
    for (std::size_t start = 0; start < index.size();) {
        const std::size_t end = std::min(index.find('\n', start), index.size());
        const std::string_view line = std::string_view(index).substr(start, end - start);
        start = end + 1;
        if (line.empty()) continue;
        const auto row = nlohmann::json::parse(line);
        CorpusPage page;
        page.id = row.at("id");
        page.url = row.value("url", "");
        page.is_cjk = row.value("cjk", false);
        page.truth = row.at("gt");
        page.bytes = read_gzip(folder / "html" / (page.id + ".html.gz"));
        pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace webclip::test
