#include <array>

#include "base/ascii.h"
#include "metadata.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

constexpr std::array<std::string_view, 8> separators{" | ", " – ", " — ", " - ", " · ", " :: ", "_", "｜"};

// The tail of <title> that is no part of the headline; a name of at most five words.
std::string title_tail(const MetadataSources& sources) {
    const std::string& title = sources.marks.title;
    for (const std::string_view separator : separators) {
        const std::size_t at = title.rfind(separator);
        if (at == std::string::npos) continue;
        const std::string_view tail = text::trim(std::string_view(title).substr(at + separator.size()));
        const std::string host_key = compare_key(sources.context.address.hostname());
        const std::string key = compare_key(tail);
        if (key.size() > 2 && host_key.find(key) != std::string::npos) return std::string(tail);
    }
    return {};
}

// Some systems write the page's title before the site's name here, too.
std::string without_title(std::string name, const MetadataSources& sources) {
    const std::string_view title = sources.marks.meta({"og:title"});
    if (title.empty() || !name.starts_with(title)) return name;
    const std::string_view rest = std::string_view(name).substr(title.size());
    for (const std::string_view separator : separators) {
        if (rest.starts_with(separator)) return std::string(rest.substr(separator.size()));
    }
    return name;
}

}  // namespace

Election elect_site(const MetadataSources& sources) {
    std::vector<Claim> claims;
    const auto claim = [&](std::string_view value, const char* source, double weight) {
        std::string cleaned = without_title(text::collapse_whitespace(value), sources);
        if (cleaned.size() <= 120) claims.push_back({std::move(cleaned), source, weight, {}});
    };
    claim(sources.marks.meta({"og:site_name"}), "og:site_name", 3);
    claim(sources.linked.publisher, "json-ld", 1.5);
    claim(sources.marks.meta({"application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher",
                              "citation_journal_title"}),
          "application-name", 1);
    claim(title_tail(sources), "title", 1);
    return elect(std::move(claims));
}

}  // namespace webclip::extract
