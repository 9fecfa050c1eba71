// Readers that break the protocol: fake_reader.cpp in their place.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "processes.h"
#include "sandbox/reader_pool.h"
#include "support/corpus.h"
#include "support/temp_dir.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

Options with_fake(std::vector<std::string> arguments,
                  std::chrono::milliseconds wall = std::chrono::seconds{20}) {
    Options options;
    options.readers = 1;
    options.job_wall = wall;
    options.reader_command = {WEBCLIP_FAKE_READER};
    for (std::string& argument : arguments) options.reader_command.push_back(std::move(argument));
    return options;
}

TEST(FaultyReader, TheFakeItselfIsUnderstood) {
    ReaderPool pool{with_fake({"good"})};
    const auto article = pool.read_fragment("x", "https://x.example/");
    ASSERT_TRUE(article) << article.error().message;
    EXPECT_EQ(article->html, "<p>x</p>");
    EXPECT_EQ(pool.replaced(), 0U);
}

TEST(FaultyReader, EndsTheJobAndIsReplaced) {
    const struct {
        const char* mode;
        const char* code;
    } cases[] = {
        {"garbage", "reader_lied"},
        {"half-frame-and-gone", "parse_crash"},
        {"half-length-and-gone", "parse_crash"},
        {"four-gigabytes", "reader_lied"},
        {"just-over", "reader_lied"},
        {"empty-frame", "reader_lied"},
        {"noise", "reader_lied"},
        {"trailing", "reader_lied"},
        {"huge-count", "reader_lied"},
        {"script", "reader_lied"},
        {"bad-slot", "reader_lied"},
        {"bad-utf8", "reader_lied"},
        {"file-picture", "reader_lied"},
        {"invented-code", "reader_lied"},
        {"exits", "parse_crash"},
        {"aborts", "parse_crash"},
        {"floods-stderr", "parse_crash"},
        {"speaks-unasked", "reader_lied"},
    };
    for (const auto& c : cases) {
        ReaderPool pool{with_fake({c.mode})};
        for (std::size_t job = 1; job <= 3; ++job) {
            const auto article = pool.read_fragment("x", "https://x.example/");
            ASSERT_FALSE(article) << c.mode;
            EXPECT_EQ(article.error().code, c.code) << c.mode << ": " << article.error().message;
            EXPECT_TRUE(article.error().permanent) << c.mode;
            EXPECT_LE(article.error().message.size(), 2048U) << c.mode;
            EXPECT_GE(pool.replaced(), job) << c.mode;
        }
    }
}

TEST(FaultyReader, IsKilledAtTheDeadline) {
    const std::string large(20U << 20U, 'x');
    for (const char* mode : {"never-reads", "silent", "half-frame", "announces-and-stops"}) {
        ReaderPool pool{with_fake({mode}, std::chrono::milliseconds{500})};
        const pid_t first = children().at(0);
        const auto start = Clock::now();
        const auto article = pool.read_fragment(large, "https://x.example/");
        ASSERT_FALSE(article) << mode;
        EXPECT_EQ(article.error().code, "parse_limit") << mode << ": " << article.error().message;
        EXPECT_FALSE(article.error().permanent) << mode << ": it used no processor time";
        EXPECT_LT(Clock::now() - start, std::chrono::seconds{10}) << mode;
        EXPECT_EQ(pool.replaced(), 1U) << mode;
        for (const pid_t reader : children()) EXPECT_NE(reader, first) << mode;
    }
}

TEST(FaultyReader, AnnouncedBytesCostNothing) {
    ReaderPool pool{with_fake({"announces-and-stops"}, std::chrono::milliseconds{100})};
    static_cast<void>(pool.read_fragment("x", "https://x.example/"));
    const std::size_t before = resident_kib(getpid());
    for (int i = 0; i < 10; ++i) static_cast<void>(pool.read_fragment("x", "https://x.example/"));
    EXPECT_LT(resident_kib(getpid()), before + 4096);
}

TEST(FaultyReader, SaysWhyItCannotStart) {
    for (const char* mode : {"dies-at-start", "wrong-greeting"}) {
        EXPECT_THROW((ReaderPool{with_fake({mode})}), std::runtime_error) << mode;
    }
    EXPECT_THROW((ReaderPool{with_fake({"never-ready"}, std::chrono::milliseconds{200})}),
                 std::runtime_error);
    try {
        const ReaderPool pool{with_fake({"dies-at-start"})};
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string{error.what()}.find("no library today"), std::string::npos) << error.what();
        EXPECT_EQ(std::string{error.what()}.find('\x1B'), std::string::npos);
    }
    Options nowhere = with_fake({});
    nowhere.reader_command = {"/nonexistent/reader"};
    EXPECT_THROW(ReaderPool{nowhere}, std::system_error);
    EXPECT_TRUE(children().empty());
}

TEST(FaultyReader, IsStartedAnewLessAndLessOften) {
    const test::TempDir folder;
    const std::filesystem::path starts = folder / "starts";
    ReaderPool pool{with_fake({"dies-after-first", starts.string()}, std::chrono::milliseconds{1500})};
    EXPECT_EQ(pool.read_fragment("x", "https://x.example/").error().code, "parse_crash");
    try {
        static_cast<void>(pool.read_fragment("x", "https://x.example/"));
        FAIL() << "no document is to blame";
    } catch (const ReaderUnavailable& error) {
        EXPECT_NE(std::string{error.what()}.find("no library today"), std::string::npos) << error.what();
    }
    // 50, 100, 200, 400, 800 ms between them.
    EXPECT_LE(std::filesystem::file_size(starts), 8U);
    // And once it can be started again, jobs are done again.
    test::write_file(folder / "starts.mended", "");
    const auto deadline = Clock::now() + std::chrono::seconds{60};
    const auto is_back = [&] {
        try {
            return pool.read_fragment("x", "https://x.example/").has_value();
        } catch (const ReaderUnavailable&) {
            return false;
        }
    };
    while (!is_back()) ASSERT_LT(Clock::now(), deadline);
}

}  // namespace
}  // namespace webclip::sandbox
