#include "store/migrate.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/unique_fd.h"
#include "open_catalog.h"

namespace webclip::store {
namespace {

std::int64_t version_of(Database& database) {
    auto query = database.query("PRAGMA user_version");
    return query.step() ? query.integer() : 0;
}

void make_durable(const std::filesystem::path& path) {
    const UniqueFd fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!fd || ::fsync(fd.get()) != 0) {
        throw std::system_error(errno, std::generic_category(),
                                "cannot make '" + path.string() + "' durable");
    }
}

// Under a name of its own until it is whole; a kept copy is never overwritten by that of a later attempt.
void keep_copy(Database& database, const std::filesystem::path& file, std::int64_t version) {
    const std::filesystem::path copy = file.string() + ".before-" + std::to_string(version + 1);
    if (std::filesystem::exists(copy)) return;
    const std::filesystem::path unfinished = copy.string() + ".unfinished";
    std::filesystem::remove(unfinished);
    database.query("VACUUM INTO ?", unfinished.string()).run();
    make_durable(unfinished);
    std::filesystem::rename(unfinished, copy);
    make_durable(copy.parent_path());
}

void apply(Database& database, const SchemaStep& step, std::int64_t version) {
    Transaction transaction{database};
    database.execute(std::string{step.sql});
    // PRAGMAs take no parameters; both numbers are our own.
    database.execute("PRAGMA application_id = " + std::to_string(catalog_application_id));
    database.execute("PRAGMA user_version = " + std::to_string(version));
    transaction.commit();
}

}  // namespace

void migrate(Database& database, const std::filesystem::path& file, std::span<const SchemaStep> steps) {
    const CatalogState state = check_identity(database, file, steps.size());
    const std::int64_t version = state == CatalogState::fresh ? 0 : version_of(database);
    if (version > 0 && version < static_cast<std::int64_t>(steps.size())) keep_copy(database, file, version);
    for (auto next = static_cast<std::size_t>(version); next < steps.size(); ++next) {
        apply(database, steps[next], static_cast<std::int64_t>(next + 1));
    }
}

}  // namespace webclip::store
