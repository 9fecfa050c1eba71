// Whole files in and out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace webclip::archive {

// Nothing when the file cannot be read or is no regular file; throws std::system_error when it is this
// process that has run out of descriptors or memory.
std::optional<std::string> read_whole_file(const std::filesystem::path& path);

// Writes beside the target and renames, so that nobody ever sees half a file. Makes the folder. Throws
// std::system_error.
void write_whole_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace webclip::archive
