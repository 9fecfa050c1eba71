#include <gtest/gtest.h>

#include "config/config.h"
#include "support/corpus.h"

namespace webclip::config {
namespace {

TEST(ExampleConfiguration, EqualsTheBuiltInDefaults) {
    const Config example = load(WEBCLIP_CONFIG "/webclipd.yaml", "/archive");
    const Config defaults = parse("", "defaults", "/archive");
    EXPECT_EQ(show(example), show(defaults));
}

// Nothing that can be set is missing from the example: each line that `show` prints has its key there.
TEST(ExampleConfiguration, HoldsEveryKey) {
    const std::string example = test::read_file(WEBCLIP_CONFIG "/webclipd.yaml");
    const std::string shown = show(parse("", "defaults", "/archive"));
    std::size_t start = 0;
    while (start < shown.size()) {
        const std::size_t end = shown.find('\n', start);
        const std::string line = shown.substr(start, end - start);
        const std::string key =
            line.substr(line.find_first_not_of(' '), line.find(':') + 1 - line.find_first_not_of(' '));
        EXPECT_NE(example.find(key), std::string::npos) << key;
        start = end + 1;
    }
}

}  // namespace
}  // namespace webclip::config
