#include "support/corpus.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace webclip::test {

std::optional<std::filesystem::path> corpus(const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here sets the environment
    if (std::getenv("WEBCLIP_NO_SHARED") != nullptr) return std::nullopt;
    std::filesystem::path path = std::filesystem::path{WEBCLIP_SHARED} / "corpus" / name;
    if (!std::filesystem::exists(path)) return std::nullopt;
    return path;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace webclip::test
