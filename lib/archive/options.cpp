#include "archive/options.h"

namespace webclip::archive {

std::filesystem::path posts_folder(const Options& options) {
    return options.posts.empty() ? options.folder / "posts" : options.posts;
}

std::filesystem::path media_folder(const Options& options) {
    return options.folder / "media";
}

}  // namespace webclip::archive
