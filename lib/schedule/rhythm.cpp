#include "schedule/rhythm.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace webclip::schedule {

namespace {

using model::Rhythm;

constexpr std::int64_t ms_per_hour = 3'600'000;
constexpr std::int64_t hours_per_day = 24;
constexpr std::int64_t days_per_week = 7;

// What an unknown source is taken for: one entry in six hours.
constexpr double assumed_arrivals = 1;
constexpr double assumed_hours = 6;
// What is believed of the hours of the day and the days of the week: nothing before so many entries were
// seen, and little before the day or the week came round a few times.
constexpr double doubt_of_hours = 8;
constexpr double doubt_of_days = 6;

double hours_of(Milliseconds duration) {
    return static_cast<double>(duration.count()) / static_cast<double>(ms_per_hour);
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

struct Moment {
    std::size_t hour;
    std::size_t day;
};

Moment moment_of(Timestamp at) {
    const std::int64_t hours = floor_divide(at.ms(), ms_per_hour);
    const std::int64_t days = floor_divide(hours, hours_per_day);
    constexpr std::int64_t thursday = 3;  // 1970-01-01
    const std::int64_t day = ((days + thursday) % days_per_week + days_per_week) % days_per_week;
    return {static_cast<std::size_t>(hours - days * hours_per_day), static_cast<std::size_t>(day)};
}

double decay_over(Milliseconds span) {
    return std::exp2(-hours_of(span) / hours_of(rhythm_half_life));
}

void decay(Rhythm& rhythm, double factor) {
    rhythm.watched_hours *= factor;
    rhythm.arrivals *= factor;
    for (double& count : rhythm.by_hour) count *= factor;
    for (double& count : rhythm.by_day) count *= factor;
}

void count(Rhythm& rhythm, Timestamp arrival, Timestamp now) {
    const double weight = decay_over(now - arrival);
    const Moment moment = moment_of(arrival);
    rhythm.arrivals += weight;
    rhythm.by_hour.at(moment.hour) += weight;
    rhythm.by_day.at(moment.day) += weight;
    if (rhythm.last_arrival && arrival > *rhythm.last_arrival)
        rhythm.longest_gap = std::max(rhythm.longest_gap, arrival - *rhythm.last_arrival);
    rhythm.last_arrival = std::max(rhythm.last_arrival.value_or(arrival), arrival);
}

// The first refresh: since when the feed's own dates tell of it.
Timestamp known_since(std::span<const Timestamp> arrivals, Timestamp now) {
    Timestamp since = now;
    for (const Timestamp at : arrivals) {
        if (at < since && now - at <= rhythm_half_life) since = at;
    }
    return since;
}

// The middle of `index` and its neighbours around the circle: news at eight may be news at nine.
template <std::size_t N>
double smoothed(const std::array<double, N>& counts, std::size_t index) {
    return counts.at(index) * 0.5 + counts.at((index + 1) % N) * 0.25 + counts.at((index + N - 1) % N) * 0.25;
}

// How much more than usual one of `slots` equal parts of a cycle brings; 1 on the average, and the nearer to
// 1 the more doubt there is.
double share(double count, const Rhythm& rhythm, double slots, double doubt, double cycle_hours) {
    const double rounds = rhythm.watched_hours / cycle_hours;
    const double weight = doubt + rhythm.arrivals * 4 / std::max(rounds * rounds, 0.01);
    return (count * slots + weight) / (rhythm.arrivals + weight);
}

}  // namespace

Rhythm observe(Rhythm rhythm, std::span<const Timestamp> arrivals, Timestamp now) {
    const bool first = !rhythm.seen_until;
    const Timestamp since = first ? known_since(arrivals, now) : std::min(*rhythm.seen_until, now);
    const Milliseconds span = now - since;
    const double factor = decay_over(span);
    decay(rhythm, factor);
    // ∫ of the decaying weight over the span.
    rhythm.watched_hours += (1.0 - factor) * hours_of(rhythm_half_life) / std::log(2.0);
    std::vector<Timestamp> dates;
    for (const Timestamp at : arrivals) {
        const bool within = at > since && at <= now;
        if (first && !within) continue;
        dates.push_back(within ? at : since + span / 2);
    }
    std::sort(dates.begin(), dates.end());
    for (const Timestamp at : dates) count(rhythm, at, now);
    rhythm.seen_until = now;
    return rhythm;
}

double expected_rate(const Rhythm& rhythm, Timestamp at) {
    const double rate = (rhythm.arrivals + assumed_arrivals) / (rhythm.watched_hours + assumed_hours);
    const Moment moment = moment_of(at);
    const double hour = smoothed(rhythm.by_hour, moment.hour);
    const double day = rhythm.by_day.at(moment.day);
    return rate * share(hour, rhythm, 24, doubt_of_hours, 24) * share(day, rhythm, 7, doubt_of_days, 24 * 7);
}

Milliseconds adaptive_wait(const Rhythm& rhythm, Timestamp now, Milliseconds hourly, Milliseconds most) {
    double missing = hours_of(hourly);  // ∫ √r dt still to come, r in entries an hour
    Milliseconds waited{0};
    while (waited < most) {
        const Timestamp at = now + waited;
        const Milliseconds step = std::min(
            most - waited,
            Milliseconds{ms_per_hour - (at.ms() - floor_divide(at.ms(), ms_per_hour) * ms_per_hour)});
        const double density = std::sqrt(expected_rate(rhythm, at));
        const double brought = density * hours_of(step);
        if (brought >= missing) {
            const double rest = missing / density * static_cast<double>(ms_per_hour);
            return std::min(most, waited + Milliseconds{static_cast<std::int64_t>(rest)});
        }
        missing -= brought;
        waited += step;
    }
    return most;
}

bool is_stale(const Rhythm& rhythm, Timestamp now) {
    constexpr std::chrono::hours shortest_silence{24 * 14};
    if (!rhythm.last_arrival || rhythm.longest_gap <= Milliseconds{0}) return false;
    const Milliseconds silence = now - *rhythm.last_arrival;
    if (silence < shortest_silence || silence < rhythm.longest_gap * 2) return false;
    // The weights of arrivals fade while a source is silent, those of the hours do not: what was usual is
    // read from before the silence.
    const double faded = decay_over(silence);
    const double before = rhythm.arrivals / std::max(faded, 1e-9);
    const double watched =
        std::max(rhythm.watched_hours - (1.0 - faded) * hours_of(rhythm_half_life) / std::log(2.0), 0.0) /
        std::max(faded, 1e-9);
    const double usual_gap = watched / std::max(before, 1.0);
    return hours_of(silence) >= 10 * usual_gap;
}

}  // namespace webclip::schedule
