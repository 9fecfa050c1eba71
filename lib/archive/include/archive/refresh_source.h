// Job 1: reads a source and leaves its new entries in the catalog as pending.
#pragma once

#include <cstddef>
#include <string>

#include "archive/services.h"
#include "model/source.h"

namespace webclip::archive {

struct RefreshReport {
    std::size_t announced = 0;  // entries the source names now
    bool unchanged = false;
    bool cancelled = false;  // by shutdown: nothing was recorded
    std::string error;       // "" when it could be read
    model::SourceHealth health = model::SourceHealth::ok;
    bool health_changed = false;
    bool went_stale = false;  // with this refresh
};

// Returns when the outcome is durable. Throws what the writer throws when it cannot be.
RefreshReport refresh_source(Services& services, const model::Source& source);

}  // namespace webclip::archive
