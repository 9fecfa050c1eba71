#include "media/plan.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/ascii.h"
#include "image_tags.h"

namespace webclip::media {
namespace {

constexpr std::size_t data_limit = 2U
                                   << 20U;  // of the picture; base64 writes four characters for three bytes

bool is_data(std::string_view address) {
    return starts_with_ignoring_ascii_case(address, "data:");
}

// RFC 2397, only the raster types that are ever shown.
bool is_small_raster_data(std::string_view address) {
    constexpr std::array<std::string_view, 5> types{"jpeg", "png", "gif", "webp", "avif"};
    constexpr std::string_view prefix = "data:image/";
    if (!starts_with_ignoring_ascii_case(address, prefix)) return false;
    const std::string_view rest = address.substr(prefix.size());
    const std::string_view type = rest.substr(0, rest.find_first_of(";,"));
    const bool is_raster = std::any_of(types.begin(), types.end(), [&](std::string_view known) {
        return equals_ignoring_ascii_case(type, known);
    });
    return is_raster && rest.size() / 4 * 3 <= data_limit;
}

class Planner {
  public:
    Planner(const model::Article& article, const Limits& limits) : limits_(limits) {
        for (const model::Image& image : article.images) known_.emplace(image.url, &image);
    }

    // The tag's slot, given out on first sight of the address; nothing when the image is not to be had.
    std::optional<std::size_t> slot(const ImageTag& tag, std::string_view address);
    std::vector<model::Image> take() && { return std::move(images_); }

  private:
    model::Image make(const ImageTag& tag, const std::string& address) const;

    const Limits& limits_;
    std::unordered_map<std::string, const model::Image*> known_;  // what the extractor said of an address
    std::unordered_map<std::string, std::size_t> slots_;
    std::vector<model::Image> images_;
};

// The originals behind those candidates that are a proxy's, after all of them.
void add_originals(std::vector<std::string>& candidates) {
    constexpr std::size_t most = 32;  // one proxy may stand behind another
    for (std::size_t i = 0; i < candidates.size() && candidates.size() < most; ++i) {
        auto original = original_behind_proxy(candidates[i]);
        const bool is_new =
            original && std::find(candidates.begin(), candidates.end(), *original) == candidates.end();
        if (is_new) candidates.push_back(*std::move(original));
    }
}

model::Image Planner::make(const ImageTag& tag, const std::string& address) const {
    model::Image image;
    if (const auto known = known_.find(address); known != known_.end()) image = *known->second;
    image.url = address;
    if (image.alt.empty()) image.alt = tag.attribute("alt");
    if (is_data(address)) return image;
    if (image.candidates.empty()) image.candidates.push_back(address);
    add_originals(image.candidates);
    return image;
}

std::optional<std::size_t> Planner::slot(const ImageTag& tag, std::string_view address) {
    const std::string key{address};
    if (const auto given = slots_.find(key); given != slots_.end()) return given->second;
    const bool can_be_had = is_data(address) ? is_small_raster_data(address)
                                             : starts_with_ignoring_ascii_case(address, "http://") ||
                                                   starts_with_ignoring_ascii_case(address, "https://");
    if (!can_be_had || images_.size() >= limits_.images) return std::nullopt;
    images_.push_back(make(tag, key));
    return slots_.emplace(key, images_.size() - 1).first->second;
}

std::string slot_tag(const ImageTag& tag, std::size_t slot) {
    std::string out = "<img";
    for (const auto& [name, value] : tag.attributes) {
        out += " " + std::string{name} + "=\"";
        out += name == "src" ? "asset:" + std::to_string(slot) : safe_value(value);
        out += "\"";
    }
    return out + ">";
}

// An article that was planned before has slots where others have addresses.
std::string address_of(const ImageTag& tag, const model::Article& article) {
    std::string source = tag.attribute("src");
    const auto slot = slot_of(source);
    if (!slot) return source;
    return *slot < article.images.size() ? article.images[*slot].url : std::string{};
}

}  // namespace

model::Article plan(model::Article article, const Limits& limits) {
    Planner planner{article, limits};
    std::string html;
    html.reserve(article.html.size());
    std::size_t copied = 0;
    ImageTags tags{article.html};
    while (const auto tag = tags.next()) {
        html += std::string_view{article.html}.substr(copied, tag->begin - copied);
        copied = tag->end;
        const std::string address = address_of(*tag, article);
        const auto slot = planner.slot(*tag, address);
        html += slot ? slot_tag(*tag, *slot) : link_instead_of(*tag, address);
    }
    html += std::string_view{article.html}.substr(copied);
    article.images = std::move(planner).take();
    article.html = std::move(html);
    return article;
}

}  // namespace webclip::media
