#include "store/migrate.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "sample_records.h"
#include "store/catalog.h"
#include "store/writer.h"
#include "support/corpus.h"
#include "support/temp_dir.h"

namespace webclip::store {
namespace {

namespace fs = std::filesystem;

std::int64_t number(Database& database, const std::string& sql) {
    auto row = database.query(sql);
    return row.step() ? row.integer() : -1;
}

class MigrateTest : public ::testing::Test {
  protected:
    MigrateTest() { database_.use_write_ahead_log(); }
    // A catalog of the first version.
    void make_first() {
        const SchemaStep first[] = {schema_steps()[0]};
        migrate(database_, file_, first);
    }

    test::TempDir folder_;
    fs::path file_ = folder_ / "catalog.db";
    Database database_{file_, Access::read_write};
};

TEST_F(MigrateTest, BringsAnEmptyFileUpToDate) {
    migrate(database_, file_);
    EXPECT_EQ(number(database_, "PRAGMA user_version"), static_cast<std::int64_t>(schema_steps().size()));
    EXPECT_EQ(number(database_, "PRAGMA application_id"), catalog_application_id);
    EXPECT_FALSE(fs::exists(folder_ / "catalog.db.before-1"));
}

TEST_F(MigrateTest, ChangesNothingTheSecondTime) {
    migrate(database_, file_);
    const auto changes = number(database_, "SELECT total_changes()");
    const auto schema = number(database_, "PRAGMA schema_version");
    migrate(database_, file_);
    EXPECT_EQ(number(database_, "SELECT total_changes()"), changes);
    EXPECT_EQ(number(database_, "PRAGMA schema_version"), schema);
}

TEST_F(MigrateTest, BringsAnOlderCatalogUpToDateWithWhatItHolds) {
    make_first();
    database_.execute("INSERT INTO site_profiles VALUES ('example.org', '{}', 0)");
    migrate(database_, file_);
    EXPECT_EQ(number(database_, "PRAGMA user_version"), static_cast<std::int64_t>(schema_steps().size()));
    EXPECT_EQ(number(database_, "SELECT count(*) FROM site_profiles"), 1);
    EXPECT_EQ(number(database_, "SELECT count(*) FROM robots"), 0);
}

TEST_F(MigrateTest, EveryTableIsStrict) {
    migrate(database_, file_);
    EXPECT_EQ(number(database_,
                     "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
                     " AND name NOT LIKE 'sqlite_%'"),
              0);
    EXPECT_GT(
        number(database_, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1"), 8);
}

// PRAGMA foreign_key_check and the deletion of a parent row search the children by their column: each needs
// an index.
TEST_F(MigrateTest, EveryForeignKeyHasAnIndex) {
    migrate(database_, file_);
    auto row = database_.query(
        "SELECT t.name || '.' || f.\"from\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f"
        " WHERE t.schema = 'main' AND f.\"table\" <> 'clips' AND NOT EXISTS (SELECT 1 FROM "
        "pragma_index_list(t.name) i,"
        " pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = f.\"from\")"
        " AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) p WHERE p.pk = 1 AND p.name = f.\"from\")");
    std::vector<std::string> without;
    while (row.step()) without.push_back(row.text());
    // Revisions are never deleted.
    EXPECT_EQ(without, (std::vector<std::string>{"clips.post_revision_id", "clips.latest_revision_id"}));
}

TEST_F(MigrateTest, EveryColumnIsExplained) {
    migrate(database_, file_);
    const std::string page =
        test::read_file(fs::path{WEBCLIP_FIXTURES} / ".." / ".." / "schema" / "README.md");
    auto row = database_.query(
        "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c"
        " WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'");
    while (row.step()) {
        const std::string table = row.text();
        const std::string column = row.text();
        const auto start = page.find("\n## " + table + "\n");
        ASSERT_NE(start, std::string::npos) << table;
        const std::string section = page.substr(start, page.find("\n## ", start + 1) - start);
        EXPECT_TRUE(column == "id" || section.find("`" + column + "`") != std::string::npos)
            << table << "." << column;
    }
}

TEST_F(MigrateTest, KeepsACopyBeforeItChangesACatalog) {
    make_first();
    database_.execute("INSERT INTO site_profiles VALUES ('example.org', '{}', 0)");
    const SchemaStep steps[] = {schema_steps()[0],
                                {"0002_more", "ALTER TABLE site_profiles ADD COLUMN note TEXT;"}};
    migrate(database_, file_, steps);
    EXPECT_EQ(number(database_, "PRAGMA user_version"), 2);
    EXPECT_EQ(number(database_, "SELECT count(note IS NULL) FROM site_profiles"), 1);
    Database copy{folder_ / "catalog.db.before-2", Access::read_only};
    EXPECT_EQ(number(copy, "PRAGMA user_version"), 1);
    EXPECT_EQ(number(copy, "SELECT count(*) FROM site_profiles"), 1);
}

TEST_F(MigrateTest, AStepIsDoneWhollyOrNotAtAll) {
    make_first();
    const SchemaStep broken[] = {
        schema_steps()[0],
        {"0002_half", "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER);"}};
    EXPECT_THROW(migrate(database_, file_, broken), DatabaseError);
    EXPECT_EQ(number(database_, "PRAGMA user_version"), 1);
    EXPECT_EQ(number(database_, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
    const SchemaStep mended[] = {schema_steps()[0], {"0002_half", "CREATE TABLE half (id INTEGER) STRICT;"}};
    migrate(database_, file_, mended);
    EXPECT_EQ(number(database_, "PRAGMA user_version"), 2);
    EXPECT_TRUE(fs::exists(folder_ / "catalog.db.before-2"));
}

TEST_F(MigrateTest, AnUnfinishedCopyIsMadeAnew) {
    make_first();
    test::write_file(folder_ / "catalog.db.before-2.unfinished", "half a copy");
    const SchemaStep steps[] = {schema_steps()[0], {"0002_more", "CREATE TABLE more (id INTEGER) STRICT;"}};
    migrate(database_, file_, steps);
    EXPECT_FALSE(fs::exists(folder_ / "catalog.db.before-2.unfinished"));
    Database copy{folder_ / "catalog.db.before-2", Access::read_only};
    EXPECT_EQ(number(copy, "PRAGMA user_version"), 1);
}

TEST_F(MigrateTest, RefusesANewerCatalog) {
    std::vector<SchemaStep> steps{schema_steps().begin(), schema_steps().end()};
    steps.push_back({"9999_more", "CREATE TABLE more (id INTEGER) STRICT;"});
    migrate(database_, file_, steps);
    try {
        migrate(database_, file_);
        FAIL();
    } catch (const OpenError& error) {
        EXPECT_EQ(error.code(), OpenFailure::newer_schema);
    }
}

}  // namespace
}  // namespace webclip::store
