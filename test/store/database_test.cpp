#include "store/database.h"

#include <gtest/gtest.h>

#include <thread>

#include "crypto/sha256.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

class DatabaseTest : public ::testing::Test {
  protected:
    DatabaseTest() {
        database_.use_write_ahead_log();
        database_.execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT UNIQUE, number INTEGER, bytes BLOB) STRICT");
    }
    std::int64_t count() {
        auto row = database_.query("SELECT count(*) FROM t");
        row.step();
        return row.integer();
    }
    std::string setting(const std::string& pragma) {
        auto row = database_.query("PRAGMA " + pragma);
        row.step();
        return row.text();
    }

    test::TempDir folder_;
    Database database_{folder_ / "test.db", Access::read_write};
};

TEST_F(DatabaseTest, HasTheSettingsOfTheProject) {
    EXPECT_EQ(setting("journal_mode"), "wal");
    EXPECT_EQ(setting("synchronous"), "2");  // FULL
    EXPECT_EQ(setting("foreign_keys"), "1");
    EXPECT_EQ(setting("trusted_schema"), "0");
    EXPECT_EQ(setting("cell_size_check"), "1");
    EXPECT_EQ(setting("busy_timeout"), "5000");
    EXPECT_EQ(setting("journal_size_limit"), "67108864");
    // Defensive: the schema cannot be edited as if it were a table. DQS off: "x" is a name, never a text.
    EXPECT_THROW(database_.execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema"), DatabaseError);
    EXPECT_THROW(database_.execute("SELECT \"no such column\""), DatabaseError);
}

TEST_F(DatabaseTest, BindsAndReadsEveryKindOfValue) {
    const std::string text = std::string{"nul "} + '\0' + " and '; DROP TABLE t; --";
    database_
        .query("INSERT INTO t (word, number, bytes) VALUES (?, ?, ?)", text, Timestamp::from_ms(-5),
               Bytes{"\xff"})
        .run();
    auto row = database_.query("SELECT word, number, bytes, number, NULL, NULL FROM t WHERE id = ?",
                               database_.last_insert_id());
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.text(), text);
    EXPECT_EQ(row.timestamp().ms(), -5);
    EXPECT_EQ(row.text(), "\xff");
    EXPECT_EQ(row.optional_timestamp()->ms(), -5);
    EXPECT_FALSE(row.optional_timestamp());
    EXPECT_FALSE(row.digest());
    EXPECT_FALSE(row.step());
}

TEST_F(DatabaseTest, AnIdOfZeroAndAnEmptyOptionalAreNull) {
    struct Tag;
    database_.query("INSERT INTO t (number) VALUES (?)", StrongId<Tag>{}).run();
    database_.query("INSERT INTO t (number) VALUES (?)", std::optional<Timestamp>{}).run();
    auto row = database_.query("SELECT count(*) FROM t WHERE number IS NULL");
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer(), 2);
}

TEST_F(DatabaseTest, ATextThatShouldBeADigestAndIsNoneIsDamage) {
    auto row = database_.query("SELECT 'abc'");
    ASSERT_TRUE(row.step());
    try {
        static_cast<void>(row.digest());
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.is_damage());
    }
}

TEST_F(DatabaseTest, AStatementIsReadyAgainAfterEachUse) {
    for (int i = 0; i < 3; ++i) {
        auto row = database_.query("SELECT ?", i);
        ASSERT_TRUE(row.step());
        EXPECT_EQ(row.integer(), i);
    }
    EXPECT_NO_THROW(database_.execute("DROP TABLE t"));  // no use of a statement is still open
}

TEST_F(DatabaseTest, ATransactionIsRolledBackUnlessCommitted) {
    {
        Transaction transaction{database_};
        database_.query("INSERT INTO t (word) VALUES ('lost')").run();
    }
    EXPECT_EQ(count(), 0);
    {
        Transaction transaction{database_};
        database_.query("INSERT INTO t (word) VALUES ('kept')").run();
        transaction.commit();
    }
    EXPECT_EQ(count(), 1);
    EXPECT_FALSE(database_.in_transaction());
}

TEST_F(DatabaseTest, ASavepointFailsAlone) {
    Transaction transaction{database_};
    database_.query("INSERT INTO t (word) VALUES ('kept')").run();
    try {
        Savepoint savepoint{database_};
        database_.query("INSERT INTO t (word) VALUES ('lost')").run();
        database_.query("INSERT INTO t (word) VALUES ('kept')").run();
        savepoint.release();
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.is_constraint());
    }
    transaction.commit();
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, AFailedStatementCanBeUsedAgain) {
    constexpr std::string_view insert = "INSERT INTO t (word) VALUES (?)";
    database_.query(insert, "a").run();
    EXPECT_THROW(database_.query(insert, "a").run(), DatabaseError);
    database_.query(insert, "b").run();
    EXPECT_EQ(count(), 2);
}

TEST_F(DatabaseTest, AReadOnlyConnectionWritesNothing) {
    Database reader{folder_ / "test.db", Access::read_only};
    reader.begin_reading();
    EXPECT_THROW(reader.execute("INSERT INTO t (word) VALUES ('x')"), DatabaseError);
    EXPECT_TRUE(reader.is_read_only());
}

TEST_F(DatabaseTest, AReaderSeesOneStateWhileTheWriterGoesOn) {
    database_.query("INSERT INTO t (word) VALUES ('before')").run();
    Database reader{folder_ / "test.db", Access::read_only};
    reader.begin_reading();
    auto row = reader.query("SELECT count(*) OVER () FROM t");
    ASSERT_TRUE(row.step());
    database_.query("INSERT INTO t (word) VALUES ('after')").run();
    EXPECT_EQ(row.integer(), 1);
}

TEST_F(DatabaseTest, RefusesAFileThatIsASymbolicLink) {
    std::filesystem::create_symlink(folder_ / "test.db", folder_ / "link.db");
    EXPECT_THROW((Database{folder_ / "link.db", Access::read_write}), DatabaseError);
    EXPECT_THROW((Database{folder_ / "link.db", Access::read_only}), DatabaseError);
}

TEST_F(DatabaseTest, QuickCheckFindsNothingInASoundFile) {
    EXPECT_EQ(database_.quick_check(Milliseconds{10'000}), "");
}

TEST(StorageFull, IsToldFromOtherErrors) {
    struct Case {
        const char* name;
        std::shared_ptr<std::exception> error;
        bool is_full;
    };
    const auto system = [](int code) {
        return std::make_shared<std::system_error>(code, std::generic_category(), "write");
    };
    const auto sqlite = [](int code) { return std::make_shared<DatabaseError>(code, "catalog"); };
    const Case cases[] = {
        {"no space", system(ENOSPC), true},
        {"quota", system(EDQUOT), true},
        {"file size limit", system(EFBIG), true},
        {"input/output", system(EIO), false},
        {"SQLITE_FULL", sqlite(13), true},
        {"SQLITE_IOERR_WRITE", sqlite(778), true},
        {"SQLITE_IOERR_FSYNC", sqlite(1034), false},
        {"SQLITE_CONSTRAINT_UNIQUE", sqlite(2067), false},
        {"something else", std::make_shared<std::runtime_error>("no space left"), false},
    };
    for (const Case& one : cases) EXPECT_EQ(is_storage_full(*one.error), one.is_full) << one.name;
}

}  // namespace
}  // namespace webclip::store
