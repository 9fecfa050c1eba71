// What it takes to archive a clip: which revision it gives, if any, and what the entry, captures and assets
// become.
#pragma once

#include "store/writer.h"
#include "write_session.h"

namespace webclip::store {

Archived archive_clip(WriteSession& session, ClipArchived change);
void store_asset(WriteSession& session, model::RevisionId revision, model::Asset asset,
                 const std::optional<model::Capture>& capture);

}  // namespace webclip::store
