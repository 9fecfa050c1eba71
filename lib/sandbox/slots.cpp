#include "slots.h"

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include "reader_arguments.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds first_delay{50};
constexpr std::chrono::milliseconds longest_delay{30'000};

// Doubles with every failure in a row.
std::chrono::milliseconds restart_delay(int failures) {
    constexpr int most_doublings = 10;
    return std::min(first_delay * (1 << std::min(failures - 1, most_doublings)), longest_delay);
}

std::size_t reader_count(const Options& options) {
    constexpr std::size_t most = 8;
    if (options.readers > 0) return options.readers;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most);
}

}  // namespace

Slots::Slots(const Options& options)
    : options_(options),
      command_{options.reader_command, reader_environment()},
      slots_(reader_count(options)) {
    for (std::string& argument : write_arguments(options)) command_.arguments.push_back(std::move(argument));
    // All at once, then one by one: they warm up side by side.
    for (Slot& slot : slots_) slot.process = std::make_unique<ReaderProcess>(command_);
    auto free = free_.lock();
    for (Slot& slot : slots_) {
        if (!slot.process->wait_ready(Clock::now() + options_.job_wall)) {
            slot.process->end();
            throw std::runtime_error("a reader cannot be started: " + slot.process->last_words());
        }
        free->push_back(&slot);
    }
}

Slot& Slots::take(std::chrono::milliseconds patience, const std::atomic<Deadline>& shutdown) {
    Slot* slot = nullptr;
    {
        auto free = free_.lock();
        free.wait(has_free_, [](const std::vector<Slot*>& slots) { return !slots.empty(); });
        // The one used last is warm; one that has to be started comes last of all.
        const auto ready = std::find_if(free->rbegin(), free->rend(), [](const Slot* candidate) {
            return candidate->process != nullptr && candidate->process->is_ready();
        });
        const auto chosen = ready == free->rend() ? std::prev(free->end()) : std::prev(ready.base());
        slot = *chosen;
        free->erase(chosen);
    }
    const Deadline deadline = std::min(Clock::now() + patience, shutdown.load());
    while (!make_ready(*slot, deadline)) {
        if (Clock::now() >= deadline) break;
    }
    return *slot;
}

void Slots::give_back(Slot& slot) {
    free_.lock()->push_back(&slot);
    has_free_.notify_one();
}

void Slots::start(Slot& slot) {
    slot.jobs = 0;
    slot.first_resident = 0;
    try {
        slot.process = std::make_unique<ReaderProcess>(command_);
    } catch (const std::system_error& error) {
        note_failed_start(slot, error.what());
    }
}

void Slots::note_failed_start(Slot& slot, std::string trouble) {
    slot.process.reset();
    slot.trouble = std::move(trouble);
    slot.next_start = Clock::now() + restart_delay(++slot.failed_starts);
}

// One attempt. False: try again, if there is time.
bool Slots::make_ready(Slot& slot, Deadline deadline) {
    if (slot.process != nullptr && slot.process->is_ready()) {
        if (slot.process->is_waiting()) return true;
        replace(slot);  // it died, or spoke unasked, while nobody needed it
    }
    if (slot.process == nullptr) {
        if (slot.next_start > deadline) {
            std::this_thread::sleep_until(deadline);
            return false;
        }
        std::this_thread::sleep_until(slot.next_start);
        start(slot);
        if (slot.process == nullptr) return false;
    }
    if (slot.process->wait_ready(std::min(deadline, Clock::now() + options_.job_wall))) {
        slot.failed_starts = 0;
        return true;
    }
    slot.process->end();
    std::string words = slot.process->last_words();
    note_failed_start(slot, std::move(words));
    return false;
}

void Slots::replace(Slot& slot) {
    ++replaced_;
    slot.process.reset();
    if (slot.next_start <= Clock::now()) start(slot);
}

void Slots::count_job(Slot& slot, std::int64_t resident) {
    ++slot.jobs;
    if (slot.jobs == 1) slot.first_resident = resident;
    const auto growth = static_cast<std::int64_t>(options_.growth_per_reader.bytes());
    // The reader's own word: a false one keeps it alive for at most jobs_per_reader jobs within its address
    // space.
    const bool has_grown = resident - slot.first_resident > growth;
    if (slot.jobs < options_.jobs_per_reader && !has_grown) return;
    slot.process.reset();
    start(slot);
}

}  // namespace webclip::sandbox
