// How values that are no single column stand in the catalog: enumerators as words, lists and settings as
// JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/capture.h"
#include "model/clip.h"
#include "model/entry.h"
#include "model/site_profile.h"
#include "model/source.h"

namespace webclip::store {

std::string_view word(model::SourceKind kind);
std::string_view word(model::SourceHealth health);
std::string_view word(model::EntryState state);
std::string_view word(model::CaptureKind kind);
std::string_view word(model::ChosenText chosen);
std::string_view word(model::AssetState state);

// Each throws DatabaseError (damage) for what the functions here have not written.
model::SourceKind source_kind(std::string_view word);
model::SourceHealth source_health(std::string_view word);
model::EntryState entry_state(std::string_view word);
model::CaptureKind capture_kind(std::string_view word);
model::ChosenText chosen_text(std::string_view word);
model::AssetState asset_state(std::string_view word);

std::string strings_to_json(const std::vector<std::string>& strings);
std::vector<std::string> strings_from_json(std::string_view json);
std::string settings_to_json(const model::SourceSettings& settings);  // only what differs from the defaults
model::SourceSettings settings_from_json(std::string_view json);
std::string rhythm_to_json(const model::Rhythm& rhythm);  // likewise
model::Rhythm rhythm_from_json(std::string_view json);
std::string images_to_json(const std::vector<model::Image>& images);
std::vector<model::Image> images_from_json(std::string_view json);
std::string site_profile_to_json(const model::SiteProfile& profile);
// Nothing for any other text: what was learned may be lost, and is learned again.
std::optional<model::SiteProfile> site_profile_from_json(std::string_view text);

}  // namespace webclip::store
