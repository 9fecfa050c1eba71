// The whole policy, driven through 90 days of 2,000 sources: what it asks for, what it finds late, how hard
// it is on a host; beside fixed intervals that make the same number of requests.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <queue>
#include <random>
#include <vector>

#include "schedule/host_budget.h"
#include "schedule/source_policy.h"
#include "support/corpus.h"

namespace webclip::schedule {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp start = Timestamp::from_ms(1'699'833'600'000);  // Monday, 2023-11-13
constexpr Milliseconds one_day = hours{24};
constexpr int days = 90;
constexpr std::size_t source_count = 2000;
constexpr std::size_t host_count = 600;
constexpr std::size_t feed_window = 20;  // entries a feed holds: older ones are gone
constexpr int slots = 24 * 7;            // hours of a week, from Monday

using Random = std::mt19937_64;
using WeekShape = std::array<double, slots>;  // how much more than usual each hour of the week brings

double unit(Random& random) {
    return static_cast<double>(random() >> 11U) * 0x1.0p-53;
}

// ---- Publishing patterns

enum class Pattern { even, office_hours, morning_edition, weekly, bursts };

WeekShape shape_of(Pattern pattern, int zone) {
    WeekShape shape{};
    for (int slot = 0; slot < slots; ++slot) {
        const int hour = (slot + zone + slots) % 24;
        const bool weekend = ((slot + zone + slots) % slots) / 24 >= 5;
        switch (pattern) {
            case Pattern::even: shape.at(slot) = 1; break;
            case Pattern::office_hours:
                shape.at(slot) = weekend ? 0.1 : hour >= 8 && hour < 19 ? 3 : 0.2;
                break;
            case Pattern::morning_edition: shape.at(slot) = hour == 6 ? 20 : 0.1; break;
            case Pattern::weekly: shape.at(slot) = slot / 24 == 4 && hour == 15 ? 160 : 0.02; break;
            case Pattern::bursts: shape.at(slot) = 1; break;
        }
    }
    return shape;
}

struct Publisher {
    std::size_t host = 0;
    std::vector<Timestamp> published;
    std::vector<std::pair<Timestamp, Timestamp>> outages;
    Timestamp gone_at = start + one_day * 1000;
};

// Arrivals by thinning: a Poisson process whose rate follows the week.
std::vector<Timestamp> publish(const WeekShape& shape, double a_day, Pattern pattern, Random& random) {
    double total = 0;
    for (const double share : shape) total += share;
    std::vector<Timestamp> published;
    // 30 days before the start are what the first look finds in the feed.
    for (int slot = -24 * 30; slot < 24 * days; ++slot) {
        const double share =
            shape.at(static_cast<std::size_t>(((slot % slots) + slots) % slots)) * slots / total;
        double expected = a_day / 24 * share;
        const bool in_burst = pattern == Pattern::bursts;
        if (in_burst) expected = unit(random) < 0.1 ? expected * 10 : 0;
        for (; expected > 0; expected -= 1) {
            if (unit(random) >= std::min(expected, 1.0)) continue;
            const auto at = Milliseconds{static_cast<std::int64_t>((slot + unit(random)) * 3'600'000)};
            published.push_back(start + at);
        }
    }
    std::sort(published.begin(), published.end());
    return published;
}

std::vector<Publisher> make_publishers(const WeekShape* recorded) {
    Random random{20261126};
    std::vector<Publisher> publishers(source_count);
    for (std::size_t i = 0; i < source_count; ++i) {
        Publisher& publisher = publishers[i];
        // A twentieth of all sources shares one host, as with hosted blogs.
        publisher.host = i % 20 == 0 ? 0 : static_cast<std::size_t>(random() % host_count);
        const auto pattern = static_cast<Pattern>(random() % 5);
        const double a_day =
            std::exp(std::log(0.03) + unit(random) * std::log(80 / 0.03));  // 1 a month … 80 a day
        const bool as_recorded = recorded != nullptr && i % 2 == 0;
        const WeekShape shape = as_recorded ? *recorded : shape_of(pattern, static_cast<int>(random() % 24));
        publisher.published = publish(shape, a_day, pattern, random);
        if (unit(random) < 0.05) {
            const Timestamp from = start + one_day * static_cast<int>(random() % days);
            publisher.outages.emplace_back(from, from + one_day * 2);
        }
        if (unit(random) < 0.01) publisher.gone_at = start + one_day * static_cast<int>(random() % days);
    }
    return publishers;
}

// ---- The run

struct Figures {
    std::size_t requests = 0;
    std::size_t found = 0;
    std::size_t late = 0;    // by more than an hour
    std::size_t missed = 0;  // fallen out of the feed before it was looked at
    double mean_lateness_minutes = 0;
    std::size_t worst_burst = 0;  // requests to one host within ten seconds
    std::size_t asked_when_dead = 0;
};

class Run {
  public:
    Run(const std::vector<Publisher>& publishers, const Policy& policy)
        : publishers_(publishers), policy_(policy) {
        for (std::size_t i = 0; i < publishers.size(); ++i)
            due_.emplace(start + Milliseconds{static_cast<std::int64_t>(unit(random_) * 3'600'000)}, i);
        states_.resize(publishers.size());
        seen_.resize(publishers.size());
    }

    Figures play() {
        while (!due_.empty() && due_.top().first < start + one_day * days) {
            const auto [at, source] = due_.top();
            due_.pop();
            const Timestamp turn = wait_for_turn(source, at);
            if (turn > at) {
                due_.emplace(turn, source);
                continue;
            }
            look(source, at);
        }
        figures_.mean_lateness_minutes =
            lateness_ms_ / 60'000 / static_cast<double>(std::max<std::size_t>(figures_.found, 1));
        return figures_;
    }

  private:
    using Due = std::pair<Timestamp, std::size_t>;

    Timestamp wait_for_turn(std::size_t source, Timestamp at) {
        HostBudget& budget = budgets_[publishers_[source].host];
        const Timestamp turn = std::max(at, budget.earliest_start(limits_));
        if (turn > at) return turn;
        budget.started(at);
        budget.finished();
        std::vector<Timestamp>& starts = starts_[publishers_[source].host];
        starts.push_back(at);
        const auto within = std::lower_bound(starts.begin(), starts.end(), at - seconds{10});
        figures_.worst_burst =
            std::max(figures_.worst_burst, static_cast<std::size_t>(starts.end() - within));
        return at;
    }

    void look(std::size_t source, Timestamp at) {
        ++figures_.requests;
        const Publisher& publisher = publishers_[source];
        model::SourceState& state = states_[source];
        if (state.health == model::SourceHealth::dead) ++figures_.asked_when_dead;
        RefreshOutcome outcome;
        const bool out = std::any_of(publisher.outages.begin(), publisher.outages.end(),
                                     [&](const auto& span) { return at >= span.first && at < span.second; });
        if (at >= publisher.gone_at) {
            outcome.kind = RefreshOutcome::Kind::gone;
        } else if (out) {
            outcome.kind = RefreshOutcome::Kind::failed;
        } else {
            outcome.arrivals = find_new(source, at);
        }
        state = after_refresh(policy_, {}, std::move(state), outcome, at, unit(random_));
        if (state.health != model::SourceHealth::dead) due_.emplace(state.next_check_at, source);
    }

    std::vector<Timestamp> find_new(std::size_t source, Timestamp at) {
        const std::vector<Timestamp>& published = publishers_[source].published;
        const auto until = static_cast<std::size_t>(std::upper_bound(published.begin(), published.end(), at) -
                                                    published.begin());
        std::size_t from = seen_[source];
        const bool first = !states_[source].rhythm.seen_until;
        if (until - from > feed_window) {
            if (!first) figures_.missed += until - from - feed_window;
            from = until - feed_window;
        }
        for (std::size_t i = from; i < until && !first; ++i) {
            const Milliseconds lateness = at - published[i];
            ++figures_.found;
            figures_.late += lateness > hours{1} ? 1U : 0U;
            lateness_ms_ += static_cast<double>(lateness.count());
        }
        seen_[source] = until;
        return {published.begin() + static_cast<std::ptrdiff_t>(from),
                published.begin() + static_cast<std::ptrdiff_t>(until)};
    }

    const std::vector<Publisher>& publishers_;
    Policy policy_;
    HostLimits limits_;
    Random random_{42};
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::vector<model::SourceState> states_;
    std::vector<std::size_t> seen_;
    std::map<std::size_t, HostBudget> budgets_;
    std::map<std::size_t, std::vector<Timestamp>> starts_;
    Figures figures_;
    double lateness_ms_ = 0;
};

void print(const char* name, const Figures& figures) {
    std::printf(
        "%-28s %8zu requests  %7zu found  mean %6.1f min late  %6zu over an hour  %5zu missed  worst burst "
        "%zu in 10 s\n",
        name, figures.requests, figures.found, figures.mean_lateness_minutes, figures.late, figures.missed,
        figures.worst_burst);
}

// Fixed intervals that come to as many requests.
Policy fixed_with(std::size_t requests) {
    Policy policy;
    const double jitter = 1 + policy.jitter / 2;
    policy.every = Milliseconds{static_cast<std::int64_t>(static_cast<double>(source_count) * days *
                                                          static_cast<double>(one_day.count()) / jitter /
                                                          static_cast<double>(requests))};
    return policy;
}

void compare(const std::vector<Publisher>& publishers) {
    const Figures adaptive = Run{publishers, Policy{}}.play();
    const Figures fixed = Run{publishers, fixed_with(adaptive.requests)}.play();
    print("adaptive", adaptive);
    print("fixed, as many requests", fixed);
    EXPECT_NEAR(static_cast<double>(fixed.requests), static_cast<double>(adaptive.requests),
                0.02 * static_cast<double>(adaptive.requests));
    EXPECT_LT(adaptive.mean_lateness_minutes, 0.6 * fixed.mean_lateness_minutes);
    EXPECT_LT(adaptive.late, fixed.late);
    EXPECT_LE(adaptive.missed, fixed.missed);
    EXPECT_LE(adaptive.worst_burst, 11U) << "a second between two requests to one host";
    EXPECT_EQ(adaptive.asked_when_dead, 0U);
}

TEST(Simulation, NinetyDaysOfSyntheticSources) {
    compare(make_publishers(nullptr));
}

// The hours of the week in which the clips of a public archive were published.
WeekShape recorded_shape(const std::filesystem::path& folder) {
    WeekShape shape{};
    for (const auto& file : std::filesystem::recursive_directory_iterator{folder}) {
        if (file.path().extension() != ".md") continue;
        const std::string text = test::read_file(file.path());
        const std::size_t line = text.find("\ndate: ");
        if (line == std::string::npos) continue;
        const std::size_t from = line + 7;
        const auto date = parse_iso8601(std::string_view{text}.substr(from, text.find('\n', from) - from));
        if (!date) continue;
        const std::int64_t hour = (*date - start).count() / 3'600'000;
        shape.at(static_cast<std::size_t>(((hour % slots) + slots) % slots)) += 1;
    }
    return shape;
}

TEST(Simulation, NinetyDaysOfSourcesThatPublishAsRecorded) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    const WeekShape recorded = recorded_shape(folder);
    compare(make_publishers(&recorded));
}

}  // namespace
}  // namespace webclip::schedule
