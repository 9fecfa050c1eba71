// The daemon as the service manager sees it: notifications, signals, reloads, an end in time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "notify_socket.h"
#include "support/corpus.h"
#include "support/cpu_clock.h"
#include "support/newspaper.h"
#include "workbench.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

constexpr auto patience = 60s;
constexpr auto stop_time = 5s * test::slowness;  // the promise of README, with systemd's limit behind it

std::string feed_with(const HttpServer& server, const std::vector<std::string>& paths) {
    std::string text = R"(<rss version="2.0"><channel><title>Live</title><link>/</link>)";
    for (const std::string& path : paths) {
        text += "<item><title>Story " + path + "</title><link>" + server.url(path) +
                "</link><pubDate>Mon, 02 Mar 2026 01:30:00 GMT</pubDate></item>";
    }
    return text + "</channel></rss>";
}

class Service : public testing::Test {
  protected:
    void SetUp() override { serve_newspaper(server_, std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper"); }

    // The daemon under this test's service manager.
    Command daemon(const std::vector<std::string>& environment = {}) const {
        Command command = bench_.command({"run"});
        command.environment = environment;
        command.environment.push_back(manager_.environment());
        return command;
    }
    void expect_ready() { EXPECT_TRUE(says(manager_.until("READY=1", patience).back(), "READY=1")); }
    std::string feed_line(const std::string& path) const { return "  - " + server_.url(path) + "\n"; }

    HttpServer server_;
    Workbench bench_;
    NotifySocket manager_{bench_.folder() / "notify"};
};

TEST_F(Service, IsReadyWhenItAnswersAndThenFeedsTheWatchdog) {
    bench_.configure("feeds:\n" + feed_line("/rss.xml"));
    Process process{daemon({"WATCHDOG_USEC=400000"})};
    const std::vector<std::string> start = manager_.until("READY=1", patience);
    ASSERT_THAT(start.back(), AllOf(HasSubstr("READY=1"), HasSubstr("\nSTATUS=")));
    for (std::size_t i = 0; i + 1 < start.size(); ++i) {
        EXPECT_TRUE(start[i].starts_with("EXTEND_TIMEOUT_USEC=")) << start[i] << " came before READY=1";
    }
    const json status = bench_.line({"status", "--json"});
    ASSERT_FALSE(status.at("daemon").is_null()) << "ready, but nobody answers";
    EXPECT_EQ(status.at("daemon").at("pid"), process.pid());
    for (int beat = 0; beat < 3; ++beat) {
        EXPECT_EQ(manager_.until("WATCHDOG=1", patience).back(), "WATCHDOG=1");
        EXPECT_TRUE(says(manager_.until("STATUS=", patience).back(), "STATUS=sources "));
    }
    process.signal(SIGTERM);
    EXPECT_EQ(manager_.until("STOPPING=1", patience).back(), "STOPPING=1");
    EXPECT_EQ(process.wait(stop_time), 0) << process.err();
}

TEST_F(Service, StopsOnSigintToo) {
    bench_.configure("feeds:\n" + feed_line("/rss.xml"));
    Process process{daemon()};
    expect_ready();
    process.signal(SIGINT);
    EXPECT_EQ(process.wait(stop_time), 0) << process.err();
    EXPECT_TRUE(process.wait_for_silence(patience)) << "its readers must go with it";
}

TEST_F(Service, TakesOverNewSourcesOnReload) {
    bench_.configure("feeds:\n" + feed_line("/rss.xml"));
    Process process{daemon()};
    expect_ready();
    EXPECT_EQ(server_.hits("/atom.xml"), 0U);
    bench_.configure("feeds:\n" + feed_line("/rss.xml") + feed_line("/atom.xml"));
    process.signal(SIGHUP);
    EXPECT_THAT(manager_.until("RELOADING=1", patience).back(), HasSubstr("\nMONOTONIC_USEC="));
    EXPECT_TRUE(says(manager_.until("READY=1", patience).back(), "READY=1"));
    EXPECT_TRUE(server_.wait_for_hits("/atom.xml", 1, patience));
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(stop_time), 0) << process.err();
}

TEST_F(Service, KeepsTheOldConfigurationWhenTheNewOneIsWrong) {
    bench_.configure("feeds:\n" + feed_line("/rss.xml"));
    Process process{daemon()};
    expect_ready();
    write_file(bench_.config(),
               "archive: archive\nfeeds:\n" + feed_line("/atom.xml") + "pots: {}\nlog: { levle: warn }\n");
    process.signal(SIGHUP);
    EXPECT_TRUE(says(manager_.until("RELOADING=1", patience).back(), "RELOADING=1"));
    EXPECT_THAT(manager_.until("READY=1", patience).back(),
                AllOf(HasSubstr("READY=1"), HasSubstr("stays in force")));
    EXPECT_THAT(manager_.until("STATUS=", patience).back(), HasSubstr("stays in force")) << "still, later";
    const std::string file = bench_.config().string();
    EXPECT_TRUE(
        process.wait_for_error("error reload=refused " + file + ":4:1: unknown key \"pots\"", patience));
    EXPECT_TRUE(
        process.wait_for_error("error reload=refused " + file + ":5:8: unknown key \"levle\"", patience));
    EXPECT_EQ(server_.hits("/atom.xml"), 0U);
    const json source = bench_.lines({"--archive", bench_.archive().string(), "sources", "--json"}).front();
    EXPECT_EQ(source.at("address"), server_.url("/rss.xml"));
    EXPECT_EQ(source.at("active"), true);
    bench_.configure("feeds:\n" + feed_line("/atom.xml"));
    process.signal(SIGHUP);
    EXPECT_THAT(manager_.until("READY=1", patience).back(), Not(HasSubstr("stays in force")));
    EXPECT_TRUE(server_.wait_for_hits("/atom.xml", 1, patience));
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(5s), 0) << process.err();
}

TEST_F(Service, LivesOnWhenTheConfigurationIsGone) {
    bench_.configure("feeds:\n" + feed_line("/rss.xml"));
    Process process{daemon()};
    expect_ready();
    std::filesystem::remove(bench_.config());
    process.signal(SIGHUP);
    EXPECT_THAT(manager_.until("READY=1", patience).back(), HasSubstr(bench_.config().string()));
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(stop_time), 0) << process.err();
}

TEST_F(Service, EndsInTimeWhileAServerStalls) {
    server_.script("/stalls.xml",
                   Script{}.send("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss").stall());
    server_.serve("/feed.xml", Answer{.headers = {{"Content-Type", "application/rss+xml"}},
                                      .body = feed_with(server_, {"/stalls.html"})});
    server_.script("/stalls.html", Script{}.stall());
    bench_.configure("feeds:\n" + feed_line("/stalls.xml") + feed_line("/feed.xml"));
    Process process{daemon()};
    expect_ready();
    ASSERT_TRUE(server_.wait_for_hits("/stalls.xml", 1, patience));
    ASSERT_TRUE(server_.wait_for_hits("/stalls.html", 1, patience));
    process.signal(SIGTERM);
    const auto asked = std::chrono::steady_clock::now();
    EXPECT_EQ(process.wait(patience), 0) << process.err();
    EXPECT_LT(std::chrono::steady_clock::now() - asked, stop_time);
    EXPECT_EQ(bench_.line({"status", "--json"}).at("pending"), 1) << "what was cut off stays to be done";
    EXPECT_TRUE(bench_.lines({"failed", "--json"}).empty()) << "and counts as no failure";
    for (const json& source : bench_.lines({"sources", "--json"}))
        EXPECT_EQ(source.at("failures"), 0) << source;
}

TEST_F(Service, NoticesANewEntryByItself) {
    server_.serve("/live.xml", Answer{.headers = {{"Content-Type", "application/rss+xml"}, {"ETag", "\"1\""}},
                                      .body = feed_with(server_, {"/en/ferry.html"})});
    bench_.configure("politeness: { spacing: 0ms, at_least: 100ms, jitter: 0 }\nfeeds:\n  - { url: " +
                     server_.url("/live.xml") + ", every: 200ms }\n");
    Process process{daemon()};
    expect_ready();
    ASSERT_TRUE(process.wait_for_error("/en/ferry.html outcome=archived", patience)) << process.err();
    server_.serve("/live.xml", Answer{.headers = {{"Content-Type", "application/rss+xml"}, {"ETag", "\"2\""}},
                                      .body = feed_with(server_, {"/en/clock.html", "/en/ferry.html"})});
    ASSERT_TRUE(process.wait_for_error("/en/clock.html outcome=archived", patience)) << process.err();
    EXPECT_EQ(server_.hits("/en/ferry.html"), 1U) << "what is kept is not fetched again";
    EXPECT_EQ(files_in(bench_.posts()).size(), 2U);
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(stop_time), 0) << process.err();
}

// Commands while the daemon holds the archive.
class Holding : public Service {
  protected:
    void SetUp() override {
        Service::SetUp();
        bench_.configure("feeds:\n" + feed_line("/rss.xml"));
        process_.emplace(daemon());
        expect_ready();
        ASSERT_TRUE(process_->wait_for_error("/en/gone.html outcome=failed", patience));
    }
    void TearDown() override {
        process_->signal(SIGTERM);
        EXPECT_EQ(process_->wait(stop_time), 0) << process_->err();
    }

    std::optional<Process> process_;
};

TEST_F(Holding, FetchesWhatIsAdded) {
    const json answer = bench_.line({"add", "--json", server_.url("/ja/harbour.html")});
    ASSERT_EQ(answer.at("added").size(), 1U);
    EXPECT_FALSE(answer.at("added").at(0).contains("archived")) << "the daemon does it";
    ASSERT_TRUE(process_->wait_for_error("/ja/harbour.html outcome=archived", patience)) << process_->err();
    EXPECT_EQ(bench_.line({"show", "--json", server_.url("/ja/harbour.html")}).at("title"),
              "港の灯りがともる夜");
    const json again = bench_.line({"add", "--json", server_.url("/ja/harbour.html")});
    EXPECT_EQ(again.at("known"), json::array({server_.url("/ja/harbour.html")}));
}

TEST_F(Holding, TriesAgainWhatIsRetried) {
    const json entry = bench_.line({"failed", "--json"});
    server_.serve("/en/gone.html", Answer{.headers = {{"Content-Type", "text/html"}},
                                          .body = read_file(std::filesystem::path{WEBCLIP_FIXTURES} /
                                                            "newspaper/pages/en-clock.html")});
    const json answer = bench_.line({"retry", "--json", entry.at("entry").dump()});
    EXPECT_EQ(answer.at("retried"), 1);
    EXPECT_TRUE(process_->wait_for_error("/en/gone.html outcome=archived", patience)) << process_->err();
    EXPECT_TRUE(bench_.lines({"failed", "--json"}).empty());
}

TEST_F(Holding, TakesAnImportedClip) {
    const std::filesystem::path clip = bench_.folder() / "2020-01-02-Kept by hand.md";
    write_file(
        clip,
        "---\nlayout: post\ntitle: \"Kept by hand\"\ndate: 2020-01-02T03:04:05.678Z\nauthor: A Reader\n"
        "from: http://example.org/by-hand\ntags: [ mine ]\ncomments: True\ncategories: [ mine ]\n---\n"
        "<!--1577934245678-->\n[Kept by hand](http://example.org/by-hand)\n------\n\n<div>\n"
        "<p>Some words that were worth keeping.</p>\n</div>\n");
    const json answer = bench_.line({"import", "--json", clip.string()});
    EXPECT_EQ(answer.at("outcome"), "added");
    EXPECT_EQ(bench_.line({"show", "--json", "http://example.org/by-hand"}).at("title"), "Kept by hand");
    EXPECT_EQ(bench_.line({"import", "--json", clip.string()}).at("outcome"), "unchanged");
}

TEST_F(Holding, IsSeenByStatus) {
    EXPECT_EQ(bench_.line({"status", "--json"}).at("daemon").at("pid"), process_->pid());
    EXPECT_THAT(bench_.webclipd({"status"}).out,
                HasSubstr("daemon    running, pid " + std::to_string(process_->pid())));
}

// Row 6 of the fault matrix.
TEST_F(Holding, KeepsASecondDaemonOut) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"run"}, {"run", "--once"}}) {
        const Outcome second = bench_.webclipd(words);
        EXPECT_EQ(second.code, 75);
        EXPECT_THAT(second.err, AllOf(HasSubstr(bench_.archive().string()),
                                      HasSubstr("in use by process " + std::to_string(process_->pid()))));
        EXPECT_THAT(second.err, Not(HasSubstr("\nwebclipd"))) << "one line";
    }
}

}  // namespace
}  // namespace webclip::test
