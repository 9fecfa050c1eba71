// srcset and image.
#include <optional>

#include "fields.h"
#include "media/image.h"
#include "media/srcset.h"
#include "mode.h"
#include "url/url.h"

namespace webclip::conformance {

json srcset_case(const json& input, Context& /*context*/) {
    const std::string base_text = text_field(input, "base");
    std::optional<url::Url> base;
    if (!base_text.empty()) {
        const auto parsed = url::parse(base_text);
        if (!parsed) return {{"error", "\"base\": " + parsed.error().message}};
        base = *parsed;
    }
    json candidates = json::array();
    for (const media::SrcsetCandidate& candidate : media::parse_srcset(required_text(input, "srcset"))) {
        std::string address = candidate.url;
        if (base) {
            const auto absolute = url::resolve(candidate.url, *base);
            if (!absolute) continue;  // an address that means nothing is no candidate
            address = absolute->href();
        }
        candidates.push_back({{"url", address},
                              {"width", candidate.width > 0 ? json(candidate.width) : json()},
                              {"density", candidate.density > 0 ? json(candidate.density) : json()}});
    }
    return {{"candidates", candidates}};
}

json image_case(const json& input, Context& context) {
    const auto header = context.readers->read_image(bytes_field(input));
    if (header) {
        return {
            {"type", media::extension(header->type)}, {"width", header->width}, {"height", header->height}};
    }
    const sandbox::ReadFailure& why = header.error();
    if (why.code == "reader_lied") return failure(why);
    return {{"refused", why.message.empty() ? why.code : why.message}};
}

}  // namespace webclip::conformance
