// Whatever the bytes: sanitised markup holds nothing forbidden, and reading and sanitising it again changes
// nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/parse.h"
#include "html/sanitize.h"
#include "html/serialize.h"
#include "html_fuzz.h"
#include "sanitize_oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    static const url::Url base = url::parse("https://example.org/dir/page").value();
    html::unless_gumbo_aborts([&] {
        const std::string clean = html::sanitize_fragment({reinterpret_cast<const char*>(data), size}, base);
        const auto again = html::parse_fragment(clean);
        if (!html::violations(clean).empty() || !again) html::report_finding();
        if (html::serialize_children(*again, again->body()) != clean) html::report_finding();
        if (html::sanitize_fragment(clean, base) != clean) html::report_finding();
    });
    return 0;
}
