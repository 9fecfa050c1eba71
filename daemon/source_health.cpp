#include "source_health.h"

#include "output.h"

namespace webclip::daemon {

std::string_view health_name(model::SourceHealth health) {
    switch (health) {
        case model::SourceHealth::ok: return "ok";
        case model::SourceHealth::backing_off: return "backing_off";
        case model::SourceHealth::dead: break;
    }
    return "dead";
}

std::string health_line(const model::SourceState& state) {
    switch (state.health) {
        case model::SourceHealth::ok:
            return state.last_checked_at ? "ok, next look " + moment(state.next_check_at)
                                         : "not looked at yet";
        case model::SourceHealth::backing_off:
            return "backing off until " + moment(state.next_check_at) + " (" +
                   std::to_string(state.failures) + (state.failures == 1 ? " failure" : " failures") +
                   "): " + clean(state.last_error);
        case model::SourceHealth::dead: break;
    }
    return "dead since " + moment(state.health_since) + ": " + clean(state.last_error);
}

}  // namespace webclip::daemon
