#include "archive/control.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>
#include <stdexcept>

#include "support/temp_dir.h"

namespace webclip::archive {
namespace {

std::string echo(std::string_view line) {
    return "got " + std::string{line};
}

TEST(Control, AnswersEachLine) {
    const test::TempDir folder;
    const ControlServer server{folder.path(), echo};
    auto client = ControlClient::connect(folder.path());
    ASSERT_TRUE(client);
    EXPECT_EQ(client->request("a"), "got a");
    EXPECT_EQ(client->request(std::string(1U << 20U, 'x')), "got " + std::string(1U << 20U, 'x'));
}

TEST(Control, ServesOneClientAfterTheOther) {
    const test::TempDir folder;
    const ControlServer server{folder.path(), echo};
    for (int i = 0; i < 100; ++i) {
        auto client = ControlClient::connect(folder.path());
        ASSERT_TRUE(client);
        EXPECT_EQ(client->request("b"), "got b");
    }
}

TEST(Control, AnswersASecondClientWhileTheFirstStays) {
    const test::TempDir folder;
    const ControlServer server{folder.path(), echo};
    auto first = ControlClient::connect(folder.path());
    auto second = ControlClient::connect(folder.path());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->request("1"), "got 1");
    EXPECT_EQ(second->request("2"), "got 2");
    EXPECT_EQ(first->request("3"), "got 3");
}

TEST(Control, IsForTheOwnerAlone) {
    const test::TempDir folder;
    const ControlServer server{folder.path(), echo};
    struct stat status {};
    ASSERT_EQ(::stat((folder / "control.sock").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(Control, NobodyListensWithoutADaemon) {
    const test::TempDir folder;
    EXPECT_FALSE(ControlClient::connect(folder.path()));
    { const ControlServer server{folder.path(), echo}; }
    EXPECT_FALSE(ControlClient::connect(folder.path()));
}

TEST(Control, ReplacesWhatACrashLeft) {
    const test::TempDir folder;
    { const std::ofstream left{folder / "control.sock"}; }
    const ControlServer server{folder.path(), echo};
    EXPECT_TRUE(ControlClient::connect(folder.path()));
}

TEST(Control, WorksInAFolderWithALongName) {
    const test::TempDir folder;
    const std::filesystem::path deep = folder / std::string(200, 'd') / std::string(200, 'e');
    std::filesystem::create_directories(deep);
    const ControlServer server{deep, echo};
    auto client = ControlClient::connect(deep);
    ASSERT_TRUE(client);
    EXPECT_EQ(client->request("c"), "got c");
}

TEST(Control, EndsWithClientsStillConnected) {
    for (int round = 0; round < 200; ++round) {
        const test::TempDir folder;
        auto server = std::make_unique<ControlServer>(folder.path(), echo);
        auto client = ControlClient::connect(folder.path());
        ASSERT_TRUE(client);
        server.reset();
        EXPECT_THROW(client->request("too late"), std::runtime_error);
    }
}

}  // namespace
}  // namespace webclip::archive
