// Real pages of many hosts, announced by every kind of feed: what a run leaves, what the next one asks, and
// the daemon over the same site. WEBCLIP_SITE_PAGES asks for more pages than the suite takes,
// WEBCLIP_SITE_KEEP names a folder for the archive, to be read by a person.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <memory>

#include "archive_state.h"
#include "corpus_site.h"
#include "notify_socket.h"
#include "site_size.h"
#include "support/corpus.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using namespace std::chrono_literals;

constexpr auto patience = 60s;

class Site : public testing::Test {
  protected:
    void SetUp() override {
        if (!corpus("pages-cjk")) GTEST_SKIP() << "no shared corpus: pages-cjk";
        site_.emplace(server_, site_pages());
        bench_.configure(site_->configuration());
    }

    // What must hold of an archive, whatever happened to it.
    void expect_sound() {
        EXPECT_THAT(
            rows(bench_, "SELECT key, state FROM entries WHERE state <> 'archived' AND error_code = ''"),
            IsEmpty())
            << "neither a clip nor a reason";
        EXPECT_THAT(rows(bench_, "SELECT url, state FROM assets WHERE state <> 'stored' AND error = ''"),
                    IsEmpty());
        std::size_t images = 0;
        for (const auto& [name, text] : files_in(bench_.posts())) {
            EXPECT_THAT(unresolved_images(bench_.posts() / name, text), IsEmpty()) << name;
            images += attribute_values(text, "src").size();
        }
        EXPECT_GT(images, site_pages() / 2) << "hardly a picture: this proved nothing";
        EXPECT_THAT(misnamed_files(bench_), IsEmpty());
        EXPECT_THAT(temporaries_in(bench_.archive()), IsEmpty());
    }

    HttpServer server_;
    std::optional<CorpusSite> site_;
    Workbench bench_;
};

TEST_F(Site, EveryEntryEndsAsAClipOrAStatedFailureAndTheNextRunAsksConditionally) {
    const Outcome first = bench_.webclipd({"run", "--once", "--json"}, 10min);
    ASSERT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(rows(bench_, "SELECT count(*) FROM entries").front(),
              std::to_string(site_->addresses().size()));
    const json counts = json::parse(first.out);
    EXPECT_EQ(counts.at("archived").get<std::size_t>() + counts.at("failed").get<std::size_t>(),
              site_->addresses().size());
    EXPECT_GT(counts.at("archived").get<double>(), 0.9 * static_cast<double>(site_pages())) << first.err;
    EXPECT_THAT(rows(bench_,
                     "SELECT error_code FROM entries WHERE url LIKE '%/gone.html' OR url LIKE "
                     "'%/circle.html' OR url LIKE '%/blank.html' ORDER BY error_code"),
                testing::ElementsAre("http_404", "no_article", "too_many_redirects"));
    expect_sound();

    const auto posts = marks_in(bench_.posts());
    const auto media = marks_in(bench_.archive() / "media");
    const auto blobs = marks_in(bench_.archive() / "blobs");
    server_.forget();
    const Outcome again = bench_.webclipd({"run", "--once", "--all", "--json"}, 10min);
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(json::parse(again.out).at("archived"), 0);
    std::set<std::string> asked;
    for (const RecordedRequest& request : server_.requests()) {
        if (request.path == "/robots.txt") continue;
        asked.insert(request.path);
        EXPECT_TRUE(request.has_header("If-None-Match")) << request.raw_head;
    }
    EXPECT_EQ(asked, site_->feed_paths());
    EXPECT_EQ(marks_in(bench_.posts()), posts);
    EXPECT_EQ(marks_in(bench_.archive() / "media"), media);
    EXPECT_EQ(marks_in(bench_.archive() / "blobs"), blobs);
    if (const char* keep = std::getenv("WEBCLIP_SITE_KEEP"))  // NOLINT(concurrency-mt-unsafe): read only
        std::filesystem::copy(bench_.archive(), keep, std::filesystem::copy_options::recursive);
}

// A feed of one story more at every look.
std::string growing_feed(const std::vector<std::string>& addresses, std::size_t count) {
    std::string text = "<rss version=\"2.0\"><channel><title>Live</title>";
    for (std::size_t i = 0; i < count; ++i)
        text += "<item><guid>" + std::to_string(i) + "</guid><link>" + addresses.at(i) + "</link></item>";
    return text + "</channel></rss>";
}

TEST_F(Site, TheDaemonFollowsItsFeedThroughReloadsAndStopsInTime) {
    std::vector<std::string> pages;
    for (const std::string& address : site_->addresses()) {
        if (address.find('&') == std::string::npos) pages.push_back(address);
    }
    const auto count = std::make_shared<std::atomic<std::size_t>>(1);  // the server outlives this test's body
    std::atomic<std::size_t>& announced = *count;
    server_.serve("/live.xml", [pages, count](const RecordedRequest&) {
        return Answer{.headers = {{"Content-Type", "application/rss+xml"}},
                      .body = growing_feed(pages, *count)};
    });
    std::string names = site_->configuration();
    names.erase(names.find("politeness:"));
    const std::string configuration =
        names + "politeness: { spacing: 0ms, at_least: 100ms, jitter: 0 }\nfeeds:\n  - { url: " +
        server_.url("/live.xml") + ", every: 200ms }\n";
    bench_.configure(configuration);
    NotifySocket manager{bench_.folder() / "notify"};
    Command command = bench_.command({"run"});
    command.environment.push_back(manager.environment());
    Process process{command};
    const auto comes = [&](std::size_t number) {
        return process.wait_for_error("entry=" + pages.at(number) + " outcome=", patience);
    };
    ASSERT_TRUE(comes(0)) << process.err();
    announced = 2;
    ASSERT_TRUE(comes(1)) << process.err();

    bench_.configure(configuration + "lists: []\n");
    process.signal(SIGHUP);
    ASSERT_TRUE(says(manager.until("RELOADING=1", patience).back(), "RELOADING=1"));
    EXPECT_TRUE(says(manager.until("READY=1", patience).back(), "READY=1"));
    announced = 3;
    ASSERT_TRUE(comes(2)) << process.err();

    write_file(bench_.config(), "feeds: [\n");
    process.signal(SIGHUP);
    EXPECT_TRUE(process.wait_for_error("reload=refused", patience)) << process.err();
    announced = 5;
    ASSERT_TRUE(comes(3)) << process.err();
    ASSERT_TRUE(comes(4)) << process.err();

    announced = pages.size();
    ASSERT_TRUE(comes(5)) << process.err();
    process.signal(SIGTERM);  // in the middle of the rest
    EXPECT_EQ(process.wait(5s), 0) << process.err();
    EXPECT_TRUE(process.wait_for_silence(5s)) << "its readers must go with it";
    EXPECT_THAT(rows(bench_, "SELECT key FROM entries WHERE state = 'pending' AND attempts > 0"), IsEmpty())
        << "what was cut off counts no attempt";

    bench_.configure(configuration);
    ASSERT_EQ(bench_.webclipd({"run", "--once", "--all"}, 10min).code, 0);
    EXPECT_EQ(rows(bench_, "SELECT count(*) FROM entries").front(), std::to_string(pages.size()));
    expect_sound();
}

}  // namespace
}  // namespace webclip::test
