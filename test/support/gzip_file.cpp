#include "support/gzip_file.h"

#include <zlib.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace webclip::test {
namespace {

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose(file); }
};

}  // namespace

std::string read_gzip_file(const std::filesystem::path& path) {
    const std::unique_ptr<gzFile_s, CloseGzip> file(gzopen(path.c_str(), "rb"));
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::string bytes;
    std::array<char, 65536> chunk{};
    for (int got = 0; (got = gzread(file.get(), chunk.data(), chunk.size())) > 0;)
        bytes.append(chunk.data(), static_cast<std::size_t>(got));
    return bytes;
}

}  // namespace webclip::test
