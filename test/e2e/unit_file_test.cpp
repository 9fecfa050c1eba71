// The systemd unit, by systemd's own measure.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "process.h"

namespace webclip::test {
namespace {

// 0 is all closed, 10 wide open. What is left: the network, which is the daemon's work.
constexpr double most_exposure = 1.5;

TEST(UnitFile, IsAsClosedAsAServiceCanBe) {
    const std::filesystem::path analyze = "/usr/bin/systemd-analyze";
    if (!std::filesystem::exists(analyze)) GTEST_SKIP() << "systemd-analyze is not installed";
    const std::string unit = WEBCLIP_CONFIG "/webclipd.service";
    const Outcome outcome =
        run({.words = {analyze.string(), "security", "--offline=true", "--no-pager", "--threshold=15", unit},
             .environment = {"SYSTEMD_COLORS=0", "SYSTEMD_EMOJI=0", "LC_ALL=C.UTF-8"}});
    ASSERT_EQ(outcome.code, 0) << outcome.out << outcome.err;
    const std::string words = "exposure level for webclipd.service: ";
    const std::size_t at = outcome.out.find(words);
    ASSERT_NE(at, std::string::npos) << outcome.out;
    EXPECT_LE(std::stod(outcome.out.substr(at + words.size())), most_exposure) << outcome.out;
}

}  // namespace
}  // namespace webclip::test
