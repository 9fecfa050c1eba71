#include "open_catalog.h"

#include <fcntl.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/unique_fd.h"
#include "store/migrate.h"
#include "store/open_error.h"

namespace webclip::store {
namespace {

std::string reason() {
    return std::generic_category().message(errno);
}

std::string quoted(const std::filesystem::path& file) {
    return "'" + file.string() + "'";
}

[[noreturn]] void throw_foreign(const std::filesystem::path& file) {
    throw OpenError(OpenFailure::foreign, quoted(file) + " is a database of another program");
}

[[noreturn]] void throw_damaged(const std::filesystem::path& file, const std::string& what) {
    throw OpenError(OpenFailure::damaged, quoted(file) + " is damaged (" + what +
                                              "): nothing was changed; restore it from a backup");
}

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

// https://sqlite.org/fileformat2.html#the_database_header, looked at before SQLite replays a log that it
// finds beside what may be somebody else's file.
void check_header(const Database& database, const std::filesystem::path& file) {
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    constexpr std::size_t application_id_at = 68;
    const std::string header = database.header();
    if (header.empty()) return;  // as SQLite leaves it before the first commit
    if (header.size() < 100) throw_damaged(file, "its header is cut short");
    if (header.compare(0, magic.size(), magic) != 0) throw_damaged(file, "no SQLite header");
    const std::uint32_t id = big_endian(std::string_view{header}.substr(application_id_at, 4));
    if (id != 0 && id != catalog_application_id) throw_foreign(file);
}

// Turns what SQLite says while opening into what the user can do about it.
template <typename Open>
auto translated(const std::filesystem::path& file, Open open) -> decltype(open()) {
    try {
        return open();
    } catch (const DatabaseError& error) {
        if (error.is_damage()) throw_damaged(file, error.what());
        if (is_storage_full(error)) throw;
        throw OpenError(OpenFailure::not_writable, "cannot use " + quoted(file) + ": " + error.what());
    }
}

std::int64_t pragma(Database& database, std::string_view sql) {
    auto query = database.query(sql);
    return query.step() ? query.integer() : 0;
}

// The folder's real name: the file in it must not be a link, the way to it may.
std::filesystem::path real_folder(const std::filesystem::path& archive) {
    std::error_code failed;
    auto real = std::filesystem::canonical(archive, failed);
    if (failed) throw OpenError(OpenFailure::missing, "no archive at " + quoted(archive));
    return real;
}

}  // namespace

std::filesystem::path catalog_file(const std::filesystem::path& archive) {
    return archive / "catalog.db";
}

CatalogState check_identity(Database& database, const std::filesystem::path& file, std::size_t known_steps) {
    const std::int64_t id = pragma(database, "PRAGMA application_id");
    const std::int64_t version = pragma(database, "PRAGMA user_version");
    if (id != catalog_application_id) {
        const bool is_empty =
            id == 0 && version == 0 && pragma(database, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!is_empty) throw_foreign(file);
        return CatalogState::fresh;
    }
    if (version < 1) throw_damaged(file, "no schema version");
    if (version > static_cast<std::int64_t>(known_steps)) {
        throw OpenError(OpenFailure::newer_schema,
                        quoted(file) + " was written by a newer version of this program (schema " +
                            std::to_string(version) + ", known here: " + std::to_string(known_steps) + ")");
    }
    return CatalogState::ours;
}

std::unique_ptr<Database> open_for_reading(const std::filesystem::path& archive) {
    const std::filesystem::path file = catalog_file(real_folder(archive));
    if (!std::filesystem::exists(std::filesystem::symlink_status(file))) {
        throw OpenError(OpenFailure::missing, "no archive at " + quoted(archive));
    }
    return translated(file, [&] {
        auto database = std::make_unique<Database>(file, Access::read_only);
        check_header(*database, file);
        database->begin_reading();
        if (check_identity(*database, file, schema_steps().size()) == CatalogState::fresh) {
            throw OpenError(OpenFailure::missing, "the archive at " + quoted(archive) + " is still empty");
        }
        if (pragma(*database, "PRAGMA user_version") < static_cast<std::int64_t>(schema_steps().size())) {
            throw OpenError(
                OpenFailure::older_schema,
                quoted(file) + " was written by an older version of this program: run the new one once");
        }
        return database;
    });
}

OpenedCatalog open_for_writing(const std::filesystem::path& archive) {
    const std::filesystem::path file = catalog_file(real_folder(archive));
    // For its owner alone: the settings of sources may hold credentials. The log's files take the same mode.
    const UniqueFd made{::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!made && errno != EEXIST) {
        throw OpenError(OpenFailure::not_writable, "cannot write to " + quoted(file) + ": " + reason());
    }
    return translated(file, [&] {
        auto database = std::make_unique<Database>(file, Access::read_write);
        database->leave_untouched();
        if (database->is_read_only())
            throw OpenError(OpenFailure::not_writable, "cannot write to " + quoted(file));
        check_header(*database, file);
        const CatalogState state = check_identity(*database, file, schema_steps().size());
        database->may_be_tidied();
        database->use_write_ahead_log();
        migrate(*database, file);
        return OpenedCatalog{std::move(database), state == CatalogState::fresh};
    });
}

}  // namespace webclip::store
