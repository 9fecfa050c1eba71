#include "clip_changes.h"

#include <sqlite3.h>

#include <string>
#include <utility>
#include <vector>

#include "asset_rows.h"
#include "capture_rows.h"
#include "clip_rows.h"
#include "entry_rows.h"
#include "revision_rows.h"
#include "site_rows.h"

namespace webclip::store {
namespace {

// The captures of a change's images: rows once an asset needs them, or all of them.
class ImageCaptures {
  public:
    ImageCaptures(WriteSession& session, const std::vector<model::Capture>& captures,
                  const CaptureOwner& owner)
        : session_(session), captures_(captures), owner_(owner), ids_(captures.size()) {}

    // `index` counts from 1, as an asset's capture does before it is stored.
    model::CaptureId stored(std::int64_t index) {
        if (index < 1 || static_cast<std::size_t>(index) > captures_.size()) {
            throw DatabaseError(SQLITE_CONSTRAINT, "an asset names image capture " + std::to_string(index) +
                                                       " of " + std::to_string(captures_.size()));
        }
        const auto at = static_cast<std::size_t>(index - 1);
        if (!ids_[at]) ids_[at] = insert_capture(session_, captures_[at], owner_);
        return ids_[at];
    }
    void store_all() {
        for (std::size_t i = 0; i < captures_.size(); ++i) stored(static_cast<std::int64_t>(i + 1));
    }

  private:
    WriteSession& session_;
    const std::vector<model::Capture>& captures_;
    CaptureOwner owner_;
    std::vector<model::CaptureId> ids_;
};

std::optional<model::Clip> known_clip(Database& database, const model::Clip& clip) {
    if (!clip.id) return find_clip(database, clip.key);
    auto found = find_clip(database, clip.id);
    if (!found) throw DatabaseError(SQLITE_CONSTRAINT, "no clip " + std::to_string(clip.id.value()));
    return found;
}

bool is_old_news(Database& database, model::ClipId clip, const RevisionOutline& latest,
                 const ClipArchived& change) {
    if (change.revision.chosen == model::ChosenText::imported && change.clip.original_sha256) {
        return has_revision_of_original(database, clip, *change.clip.original_sha256);
    }
    return is_same_content(latest, change.revision);
}

// Images that the latest revision lacks and this attempt brought.
void complete_assets(WriteSession& session, const RevisionOutline& latest, std::vector<model::Asset>& assets,
                     ImageCaptures& captures) {
    bool is_completed = false;
    for (model::Asset& asset : assets) {
        for (const model::Asset& known : latest.assets) {
            const bool is_missing = known.slot == asset.slot && known.state != model::AssetState::stored;
            if (!is_missing || asset.state != model::AssetState::stored) continue;
            if (asset.capture) asset.capture = captures.stored(asset.capture->value());
            save_asset(session, latest.id, asset);
            is_completed = true;
        }
    }
    if (is_completed) mark_post_stale(session, latest.id);
}

model::RevisionId add_revision(WriteSession& session, ClipArchived& change, int number,
                               ImageCaptures& captures) {
    captures.store_all();
    for (model::Asset& asset : change.revision.assets) {
        if (asset.capture) asset.capture = captures.stored(asset.capture->value());
    }
    change.revision.number = number;
    const bool is_import = change.revision.chosen == model::ChosenText::imported;
    return insert_revision(session, change.revision, is_import ? change.clip.original_sha256 : std::nullopt);
}

}  // namespace

Archived archive_clip(WriteSession& session, ClipArchived change) {
    Archived archived;
    const auto known = known_clip(session.database, change.clip);
    archived.is_new_clip = !known;
    archived.clip = known ? known->id : insert_clip(session, change.clip);
    change.revision.clip = archived.clip;

    const CaptureOwner owner{{}, change.entry.value_or(model::EntryId{}), archived.clip};
    model::CaptureId page;
    if (change.page) page = insert_capture(session, *change.page, owner);
    if (page) change.revision.capture = page;
    for (const model::Capture& more : change.more_pages)
        change.revision.more_pages.push_back(insert_capture(session, more, owner));
    for (const model::Capture& other : change.in_vain) insert_capture(session, other, owner);
    ImageCaptures images{session, change.images, owner};

    const auto latest = outline_latest_revision(session.database, archived.clip);
    if (latest && is_old_news(session.database, archived.clip, *latest, change)) {
        archived.revision = latest->id;
        if (is_same_content(*latest, change.revision)) {
            complete_assets(session, *latest, change.revision.assets, images);
        }
    } else {
        archived.is_new_revision = true;
        if (latest) forget_schedule(session, latest->id);
        archived.revision = add_revision(session, change, latest ? latest->number + 1 : 1, images);
        // A refetch that has not looked at the clip must not take from it what an imported file said.
        const bool has_new_fields =
            known && (change.clip.id || change.revision.chosen == model::ChosenText::imported);
        if (has_new_fields) update_clip_fields(session, archived.clip, change.clip);
        set_latest_revision(session, archived.clip, archived.revision);
    }
    if (change.entry) mark_archived(session, *change.entry, page, archived.clip);
    if (change.site) save_site_profile(session, *change.site);
    if (change.clip.source) count_rule_uses(session, change.clip.source, change.rules);
    return archived;
}

void save_images(WriteSession& session, ImagesFetched change) {
    ImageCaptures captures{session, change.captures, {{}, {}, change.clip}};
    captures.store_all();
    bool is_completed = false;
    for (model::Asset& asset : change.assets) {
        if (asset.capture) asset.capture = captures.stored(asset.capture->value());
        save_asset(session, change.revision, asset);
        is_completed = is_completed || asset.state == model::AssetState::stored;
    }
    if (is_completed) mark_post_stale(session, change.revision);
}

}  // namespace webclip::store
