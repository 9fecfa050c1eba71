// SQLite as values with owners: a connection, its prepared statements, transactions. Everything throws
// DatabaseError.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/sha256.h"
#include "base/strong_id.h"
#include "base/timestamp.h"
#include "store/open_error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace webclip::store {

enum class Access { read_only, read_write };

// Bytes that are not text, bound as a BLOB.
struct Bytes {
    std::string_view bytes;
};

// A prepared statement. Used through Query, one at a time.
class Statement {
  public:
    Statement(sqlite3* connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&&) = delete;  // queries hold its address
    Statement& operator=(Statement&&) = delete;

  private:
    friend class Query;
    sqlite3_stmt* statement_ = nullptr;
    bool in_use_ = false;
};

// One use of a statement: binds in order, steps, reads columns in order, resets on scope exit.
class Query {
  public:
    template <typename... Args>
    explicit Query(Statement& statement, const Args&... args) : statement_(begin(statement)) {
        (bind(args), ...);
    }
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query(Query&&) = delete;
    Query& operator=(Query&&) = delete;

    bool step();  // true: a row is there, its first column is next
    void run();   // to the end, whatever rows come

    // The next column of the row.
    std::int64_t integer();
    int small() { return static_cast<int>(integer()); }
    bool flag() { return integer() != 0; }
    std::string text();  // also of BLOBs: the bytes
    Timestamp timestamp() { return Timestamp::from_ms(integer()); }
    std::optional<Timestamp> optional_timestamp();
    std::optional<Sha256> digest();  // throws when there is text that is no digest
    template <typename Id>
    Id id() {  // NULL: 0
        return Id{is_null() ? skip() : integer()};
    }
    template <typename Id>
    std::optional<Id> optional_id() {
        const Id found = id<Id>();
        return found ? std::optional<Id>{found} : std::nullopt;
    }

  private:
    static Statement& begin(Statement& statement);
    bool is_null();
    std::int64_t skip();

    void bind(std::nullptr_t);
    void bind(std::string_view text);
    void bind(Bytes blob);
    void bind_integer(std::int64_t value);
    template <std::integral T>
    void bind(T value) {
        bind_integer(static_cast<std::int64_t>(value));
    }
    void bind(Timestamp time) { bind_integer(time.ms()); }
    void bind(const Sha256& digest) { bind(std::string_view{to_hex(digest)}); }
    template <typename Tag>
    void bind(StrongId<Tag> id) {  // 0 is no row: NULL
        if (id) return bind_integer(id.value());
        bind(nullptr);
    }
    template <typename T>
    void bind(const std::optional<T>& value) {
        if (value) return bind(*value);
        bind(nullptr);
    }
    void bind_result(int code);
    [[noreturn]] void fail(int code) const;

    Statement& statement_;
    int parameter_ = 0;
    int column_ = 0;
};

// A connection with the settings that every connection of this program has. One thread at a time; not
// movable, because its statements point into it.
class Database {
  public:
    // Opens without reading anything yet. `file` must not be a symbolic link; Access::read_write makes it
    // when absent.
    Database(std::filesystem::path file, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    Database(Database&&) = delete;
    Database& operator=(Database&&) = delete;

    // The first 100 bytes of the file, fewer when it is shorter, without replaying a log that lies beside it.
    // (Through the connection: closing a descriptor of our own would drop the locks that this process holds
    // on the file.)
    std::string header() const;
    // For reading: in a folder that cannot hold the log's files, reads the catalog as one that nobody
    // changes.
    void begin_reading();
    // For writing: readers do not block the writer, nor it them; what is committed outlives a power cut.
    void use_write_ahead_log();
    // Closing leaves the file exactly as it is, or (as at first) moves the log into it.
    void leave_untouched();
    void may_be_tidied();

    // `sql` is prepared at its first use and kept.
    template <typename... Args>
    Query query(std::string_view sql, const Args&... args) {
        return Query{statement(sql), args...};
    }
    void execute(const std::string& script);  // statements without parameters
    std::int64_t last_insert_id() const;
    std::int64_t changes() const;  // rows changed by the last statement
    bool in_transaction() const;
    bool is_read_only() const;
    // The database's own check of its pages, given up as passed after `budget`. "" or the first problem.
    std::string quick_check(Milliseconds budget);

  private:
    Statement& statement(std::string_view sql);
    void open(const std::string& name, int flags);

    struct Close {
        void operator()(sqlite3* connection) const noexcept;
    };
    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> connection_;
    std::map<std::string, std::unique_ptr<Statement>, std::less<>> statements_;
};

// BEGIN IMMEDIATE; rolled back unless committed.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    void commit();

  private:
    Database& database_;
    bool done_ = false;
};

// A part of a transaction that can fail alone; rolled back unless released.
class Savepoint {
  public:
    explicit Savepoint(Database& database);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    Savepoint(Savepoint&&) = delete;
    Savepoint& operator=(Savepoint&&) = delete;
    void release();

  private:
    Database& database_;
    bool done_ = false;
};

}  // namespace webclip::store
