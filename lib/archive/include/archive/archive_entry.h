// Job 2: fetches an entry's page, finds the article, brings its images home and commits the clip.
#pragma once

#include <optional>
#include <string>

#include "archive/services.h"
#include "model/entry.h"
#include "model/source.h"

namespace webclip::archive {

struct EntryReport {
    std::optional<model::ClipId> clip;  // when archived
    bool is_new_clip = false;
    std::size_t images = 0;
    std::size_t images_missing = 0;
    std::string error_code;  // "" when archived
    std::string error_message;
    bool will_retry = false;
    bool cancelled = false;  // by shutdown: the entry stays as it was
};

// Returns when the outcome is durable and the post written. Throws what the writer throws when it cannot be.
EntryReport archive_entry(Services& services, const model::Entry& entry,
                          const model::SourceSettings& settings);

}  // namespace webclip::archive
