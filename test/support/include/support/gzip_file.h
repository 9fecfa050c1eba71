// Compressed files of the corpus.
#pragma once

#include <filesystem>
#include <string>

namespace webclip::test {

// What a gzip file holds. Throws std::runtime_error naming the path when it cannot be read.
std::string read_gzip_file(const std::filesystem::path& path);

}  // namespace webclip::test
