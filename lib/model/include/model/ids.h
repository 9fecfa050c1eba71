// Identities of the catalog's records.
#pragma once

#include "base/strong_id.h"

namespace webclip::model {

using SourceId = StrongId<struct SourceTag>;
using EntryId = StrongId<struct EntryTag>;
using CaptureId = StrongId<struct CaptureTag>;
using ClipId = StrongId<struct ClipTag>;
using RevisionId = StrongId<struct RevisionTag>;

}  // namespace webclip::model
