// Entries in the catalog.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/entry.h"
#include "store/database.h"
#include "store/writer.h"
#include "write_session.h"

namespace webclip::store {

std::optional<model::Entry> find_entry(Database& database, model::EntryId id);
std::optional<model::Entry> find_entry(Database& database, std::string_view key);
// Oldest due first; `except_hosts` as url::Url::hostname() gives them.
std::vector<model::Entry> find_due_entries(Database& database, Timestamp now, std::size_t limit,
                                           const std::vector<std::string>& except_hosts);
std::vector<model::Entry> find_failed_entries(Database& database, std::size_t limit);
std::vector<model::Entry> find_entries_of(Database& database, model::SourceId source, std::size_t limit);
std::set<std::string> find_known_keys(Database& database, const std::vector<std::string>& keys);

// The entry with that key, made when there is none.
model::EntryId add_entry(WriteSession& session, const model::Entry& entry, model::CaptureId announced);
bool is_known_key(Database& database, std::string_view key);
void save_failure(WriteSession& session, const EntryFailed& change);
void mark_archived(WriteSession& session, model::EntryId id, model::CaptureId capture, model::ClipId clip);
std::size_t retry(WriteSession& session, const std::optional<std::vector<model::EntryId>>& entries);

void move_entry_attempts(WriteSession& session, Milliseconds by);
void pull_entry_attempts_in(WriteSession& session, Timestamp latest, Timestamp to);

}  // namespace webclip::store
