// Why an archive cannot be opened, with what to do about it; and what a connection throws later.
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace webclip::store {

enum class OpenFailure {
    missing,       // no archive there
    not_writable,  // read-only, or somebody else's
    locked,        // another process writes to it; the message names it
    newer_schema,  // written by a newer version of this program
    older_schema,  // only of Catalog: the program that writes has not yet brought it up to date
    foreign,       // a database of another program
    damaged,       // not readable as what it should be
};

// Thrown before anything was changed.
class OpenError : public std::runtime_error {
  public:
    OpenError(OpenFailure code, const std::string& message) : std::runtime_error(message), code_(code) {}
    OpenFailure code() const { return code_; }

  private:
    OpenFailure code_;
};

class DatabaseError : public std::runtime_error {
  public:
    DatabaseError(int sqlite_code, const std::string& message)
        : std::runtime_error(message), code_(sqlite_code) {}
    int sqlite_code() const { return code_; }  // the extended result code

    bool is_damage() const;      // the file is corrupt or no database
    bool is_constraint() const;  // the change contradicts what is stored: only this one failed

  private:
    int code_;
};

// Whether `error` says that the disk, the quota or the file size limit leaves no room: stop fetching, keep
// serving, try again. Write errors of the catalog count too, since a file size limit shows as one.
bool is_storage_full(const std::exception& error);

}  // namespace webclip::store
