// Whatever the bytes: every path gets an answer, robots.txt itself is allowed and no delay is over a day. The
// first line is the path.
#include "fuzz.h"
#include "schedule/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const auto [line, rest] = fuzz::input_of(data, size);
    const auto rules = schedule::RobotsRules::parse(rest);
    for (const std::string_view agent : {"webclipd", "webclipd/0.1 (+https://example.org)", "*", ""}) {
        fuzz::expect(rules.allowed(agent, line) == rules.allowed(agent, line));
        fuzz::expect(rules.allowed(agent, "/robots.txt"));
        const auto delay = rules.crawl_delay(agent);
        fuzz::expect(!delay || (delay->count() >= 0 && *delay <= std::chrono::hours{24}));
    }
    return 0;
}
