#include "loop.h"

#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace webclip::net {

namespace {

AddressPolicy policy_of(const Options& options) {
    auto policy = AddressPolicy::with_exceptions(options.allow_private, options.ports);
    if (!policy) throw std::invalid_argument{"allow_private: " + policy.error()};
    return *std::move(policy);
}

// Open connections, idle ones included: at least the number of active hosts, or each request would open a new
// one; no more than a quarter of the descriptors this process may have, which the rest of the program needs
// as well.
long connections_kept(const Options& options) {
    rlimit files{};
    std::size_t most = 256;
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) most = std::min<std::size_t>(most, files.rlim_cur / 4);
    return static_cast<long>(
        std::clamp<std::size_t>(most, 4, std::max<std::size_t>(256, 4 * options.connections)));
}

Multi configured_multi(const Options& options) {
    Multi multi = make_multi();
    const long kept = connections_kept(options);
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, kept);
    curl_multi_setopt(multi.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, kept);
    curl_multi_setopt(multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(options.host.connections));
    curl_multi_setopt(multi.get(), CURLMOPT_MAX_CONCURRENT_STREAMS, static_cast<long>(options.streams));
    curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    return multi;
}

void check(CURLMcode code) {
    if (code != CURLM_OK) throw std::runtime_error{std::string{"libcurl: "} + curl_multi_strerror(code)};
}

const Failure cancelled{"cancelled", "the program is ending"};
constexpr std::chrono::milliseconds pause_when_broken{100};

// A lookup that outlives its request holds a thread that nobody can end. getaddrinfo gives up by itself:
// after 5 s, twice, for each of at most three servers (resolv.conf(5)).
constexpr std::chrono::seconds longest_lookup{30};
// Threads that look names up are at most this many times the connections.
constexpr std::size_t lookups_per_connection = 4;

}  // namespace

Fetcher::Loop::Loop(Options options, RobotsMemory robots)
    : options_(std::move(options)),
      policy_(policy_of(options_)),
      headers_(options_),
      multi_(configured_multi(options_)),
      queues_(options_.host),
      robots_(options_, std::move(robots)) {
    // What ends a transfer must not fail for want of memory.
    running_.reserve(options_.connections);
    spare_.reserve(options_.connections);
    left_lookups_.reserve((lookups_per_connection + 1) * options_.connections);
    thread_ = std::thread{[this] { run(); }};
}

Fetcher::Loop::~Loop() {
    begin_shutdown(std::chrono::milliseconds{0});
    thread_.join();
}

std::future<Response> Fetcher::Loop::start(Request request) {
    auto job = std::make_unique<Job>(options_, policy_, std::move(request));
    std::future<Response> future = job->future();
    auto inbox = inbox_.lock();
    if (inbox->deadline) {
        job->fail(cancelled);
    } else {
        inbox->jobs.push_back(std::move(job));
        // One wake-up for all that gathers until the loop looks.
        if (inbox->jobs.size() == 1) curl_multi_wakeup(multi_.get());
    }
    return future;
}

void Fetcher::Loop::begin_shutdown(std::chrono::milliseconds grace) {
    auto inbox = inbox_.lock();
    const Clock::time_point deadline = Clock::now() + grace;
    inbox->deadline = inbox->deadline ? std::min(*inbox->deadline, deadline) : deadline;
    curl_multi_wakeup(multi_.get());
}

Timestamp Fetcher::Loop::ticks(Clock::time_point t) {
    return Timestamp::from_ms(std::chrono::duration_cast<Milliseconds>(t.time_since_epoch()).count());
}

void Fetcher::Loop::run() noexcept {
    for (;;) {
        try {
            while (turn()) {
            }
            return;
        } catch (...) {
            recover(std::current_exception());
        }
    }
}

// What is under way may be half done, and holds the memory or the descriptors that are missing: it ends, and
// its callers learn why. What waits for its host's turn stays.
void Fetcher::Loop::recover(const std::exception_ptr& exception) noexcept {
    while (!running_.empty()) {
        try {
            const JobPtr job = detach(*running_.back());
            fail(*job, exception);
        } catch (...) {  // NOLINT(bugprone-empty-catch)
            // The job is gone, and its promise with it: its caller learns that much.
        }
    }
    for (const JobPtr& job : robots_.abandon_all()) job->fail(exception);
    // Whatever is missing may come back meanwhile; a loop that fails in vain would take a whole core.
    std::this_thread::sleep_for(pause_when_broken);
}

bool Fetcher::Loop::turn() {
    take_inbox();
    const bool idle = running_.empty() && queues_.waiting() == 0;
    if (deadline_ && (idle || Clock::now() >= *deadline_)) {
        cancel(queues_.take_all_waiting());
        cancel_running();
        return false;
    }
    start_ready();
    int count = 0;
    check(curl_multi_perform(multi_.get(), &count));
    reap();
    check(curl_multi_poll(multi_.get(), nullptr, 0, timeout(), nullptr));
    return true;
}

int Fetcher::Loop::timeout() const {
    std::optional<Clock::time_point> wake = deadline_;
    if (const auto next = queues_.next_start(); next && has_free_connection()) {
        const Clock::time_point at{Milliseconds{next->ms()}};
        wake = wake ? std::min(*wake, at) : at;
    }
    if (queues_.waiting() > 0 && !left_lookups_.empty() && !has_free_connection()) {
        const auto free = *std::min_element(left_lookups_.begin(), left_lookups_.end());
        wake = wake ? std::min(*wake, free) : free;
    }
    constexpr std::int64_t longest = 60'000;
    if (!wake) return static_cast<int>(longest);
    const auto left = std::chrono::ceil<Milliseconds>(*wake - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, longest));
}

void Fetcher::Loop::take_inbox() {
    bool ends = false;
    {
        auto inbox = inbox_.lock();
        std::swap(taken_, inbox->jobs);
        ends = inbox->deadline && !deadline_;
        deadline_ = inbox->deadline;
    }
    for (JobPtr& job : taken_) admit(std::move(job));
    taken_.clear();
    if (ends) cancel(queues_.take_all_waiting());
}

void Fetcher::Loop::admit(JobPtr job) {
    try {
        place(job);
    } catch (...) {
        if (job) fail(*job, std::current_exception());
    }
}

void Fetcher::Loop::place(JobPtr& job) {
    if (const auto objection = job->objection()) return fail(*job, *objection);
    if (const auto left = pause_left(*job)) return fail_paused(*job, *left);
    if (job->robots_origin() && !is_cleared_by_robots(job)) return;
    const std::string host = job->host();
    queues_.push(host, std::move(job));
}

bool Fetcher::Loop::is_cleared_by_robots(JobPtr& job) {
    const Job& asked = *job;  // lives on in the book when it waits
    const RobotsBook::Word word = robots_.look_up(job, ticks(Clock::now()));
    if (word.asks) ask_for_robots(asked);
    if (!job) return false;
    if (word.refusal) {
        fail(*job, *word.refusal);
        return false;
    }
    job->clear_robots();
    queues_.space(job->host(), word.crawl_delay);
    return true;
}

void Fetcher::Loop::ask_for_robots(const Job& waiting) {
    const std::string origin = *waiting.robots_origin();
    try {
        auto asking = std::make_unique<Job>(options_, policy_, waiting.robots_request());
        asking->robots_answer = asking->future();
        asking->robots_of = origin;
        admit(std::move(asking));
    } catch (...) {
        abandon_robots(origin, std::current_exception());
    }
}

void Fetcher::Loop::abandon_robots(const std::string& origin, const std::exception_ptr& exception) {
    for (const JobPtr& job : robots_.abandon(origin)) job->fail(exception);
}

void Fetcher::Loop::settle_robots(Job& asked) {
    RobotsBook::Waiting waiting;
    try {
        waiting = robots_.settle(asked.robots_of, asked.robots_answer.get(), ticks(Clock::now()));
    } catch (...) {
        return abandon_robots(asked.robots_of, std::current_exception());
    }
    bool fails = waiting.failure.has_value();
    for (JobPtr& job : waiting.jobs) {
        if (fails) {
            fail(*job, *waiting.failure);
        } else {
            admit(std::move(job));
        }
        fails = fails && waiting.for_all;
    }
}

void Fetcher::Loop::complete(Job& job) {
    try {
        job.complete();
    } catch (...) {
        return fail(job, std::current_exception());
    }
    if (!job.robots_of.empty()) settle_robots(job);
}

void Fetcher::Loop::fail(Job& job, const Failure& failure) {
    job.fail(failure);
    if (!job.robots_of.empty()) settle_robots(job);
}

void Fetcher::Loop::fail_paused(Job& job, std::chrono::milliseconds left) {
    job.fail_paused(left);
    if (!job.robots_of.empty()) settle_robots(job);
}

void Fetcher::Loop::fail(Job& job, const std::exception_ptr& exception) {
    job.fail(exception);
    if (!job.robots_of.empty()) settle_robots(job);
}

bool Fetcher::Loop::has_free_connection() const {
    return running_.size() < options_.connections &&
           running_.size() + left_lookups_.size() < lookups_per_connection * options_.connections;
}

void Fetcher::Loop::start_ready() {
    std::erase_if(left_lookups_, [now = Clock::now()](Clock::time_point end) { return end <= now; });
    while (has_free_connection()) {
        JobPtr job = queues_.take(ticks(Clock::now()));
        if (!job) return;
        start_transfer(std::move(job));
    }
}

void Fetcher::Loop::start_transfer(JobPtr job) {
    try {
        if (spare_.empty()) spare_.push_back(std::make_unique<Transfer>(options_));
        std::unique_ptr<Transfer> transfer = std::move(spare_.back());
        spare_.pop_back();
        transfer->begin(job->plan(headers_));
        transfer->owner = job.get();
        check(curl_multi_add_handle(multi_.get(), transfer->easy()));
        job->transfer = std::move(transfer);
    } catch (...) {
        queues_.finished(job->host(), ticks(Clock::now()));
        fail(*job, std::current_exception());
        return;
    }
    job->place = running_.size();
    running_.push_back(std::move(job));
}

void Fetcher::Loop::reap() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg == CURLMSG_DONE) finish_transfer(message->easy_handle, message->data.result);
    }
    start_ready();
}

// Takes a job out of the running ones; its host may be asked again.
Fetcher::Loop::JobPtr Fetcher::Loop::detach(Job& job) {
    curl_multi_remove_handle(multi_.get(), job.transfer->easy());
    JobPtr owned = std::move(running_[job.place]);
    if (job.place + 1 != running_.size()) {
        running_[job.place] = std::move(running_.back());
        running_[job.place]->place = job.place;
    }
    running_.pop_back();
    queues_.finished(owned->host(), ticks(Clock::now()));
    return owned;
}

void Fetcher::Loop::finish_transfer(CURL* easy, CURLcode code) {
    JobPtr job = detach(*Transfer::of(easy).owner);
    std::unique_ptr<Transfer> transfer = std::move(job->transfer);
    bool more = false;
    try {
        more = job->advance(transfer->finish(code));
    } catch (...) {
        fail(*job, std::current_exception());
        return;  // the transfer is not used again
    }
    if (transfer->left_lookup()) left_lookups_.push_back(Clock::now() + longest_lookup);
    if (transfer->is_reusable()) spare_.push_back(std::move(transfer));
    if (job->response().retry_after) pause(*job, *job->response().retry_after);
    if (more) {
        admit(std::move(job));
    } else {
        complete(*job);
    }
}

std::optional<Milliseconds> Fetcher::Loop::pause_left(const Job& job) const {
    if (pauses_.size() == 0) return std::nullopt;
    return pauses_.left(job.pause_key(), ticks(Clock::now()));
}

void Fetcher::Loop::pause(const Job& asked, std::chrono::milliseconds time) {
    const Timestamp now = ticks(Clock::now());
    pauses_.set(asked.pause_key(), now + time, now);
    std::vector<JobPtr> may_be_meant = options_.pause_scope == schedule::PauseScope::domain
                                           ? queues_.take_waiting_within(asked.pause_key())
                                           : queues_.take_waiting(asked.host());
    // Those that are not meant go back to where they were.
    for (JobPtr& job : may_be_meant) admit(std::move(job));
}

void Fetcher::Loop::cancel(const std::vector<JobPtr>& jobs) {
    for (const JobPtr& job : jobs) fail(*job, cancelled);
}

void Fetcher::Loop::cancel_running() {
    while (!running_.empty()) {
        const JobPtr job = detach(*running_.back());
        fail(*job, cancelled);
    }
}

}  // namespace webclip::net
