// What must hold of an archive whenever nobody writes to it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace webclip::store {

enum class BlobCheck { sizes, hashes };

// The violations; empty when sound: the database's own checks, texts that have their hash, every named blob
// there with its size (and hash), no blob that nobody names, no temporary files.
std::vector<std::string> broken_invariants(const std::filesystem::path& archive, BlobCheck check);

// Name and size of every file below `archive` but the note of the lock.
std::vector<std::string> listing(const std::filesystem::path& archive);

}  // namespace webclip::store
