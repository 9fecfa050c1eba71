// The bytes: every raw body and image once, named by SHA-256, in <root>/ab/<sha256>. A blob is complete
// before it has its name, and durable before a row of the catalog names it. Nothing below the root is reached
// through a symbolic link.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "base/timestamp.h"
#include "base/unique_fd.h"
#include "sync/synchronized.h"

namespace webclip::store {

// Any thread. Throws std::system_error when the file system fails (full, read-only).
class BlobStore {
  public:
    explicit BlobStore(std::filesystem::path root);  // creates <root>/; the folders in it as needed

    // Writes a temporary file in <root>/tmp, renames it to its name. Not durable until sync(). A blob that is
    // there is left as it is; something else in its place (a link, a file of another size) is replaced. Files
    // are read-only, since posts show them through hard links.
    Sha256 put(std::string_view bytes);
    // Makes everything put so far durable (files and directory entries): one syncfs for a whole group. Costs
    // nothing when nothing was put. After a failure the blobs put since the last success are not trusted:
    // they are written anew by the next sync(), which fails as long as that does.
    void sync();
    std::optional<std::string> get(const Sha256& digest) const;  // nothing when absent or not a plain file
    std::optional<std::uint64_t> size(const Sha256& digest) const;
    bool contains(const Sha256& digest) const { return size(digest).has_value(); }
    std::filesystem::path path(const Sha256& digest) const;

    // Blobs that were put (or found by put) and that no row is known to name yet: never removed while this
    // store lives.
    void claim(const Sha256& digest);  // a durable row names it now
    std::size_t unclaimed() const;
    // Removes a blob that no row names any more; false when somebody has put it again meanwhile.
    bool remove_unless_put(const Sha256& digest);

    // Removes temporary files left by a crash; returns how many. Only while nobody puts.
    std::size_t sweep_temporaries();
    // Every blob on disk, for the sweep of orphans.
    std::vector<Sha256> all() const;
    std::optional<Timestamp> written_at(const Sha256& digest) const;
    void remove(const Sha256& digest);

    // How many times sync() went to the disk.
    std::uint64_t syncs() const;

  private:
    struct State {
        std::set<Sha256> unclaimed;
        std::set<Sha256> unsynced;
        std::set<Sha256> suspect;  // a failed sync may have lost their bytes
        bool ever_synced = false;  // what an earlier process left behind may not be on the disk yet
        std::uint64_t next_name = 0;
        std::uint64_t syncs = 0;
    };

    std::string write_temporary(std::string_view bytes);
    void name_temporary(const std::string& temporary, const Sha256& digest);
    void write_anew(const Sha256& digest);

    std::filesystem::path root_;
    UniqueFd root_fd_;  // kept open: syncfs reports write errors since the descriptor was opened
    mutable sync::Synchronized<State> state_;
    std::mutex sync_turn_;  // syncs follow one another
};

}  // namespace webclip::store
