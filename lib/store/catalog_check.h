// What `verify` asks of the catalog.
#pragma once

#include <string>
#include <vector>

#include "store/catalog.h"
#include "store/database.h"

namespace webclip::store {

std::vector<NamedBlob> find_named_blobs(Database& database);
std::vector<AlteredText> find_altered_texts(Database& database);
std::vector<std::string> find_structural_problems(Database& database);

}  // namespace webclip::store
