// How a source goes, in words.
#pragma once

#include <string>
#include <string_view>

#include "model/source.h"

namespace webclip::daemon {

std::string_view health_name(model::SourceHealth health);  // "ok", "backing_off", "dead"

// "ok, next look 2026-…", "backing off until … (3 failures): http_503: …", "dead since …: http_410: …".
std::string health_line(const model::SourceState& state);

}  // namespace webclip::daemon
