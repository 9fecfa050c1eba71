#include <array>

#include "html/serialize.h"
#include "image_tags.h"
#include "media/plan.h"

namespace webclip::media {
namespace {

std::string local_tag(const ImageTag& tag, std::string_view path) {
    std::string out = "<img src=\"" + html::escape_attribute(path) + "\"";
    for (const std::string_view name : {"alt", "title", "width", "height"}) {
        for (const auto& [key, value] : tag.attributes) {
            if (key != name) continue;
            out += " " + std::string{name} + "=\"" + safe_value(value) + "\"";
            break;
        }
    }
    return out + ">";
}

}  // namespace

std::string localize(std::string_view canonical_html, const std::vector<LocalImage>& images) {
    std::string out;
    out.reserve(canonical_html.size());
    std::size_t copied = 0;
    ImageTags tags{canonical_html};
    while (const auto tag = tags.next()) {
        out += canonical_html.substr(copied, tag->begin - copied);
        copied = tag->end;
        const std::string source = tag->attribute("src");
        const auto slot = slot_of(source);
        const LocalImage* image = slot && *slot < images.size() ? &images[*slot] : nullptr;
        if (image != nullptr && !image->path.empty()) {
            out += local_tag(*tag, image->path);
        } else {
            out += link_instead_of(*tag, image != nullptr ? image->original : source);
        }
    }
    out += canonical_html.substr(copied);
    return out;
}

}  // namespace webclip::media
