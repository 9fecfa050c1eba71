// The catalog's schema: the steps of schema/, embedded, and how a catalog is brought up to date.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "store/database.h"

namespace webclip::store {

// "wclp": the application_id of our catalogs, so that `file` knows them and we know those of others.
inline constexpr std::int64_t catalog_application_id = 0x77636c70;

// Released steps are never edited. user_version counts the steps that a catalog has had.
struct SchemaStep {
    std::string_view name;  // "0001_init"
    std::string_view sql;
};

std::span<const SchemaStep> schema_steps();

// Applies the missing steps, each with its version in one transaction: stopped anywhere, the next call goes
// on from the last whole step. Before the first step on a catalog that holds something, a copy is kept beside
// it as <file>.before-<version>. Throws OpenError for a catalog that is newer, foreign or damaged, with
// nothing touched; DatabaseError when a step fails.
void migrate(Database& database, const std::filesystem::path& file,
             std::span<const SchemaStep> steps = schema_steps());

}  // namespace webclip::store
