#include "store/open_error.h"

#include <sqlite3.h>

#include <cerrno>
#include <system_error>

namespace webclip::store {
namespace {

int primary_code(int extended) {
    return extended & 0xff;  // "the least significant 8 bits" (https://sqlite.org/rescode.html)
}

}  // namespace

bool DatabaseError::is_damage() const {
    return primary_code(code_) == SQLITE_CORRUPT || primary_code(code_) == SQLITE_NOTADB;
}

bool DatabaseError::is_constraint() const {
    return primary_code(code_) == SQLITE_CONSTRAINT;
}

bool is_storage_full(const std::exception& error) {
    if (const auto* database = dynamic_cast<const DatabaseError*>(&error)) {
        const int code = database->sqlite_code();
        return primary_code(code) == SQLITE_FULL || code == SQLITE_IOERR_WRITE;
    }
    if (const auto* system = dynamic_cast<const std::system_error*>(&error)) {
        const int code = system->code().value();
        return system->code().category() == std::generic_category() &&
               (code == ENOSPC || code == EDQUOT || code == EFBIG);
    }
    return false;
}

}  // namespace webclip::store
