// Job 3: asks again for images that a clip lacks and that may yet come. Its text stays as it is; its post is
// written again when one came.
#pragma once

#include <cstddef>

#include "archive/services.h"
#include "model/ids.h"

namespace webclip::archive {

struct ImagesReport {
    std::size_t stored = 0;   // of those that were due
    std::size_t missing = 0;  // likewise, still
    bool cancelled = false;   // by shutdown: nothing was recorded
};

// Returns when the outcome is durable and the post written. Throws what the writer throws when it cannot be.
ImagesReport complete_images(Services& services, model::ClipId id);

}  // namespace webclip::archive
