// Access to the shared corpus beside the checkout, and to whole files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace webclip::test {

// The corpus folder `name` ("url", "clips", "extract-dev/aeb", …; "" for all of it), or nothing where the
// corpus is absent or WEBCLIP_NO_SHARED is set.
std::optional<std::filesystem::path> corpus(const std::string& name);

// All bytes of a file. Throws std::runtime_error naming the path when it cannot be read.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& bytes);

}  // namespace webclip::test

// Ends the running test as skipped, with the reason, where the corpus is absent.
#define WEBCLIP_NEED_CORPUS(variable, name)                                \
    const auto variable##_found = ::webclip::test::corpus(name);           \
    if (!variable##_found) GTEST_SKIP() << "no shared corpus: " << (name); \
    const std::filesystem::path& variable = /* NOLINT(bugprone-macro-parentheses): a name */ *variable##_found
