// What the hosts' robots.txt say: kept, asked for once, waited for. Used on the loop's thread only.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/timestamp.h"
#include "job.h"
#include "net/fetcher.h"
#include "redirect.h"
#include "schedule/robots.h"

namespace webclip::net {

// RFC 9309 §2.3.1: an answer 2xx brings rules, one that says there are none (4xx, a redirect that leads
// nowhere) allows everything, 5xx and silence forbid everything for the time being. Pure.
struct RobotsAnswer {
    std::optional<schedule::RobotsRules> rules;
    Failure trouble;      // without rules
    bool passing = true;  // a trouble that says nothing of the host: it is not kept
};
RobotsAnswer judge_robots(const Response& response);

class RobotsBook {
  public:
    using JobPtr = std::unique_ptr<Job>;

    RobotsBook(const Options& options, RobotsMemory memory);

    // Leaves the job where it is when robots.txt lets its hop pass or has been found to refuse it, which
    // `refusal` then says. Else takes it to wait here, and `asks` is set when it is the first that does.
    struct Word {
        std::optional<Failure> refusal;
        Milliseconds crawl_delay{0};
        bool asks = false;
    };
    // Precondition: the job's hop has a robots_origin().
    Word look_up(JobPtr& job, Timestamp now);

    // The answer to what look_up() asked for. Those who waited, in order, to be looked up again; with a
    // `failure` for those who cannot be.
    struct Waiting {
        std::vector<JobPtr> jobs;
        std::optional<Failure> failure;  // of the first of them, or of all when `for_all`
        bool for_all = false;
    };
    Waiting settle(const std::string& origin, const Response& response, Timestamp now);
    // No answer will come, for a reason that is not the host's: those who waited. The next one asks again.
    std::vector<JobPtr> abandon(const std::string& origin);
    std::vector<JobPtr> abandon_all();

  private:
    struct Site {
        std::optional<schedule::RobotsRules> rules;
        Milliseconds crawl_delay{0};
        Timestamp rules_end;
        Failure trouble;
        Timestamp trouble_ends;
        bool asked = false;
        std::vector<JobPtr> waiting;
    };
    // Of a host that is met for the first time.
    void recall(Site& site, const std::string& origin, Timestamp now);
    void take(Site& site, schedule::RobotsRules rules, Timestamp end) const;
    void forget_old(Timestamp now);

    const Options& options_;
    const RobotsMemory memory_;
    const std::string agent_;
    std::unordered_map<std::string, Site> sites_;
};

}  // namespace webclip::net
