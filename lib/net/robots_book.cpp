#include "robots_book.h"

#include <algorithm>
#include <array>
#include <utility>

#include "request_headers.h"

namespace webclip::net {

namespace {

// A host in trouble is asked again after this, and not once for each of its pages.
constexpr std::chrono::seconds trouble_age{60};
// The rules of some thousand hosts are some megabytes; a daemon meets more hosts than that in its life.
constexpr std::size_t most_sites = 2048;
// Hosts cannot fill the disk with it: a longer one is asked for again after the next start.
constexpr std::size_t longest_kept = std::size_t{64} << 10U;

bool is_one_of(std::string_view code, std::initializer_list<std::string_view> codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

RobotsAnswer judge_robots(const Response& response) {
    const model::Capture& capture = response.capture;
    if (response.ok()) return {schedule::RobotsRules::parse(response.body), {}, true};
    const bool redirected = capture.hops.size() > 1 || is_redirect(capture.status);
    // §2.3.1.2: after five redirects the file may be taken as unavailable; so may one behind an address that
    // is none or that nobody may ask.
    const bool leads_nowhere =
        is_one_of(capture.error_code, {"too_many_redirects", "bad_redirect", "forbidden_scheme"}) ||
        (redirected && capture.error_code == "forbidden_address");
    if (leads_nowhere || (capture.error_code.empty() && capture.status < 500))
        return {schedule::RobotsRules::allow_all(), {}, true};
    if (capture.error_code.empty()) {
        return {std::nullopt,
                {"robots_unreachable", "robots.txt answered " + std::to_string(capture.status) +
                                           ", which forbids everything for now"},
                false};
    }
    return {std::nullopt,
            {capture.error_code, "robots.txt: " + capture.error_message},
            is_one_of(capture.error_code, {"cancelled", "paused", "forbidden_address"})};
}

RobotsBook::RobotsBook(const Options& options, RobotsMemory memory)
    : options_(options), memory_(std::move(memory)), agent_(options.user_agent) {}

void RobotsBook::take(Site& site, schedule::RobotsRules rules, Timestamp end) const {
    site.crawl_delay =
        std::min(rules.crawl_delay(agent_).value_or(Milliseconds{0}), options_.crawl_delay_most);
    site.rules = std::move(rules);
    site.rules_end = end;
}

// One that has expired is taken as well: it stands in while no other can be had (§2.4).
void RobotsBook::recall(Site& site, const std::string& origin, Timestamp now) {
    if (!memory_.recall) return;
    const std::optional<model::RobotsCopy> copy = memory_.recall(origin);
    if (!copy) return;
    const Milliseconds age = webclip::now() - copy->fetched_at;
    const bool clock_was_set_back = age < Milliseconds{0};
    take(site, schedule::RobotsRules::parse(copy->body),
         clock_was_set_back ? now : now + (options_.robots_age - age));
}

RobotsBook::Word RobotsBook::look_up(JobPtr& job, Timestamp now) {
    const std::string origin = *job->robots_origin();
    const auto [place, is_new] = sites_.try_emplace(origin);
    Site& site = place->second;
    if (is_new) recall(site, origin, now);
    Word word;
    if (site.rules && (now < site.rules_end || job->robots_awaited)) {
        if (!site.rules->allowed(agent_, job->hop_path()))
            word.refusal = Failure{"robots", "disallowed by " + origin + "/robots.txt"};
        word.crawl_delay = site.crawl_delay;
    } else if (!site.rules && now < site.trouble_ends) {
        word.refusal = site.trouble;
    } else {
        job->robots_awaited = true;
        site.waiting.push_back(std::move(job));
        word.asks = !std::exchange(site.asked, true);
    }
    return word;
}

RobotsBook::Waiting RobotsBook::settle(const std::string& origin, const Response& response, Timestamp now) {
    RobotsAnswer answer = judge_robots(response);
    Site& site = sites_[origin];
    Waiting waiting;
    if (answer.rules) {
        take(site, *std::move(answer.rules), now + options_.robots_age);
        const std::string& body = response.ok() ? response.body : std::string{};
        if (memory_.keep && body.size() <= longest_kept)
            memory_.keep(origin, {.body = body, .fetched_at = webclip::now()});
    } else if (answer.passing) {
        waiting.failure = std::move(answer.trouble);
        // Another request may be allowed where this one is not.
        waiting.for_all = waiting.failure->code != "forbidden_address";
    } else if (site.rules) {
        site.rules_end = now + trouble_age;  // §2.4: the last copy may be used while no other can be had
    } else {
        site.trouble = std::move(answer.trouble);
        site.trouble_ends = now + trouble_age;
    }
    waiting.jobs = abandon(origin);
    if (sites_.size() > most_sites) forget_old(now);
    return waiting;
}

std::vector<RobotsBook::JobPtr> RobotsBook::abandon(const std::string& origin) {
    Site& site = sites_[origin];
    site.asked = false;
    return std::exchange(site.waiting, {});
}

std::vector<RobotsBook::JobPtr> RobotsBook::abandon_all() {
    std::vector<JobPtr> jobs;
    for (auto& [origin, site] : sites_) {
        site.asked = false;
        for (JobPtr& job : site.waiting) jobs.push_back(std::move(job));
        site.waiting.clear();
    }
    return jobs;
}

// What has expired; where that is not enough, every second one.
void RobotsBook::forget_old(Timestamp now) {
    std::erase_if(sites_, [&](const auto& entry) {
        const Site& site = entry.second;
        return !site.asked && now >= site.rules_end && now >= site.trouble_ends;
    });
    if (sites_.size() <= most_sites) return;
    bool goes = false;
    std::erase_if(sites_, [&](const auto& entry) {
        goes = !goes;
        return goes && !entry.second.asked;
    });
}

}  // namespace webclip::net
