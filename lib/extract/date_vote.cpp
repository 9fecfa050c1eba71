#include "date_vote.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace webclip::extract {
namespace {

constexpr auto one_day = std::chrono::hours(24);

double support(const std::vector<DateClaim>& claims, std::string_view day) {
    double sum = 0;
    for (const DateClaim& claim : claims) {
        if (!claim.date.is_order_guessed && claim.date.day() == day) sum += claim.weight;
    }
    return sum;
}

void settle_order(std::vector<DateClaim>& claims, std::optional<Timestamp> latest) {
    for (DateClaim& claim : claims) {
        const auto other = other_reading(claim.date);
        if (!other) continue;
        const bool is_future = latest && claim.date.instant > *latest + one_day;
        if (is_future || support(claims, other->day()) > support(claims, claim.date.day())) {
            claim.date = *other;
        }
    }
}

// One instant in two zones may be two days: all its claims count for the day of the heaviest.
void join_instants(std::vector<DateClaim>& claims) {
    for (DateClaim& claim : claims) {
        if (!claim.date.has_zone()) continue;
        for (const DateClaim& other : claims) {
            const bool is_same = other.date.has_zone() && other.date.instant == claim.date.instant;
            if (is_same && other.weight > claim.weight) claim.date = other.date;
        }
    }
}

// A UTC evening is the next day where the page was written, if the page says so elsewhere.
void lend_to_local_days(const std::vector<DateClaim>& claims, std::map<std::string, double>& days) {
    constexpr std::string_view evening = "T20";
    for (const DateClaim& claim : claims) {
        const std::string& iso = claim.date.iso;
        if (iso.size() < 17 || iso.back() != 'Z' || std::string_view(iso).substr(10, 3) < evening) continue;
        const auto local = days.find(to_iso8601_date(claim.date.instant + one_day));
        if (local != days.end()) local->second += claim.weight;
    }
}

void explain(const std::vector<DateClaim>& claims, std::string_view day, DateElection& election) {
    std::string lost;
    for (const DateClaim& claim : claims) {
        if (claim.date.day() == day) {
            election.why += (election.why.empty() ? "" : " + ") + claim.source;
        } else {
            lost += (lost.empty() ? "; not " : ", ") + claim.date.iso + " (" + claim.source + ")";
        }
    }
    election.why += lost;
}

}  // namespace

DateElection elect_date(std::vector<DateClaim> claims, std::optional<Timestamp> latest) {
    settle_order(claims, latest);
    if (latest) {
        claims.erase(
            std::remove_if(claims.begin(), claims.end(),
                           [&](const DateClaim& claim) { return claim.date.instant > *latest + one_day; }),
            claims.end());
    }
    join_instants(claims);
    std::map<std::string, double> days;
    for (const DateClaim& claim : claims) days[std::string(claim.date.day())] += claim.weight;
    lend_to_local_days(claims, days);
    const DateClaim* best = nullptr;
    for (const DateClaim& claim : claims) {
        const auto weight = [&](const DateClaim& one) { return days[std::string(one.date.day())]; };
        if (best == nullptr || weight(claim) > weight(*best) + 1e-9) best = &claim;
    }
    DateElection election;
    if (best == nullptr) return election;
    const std::string day(best->date.day());
    election.weight = days[day];
    for (const DateClaim& claim : claims) {
        if (claim.date.day() == day && claim.date.iso.size() > best->date.iso.size()) best = &claim;
    }
    election.date = best->date;
    explain(claims, day, election);
    return election;
}

}  // namespace webclip::extract
