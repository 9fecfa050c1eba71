// Job 1: reads a source and leaves its new entries in the catalog as pending.
#pragma once

#include <cstddef>
#include <future>
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
    // Of a refresh that brought nothing, which waits for company: ready when it is recorded. Until then the
    // catalog calls the source due.
    std::shared_future<void> recorded;
};

// Returns when the outcome is durable, or will be without anybody's waiting (`recorded`). Throws what the
// writer throws when it cannot be.
RefreshReport refresh_source(Services& services, const model::Source& source);

}  // namespace webclip::archive
