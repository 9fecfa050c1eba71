// Requests waiting for their host's turn. Pure but for owning what waits; used on the loop's thread only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/timestamp.h"
#include "schedule/host_budget.h"

namespace webclip::net {

template <typename Job>
class HostQueues {
  public:
    explicit HostQueues(schedule::HostLimits limits) : limits_(limits) {}

    // Times are of a monotonic clock of the caller's. The job stays the caller's when this throws.
    void push(const std::string& host, std::unique_ptr<Job>&& job) {
        Host& entry = hosts_[host];
        entry.waiting.push_back(std::move(job));
        try {
            schedule(entry);
        } catch (...) {
            job = std::move(entry.waiting.back());
            entry.waiting.pop_back();
            throw;
        }
        ++waiting_;
    }
    // The next job that may start now, counted as started; nothing when none may.
    std::unique_ptr<Job> take(Timestamp now) {
        while (!due_.empty() && due_.top().first <= now) {
            Host& host = *due_.top().second;
            due_.pop();
            host.scheduled = false;
            if (host.waiting.empty()) continue;
            if (!host.budget.may_start(limits_of(host), now)) {
                schedule(host);  // spaced since; or out of connections: finished() schedules it again
                continue;
            }
            std::unique_ptr<Job> job = std::move(host.waiting.front());
            host.waiting.pop_front();
            --waiting_;
            // The tick under way counts in full, or the next start would come a part of a tick too early.
            host.budget.started(now + Milliseconds{1});
            schedule(host);
            return job;
        }
        return nullptr;
    }
    // A job of `host` that take() gave out is done.
    void finished(const std::string& host, Timestamp now) {
        Host& entry = hosts_[host];
        entry.budget.finished();
        schedule(entry);
        if (hosts_.size() > forget_above_) forget_idle(now);
    }
    // What this host asks for besides; counts when it is more than everybody's spacing.
    void space(const std::string& host, Milliseconds spacing) { hosts_[host].spacing = spacing; }
    // When take() may next give something without a finished() before; nothing when only that helps.
    std::optional<Timestamp> next_start() const {
        if (due_.empty()) return std::nullopt;
        return due_.top().first;
    }
    std::size_t waiting() const { return waiting_; }
    std::size_t hosts() const { return hosts_.size(); }

    // All that waits for `host`; for a domain's own host and those below it; for any.
    std::vector<std::unique_ptr<Job>> take_waiting(const std::string& host) {
        std::vector<std::unique_ptr<Job>> jobs;
        if (const auto found = hosts_.find(host); found != hosts_.end()) drain(found->second, jobs);
        return jobs;
    }
    std::vector<std::unique_ptr<Job>> take_waiting_within(const std::string& domain) {
        std::vector<std::unique_ptr<Job>> jobs;
        for (auto& [name, host] : hosts_) {
            if (name == domain || name.ends_with("." + domain)) drain(host, jobs);
        }
        return jobs;
    }
    std::vector<std::unique_ptr<Job>> take_all_waiting() {
        std::vector<std::unique_ptr<Job>> jobs;
        for (auto& [name, host] : hosts_) drain(host, jobs);
        return jobs;
    }

  private:
    struct Host {
        schedule::HostBudget budget;
        std::deque<std::unique_ptr<Job>> waiting;
        Milliseconds spacing{0};
        bool scheduled = false;  // stands in due_ exactly once
    };
    using Due = std::pair<Timestamp, Host*>;
    struct Later {
        bool operator()(const Due& a, const Due& b) const { return a.first > b.first; }
    };

    schedule::HostLimits limits_of(const Host& host) const {
        return {std::max(limits_.spacing, host.spacing), limits_.connections};
    }
    void schedule(Host& host) {
        if (host.scheduled || host.waiting.empty() || host.budget.running() >= limits_.connections) return;
        due_.push({host.budget.earliest_start(limits_of(host)), &host});
        host.scheduled = true;
    }
    void drain(Host& host, std::vector<std::unique_ptr<Job>>& jobs) {
        waiting_ -= host.waiting.size();
        for (auto& job : host.waiting) jobs.push_back(std::move(job));
        host.waiting.clear();
    }
    // A daemon that runs for years meets every host there is.
    void forget_idle(Timestamp now) {
        std::erase_if(hosts_, [&](const auto& entry) {
            const Host& host = entry.second;
            return !host.scheduled && host.waiting.empty() && host.budget.is_idle(limits_of(host), now);
        });
        forget_above_ = 2 * hosts_.size() + 1024;
    }

    schedule::HostLimits limits_;
    std::unordered_map<std::string, Host> hosts_;  // its nodes keep their addresses
    std::priority_queue<Due, std::vector<Due>, Later> due_;
    std::size_t waiting_ = 0;
    std::size_t forget_above_ = 1024;
};

}  // namespace webclip::net
