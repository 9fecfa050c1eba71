// Whatever the bytes: a configuration that says the same when it is shown and read again, or mistakes with
// their places; and a quoted text comes back from YAML as it was.
#include "config/config.h"
#include "fuzz.h"
#include "text/utf8.h"
#include "yaml/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    const std::string valid = text::to_valid_utf8(bytes);
    const auto node = yaml::parse(yaml::quote(valid));
    fuzz::expect(size > 60'000 || (node && node->scalar == valid));
    try {
        const std::string shown =
            config::show(config::parse(bytes, "/etc/webclipd/webclipd.yaml", "/var/lib/webclipd"));
        fuzz::expect(config::show(config::parse(shown, "/etc/webclipd/webclipd.yaml", "/var/lib/webclipd")) ==
                     shown);
    } catch (const config::ConfigError& error) {
        fuzz::expect(!error.problems().empty() && !error.problems().front().message.empty());
    }
    return 0;
}
