// What a user gets wrong, or finds broken: one exit code a kind, and a message that says where and what to
// do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "support/corpus.h"
#include "workbench.h"

namespace webclip::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::size_t line_count(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// An archive with nothing in it but its catalog, closed.
void make_archive(Workbench& bench) {
    bench.configure("feeds: []\n");
    ASSERT_EQ(bench.webclipd({"run", "--once"}).code, 0);
}

// As another program would change it.
void change_catalog(const Workbench& bench, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((bench.archive() / "catalog.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
}

TEST(UserError, EveryMistakeOfTheConfigurationIsNamedAtOnceWithItsPlace) {
    Workbench bench;
    write_file(bench.config(),
               "archive: archive\n"
               "fedes:\n"
               "  - https://example.org/rss.xml\n"
               "fetch:\n"
               "  total_timout: 5s\n"
               "  redirects: many\n"
               "feeds:\n"
               "  - { url: \"https://example.org/a\", tag: [ x ] }\n");
    std::string mistakes;
    for (const char* mistake :
         {":2:1: unknown key \"fedes\"; did you mean \"feeds\"?\n",
          ":5:3: unknown key \"total_timout\" in \"fetch\"; did you mean \"total_timeout\"?\n",
          ":6:14: \"many\" is not a whole number\n",
          ":8:37: unknown key \"tag\" in \"a source\"; did you mean \"tags\"?\n"}) {
        mistakes.append("webclipd: ").append(bench.config().string()).append(mistake);
    }
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"run"}, {"run", "--once"}, {"list"}, {"config", "check"}}) {
        const Outcome outcome = bench.webclipd(words);
        EXPECT_EQ(outcome.code, 78);
        EXPECT_EQ(outcome.err, mistakes);
    }
    EXPECT_FALSE(fs::exists(bench.archive())) << "nothing is made before the configuration is right";
}

TEST(UserError, AMissingConfigurationIsABadOne) {
    Workbench bench;
    const Outcome outcome = bench.webclipd({"run"});
    EXPECT_EQ(outcome.code, 78);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(bench.config().string()), HasSubstr("--config FILE")));
    EXPECT_EQ(line_count(outcome.err), 1U);
}

TEST(UserError, BadUsageIsOneLine) {
    Workbench bench;
    make_archive(bench);
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"frobnicate"}, "frobnicate"},
        {{"list", "--nope"}, "--nope"},
        {{"export", "--format", "papyrus"}, "papyrus"},
        {{"show", "no such clip"}, "no clip \"no such clip\""},
        {{"list", "--since", "yesterday"}, "yesterday"},
        {{"list", "--limit", "many"}, "--limit: \"many\" is not a number of things"},
        {{"list", "--limit", "-1"}, "--limit"},
        {{"retry", "4711"}, "`webclipd failed` shows them"},
        {{"import", "/no/such/file"}, "/no/such/file"},
        {{"extract"}, "--batch"},
        {{"run", "--all"}, "--once"},
        {{}, "subcommand"},
    };
    for (const auto& [words, named] : cases) {
        SCOPED_TRACE(named);
        const Outcome outcome = bench.webclipd(words);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(outcome.err, AllOf(StartsWith("webclipd: "), HasSubstr(named)));
        EXPECT_EQ(line_count(outcome.err), 1U) << outcome.err;
    }
}

TEST(UserError, HelpAndVersionAreNoErrors) {
    const Workbench bench;
    EXPECT_EQ(bench.webclipd({"--help"}).code, 0);
    EXPECT_THAT(bench.webclipd({"--version"}).out, StartsWith("webclipd "));
    EXPECT_THAT(bench.webclipd({"export", "--help"}).out, HasSubstr("--format"));
}

TEST(UserError, AnArchiveThatCannotBeMadeIsAWrongSetting) {
    const Workbench bench;
    write_file(bench.folder() / "regular", "a file");
    write_file(bench.config(), "archive: regular/archive\nfeeds: []\n");
    const Outcome outcome = bench.webclipd({"run", "--once"});
    EXPECT_EQ(outcome.code, 78);
    EXPECT_THAT(outcome.err, HasSubstr((bench.folder() / "regular/archive").string()));
    EXPECT_EQ(line_count(outcome.err), 1U);
}

// Row 5 of the fault matrix.
TEST(UserError, AnArchiveOfSomebodyElseIsAWrongSetting) {
    const fs::path setpriv = "/usr/bin/setpriv";
    if (::geteuid() != 0 || !fs::exists(setpriv))
        GTEST_SKIP() << "needs root and setpriv to become somebody else";
    Workbench bench;
    make_archive(bench);
    fs::permissions(bench.folder(), fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                                        fs::perms::others_read | fs::perms::others_exec);
    Command command = bench.command({"run", "--once"});
    const std::vector<std::string> as_nobody{setpriv.string(), "--reuid=65534", "--regid=65534",
                                             "--clear-groups"};
    command.words.insert(command.words.begin(), as_nobody.begin(), as_nobody.end());
    const auto before = files_in(bench.archive());
    const Outcome outcome = run(command);
    EXPECT_EQ(outcome.code, 78) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("Permission denied"));
    EXPECT_EQ(files_in(bench.archive()), before);
}

TEST(UserError, RootDoesNotWriteIntoTheArchiveOfSomebodyElse) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root";
    Workbench bench;
    make_archive(bench);
    ASSERT_EQ(::chown(bench.archive().c_str(), 65534, 65534), 0);
    const auto before = files_in(bench.archive());
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"run", "--once"}, {"add", "http://127.0.0.1:9/"}, {"retry"}}) {
        const Outcome outcome = bench.webclipd(words);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(outcome.err, HasSubstr("runuser -u nobody -- webclipd"));
        EXPECT_EQ(line_count(outcome.err), 1U);
    }
    EXPECT_TRUE(files_in(bench.archive()) == before);
    EXPECT_EQ(bench.webclipd({"list"}).code, 0) << "reading does no harm";
}

TEST(UserError, WhatCannotBeImportedIsNamed) {
    Workbench bench;
    make_archive(bench);
    fs::create_directories(bench.folder() / "empty");
    write_file(bench.folder() / "notes.txt", "hello\n");
    write_file(bench.folder() / "noise.md", std::string("\x01\xfe\x00\x7f", 4));
    write_file(bench.folder() / "page.html", "<p>hi");
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"empty"}, "nothing to import"},
        {{"notes.txt"}, "notes.txt: failed: no line of it begins with an address"},
        {{"noise.md"}, "noise.md: failed: no clip"},
        {{"page.html"}, "--url URL"},
        {{"page.html", "--url", "foo"}, "\"foo\" is not an http or https address"},
    };
    for (const auto& [words, named] : cases) {
        SCOPED_TRACE(named);
        std::vector<std::string> command{"import"};
        command.push_back((bench.folder() / words.front()).string());
        command.insert(command.end(), words.begin() + 1, words.end());
        const Outcome outcome = bench.webclipd(command);
        EXPECT_EQ(outcome.code, 1);
        EXPECT_THAT(outcome.out + outcome.err, HasSubstr(named));
    }
    EXPECT_EQ(bench.line({"status", "--json"}).at("clips"), 0);
}

TEST(UserError, AFolderThatCannotBeWrittenIsNamed) {
    Workbench bench;
    make_archive(bench);
    const fs::path clip = bench.folder() / "2020-01-02-note.md";
    write_file(clip, "---\ntitle: A note\n---\n\nJust text.\n");
    ASSERT_EQ(bench.webclipd({"import", clip.string()}).code, 0);
    const Outcome outcome = bench.webclipd({"export", "1", "-o", clip.string()});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.err, "webclipd: " + (clip / "2020").string() + ": Not a directory\n");
}

// Row 10.
TEST(UserError, ANewerCatalogIsLeftAlone) {
    Workbench bench;
    make_archive(bench);
    change_catalog(bench, "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
    const std::string before = read_file(bench.archive() / "catalog.db");
    for (const std::vector<std::string>& words : {std::vector<std::string>{"run", "--once"}, {"list"}}) {
        const Outcome outcome = bench.webclipd(words);
        EXPECT_EQ(outcome.code, 78);
        EXPECT_THAT(outcome.err, AllOf(HasSubstr("newer version"), HasSubstr("99")));
    }
    EXPECT_EQ(read_file(bench.archive() / "catalog.db"), before);
}

// Where in the file the damage is, and what is told: the header is looked at before anything is opened, the
// rest when it is read.
TEST(UserError, ADamagedCatalogIsFoundAndLeftAlone) {
    struct Damage {
        std::streamoff offset;
        std::string told;
    };
    for (const Damage& damage : {Damage{0, "nothing was changed; restore it from a backup"},
                                 Damage{4096, "restore it from a backup"}}) {
        SCOPED_TRACE(damage.offset);
        Workbench bench;
        make_archive(bench);
        change_catalog(bench, "PRAGMA wal_checkpoint(TRUNCATE)");
        for (const char* extra : {"catalog.db-wal", "catalog.db-shm"}) fs::remove(bench.archive() / extra);
        {
            std::fstream file{bench.archive() / "catalog.db",
                              std::ios::in | std::ios::out | std::ios::binary};
            file.seekp(damage.offset);
            file << std::string(65'536, '\xEE');
        }
        const std::string before = read_file(bench.archive() / "catalog.db");
        for (const std::vector<std::string>& words :
             {std::vector<std::string>{"run", "--once"}, {"status"}}) {
            const Outcome outcome = bench.webclipd(words);
            EXPECT_EQ(outcome.code, 65) << outcome.err;
            EXPECT_THAT(outcome.err, AllOf(HasSubstr("catalog"), HasSubstr(damage.told)));
        }
        EXPECT_EQ(read_file(bench.archive() / "catalog.db"), before);
    }
}

}  // namespace
}  // namespace webclip::test
