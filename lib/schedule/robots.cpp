#include "schedule/robots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/ascii.h"
#include "robots_match.h"

namespace webclip::schedule {

namespace {

constexpr std::size_t largest_body = std::size_t{512} << 10U;
constexpr std::size_t longest_path = std::size_t{8} << 10U;
constexpr std::chrono::milliseconds longest_delay = std::chrono::hours{24};

enum class Field { none, user_agent, allow, disallow, crawl_delay, sitemap };

struct Line {
    Field field = Field::none;
    std::string_view value;
};

// The misspellings are those that publishers write often enough for other crawlers to obey them.
Field field_named(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, Field>, 12> names{{
        {"user-agent", Field::user_agent},
        {"useragent", Field::user_agent},
        {"user agent", Field::user_agent},
        {"allow", Field::allow},
        {"disallow", Field::disallow},
        {"dissallow", Field::disallow},
        {"dissalow", Field::disallow},
        {"disalow", Field::disallow},
        {"diasllow", Field::disallow},
        {"disallaw", Field::disallow},
        {"crawl-delay", Field::crawl_delay},
        {"sitemap", Field::sitemap},
    }};
    for (const auto& [known, field] : names) {
        if (equals_ignoring_ascii_case(name, known)) return field;
    }
    return Field::none;
}

// Deviation: a missing colon is forgiven when the line is exactly two words, as other crawlers do.
Line read_line(std::string_view text) {
    const std::string_view line = trim_ascii(text.substr(0, text.find('#')));
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        return {field_named(trim_ascii(line.substr(0, colon))), trim_ascii(line.substr(colon + 1))};
    }
    const std::size_t blank = line.find_first_of(" \t");
    if (blank == std::string_view::npos) return {};
    const std::string_view value = trim_ascii(line.substr(blank));
    if (value.find_first_of(" \t") != std::string_view::npos) return {};
    return {field_named(line.substr(0, blank)), value};
}

// RFC 9309 §2.2.1: a product token is letters, "_" and "-". Deviation: digits too, as crawlers in use have
// them ("MJ12bot").
std::string product_token(std::string_view agent) {
    const std::string_view trimmed = trim_ascii(agent);
    std::size_t length = 0;
    while (length < trimmed.size() &&
           (is_ascii_alnum(trimmed[length]) || trimmed[length] == '-' || trimmed[length] == '_')) {
        ++length;
    }
    return to_ascii_lower(trimmed.substr(0, length));
}

bool names_everyone(std::string_view agent) {
    return agent.starts_with('*') && (agent.size() == 1 || is_ascii_space(agent[1]));
}

// Seconds, with or without a fraction; "" and anything else is ignored.
std::optional<std::chrono::milliseconds> read_delay(std::string_view value) {
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), seconds, std::chars_format::fixed);
    if (error != std::errc{} || end != value.data() + value.size() || !(seconds >= 0) || std::isinf(seconds))
        return std::nullopt;
    const double most = static_cast<double>(longest_delay.count());
    return std::chrono::milliseconds{static_cast<std::int64_t>(std::min(seconds * 1000.0, most))};
}

std::string_view without_byte_order_mark(std::string_view body) {
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    return body;
}

// What is looked at: a line cut by the limit is dropped, since half a rule may say the opposite.
std::string_view within_limit(std::string_view body) {
    if (body.size() <= largest_body) return body;
    const std::size_t end = body.substr(0, largest_body).find_last_of("\r\n");
    return body.substr(0, end == std::string_view::npos ? 0 : end);
}

}  // namespace

class RobotsRules::Parser {
  public:
    void add(const Line& line) {
        switch (line.field) {
            case Field::user_agent: add_agent(line.value); break;
            case Field::allow: add_rule(true, line.value); break;
            case Field::disallow: add_rule(false, line.value); break;
            case Field::crawl_delay: add_delay(line.value); break;
            case Field::sitemap:
                if (!line.value.empty()) rules_.sitemaps_.emplace_back(line.value);
                break;
            case Field::none: break;
        }
    }
    RobotsRules take() { return std::move(rules_); }

  private:
    // Consecutive user-agent lines share one group; only a rule ends the naming (RFC 9309 §2.2.1, §2.2.4:
    // other records do not interfere).
    void add_agent(std::string_view value) {
        if (!naming_) rules_.groups_.emplace_back();
        naming_ = true;
        rules_.groups_.back().agents.push_back(names_everyone(value) ? "*" : product_token(value));
    }
    void add_rule(bool allow, std::string_view pattern) {
        naming_ = false;
        // A rule before any group means nothing; neither does an empty pattern.
        if (rules_.groups_.empty() || pattern.empty()) return;
        rules_.groups_.back().rules.push_back({allow, normal_pattern(pattern)});
    }
    void add_delay(std::string_view value) {
        if (rules_.groups_.empty()) return;
        if (const auto delay = read_delay(value)) rules_.groups_.back().crawl_delay = delay;
    }

    RobotsRules rules_;
    bool naming_ = false;
};

RobotsRules RobotsRules::parse(std::string_view body) {
    Parser parser;
    std::string_view rest = within_limit(without_byte_order_mark(body));
    while (!rest.empty()) {
        const std::size_t end = rest.find_first_of("\r\n");
        parser.add(read_line(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return parser.take();
}

RobotsRules RobotsRules::allow_all() {
    return {};
}

RobotsRules RobotsRules::deny_all() {
    RobotsRules rules;
    rules.groups_.push_back({{"*"}, {{false, "/"}}, std::nullopt});
    return rules;
}

// RFC 9309 §2.2.1: all groups that name the crawler count as one; the groups for "*" only when there is none.
std::vector<const RobotsRules::Group*> RobotsRules::groups_for(std::string_view agent) const {
    const std::string token = product_token(agent);
    std::vector<const Group*> named;
    std::vector<const Group*> everyone;
    const auto has = [](const Group& group, std::string_view name) {
        return std::find(group.agents.begin(), group.agents.end(), name) != group.agents.end();
    };
    for (const Group& group : groups_) {
        if (!token.empty() && has(group, token)) named.push_back(&group);
        if (has(group, "*")) everyone.push_back(&group);
    }
    return named.empty() ? everyone : named;
}

bool RobotsRules::allowed(std::string_view agent, std::string_view path) const {
    if (path == "/robots.txt") return true;
    const std::vector<const Group*> groups = groups_for(agent);
    const std::string normal = path.empty() ? "/" : normal_path(path.substr(0, longest_path + 1));
    bool allow = true;
    std::size_t longest = 0;
    for (const Group* group : groups) {
        for (const Rule& rule : group->rules) {
            // RFC 9309 §2.2.2: the most octets win, and allow wins between equals.
            const bool stronger =
                rule.pattern.size() > longest || (rule.pattern.size() == longest && rule.allow && !allow);
            if (!stronger) continue;
            if (path.size() > longest_path && !rule.allow) return false;
            if (!matches(rule.pattern, normal)) continue;
            longest = rule.pattern.size();
            allow = rule.allow;
        }
    }
    return allow;
}

std::optional<std::chrono::milliseconds> RobotsRules::crawl_delay(std::string_view agent) const {
    std::optional<std::chrono::milliseconds> longest;
    for (const Group* group : groups_for(agent)) {
        if (group->crawl_delay)
            longest = std::max(longest.value_or(*group->crawl_delay), *group->crawl_delay);
    }
    return longest;
}

}  // namespace webclip::schedule
