// From what a user typed to the one clip that was meant.
#pragma once

#include <string>

#include "model/ids.h"
#include "store/catalog.h"

namespace webclip::daemon {

// By number, address, post name or the start of one. Throws UsageError when there is none, or several.
model::ClipId find_clip(const store::Catalog& catalog, const std::string& words);

}  // namespace webclip::daemon
