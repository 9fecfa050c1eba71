// A machine that has run out of something: room on the disk, descriptors, threads and processes, memory. Rows
// 4, 56 and 57 of the fault matrix, for the program as a whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "archive_state.h"
#include "support/corpus.h"
#include "support/cpu_clock.h"
#include "support/newspaper.h"

namespace webclip::test {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 120s;
// What failed for want of something is tried again by the very next run.
constexpr const char* impatient = "politeness: { spacing: 0ms, retry_first: 0ms, jitter: 0 }\n";

// The command behind the words of one that starts it.
Command after(std::vector<std::string> words, const Command& command) {
    words.insert(words.end(), command.words.begin(), command.words.end());
    return {.words = std::move(words), .environment = command.environment};
}

class Exhausted : public testing::Test {
  protected:
    void SetUp() override {
        serve_newspaper(server_, std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper");
        configuration_ = impatient + newspaper_feeds(server_);
        Workbench calm;
        calm.configure(configuration_);
        ASSERT_EQ(calm.webclipd({"run", "--once"}, patience).code, 0);
        posts_ = state_of(calm).posts;
        ASSERT_EQ(posts_.size(), 11U);
        server_.forget();
    }

    // A run that lacks something ends in order; the one after it does what was left to do. The run's exit
    // code. `words` stand before the program.
    int expect_an_orderly_end_and_recovery(const std::string& limit, const Workbench& bench,
                                           const std::vector<std::string>& words = {}) {
        SCOPED_TRACE(limit);
        const Command once = after(words, bench.command({"run", "--once"}));
        const Outcome starved = run(after({"prlimit", limit}, once), patience);
        EXPECT_GE(starved.code, 0) << "it hung";
        EXPECT_LT(starved.code, 128) << "it died: " << starved.err;
        const Outcome sated = run(once, patience);
        EXPECT_EQ(sated.code, 0) << sated.err;
        EXPECT_EQ(state_of(bench).posts, posts_);
        EXPECT_THAT(misnamed_files(bench), testing::IsEmpty());
        return starved.code;
    }

    HttpServer server_;
    std::string configuration_;
    std::map<std::string, std::string> posts_;
};

// Files of a running program may grow to so many bytes.
void limit_files(pid_t pid, rlim_t bytes) {
    rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    ASSERT_EQ(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
}

// Whether `question` comes to be answered so while the program runs.
bool becomes(Process& process, const std::function<bool()>& question, bool answer) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (question() != answer) {
        if (process.wait(10ms) || std::chrono::steady_clock::now() > until) return false;
    }
    return true;
}

std::string feed_of(const HttpServer& server, const std::vector<std::string>& paths) {
    std::string items;
    for (const std::string& path : paths)
        items += "<item><title>Story " + path + "</title><link>" + server.url(path) + "</link></item>";
    return R"(<rss version="2.0"><channel><title>Live</title><link>/</link>)" + items + "</channel></rss>";
}

TEST_F(Exhausted, Row4ADiskThatIsFullStopsTheFetchingNotTheServingAndMendsItself) {
    const test::Headers rss{{"Content-Type", "application/rss+xml"}};
    server_.serve("/live.xml", Answer{.headers = rss, .body = feed_of(server_, {"/en/ferry.html"})});
    Workbench bench;
    bench.configure("politeness: { spacing: 0ms, at_least: 100ms, jitter: 0 }\nfeeds:\n  - { url: " +
                    server_.url("/live.xml") + ", every: 200ms }\n");
    Process process{bench.command({"run"})};
    const auto is_in_trouble = [&] {
        return bench.webclipd({"status"}).out.find("trouble: ") != std::string::npos;
    };
    ASSERT_TRUE(process.wait_for_error("/en/ferry.html outcome=archived", patience)) << process.err();

    limit_files(process.pid(), 4096);
    server_.serve("/live.xml",
                  Answer{.headers = rss, .body = feed_of(server_, {"/en/clock.html", "/en/ferry.html"})});
    ASSERT_TRUE(process.wait_for_error("job=failed", patience)) << process.err();
    EXPECT_TRUE(becomes(process, is_in_trouble, true)) << "it says so";
    EXPECT_EQ(bench.lines({"list", "--json"}).size(), 1U) << "it serves";
    const std::size_t asked = server_.hits();
    EXPECT_EQ(bench.webclipd({"list"}).code, 0);
    EXPECT_EQ(server_.hits(), asked) << "it asks nobody";
    EXPECT_EQ(server_.hits("/en/clock.html"), 0U);

    limit_files(process.pid(), RLIM_INFINITY);
    ASSERT_TRUE(process.wait_for_error("/en/clock.html outcome=archived", patience)) << process.err();
    EXPECT_EQ(server_.hits("/en/ferry.html"), 1U) << "what was acknowledged is there";
    EXPECT_TRUE(becomes(process, is_in_trouble, false)) << "and nothing is left of it";
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(patience), 0) << process.err();
    EXPECT_THAT(temporaries_in(bench.archive()), testing::IsEmpty());
}

// What systemd calls LimitNOFILE=.
TEST_F(Exhausted, Row56SixtyFourDescriptorsAreEnough) {
    Workbench bench;
    bench.configure(configuration_);
    EXPECT_EQ(expect_an_orderly_end_and_recovery("--nofile=64", bench), 0);
}

// Fewer are too few to start with, then to fetch with, then to store with; whatever the run cannot do for
// want of one it leaves undone, and blames no server.
TEST_F(Exhausted, Row56WithFewerDescriptorsItEndsInOrderAndRecovers) {
    int starved = 0;
    for (int descriptors = 32; descriptors < 52; ++descriptors) {
        Workbench bench;
        bench.configure(configuration_);
        if (expect_an_orderly_end_and_recovery("--nofile=" + std::to_string(descriptors), bench) != 0)
            ++starved;
    }
    EXPECT_GT(starved, 4) << "the limit hardly bit: this proved nothing";
}

// Threads and processes are counted together, for one user: this test needs one of its own, whom root is not.
TEST_F(Exhausted, Row56WithoutThreadsOrProcessesItEndsInOrderAndRecovers) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
    const std::string nobody_else = "64123";
    const std::vector<std::string> as_somebody{"setpriv", "--reuid=" + nobody_else, "--regid=" + nobody_else,
                                               "--clear-groups"};
    int starved = 0;
    for (int tasks = 1; tasks <= 16; ++tasks) {
        Workbench bench;
        bench.configure(configuration_);
        ASSERT_EQ(run({.words = {"chown", "-R", nobody_else, bench.folder().string()}}).code, 0);
        if (run(after(as_somebody, bench.command({"config", "check"}))).code != 0)
            GTEST_SKIP() << "somebody else may not run this program";
        if (expect_an_orderly_end_and_recovery("--nproc=" + std::to_string(tasks), bench, as_somebody) != 0)
            ++starved;
    }
    EXPECT_GT(starved, 4) << "the limit hardly bit: this proved nothing";
}

// malloc fails at ever later moments: an address space that grows step by step.
TEST_F(Exhausted, Row57WithoutMemoryItEndsInOrderAndRecovers) {
    if (is_sanitized) GTEST_SKIP() << "a sanitizer needs more addresses than a limit can leave it";
    int starved = 0;
    for (int megabytes = 32; megabytes <= 512; megabytes += 32) {
        Workbench bench;
        bench.configure(configuration_);
        if (expect_an_orderly_end_and_recovery("--as=" + std::to_string(megabytes << 20), bench) != 0)
            ++starved;
    }
    EXPECT_GT(starved, 2) << "the limit hardly bit: this proved nothing";
}

}  // namespace
}  // namespace webclip::test
