// robots.txt (RFC 9309). Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace webclip::schedule {

class RobotsRules {
  public:
    // At most 512 KiB are looked at. Any bytes are accepted; lines that mean nothing are ignored. Of the
    // extensions other crawlers know, a missing colon and common misspellings are understood; "index.html
    // means its folder" is not.
    static RobotsRules parse(std::string_view body);
    static RobotsRules allow_all();
    static RobotsRules deny_all();

    // `agent`: our product token, or a user agent that begins with it; `path`: path and query of the address,
    // percent-encoded. Equivalent escapes are equal. A path of more than 8 KiB is denied where any rule
    // disallows anything, so that the time an answer takes is bounded.
    bool allowed(std::string_view agent, std::string_view path) const;
    // At most a day; the longest one said to us.
    std::optional<std::chrono::milliseconds> crawl_delay(std::string_view agent) const;
    const std::vector<std::string>& sitemaps() const { return sitemaps_; }

  private:
    class Parser;
    struct Rule {
        bool allow = false;
        std::string pattern;  // normalised
    };
    struct Group {
        std::vector<std::string> agents;  // lower case
        std::vector<Rule> rules;
        std::optional<std::chrono::milliseconds> crawl_delay;
    };
    std::vector<const Group*> groups_for(std::string_view agent) const;
    std::vector<Group> groups_;
    std::vector<std::string> sitemaps_;
};

}  // namespace webclip::schedule
