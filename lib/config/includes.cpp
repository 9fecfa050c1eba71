#include "archive/files.h"
#include "base/ascii.h"
#include "config/config.h"
#include "feed/subscriptions.h"
#include "sources.h"
#include "url/url.h"

namespace webclip::config {
namespace {

bool looks_like_xml(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return trim_ascii(bytes.substr(0, 512)).starts_with('<');
}

// What the file subscribes to; a mistake ends up in `problems`.
std::vector<feed::Subscription> subscriptions(const Include& include, sandbox::ReaderPool& readers,
                                              std::vector<Problem>& problems) {
    const auto complain = [&](const std::string& message) {
        problems.push_back(include.place);
        problems.back().message = "\"" + include.path.string() + "\" " + message;
    };
    const auto bytes = archive::read_whole_file(include.path);
    if (!bytes) {
        complain("cannot be read");
        return {};
    }
    if (!looks_like_xml(*bytes)) return feed::parse_newsboat_urls(*bytes).subscriptions;
    auto opml = readers.read_opml(*bytes);
    if (!opml) {
        complain("is no OPML: " + opml.error().message);
        return {};
    }
    return std::move(opml).value();
}

}  // namespace

void read_includes(Config& config, sandbox::ReaderPool& readers) {
    std::vector<Problem> problems;
    for (const Include& include : config.includes) {
        for (feed::Subscription& subscription : subscriptions(include, readers, problems)) {
            const auto address = url::parse(subscription.url);
            // Other programs' lists hold local files and commands; those are not ours to complain of.
            if (!address || !address->is_http()) continue;
            model::Source source;
            source.address = address->without_fragment().href();
            source.settings.tags = std::move(subscription.tags);
            add_source(config, std::move(source));
        }
    }
    if (!problems.empty()) throw ConfigError{std::move(problems)};
}

}  // namespace webclip::config
