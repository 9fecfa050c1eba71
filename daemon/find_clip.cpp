#include "find_clip.h"

#include "commands.h"
#include "output.h"
#include "url/url.h"

namespace webclip::daemon {

model::ClipId find_clip(const store::Catalog& catalog, const std::string& words) {
    std::vector<model::ClipId> found = catalog.find_clips(words);
    if (found.empty()) {
        const auto address = url::parse(words);
        if (address && address->is_http()) found = catalog.find_clips(url::normalize(*address).href());
    }
    if (found.empty()) throw UsageError{"no clip \"" + clean(words) + "\"; `webclipd list` shows them all"};
    if (found.size() > 1) {
        throw UsageError{"\"" + clean(words) + "\" means " + std::to_string(found.size()) +
                         " clips; use a number from `webclipd list`"};
    }
    return found.front();
}

}  // namespace webclip::daemon
