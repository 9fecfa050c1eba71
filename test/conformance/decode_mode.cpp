#include "fields.h"
#include "mode.h"
#include "text/decode.h"

namespace webclip::conformance {

json decode_case(const json& input, Context& /*context*/) {
    const std::string bytes = bytes_field(input);
    const std::string label = text_field(input, "label");
    const std::string content_type = text_field(input, "content_type");
    const std::string kind = text_field(input, "kind", "html");
    text::DecodeHints hints;
    hints.label = label;
    hints.content_type = content_type;
    if (kind == "xml") hints.kind = text::MarkupKind::xml;
    if (kind == "text") hints.kind = text::MarkupKind::plain;
    const text::Decoded decoded = text::decode(bytes, hints);
    return {{"charset", decoded.charset}, {"text", decoded.text}};
}

}  // namespace webclip::conformance
