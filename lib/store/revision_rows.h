// Revisions and their assets in the catalog.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/clip.h"
#include "store/database.h"
#include "write_session.h"

namespace webclip::store {

std::optional<model::Revision> find_latest_revision(Database& database, model::ClipId clip);
std::vector<model::Revision> find_revisions(Database& database, model::ClipId clip);

// What tells one revision from the next, without its texts.
struct RevisionOutline {
    model::RevisionId id;
    int number = 0;
    std::string title;
    std::string byline;
    std::string html_sha256;
    std::string text_sha256;
    std::vector<model::Asset> assets;
};

std::optional<RevisionOutline> outline_latest_revision(Database& database, model::ClipId clip);
bool has_revision_of_original(Database& database, model::ClipId clip, const Sha256& original);
// A later look at the page shows what `outline` shows. An image that is missing on either side is no
// difference: a failed fetch is an event, never a new version.
bool is_same_content(const RevisionOutline& outline, const model::Revision& revision);

// `revision` has its clip, number and captures, and so have its assets.
model::RevisionId insert_revision(WriteSession& session, const model::Revision& revision,
                                  const std::optional<Sha256>& original);

}  // namespace webclip::store
