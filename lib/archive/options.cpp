#include "archive/options.h"

#include "media/plan.h"

namespace webclip::archive {

static_assert(media::Limits{}.images == most_images_per_clip);

std::filesystem::path posts_folder(const Options& options) {
    return options.posts.empty() ? options.folder / "posts" : options.posts;
}

std::filesystem::path media_folder(const Options& options) {
    return options.folder / "media";
}

}  // namespace webclip::archive
