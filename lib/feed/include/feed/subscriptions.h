// Lists of feeds as other programs export them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace webclip::feed {

struct Subscription {
    std::string url;
    std::string title;
    std::vector<std::string> tags;  // OPML: the path of outlines and `category`; newsboat: tags
};

// OPML 1.0 and 2.0. The error is a line for a person. Reader processes only.
Expected<std::vector<Subscription>, std::string> parse_opml(std::string_view bytes);

// newsboat's `urls` file: one address a line with tags, "~title", quoting and # comments; query:, exec: and
// filter: lines are left out and named in `skipped`.
struct UrlsFile {
    std::vector<Subscription> subscriptions;
    std::vector<std::string> skipped;
};
UrlsFile parse_newsboat_urls(std::string_view bytes);

// One address a line; blank lines and # comments ignored.
std::vector<std::string> parse_url_list(std::string_view bytes);

}  // namespace webclip::feed
