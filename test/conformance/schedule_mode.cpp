// robots.txt and Retry-After.
#include <chrono>

#include "fields.h"
#include "mode.h"
#include "schedule/policy.h"
#include "schedule/robots.h"

namespace webclip::conformance {

namespace {

// Path and query as they stand in the address: published cases compare escapes, so nothing may re-encode them
// here.
std::string path_of(std::string_view address) {
    const std::size_t authority = address.find("//");
    if (authority == std::string_view::npos) return std::string{address};
    const std::size_t path = address.find_first_of("/?#", authority + 2);
    if (path == std::string_view::npos) return {};
    address = address.substr(path);
    return std::string{address.substr(0, address.find('#'))};
}

double seconds(std::chrono::milliseconds span) {
    return std::chrono::duration<double>(span).count();
}

}  // namespace

json robots_case(const json& input, Context& /*context*/) {
    const auto rules = schedule::RobotsRules::parse(required_text(input, "robots"));
    const std::string agent = text_field(input, "agent");
    json answer{{"allowed", rules.allowed(agent, path_of(text_field(input, "url")))},
                {"sitemaps", rules.sitemaps()}};
    if (const auto delay = rules.crawl_delay(agent)) answer["crawl_delay_s"] = seconds(*delay);
    return answer;
}

json retry_after_case(const json& input, Context& /*context*/) {
    const std::string when = required_text(input, "now");
    const auto now = parse_iso8601(when);
    if (!now) return {{"error", "\"now\" is no ISO 8601 time: " + when}};
    const auto delay = schedule::parse_retry_after(required_text(input, "value"), *now);
    return {{"delay_s", delay ? json(seconds(*delay)) : json()}};
}

}  // namespace webclip::conformance
