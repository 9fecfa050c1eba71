// Captures and their hops in the catalog.
#pragma once

#include <optional>

#include "model/capture.h"
#include "store/database.h"
#include "write_session.h"

namespace webclip::store {

// What a capture was made for; ids of 0 where it was not.
struct CaptureOwner {
    model::SourceId source;
    model::EntryId entry;
    model::ClipId clip;
};

model::CaptureId insert_capture(WriteSession& session, const model::Capture& capture,
                                const CaptureOwner& owner);
std::optional<model::Capture> find_capture(Database& database, model::CaptureId id);
// With its hops, and with its body where nothing else names that.
void delete_capture(WriteSession& session, model::CaptureId id);

}  // namespace webclip::store
