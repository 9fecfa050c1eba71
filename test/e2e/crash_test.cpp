// kill -9 at any moment: what was acknowledged is there, what was not is done again, and in the end the
// archive is the one that an undisturbed run makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <random>

#include "support/newspaper.h"
#include "workbench.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using namespace std::chrono_literals;

constexpr auto patience = 60s;

std::vector<std::string> names(const std::map<std::string, std::string>& files) {
    std::vector<std::string> list;
    for (const auto& [name, bytes] : files) list.push_back(name);
    return list;
}

// All that a reader of the archive can see of it, without the moments at which it was made.
struct Seen {
    std::map<std::string, std::string> posts;
    std::map<std::string, std::string> exported;
    std::vector<std::string> blobs;
    std::vector<std::string> media;
    std::map<std::string, json> clips;  // by address
    std::map<std::string, json> failed;
};

Seen look_at(const Workbench& bench) {
    Seen seen;
    seen.posts = files_in(bench.posts());
    seen.blobs = names(files_in(bench.archive() / "blobs"));
    seen.media = names(files_in(bench.archive() / "media"));
    const std::filesystem::path copy = bench.folder() / "exported";
    EXPECT_EQ(bench.webclipd({"export", "--format", "post", "-o", copy.string()}).code, 0);
    seen.exported = files_in(copy);
    for (json clip : bench.lines({"list", "--json"})) {
        clip.erase("clip");
        clip.erase("created");
        seen.clips.emplace(clip.at("from"), clip);
    }
    for (json entry : bench.lines({"failed", "--json"})) {
        entry.erase("entry");
        seen.failed.emplace(entry.at("url"), entry);
    }
    return seen;
}

void expect_same(const Seen& seen, const Seen& undisturbed) {
    EXPECT_EQ(seen.posts, undisturbed.posts);
    EXPECT_EQ(seen.exported, undisturbed.exported);
    EXPECT_EQ(seen.blobs, undisturbed.blobs);
    EXPECT_EQ(seen.media, undisturbed.media);
    EXPECT_EQ(seen.clips, undisturbed.clips);
    EXPECT_EQ(seen.failed, undisturbed.failed);
}

class Crash : public testing::Test {
  protected:
    void SetUp() override {
        serve_newspaper(server_, std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper");
        Workbench calm;
        calm.configure(newspaper_feeds(server_));
        server_.forget();
        ASSERT_EQ(calm.webclipd({"run", "--once"}).code, 0);
        hits_of_a_run_ = server_.hits();
        undisturbed_ = look_at(calm);
        ASSERT_EQ(undisturbed_.posts.size(), 11U);
    }

    // Kills a run once the server was asked so often, and `extra` later: requests are not the only moments
    // there are. False when the run was faster.
    bool kill_a_run(const Workbench& bench, std::size_t hits, std::chrono::milliseconds extra) {
        server_.forget();
        Process process{bench.command({"run", "--once"})};
        const auto until = std::chrono::steady_clock::now() + patience;
        std::optional<int> ended;
        while (!ended && server_.hits() < hits && std::chrono::steady_clock::now() < until)
            ended = process.wait(1ms);
        if (!ended && extra > 0ms) ended = process.wait(extra);
        process.signal(SIGKILL);
        EXPECT_TRUE(process.wait(patience));
        EXPECT_TRUE(process.wait_for_silence(patience)) << "its readers must go with it";
        return !ended;
    }

    HttpServer server_;
    std::size_t hits_of_a_run_ = 0;
    Seen undisturbed_;
    std::mt19937 random_{20'240'225};  // always the same moments, as far as moments can be the same
};

TEST_F(Crash, OneKillLeavesNothingToRepair) {
    constexpr int rounds = 12;
    int killed = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::size_t hits = static_cast<std::size_t>(round) * hits_of_a_run_ / rounds;
        const std::chrono::milliseconds extra{random_() % 25};
        SCOPED_TRACE("killed after " + std::to_string(hits) + " requests and " +
                     std::to_string(extra.count()) + " ms");
        Workbench bench;
        bench.configure(newspaper_feeds(server_));
        if (kill_a_run(bench, hits, extra)) ++killed;
        const Outcome after = bench.webclipd({"run", "--once"});
        ASSERT_EQ(after.code, 0) << after.err;
        EXPECT_THAT(temporaries_in(bench.archive()), IsEmpty());
        expect_same(look_at(bench), undisturbed_);
    }
    EXPECT_GE(killed, rounds / 2) << "hardly a round was cut short: this proved nothing";
}

TEST_F(Crash, ManyKillsInARowStillEnd) {
    constexpr int rounds = 10;
    Workbench bench;
    bench.configure(newspaper_feeds(server_));
    for (int round = 0; round < rounds; ++round) {
        kill_a_run(bench, 1 + random_() % 8, std::chrono::milliseconds{random_() % 40});
    }
    const Outcome after = bench.webclipd({"run", "--once"});
    ASSERT_EQ(after.code, 0) << after.err;
    EXPECT_THAT(temporaries_in(bench.archive()), IsEmpty());
    expect_same(look_at(bench), undisturbed_);
}

}  // namespace
}  // namespace webclip::test
