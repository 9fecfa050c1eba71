// Whatever the script: claims in valid UTF-8, in bounded time.
#include "fuzz.h"
#include "json_ld.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string script = text::to_valid_utf8(fuzz::bytes_of(data, size));
    const auto claims =
        extract::read_linked_data({{.type = "application/ld+json", .id = "", .text = script}});
    fuzz::expect(text::is_valid_utf8(claims.headline + claims.published + claims.body + claims.description));
    for (const std::string& author : claims.authors) fuzz::expect(text::is_valid_utf8(author));
    return 0;
}
