// Whatever the bytes: lists of feeds in other programs' formats are read or refused, and dates are read or
// not.
#include "feed/parse.h"
#include "feed/subscriptions.h"
#include "fuzz.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    if (const auto outlines = feed::parse_opml(bytes)) {
        for (const auto& one : *outlines) fuzz::expect(text::is_valid_utf8(one.url + one.title));
    }
    for (const auto& one : feed::parse_newsboat_urls(bytes).subscriptions) fuzz::expect(!one.url.empty());
    for (const std::string& address : feed::parse_url_list(bytes)) {
        fuzz::expect(!address.empty() && address.find('\n') == std::string::npos);
    }
    feed::detect_format(bytes);
    feed::parse_date(bytes);
    return 0;
}
