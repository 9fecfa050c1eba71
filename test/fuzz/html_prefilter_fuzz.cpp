// Whatever the bytes: Gumbo must read what the prefilter leaves as the same tree, scripts, styles and
// comments aside.
#include "gumbo_dump.h"
#include "html_fuzz.h"
#include "prefilter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip::html;
    const std::string_view markup = webclip::fuzz::bytes_of(data, size);
    webclip::fuzz::unless_gumbo_aborts([&] {
        const std::string filtered = prefilter(markup).markup;
        for (const auto context : {GumboArena::Context::document, GumboArena::Context::body_fragment}) {
            webclip::fuzz::expect(gumbo_dump(markup, context) == gumbo_dump(filtered, context));
        }
    });
    return 0;
}
