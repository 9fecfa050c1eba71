// Whatever the bytes: repairs give valid UTF-8 and are done after one time.
#include "fuzz.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string valid = text::to_valid_utf8(fuzz::bytes_of(data, size));
    fuzz::expect(text::is_valid_utf8(valid) && text::to_valid_utf8(valid) == valid);
    for (std::string (*repair)(std::string_view) :
         {&text::collapse_whitespace, &text::nfc, &text::fold, &text::strip_controls}) {
        const std::string once = repair(valid);
        fuzz::expect(text::is_valid_utf8(once) && repair(once) == once);
    }
    for (const std::size_t most : {std::size_t{0}, std::size_t{7}, valid.size() / 2, valid.size()}) {
        const std::string_view start = text::truncate_on_grapheme(valid, most);
        fuzz::expect(start.size() <= most && text::is_valid_utf8(start) && valid.starts_with(start));
    }
    fuzz::expect(text::weighted_length(valid) <= 2 * valid.size() && text::word_count(valid) <= valid.size());
    text::detect_language(valid);
    return 0;
}
