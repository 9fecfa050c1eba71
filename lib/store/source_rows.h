// Sources in the catalog.
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "model/source.h"
#include "store/catalog.h"
#include "store/database.h"
#include "write_session.h"

namespace webclip::store {

std::optional<model::Source> find_source(Database& database, model::SourceId id);
std::optional<model::Source> find_source(Database& database, model::SourceKind kind,
                                         std::string_view address);
std::vector<model::Source> find_due_sources(Database& database, Timestamp now, std::size_t limit,
                                            const std::set<model::SourceId>& except);
std::vector<SourceSummary> summarize_sources(Database& database);

// Known by kind and address: takes the settings and is active again.
model::SourceId add_source(WriteSession& session, const model::Source& source);
void sync_sources(WriteSession& session, const std::vector<model::Source>& sources);
void refresh_now(WriteSession& session, const std::optional<std::vector<model::SourceId>>& sources);
void request_backfill(WriteSession& session, model::SourceId source, int pages);
void move_source_checks(WriteSession& session, Milliseconds by);
void pull_source_checks_in(WriteSession& session, Timestamp latest, Timestamp to);
// Of its last refresh. Throws when there is no such source.
std::optional<model::CaptureId> capture_of_source(WriteSession& session, model::SourceId id);
// The state a refresh leaves (all but backfill_pages, of which it worked off `backfilled`), and its capture.
void save_source_state(WriteSession& session, model::SourceId id, const model::SourceState& state,
                       int backfilled, model::CaptureId capture);

}  // namespace webclip::store
