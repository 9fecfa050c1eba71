#include "store/database.h"

#include <sqlite3.h>

#include <cassert>
#include <chrono>
#include <limits>

namespace webclip::store {
namespace {

constexpr int busy_timeout_ms = 5000;

// A connection that nobody may write to tells the other ones nothing of itself: fit for a folder that cannot
// hold a lock or a shared-memory file, and only for one in which nobody writes.
std::string immutable_uri(const std::filesystem::path& file) {
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += digits[byte >> 4U];
            uri += digits[byte & 15U];
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

[[noreturn]] void throw_error(sqlite3* connection, const std::string& doing) {
    throw DatabaseError(sqlite3_extended_errcode(connection), doing + ": " + sqlite3_errmsg(connection));
}

std::string first_words(std::string_view sql) {
    return std::string{sql.substr(0, 60)};
}

}  // namespace

// --- Statement

Statement::Statement(sqlite3* connection, std::string_view sql) {
    const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) throw_error(connection, "cannot prepare '" + first_words(sql) + "'");
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

// --- Query

Statement& Query::begin(Statement& statement) {
    assert(!statement.in_use_);
    statement.in_use_ = true;
    return statement;
}

Query::~Query() {
    sqlite3_reset(statement_.statement_);
    sqlite3_clear_bindings(statement_.statement_);
    statement_.in_use_ = false;
}

bool Query::step() {
    column_ = 0;
    const int code = sqlite3_step(statement_.statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(code);
}

void Query::run() {
    while (step()) {
    }
}

void Query::fail(int code) const {
    sqlite3* connection = sqlite3_db_handle(statement_.statement_);
    throw DatabaseError(code, std::string{"catalog: "} + sqlite3_errmsg(connection));
}

void Query::bind_result(int code) {
    if (code == SQLITE_OK) return;
    // The destructor does not run for a constructor that throws.
    sqlite3_clear_bindings(statement_.statement_);
    statement_.in_use_ = false;
    fail(code);
}

void Query::bind(std::nullptr_t) {
    bind_result(sqlite3_bind_null(statement_.statement_, ++parameter_));
}

void Query::bind_integer(std::int64_t value) {
    bind_result(sqlite3_bind_int64(statement_.statement_, ++parameter_, value));
}

void Query::bind(std::string_view text) {
    bind_result(sqlite3_bind_text64(statement_.statement_, ++parameter_, text.empty() ? "" : text.data(),
                                    text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::bind(Bytes blob) {
    const std::string_view bytes = blob.bytes;
    bind_result(sqlite3_bind_blob64(statement_.statement_, ++parameter_, bytes.empty() ? "" : bytes.data(),
                                    bytes.size(), SQLITE_TRANSIENT));
}

std::int64_t Query::integer() {
    return sqlite3_column_int64(statement_.statement_, column_++);
}

std::string Query::text() {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.statement_, column_));
    const int size = sqlite3_column_bytes(statement_.statement_, column_++);
    return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(size));
}

bool Query::is_null() {
    return sqlite3_column_type(statement_.statement_, column_) == SQLITE_NULL;
}

std::int64_t Query::skip() {
    ++column_;
    return 0;
}

std::optional<Timestamp> Query::optional_timestamp() {
    if (is_null()) {
        skip();
        return std::nullopt;
    }
    return timestamp();
}

std::optional<Sha256> Query::digest() {
    const std::string hex = text();
    if (hex.empty()) return std::nullopt;
    const auto digest = sha256_from_hex(hex);
    if (!digest) throw DatabaseError(SQLITE_CORRUPT, "catalog: '" + hex.substr(0, 80) + "' is no sha256");
    return digest;
}

// --- Database

void Database::Close::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}

Database::Database(std::filesystem::path file, Access access) : file_(std::move(file)) {
    open(file_.string(),
         access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
}

Database::~Database() = default;

void Database::open(const std::string& name, int flags) {
    sqlite3* opened = nullptr;
    constexpr int always = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(name.c_str(), &opened, flags | always, nullptr);
    connection_.reset(opened);
    if (code != SQLITE_OK) {
        throw DatabaseError(code, "cannot open the catalog: " + std::string{sqlite3_errstr(code)});
    }
    sqlite3_busy_timeout(opened, busy_timeout_ms);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
}

std::string Database::header() const {
    sqlite3_file* file = nullptr;
    std::string bytes(100, '\0');
    sqlite3_int64 size = 0;
    int code =
        sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file));
    if (code == SQLITE_OK) code = file->pMethods->xFileSize(file, &size);
    if (code == SQLITE_OK && size > 0) {
        code = file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0);
    }
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) {
        throw DatabaseError(code, "cannot read the catalog: " + std::string{sqlite3_errstr(code)});
    }
    if (size < 100) bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

void Database::begin_reading() {
    try {
        query("SELECT count(*) FROM sqlite_schema").run();
    } catch (const DatabaseError& error) {
        // A write-ahead log needs its files beside the catalog even to be read; where they cannot be made,
        // and there is no log, nobody is writing either.
        std::error_code ignored;
        const std::filesystem::path log = file_.string() + "-wal";
        const bool no_log =
            !std::filesystem::exists(log, ignored) || std::filesystem::file_size(log, ignored) == 0;
        const int code = error.sqlite_code() & 0xff;
        if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || !no_log) throw;
        statements_.clear();
        open(immutable_uri(file_), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }
    execute("PRAGMA query_only = ON");
}

void Database::use_write_ahead_log() {
    execute("PRAGMA synchronous = FULL");  // in WAL too: SQLite's own advice there, NORMAL, may lose the last
                                           // commits
    std::string mode;
    {
        Query set{statement("PRAGMA journal_mode = WAL")};
        if (set.step()) mode = set.text();
    }
    if (mode != "wal")
        throw DatabaseError(SQLITE_CANTOPEN, "catalog: no write-ahead log here, but '" + mode + "'");
    // The log is cut back to 64 MiB after a large transaction or a long reader.
    query("PRAGMA journal_size_limit = 67108864").run();
    query("PRAGMA wal_autocheckpoint = 1000").run();
}

void Database::leave_untouched() {
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Database::may_be_tidied() {
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

Statement& Database::statement(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return *found->second;
    auto prepared = std::make_unique<Statement>(connection_.get(), sql);
    return *statements_.emplace(sql, std::move(prepared)).first->second;
}

void Database::execute(const std::string& script) {
    if (sqlite3_exec(connection_.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw_error(connection_.get(), "catalog: '" + first_words(script) + "'");
    }
}

std::int64_t Database::last_insert_id() const {
    return sqlite3_last_insert_rowid(connection_.get());
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(connection_.get());
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(connection_.get()) == 0;
}

bool Database::is_read_only() const {
    return sqlite3_db_readonly(connection_.get(), "main") == 1;
}

std::string Database::quick_check(Milliseconds budget) {
    using Clock = std::chrono::steady_clock;
    auto deadline = Clock::now() + budget;
    const auto is_over = [](void* end) {
        return Clock::now() >= *static_cast<Clock::time_point*>(end) ? 1 : 0;
    };
    sqlite3_progress_handler(connection_.get(), 10'000, is_over, &deadline);
    std::string problem;
    try {
        Query check{statement("PRAGMA quick_check(1)")};
        if (check.step()) problem = check.text();
        if (problem == "ok") problem.clear();
    } catch (const DatabaseError& error) {
        problem = (error.sqlite_code() & 0xff) == SQLITE_INTERRUPT ? "" : error.what();
    }
    sqlite3_progress_handler(connection_.get(), 0, nullptr, nullptr);
    return problem;
}

// --- Transaction, Savepoint

Transaction::Transaction(Database& database) : database_(database) {
    database_.query("BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
    // SQLite has rolled back by itself after some errors (disk full, for one).
    if (done_ || !database_.in_transaction()) return;
    try {
        database_.query("ROLLBACK").run();
    } catch (const DatabaseError&) {  // NOLINT(bugprone-empty-catch): the next BEGIN reports what is wrong
    }
}

void Transaction::commit() {
    database_.query("COMMIT").run();
    done_ = true;
}

Savepoint::Savepoint(Database& database) : database_(database) {
    database_.query("SAVEPOINT change").run();
}

Savepoint::~Savepoint() {
    if (done_ || !database_.in_transaction()) return;
    try {
        database_.query("ROLLBACK TO change").run();
        database_.query("RELEASE change").run();
    } catch (const DatabaseError&) {  // NOLINT(bugprone-empty-catch): COMMIT reports what is wrong
    }
}

void Savepoint::release() {
    database_.query("RELEASE change").run();
    done_ = true;
}

}  // namespace webclip::store
