// What it takes to archive a clip: which revision it gives, if any, and what the entry, captures and assets
// become.
#pragma once

#include "store/writer.h"
#include "write_session.h"

namespace webclip::store {

Archived archive_clip(WriteSession& session, ClipArchived change);
void save_images(WriteSession& session, ImagesFetched change);

}  // namespace webclip::store
