// Clips in the catalog.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/clip.h"
#include "store/catalog.h"
#include "store/database.h"
#include "write_session.h"

namespace webclip::store {

std::optional<model::Clip> find_clip(Database& database, model::ClipId id);
std::optional<model::Clip> find_clip(Database& database, std::string_view key);
std::vector<model::ClipId> find_clips_by_words(Database& database, std::string_view words);
std::vector<ClipSummary> list_clips(Database& database, const ClipFilter& filter);
std::vector<model::ClipId> find_clip_ids(Database& database);
std::vector<model::ClipId> find_stale_posts(Database& database);
bool is_post_name_taken(Database& database, std::string_view post_name);

model::ClipId insert_clip(WriteSession& session, const model::Clip& clip);
// The fields and the imported file's name and bytes; nothing else of the clip.
void update_clip_fields(WriteSession& session, model::ClipId id, const model::Clip& clip);
void set_latest_revision(WriteSession& session, model::ClipId id, model::RevisionId revision);
void set_post(WriteSession& session, model::ClipId id, std::string_view post_name,
              model::RevisionId revision);
// The post of the clip whose latest revision this is has to be written again.
void mark_post_stale(WriteSession& session, model::RevisionId revision);

}  // namespace webclip::store
