// Why an archive cannot be opened, with what to do about it.
#pragma once

#include <stdexcept>
#include <string>

namespace webclip::store {

enum class OpenFailure { missing, not_writable, locked, newer_schema, foreign, damaged };

class OpenError : public std::runtime_error {
 public:
    OpenError(OpenFailure code, const std::string& message) : std::runtime_error(message), code_(code) {}
    OpenFailure code() const { return code_; }

 private:
    OpenFailure code_;
};

class DatabaseError : public std::runtime_error {
 public:
    DatabaseError(int sqlite_code, const std::string& message) : std::runtime_error(message), code_(sqlite_code) {}
    int sqlite_code() const { return code_; }

 private:
    int code_;
};

}  // namespace webclip::store
