// Captures and their hops in the catalog.
#pragma once

#include <optional>
#include <vector>

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
// Another exchange takes the place of this one, for the same owner and with the same body.
void rewrite_capture(WriteSession& session, model::CaptureId id, const model::Capture& capture);
// Whether anything stems from it.
bool has_witness(Database& database, model::CaptureId id);
bool has_body(Database& database, model::CaptureId id, const std::optional<Sha256>& body);
// With its hops, and with its body where nothing else names that.
void delete_capture(WriteSession& session, model::CaptureId id);

}  // namespace webclip::store
