// Whatever the bytes: a feed within its limits whose markup is clean, or a reason why it is none. The first
// line is the Content-Type.
#include "feed/parse.h"
#include "html_fuzz.h"
#include "sanitize_oracle.h"
#include "text/utf8.h"

namespace {

using namespace webclip;

bool is_clean(const std::string& markup) {
    return text::is_valid_utf8(markup) && html::violations(markup).empty();
}

bool is_clean(const feed::ParsedEntry& entry, const feed::ParseLimits& limits) {
    return entry.title.size() <= limits.title_bytes &&
           text::is_valid_utf8(entry.title + entry.id + entry.author) &&
           (entry.url.empty() || url::parse(entry.url)) && is_clean(entry.summary) && is_clean(entry.content);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const url::Url address = url::parse("https://example.org/dir/feed").value();
    const fuzz::Input input = fuzz::input_of(data, size);
    const feed::FeedContext context{.address = address, .content_type = std::string{input.line}};
    const feed::ParseLimits limits{.entries = 20};
    fuzz::unless_gumbo_aborts([&] {
        const auto feed = feed::parse(input.rest, context, limits);
        if (!feed) {
            fuzz::expect(!feed.error().message.empty());
            return;
        }
        fuzz::expect(feed->entries.size() <= limits.entries && text::is_valid_utf8(feed->title));
        for (const feed::ParsedEntry& entry : feed->entries) fuzz::expect(is_clean(entry, limits));
    });
    return 0;
}
