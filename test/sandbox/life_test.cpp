// Readers come, go, are replaced and shared.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

#include "processes.h"
#include "sandbox/reader_pool.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

Options with_readers(std::size_t readers) {
    Options options;
    options.readers = readers;
    return options;
}

TEST(ReaderPool, StartsAndStops) {
    for (int round = 0; round < 200; ++round) {
        ReaderPool pool{with_readers(2)};
        if (round % 10 == 0) {
            ASSERT_TRUE(pool.parse("<p>x"));
        }
    }
    EXPECT_TRUE(children().empty());
    // Nothing is left to wait for: no zombies.
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

TEST(ReaderPool, HasOneReaderACoreUnlessTold) {
    EXPECT_EQ(ReaderPool{with_readers(3)}.size(), 3U);
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    EXPECT_EQ(ReaderPool{with_readers(0)}.size(), std::min<std::size_t>(cores, 8));
}

TEST(ReaderPool, IsSharedByManyThreads) {
    ReaderPool pool{with_readers(2)};
    std::atomic<int> right{0};
    std::vector<std::thread> workers;
    for (std::size_t worker = 0; worker < 8; ++worker) {
        workers.emplace_back([&, worker] {
            for (std::size_t job = 0; job < 100; ++job) {
                // Each document has a number of nodes of its own: an answer that went astray is noticed.
                const std::size_t paragraphs = 1 + worker * 100 + job;
                std::string page = "<!doctype html><html><head></head><body>";
                for (std::size_t i = 0; i < paragraphs; ++i) page += "<p></p>";
                const auto one = pool.parse("<!doctype html><html><head></head><body></body></html>");
                const auto outcome = pool.parse(page + "</body></html>");
                if (one && outcome && outcome->nodes - one->nodes == paragraphs) ++right;
            }
        });
    }
    for (std::thread& worker : workers) worker.join();
    EXPECT_EQ(right, 800);
    EXPECT_EQ(pool.replaced(), 0U);
}

TEST(ReaderPool, ReplacesReadersThatDiedUnwatched) {
    ReaderPool pool{with_readers(2)};
    for (const pid_t reader : children()) kill(reader, SIGKILL);
    while (!children().empty()) std::this_thread::yield();
    for (int job = 0; job < 10; ++job) {
        const auto outcome = pool.parse("<p>x");
        EXPECT_TRUE(outcome) << outcome.error().message;
    }
    EXPECT_GE(pool.replaced(), 1U);
}

// A page on which the parser spends all the time it is given.
std::string slow_page() {
    std::string page;
    for (int i = 0; i < 100'000; ++i) page += "<svg><g>";
    for (int i = 0; i < 100'000; ++i) page += "</x>";
    return page;
}

// However little of the processor a test gets.
constexpr std::chrono::minutes patience{2};

// Waits until some reader, `but_not` this one, has been at work for longer than its start takes, and gives
// it; 0 when none does.
pid_t busy_reader(pid_t but_not = 0) {
    constexpr long busy_ticks = 20;  // 0.2 s; a reader is ready after 0.01 s
    const auto deadline = Clock::now() + patience;
    while (Clock::now() < deadline) {
        for (const pid_t reader : children()) {
            if (reader != but_not && cpu_ticks(reader) >= busy_ticks) return reader;
        }
        std::this_thread::yield();
    }
    return 0;
}

// The same, and kills it. One that was killed before may take its time to die.
pid_t kill_busy_reader(pid_t but_not = 0) {
    const pid_t reader = busy_reader(but_not);
    EXPECT_NE(reader, 0);
    if (reader != 0) kill(reader, SIGKILL);  // 0 would be this whole group
    return reader;
}

TEST(ReaderPool, GivesAJobOfAKilledReaderToAnother) {
    Options options = with_readers(1);
    options.parse_cpu = std::chrono::milliseconds{1500};
    options.job_wall = patience;
    ReaderPool pool{options};
    std::string code;
    std::thread worker{[&] { code = pool.parse(slow_page()).error().code; }};
    kill_busy_reader();
    worker.join();
    EXPECT_EQ(code, "parse_limit");  // the other one's answer
    EXPECT_EQ(pool.replaced(), 1U);
    EXPECT_TRUE(pool.parse("<p>x"));
}

TEST(ReaderPool, GivesUpOnAJobWhoseReadersAreKilledTwice) {
    Options options = with_readers(1);
    options.parse_cpu = patience;  // the page takes some seconds: both are at work when they are killed
    options.job_wall = patience;
    ReaderPool pool{options};
    std::optional<ReadFailure> failure;
    std::thread worker{[&] { failure = pool.parse(slow_page()).error(); }};
    kill_busy_reader(kill_busy_reader());
    worker.join();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code, "parse_crash");
    EXPECT_FALSE(failure->permanent) << "the document is not to blame";
    EXPECT_TRUE(pool.parse("<p>x"));
}

TEST(ReaderPool, EndsAJobAtTheWall) {
    Options options = with_readers(1);
    options.parse_cpu = std::chrono::seconds{30};
    options.job_wall = std::chrono::milliseconds{500};
    ReaderPool pool{options};
    const auto start = Clock::now();
    const auto outcome = pool.parse(slow_page());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "parse_limit");
    EXPECT_LT(Clock::now() - start, std::chrono::seconds{5});
    EXPECT_TRUE(pool.parse("<p>x"));
}

TEST(ReaderPool, EndsItsJobsAtShutdown) {
    Options options = with_readers(1);
    options.parse_cpu = std::chrono::minutes{2};
    options.job_wall = std::chrono::minutes{2};
    ReaderPool pool{options};
    std::optional<ReadFailure> failure;
    std::thread worker{[&] { failure = pool.parse(slow_page()).error(); }};
    EXPECT_NE(busy_reader(), 0);
    const auto start = Clock::now();
    pool.begin_shutdown(std::chrono::milliseconds{100});
    worker.join();
    EXPECT_LT(Clock::now() - start, std::chrono::seconds{10});
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code, "cancelled");
    EXPECT_FALSE(failure->permanent);
    const auto later = pool.parse("<p>x");
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, "cancelled");
}

TEST(ReaderPool, ReplacesReadersInGoodOrder) {
    Options options = with_readers(1);
    options.jobs_per_reader = 10;
    ReaderPool pool{options};
    std::vector<pid_t> seen;
    for (int job = 0; job < 35; ++job) {
        ASSERT_TRUE(pool.parse("<p>x"));
        const pid_t reader = children().at(0);
        if (seen.empty() || seen.back() != reader) seen.push_back(reader);
    }
    EXPECT_EQ(seen.size(), 4U);
    EXPECT_EQ(pool.replaced(), 0U);
    options.jobs_per_reader = 500;
    options.growth_per_reader = ByteSize{};
    ReaderPool small{options};
    std::string large = "<!doctype html>";
    while (large.size() < (1U << 20U)) large += "<p>some text in a paragraph</p>\n";
    ASSERT_TRUE(small.parse("<p>x"));
    const pid_t before = children().back();
    ASSERT_TRUE(small.parse(large));
    ASSERT_TRUE(small.parse("<p>x"));
    const std::vector<pid_t> now = children();
    EXPECT_EQ(std::count(now.begin(), now.end(), before), 0);
}

}  // namespace
}  // namespace webclip::sandbox
