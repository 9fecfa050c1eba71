// The bytes: every raw body and image once, named by SHA-256. A blob is complete and durable before its name is handed out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"

namespace webclip::store {

// Any thread. Throws std::system_error when the file system fails (full, read-only).
class BlobStore {
 public:
    explicit BlobStore(std::filesystem::path root);  // creates <root>/ and its 256 folders as needed

    // Writes a temporary file beside its place, renames it. Not durable until sync().
    Sha256 put(std::string_view bytes);
    // Makes everything put so far durable (files and directory entries): one syncfs for a whole group.
    void sync();
    std::optional<std::string> get(const Sha256& digest) const;  // nothing when absent; never follows a symbolic link
    bool contains(const Sha256& digest) const;
    std::filesystem::path path(const Sha256& digest) const;

    // Removes temporary files left by a crash; returns how many.
    std::size_t sweep_temporaries();
    // Every blob on disk, for the sweep of orphans.
    std::vector<Sha256> all() const;
    void remove(const Sha256& digest);

 private:
    std::filesystem::path root_;
};

}  // namespace webclip::store
