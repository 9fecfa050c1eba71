#include "archive/scheduler.h"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "base/timestamp.h"
#include "schedule/clock_watch.h"
#include "store/catalog.h"
#include "sync/synchronized.h"
#include "url/url.h"

namespace webclip::archive {
namespace {

using std::chrono::steady_clock;

// The loop goes round at least this often, so that a stuck one is told from a waiting one.
constexpr std::chrono::seconds heartbeat{5};
// While the catalog calls sources due that are about to be recorded, it does not say when to look again.
constexpr std::chrono::seconds settling{1};
// After the environment failed (disk full, catalog busy) nothing is started for so long: the work stays due.
constexpr std::chrono::seconds pause_when_broken{30};

std::string host_of(const std::string& address) {
    const auto parsed = url::parse(address);
    return parsed ? std::string{parsed->hostname()} : std::string{};
}

// Counts on while the machine sleeps, and is never set.
Milliseconds time_since_boot() {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds{time.tv_sec} +
                                                    std::chrono::nanoseconds{time.tv_nsec});
}

std::int64_t ticks() {
    return steady_clock::now().time_since_epoch().count();
}

}  // namespace

struct Scheduler::State {
    struct Shared {
        bool stopping = false;
        bool woken = false;
        bool done = false;
        std::string failure;
        steady_clock::time_point paused_until;
        std::set<model::SourceId> running_sources;
        // Their jobs have ended, and the writer takes its time to record that they brought nothing.
        std::map<model::SourceId, std::shared_future<void>> settling_sources;
        std::set<model::EntryId> running_entries;
        std::set<model::ClipId> running_images;
        std::map<std::string, std::size_t> running_hosts;
        // Mode once: what had its turn (`tried_sources`, too).
        std::set<model::EntryId> tried_entries;
        std::set<model::ClipId> tried_images;
        // Of these, how many the catalog may call due again: nothing was recorded, or another try was.
        std::size_t entries_due_again = 0;
        RunCounts counts;

        std::size_t running() const {
            return running_sources.size() + running_entries.size() + running_images.size();
        }
        void break_down(const std::string& why) {
            counts.broken = why;
            paused_until = steady_clock::now() + pause_when_broken;
        }
        void leave(const std::string& host) {
            if (--running_hosts[host] == 0) running_hosts.erase(host);
        }
        // What came of a job; nothing when it ended without a report.
        void count(const std::optional<RefreshReport>& refresh) {
            if (refresh && refresh->cancelled) return;
            ++(refresh && refresh->error.empty() ? counts.sources_read : counts.sources_failed);
        }
        void count(const std::optional<EntryReport>& entry) {
            const bool archived = entry && entry->clip;
            if (!archived) ++entries_due_again;
            if (entry && entry->cancelled) return;
            ++(archived ? counts.archived : counts.failed);
            if (!archived) return;
            counts.images += entry->images;
            counts.images_missing += entry->images_missing;
        }
    };

    State(Archiver& with, RunMode how) : archiver(with), mode(how), progress(ticks()) {}

    Archiver& archiver;
    const RunMode mode;
    const Timestamp started_at = now();
    mutable sync::Synchronized<Shared> shared;
    std::condition_variable changed;
    std::atomic<std::int64_t> progress;
    // Of the thread:
    schedule::ClockWatch clock{now(), time_since_boot()};
    std::set<model::SourceId> tried_sources;
    std::thread thread;

    void run();
    void loop(const store::Catalog& catalog);
    void follow_clock();
    std::size_t admit(const store::Catalog& catalog);
    std::size_t admit_sources(const store::Catalog& catalog, std::size_t room);
    std::size_t admit_entries(const store::Catalog& catalog, std::size_t room);
    std::size_t admit_images(const store::Catalog& catalog, std::size_t room);
    void claim(const model::Source& source);
    // In flight, or about to be recorded.
    std::set<model::SourceId> busy_sources();
    void settle_sources();
    void wait_for_settling();
    bool claim(const model::Entry& entry, const std::string& host);
    bool claim(model::ClipId images_of, const std::string& host);
    std::vector<std::string> busy_hosts();
    // How many the catalog may still call due although they are in flight or had their turn.
    struct PassedOver {
        std::size_t entries = 0;
        std::size_t images = 0;
    };
    PassedOver passed_over();
    std::size_t room();
    void finished(const Finished& result);
};

std::size_t Scheduler::State::room() {
    const std::size_t most = archiver.options().workers * 2;
    auto state = shared.lock();
    const std::size_t running = state->running();
    const bool closed = state->stopping || steady_clock::now() < state->paused_until;
    return closed || running >= most ? 0 : most - running;
}

void Scheduler::State::claim(const model::Source& source) {
    auto state = shared.lock();
    if (mode == RunMode::once) tried_sources.insert(source.id);
    state->running_sources.insert(source.id);
}

std::set<model::SourceId> Scheduler::State::busy_sources() {
    auto state = shared.lock();
    std::set<model::SourceId> taken = state->running_sources;
    for (const auto& [source, recorded] : state->settling_sources) taken.insert(source);
    return taken;
}

// What has been recorded meanwhile, or could not be.
void Scheduler::State::settle_sources() {
    auto state = shared.lock();
    std::erase_if(state->settling_sources, [&](const auto& source) {
        const std::shared_future<void>& recorded = source.second;
        if (recorded.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return false;
        try {
            recorded.get();
        } catch (const std::exception& error) {
            spdlog::error("job=failed reason=\"{}\"", error.what());
            state->break_down(error.what());
        }
        return true;
    });
}

void Scheduler::State::wait_for_settling() {
    archiver.writer().flush().wait();
    settle_sources();
}

bool Scheduler::State::claim(const model::Entry& entry, const std::string& host) {
    auto state = shared.lock();
    std::size_t& on_host = state->running_hosts[host];
    if (on_host >= archiver.options().jobs_per_host) return false;
    if (state->running_entries.contains(entry.id)) return false;
    if (mode == RunMode::once && !state->tried_entries.insert(entry.id).second) return false;
    ++on_host;
    state->running_entries.insert(entry.id);
    return true;
}

bool Scheduler::State::claim(model::ClipId images_of, const std::string& host) {
    auto state = shared.lock();
    std::size_t& on_host = state->running_hosts[host];
    if (on_host >= archiver.options().jobs_per_host) return false;
    if (state->running_images.contains(images_of)) return false;
    if (mode == RunMode::once && !state->tried_images.insert(images_of).second) return false;
    ++on_host;
    state->running_images.insert(images_of);
    return true;
}

std::vector<std::string> Scheduler::State::busy_hosts() {
    std::vector<std::string> hosts;
    auto state = shared.lock();
    for (const auto& [host, count] : state->running_hosts) {
        if (count >= archiver.options().jobs_per_host) hosts.push_back(host);
    }
    return hosts;
}

Scheduler::State::PassedOver Scheduler::State::passed_over() {
    auto state = shared.lock();
    return {.entries = state->running_entries.size() + state->entries_due_again,
            .images = state->running_images.size() + state->tried_images.size()};
}

std::size_t Scheduler::State::admit_sources(const store::Catalog& catalog, std::size_t room) {
    if (room == 0) return 0;
    std::size_t admitted = 0;
    auto due = mode == RunMode::once ? catalog.due_sources(started_at, room, tried_sources)
                                     : catalog.due_sources(now(), room, busy_sources());
    for (model::Source& source : due) {
        claim(source);
        archiver.submit(std::move(source));
        ++admitted;
    }
    return admitted;
}

std::size_t Scheduler::State::admit_entries(const store::Catalog& catalog, std::size_t room) {
    std::size_t admitted = 0;
    const std::size_t look = room + passed_over().entries;
    for (model::Entry& entry : catalog.due_entries(now(), look, busy_hosts())) {
        if (admitted == room) break;
        std::string host = host_of(entry.url);
        if (!claim(entry, host)) continue;
        const auto source = catalog.source(entry.source);
        archiver.submit(EntryJob{.entry = std::move(entry),
                                 .settings = source ? source->settings : model::SourceSettings{},
                                 .host = std::move(host)});
        ++admitted;
    }
    return admitted;
}

// What a busy host's clips lack is looked at again when one of its jobs has ended.
std::size_t Scheduler::State::admit_images(const store::Catalog& catalog, std::size_t room) {
    std::size_t admitted = 0;
    const std::size_t look = room + passed_over().images;
    for (const store::DueImages& due : catalog.due_images(now(), look)) {
        if (admitted == room) break;
        std::string host = host_of(due.url);
        if (!claim(due.clip, host)) continue;
        archiver.submit(ImagesJob{.clip = due.clip, .host = std::move(host)});
        ++admitted;
    }
    return admitted;
}

std::size_t Scheduler::State::admit(const store::Catalog& catalog) {
    std::size_t admitted = admit_sources(catalog, room());
    if (const std::size_t left = room(); left > 0) admitted += admit_entries(catalog, left);
    if (const std::size_t left = room(); left > 0) admitted += admit_images(catalog, left);
    return admitted;
}

void Scheduler::State::follow_clock() {
    const auto set = clock.jump(now(), time_since_boot());
    if (!set) return;
    spdlog::warn("clock=set by_ms={}: all plans move with it", set->count());
    archiver.writer().move_schedule(*set).get();
}

void Scheduler::State::loop(const store::Catalog& catalog) {
    // What a wrong clock planned before this start.
    const Timestamp latest = now() + schedule::longest_wait(archiver.options().policy);
    archiver.writer().pull_schedule_in(latest, now()).get();
    for (;;) {
        progress = ticks();
        follow_clock();
        settle_sources();
        const std::size_t admitted = admit(catalog);
        const std::optional<Timestamp> due = catalog.next_due();
        auto state = shared.lock();
        if (state->stopping) return;
        const bool idle = state->running() == 0;
        if (mode == RunMode::once && idle && admitted == 0) break;
        auto deadline = steady_clock::now() + (state->settling_sources.empty() ? heartbeat : settling);
        // What is due already could not be admitted: a finished job will wake us.
        if (due && *due > now()) deadline = std::min(deadline, steady_clock::now() + (*due - now()));
        state.wait_until(changed, deadline, [](const Shared& s) { return s.stopping || s.woken; });
        state->woken = false;
    }
    wait_for_settling();
}

void Scheduler::State::run() {
    pthread_setname_np(pthread_self(), "scheduler");
    std::string failure;
    try {
        const store::Catalog catalog{archiver.options().folder};
        loop(catalog);
    } catch (const std::exception& error) {
        failure = error.what();
    }
    auto state = shared.lock();
    state->done = true;
    state->failure = failure;
    changed.notify_all();
}

void Scheduler::State::finished(const Finished& result) {
    auto state = shared.lock();
    if (const auto* source = std::get_if<model::Source>(&result.job)) {
        state->running_sources.erase(source->id);
        if (result.refresh && result.refresh->recorded.valid())
            state->settling_sources.insert_or_assign(source->id, result.refresh->recorded);
        state->count(result.refresh);
    } else if (const auto* images = std::get_if<ImagesJob>(&result.job)) {
        state->running_images.erase(images->clip);
        state->leave(images->host);
    } else {
        const auto& job = std::get<EntryJob>(result.job);
        state->running_entries.erase(job.entry.id);
        state->leave(job.host);
        state->count(result.entry);
    }
    if (!result.broken.empty()) {
        state->break_down(result.broken);
    } else if (mode == RunMode::forever && steady_clock::now() >= state->paused_until) {
        state->counts.broken.clear();
    }
    // As long as jobs wait in the archiver's queue, a look at the catalog for each one that ends is for
    // nothing.
    if (state->running() > archiver.options().workers) return;
    state->woken = true;
    changed.notify_all();
}

Scheduler::Scheduler(Archiver& archiver, RunMode mode) : state_(std::make_shared<State>(archiver, mode)) {
    archiver.on_finished([state = state_](const Finished& finished) { state->finished(finished); });
    state_->thread = std::thread{[this] { state_->run(); }};
}

Scheduler::~Scheduler() {
    stop();
}

void Scheduler::wake() {
    state_->shared.lock()->woken = true;
    state_->changed.notify_all();
}

void Scheduler::stop() {
    state_->shared.lock()->stopping = true;
    state_->changed.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

bool Scheduler::wait_until_done(std::chrono::milliseconds patience) {
    auto state = state_->shared.lock();
    return state.wait_until(state_->changed, steady_clock::now() + patience,
                            [](const State::Shared& s) { return s.done; });
}

bool Scheduler::is_alive(std::chrono::milliseconds patience) const {
    const steady_clock::duration since{ticks() - state_->progress.load()};
    return since < patience && failure().empty();
}

RunCounts Scheduler::counts() const {
    auto state = state_->shared.lock();
    RunCounts counts = state->counts;
    counts.running = state->running();
    return counts;
}

std::string Scheduler::failure() const {
    return state_->shared.lock()->failure;
}

}  // namespace webclip::archive
