#include "gumbo_arena.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace webclip::html {

namespace {

std::timespec now(clockid_t clock) {
    std::timespec time{};
    ::clock_gettime(clock, &time);
    return time;
}

std::chrono::nanoseconds elapsed(const std::timespec& from, const std::timespec& to) {
    return std::chrono::seconds{to.tv_sec - from.tv_sec} +
           std::chrono::nanoseconds{to.tv_nsec - from.tv_nsec};
}

constexpr std::size_t largest_chunk = std::size_t{512} << 10U;

}  // namespace

struct GumboArena::Chunk {
    Chunk* next = nullptr;
    std::size_t size = 0;
};

GumboArena::GumboArena(const Budget& budget)
    : budget_{budget}, started_cpu_{now(CLOCK_THREAD_CPUTIME_ID)}, started_wall_{now(CLOCK_MONOTONIC)} {}

GumboArena::~GumboArena() {
    while (chunks_ != nullptr) {
        Chunk* next = chunks_->next;
        std::free(chunks_);
        chunks_ = next;
    }
}

void* GumboArena::allocate(void* arena, std::size_t size) {
    auto* self = static_cast<GumboArena*>(arena);
    size = (size + 7U) & ~std::size_t{7};
    if (size > self->left_ || --self->until_clock_check_ == 0) return self->allocate_slowly(size);
    void* place = self->free_;
    self->free_ += size;
    self->left_ -= size;
    return place;
}

void* GumboArena::allocate_slowly(std::size_t size) {
    check_clock();
    if (size > left_ && !add_chunk(size)) stop(LimitHit::memory);
    void* place = free_;
    free_ += size;
    left_ -= size;
    return place;
}

// A thread's processor time cannot exceed the time on the wall, which costs no system call.
void GumboArena::check_clock() {
    until_clock_check_ = allocations_per_clock_check;
    if (elapsed(started_wall_, now(CLOCK_MONOTONIC)) <= budget_.cpu) return;
    if (elapsed(started_cpu_, now(CLOCK_THREAD_CPUTIME_ID)) > budget_.cpu) stop(LimitHit::time);
}

bool GumboArena::add_chunk(std::size_t size) {
    const std::size_t left_of_budget = budget_.bytes - used_;
    if (size > left_of_budget) return false;
    const std::size_t wanted = std::max(size, std::min(next_chunk_, left_of_budget));
    // Gumbo never sets the quirks mode of a fragment's document, which lies in the first chunk, but reads it:
    // zero is "no quirks", as browsers have it there.
    void* memory =
        chunks_ == nullptr ? std::calloc(1, sizeof(Chunk) + wanted) : std::malloc(sizeof(Chunk) + wanted);
    if (memory == nullptr) return false;
    chunks_ = new (memory) Chunk{chunks_, wanted};
    free_ = static_cast<char*>(memory) + sizeof(Chunk);
    left_ = wanted;
    used_ += wanted;
    next_chunk_ = std::min(next_chunk_ * 2, largest_chunk);
    return true;
}

// Only frames of C lie between here and parse(), so no destructor is stepped over.
void GumboArena::stop(LimitHit hit) {
    hit_ = hit;
    std::longjmp(escape_, 1);  // NOLINT(cert-err52-cpp): C frames cannot be left by an exception
}

const GumboOutput* GumboArena::parse(std::string_view markup, Context context) noexcept {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = [](void*, void*) {};
    options.userdata = this;
    options.max_errors = 0;  // with errors kept, every one stores the stack of open tags: 92 KB took 3.9 GB
    if (context == Context::body_fragment) options.fragment_context = GUMBO_TAG_BODY;
    if (setjmp(escape_) != 0) return nullptr;  // NOLINT(cert-err52-cpp): see stop()
    return gumbo_parse_with_options(&options, markup.data(), markup.size());
}

}  // namespace webclip::html
