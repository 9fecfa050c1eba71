// kill -9 at any moment: what was acknowledged is there, what was not is done again, and in the end the
// archive is the one that an undisturbed run makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <random>

#include "archive_state.h"
#include "corpus_site.h"
#include "site_size.h"
#include "support/corpus.h"
#include "support/newspaper.h"

namespace webclip::test {
namespace {

using testing::IsEmpty;
using namespace std::chrono_literals;

constexpr auto patience = 60s;

class Crash : public testing::Test {
  protected:
    // What `configuration` gives when nobody interferes.
    void learn(std::string configuration) {
        configuration_ = std::move(configuration);
        Workbench calm;
        calm.configure(configuration_);
        server_.forget();
        const auto started = std::chrono::steady_clock::now();
        ASSERT_EQ(calm.webclipd({"run", "--once"}, 10min).code, 0);
        duration_ =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
        hits_of_a_run_ = server_.hits();
        undisturbed_ = state_of(calm);
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

    // The run after the last kill.
    void expect_recovery(const Workbench& bench) {
        const Outcome after = bench.webclipd({"run", "--once"}, 10min);
        ASSERT_EQ(after.code, 0) << after.err;
        EXPECT_THAT(temporaries_in(bench.archive()), IsEmpty());
        EXPECT_THAT(misnamed_files(bench), IsEmpty());
        expect_same(state_of(bench), undisturbed_);
    }

    // A new archive a round; in each so many runs are cut short one after the other, each at its own moment.
    void kill_often(std::size_t rounds, std::size_t kills_a_round) {
        std::size_t killed = 0;
        for (std::size_t round = 0; round < rounds && !HasFailure(); ++round) {
            Workbench bench;
            bench.configure(configuration_);
            for (std::size_t kill = 0; kill < kills_a_round; ++kill) {
                // Early and late alike, of what is left to do after the kills before.
                const std::size_t hits = round * hits_of_a_run_ / (rounds * kills_a_round);
                const std::chrono::milliseconds extra{random_() % 40};
                SCOPED_TRACE("round " + std::to_string(round) + ", killed after " + std::to_string(hits) +
                             " requests and " + std::to_string(extra.count()) + " ms");
                if (kill_a_run(bench, hits, extra)) ++killed;
            }
            SCOPED_TRACE("round " + std::to_string(round));
            expect_recovery(bench);
        }
        RecordProperty("kills", std::to_string(killed));
        EXPECT_GE(killed, rounds * kills_a_round / 2) << "hardly a run was cut short: this proved nothing";
    }

    HttpServer server_;
    std::string configuration_;
    std::size_t hits_of_a_run_ = 0;
    std::chrono::milliseconds duration_{0};
    ArchiveState undisturbed_;
    std::mt19937 random_{20'240'225};  // always the same moments, as far as moments can be the same
};

class NewspaperCrash : public Crash {
  protected:
    void SetUp() override {
        serve_newspaper(server_, std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper");
        learn(newspaper_feeds(server_));
        ASSERT_EQ(undisturbed_.posts.size(), 11U);
    }
};

// Row 1 of the fault matrix.
TEST_F(NewspaperCrash, Row1OneKillLeavesNothingToRepair) {
    kill_often(12, 1);
}

TEST_F(NewspaperCrash, Row1ManyKillsInARowStillEnd) {
    kill_often(1, 10);
}

class CorpusSiteCrash : public Crash {
  protected:
    void SetUp() override {
        if (!corpus("pages-cjk")) GTEST_SKIP() << "no shared corpus: pages-cjk";
        site_.emplace(server_, site_pages());
        learn(site_->configuration());
        ASSERT_GT(undisturbed_.posts.size(), site_pages() / 2);
    }

    std::optional<CorpusSite> site_;
};

TEST_F(CorpusSiteCrash, Row1RealPagesOfManyHosts) {
    kill_often(site_kills() / 3, 3);
}

}  // namespace
}  // namespace webclip::test
