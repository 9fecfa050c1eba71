// A page of the corpus, which keeps them zipped.
#pragma once

#include <zlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace webclip::html {

// Files that are not zipped are read as they are.
inline std::string read_zipped(const std::filesystem::path& path) {
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) throw std::runtime_error("cannot read " + path.string());
    std::string bytes;
    char buffer[65536];
    for (int got = 0; (got = gzread(file, buffer, sizeof buffer)) > 0;) {
        bytes.append(buffer, static_cast<std::size_t>(got));
    }
    gzclose(file);
    return bytes;
}

}  // namespace webclip::html
