#include "archive/complete_images.h"

#include <utility>
#include <vector>

#include "archive/post_view.h"
#include "fetch_images.h"

namespace webclip::archive {

ImagesReport complete_images(Services& services, model::ClipId id) {
    ImagesReport report;
    const auto clip = services.catalog.clip(id);
    auto revision = services.catalog.latest_revision(id);
    if (!clip || !revision) return report;
    const auto source = services.catalog.source(clip->source);
    const model::SourceSettings settings = source ? source->settings : model::SourceSettings{};
    ImageContext context{.settings = settings, .page = clip->fields.from};
    if (revision->capture) {
        const auto page = services.catalog.capture(*revision->capture);
        if (page && !page->final_url.empty()) context.page = page->final_url;
    }
    std::vector<model::Asset> due;
    for (model::Asset& asset : revision->assets) {
        const bool is_due = asset.next_attempt_at && *asset.next_attempt_at <= now();
        (is_due ? due : context.held).push_back(std::move(asset));
    }
    FetchedImages images = fetch_images(services, std::move(due), context);
    report.cancelled = images.cancelled;
    if (images.cancelled) return report;
    for (const model::Asset& asset : images.assets)
        ++(asset.state == model::AssetState::stored ? report.stored : report.missing);
    services.writer
        .images_fetched({.clip = id,
                         .revision = revision->id,
                         .assets = std::move(images.assets),
                         .captures = std::move(images.captures)})
        .get();
    if (report.stored > 0) services.posts.write(services.catalog, id);
    return report;
}

}  // namespace webclip::archive
