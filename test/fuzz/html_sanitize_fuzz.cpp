// Whatever the bytes: sanitised markup holds nothing forbidden, and reading and sanitising it again changes
// nothing.
#include "html/parse.h"
#include "html/sanitize.h"
#include "html/serialize.h"
#include "html_fuzz.h"
#include "sanitize_oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    static const url::Url base = url::parse("https://example.org/dir/page").value();
    fuzz::unless_gumbo_aborts([&] {
        const std::string clean = html::sanitize_fragment(fuzz::bytes_of(data, size), base);
        const auto again = html::parse_fragment(clean);
        fuzz::expect(html::violations(clean).empty() && again);
        fuzz::expect(html::serialize_children(*again, again->body()) == clean);
        fuzz::expect(html::sanitize_fragment(clean, base) == clean);
    });
    return 0;
}
