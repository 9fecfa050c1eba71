// Where Gumbo's tree lives: bump allocation within a byte budget and a processor-time budget. Nothing is
// freed before the whole goes, so that Gumbo's recursive tear-down is never called.
#pragma once

#include <gumbo.h>

#include <chrono>
#include <csetjmp>
#include <cstddef>
#include <ctime>
#include <string_view>

#include "html/parse.h"

namespace webclip::html {

// Neither copyable nor movable: Gumbo keeps its address.
class GumboArena {
  public:
    struct Budget {
        std::size_t bytes = 0;
        std::chrono::nanoseconds cpu{};
    };
    explicit GumboArena(const Budget& budget);
    ~GumboArena();
    GumboArena(const GumboArena&) = delete;
    GumboArena& operator=(const GumboArena&) = delete;
    GumboArena(GumboArena&&) = delete;
    GumboArena& operator=(GumboArena&&) = delete;

    enum class Context { document, body_fragment };
    // The tree, which lives as long as the arena and points into `markup`; nullptr when a budget ran out, see
    // hit(). Call once.
    const GumboOutput* parse(std::string_view markup, Context context) noexcept;
    LimitHit hit() const { return hit_; }

  private:
    struct Chunk;

    static void* allocate(void* arena, std::size_t size);
    void* allocate_slowly(std::size_t size);
    void check_clock();
    bool add_chunk(std::size_t size);
    [[noreturn]] void stop(LimitHit hit);

    // Gumbo allocates about once per 15 bytes of markup; its slowest shapes take 4 µs an allocation
    // (measured), so this many keep the clock's resolution far below a second at no visible cost.
    static constexpr unsigned allocations_per_clock_check = 64;

    Budget budget_;
    std::timespec started_cpu_{};
    std::timespec started_wall_{};
    char* free_ = nullptr;
    std::size_t left_ = 0;
    unsigned until_clock_check_ = allocations_per_clock_check;
    Chunk* chunks_ = nullptr;
    std::size_t used_ = 0;
    std::size_t next_chunk_ = std::size_t{32} << 10U;
    LimitHit hit_ = LimitHit::memory;
    std::jmp_buf escape_{};
};

}  // namespace webclip::html
