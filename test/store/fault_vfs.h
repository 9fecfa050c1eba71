// A layer under SQLite that fails the n-th operation that changes a file, and knows what a power cut would
// leave. In force, for every connection opened meanwhile, as long as the object lives; one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>

namespace webclip::store {

enum class FaultKind { once, from_then_on };

class FaultVfs {
  public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;
    FaultVfs(FaultVfs&&) = delete;
    FaultVfs& operator=(FaultVfs&&) = delete;

    // The n-th write, sync, truncation or deletion from now on fails with `code`.
    void fail(int n, FaultKind kind, int code);
    void heal();
    bool has_failed() const;

    // The files below `folder` after a power cut now: what was synced, and of what was written since a random
    // part, in pieces of 512 bytes.
    std::map<std::string, std::string> after_power_cut(const std::filesystem::path& folder,
                                                       std::mt19937& random) const;

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace webclip::store
