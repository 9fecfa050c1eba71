// A revision's images in the catalog.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/clip.h"
#include "store/catalog.h"
#include "store/database.h"
#include "write_session.h"

namespace webclip::store {

std::vector<model::Asset> find_assets(Database& database, model::RevisionId revision);
std::vector<DueImages> find_due_images(Database& database, Timestamp now, std::size_t limit);
std::vector<MissingImage> find_missing_images(Database& database, std::size_t limit);
std::optional<StoredImage> find_image_at(Database& database, std::string_view url);

// The asset's capture is a row already.
void insert_asset(WriteSession& session, model::RevisionId revision, const model::Asset& asset);
// Throws DatabaseError (constraint) when the revision has no such slot.
void save_asset(WriteSession& session, model::RevisionId revision, const model::Asset& asset);
// Of a revision that is the latest no more: what it lacks is the next one's to fetch.
void forget_schedule(WriteSession& session, model::RevisionId revision);
// All that is missing of latest revisions is due now; returns how many images.
std::size_t retry_images(WriteSession& session);

}  // namespace webclip::store
