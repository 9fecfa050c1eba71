// Whatever the bytes and whatever is said of them: valid UTF-8 without NUL in a charset that exists. The
// first line is a Content-Type or a label.
#include "fuzz.h"
#include "text/decode.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const auto [line, rest] = fuzz::input_of(data, size);
    for (const auto kind : {text::MarkupKind::html, text::MarkupKind::xml, text::MarkupKind::plain}) {
        for (const text::DecodeHints& hints : {text::DecodeHints{.kind = kind, .label = line},
                                               text::DecodeHints{.kind = kind, .content_type = line}}) {
            const text::Decoded decoded = text::decode(rest, hints);
            fuzz::expect(text::is_valid_utf8(decoded.text) && decoded.text.find('\0') == std::string::npos);
            fuzz::expect(text::encoding_for_label(decoded.charset) == decoded.charset);
            fuzz::expect(text::sniff_charset(rest, hints).charset == decoded.charset);
        }
    }
    if (const auto encoding = text::encoding_for_label(line)) {
        fuzz::expect(text::is_valid_utf8(text::decode_as(rest, *encoding).text));
    }
    return 0;
}
