// Opening <archive>/catalog.db, or saying why not, before anything in it is touched.
#pragma once

#include <filesystem>
#include <memory>

#include "store/database.h"

namespace webclip::store {

std::filesystem::path catalog_file(const std::filesystem::path& archive);

// What a catalog says of itself.
enum class CatalogState { fresh, ours };

// Throws OpenError foreign, newer_schema or damaged. `fresh`: an empty database.
CatalogState check_identity(Database& database, const std::filesystem::path& file, std::size_t known_steps);

// Reading: a catalog of exactly our version.
std::unique_ptr<Database> open_for_reading(const std::filesystem::path& archive);
struct OpenedCatalog {
    std::unique_ptr<Database> database;
    bool is_new = false;  // made by this call
};

// Writing: made when absent, brought up to date.
OpenedCatalog open_for_writing(const std::filesystem::path& archive);

}  // namespace webclip::store
