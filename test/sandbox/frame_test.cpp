#include "frame.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "base/unique_fd.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Sockets {
    UniqueFd near;
    UniqueFd far;
    Sockets() {
        std::array<int, 2> ends{};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) std::abort();
        near = UniqueFd{ends[0]};
        far = UniqueFd{ends[1]};
    }
    void say(std::string_view bytes) const {
        ASSERT_EQ(write(far.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
};

Deadline soon() {
    return Clock::now() + milliseconds{50};
}
Deadline far_off() {
    return Clock::now() + std::chrono::seconds{60};
}

TEST(Frame, ComesAsItWent) {
    const Sockets sockets;
    for (const std::size_t size : {0U, 1U, 255U, 256U, 65'536U, 5'000'000U}) {
        const std::string body(size, 'b');
        std::thread reader{[&] {
            std::string frame;
            ASSERT_TRUE(read_frame(sockets.far.get(), frame, 6'000'000));
            ASSERT_TRUE(write_frame(sockets.far.get(), frame));
        }};
        EXPECT_EQ(send_frame(sockets.near.get(), "head", body, far_off()), FrameResult::done);
        std::string answer;
        EXPECT_EQ(receive_frame(sockets.near.get(), answer, 6'000'000, far_off()), FrameResult::done);
        reader.join();
        EXPECT_EQ(answer, "head" + body);
    }
}

TEST(ReceiveFrame, SaysWhatIsWrong) {
    const struct {
        const char* name;
        std::string said;
        bool then_closes;
        FrameResult expected;
    } cases[] = {
        {"silence", "", false, FrameResult::late},
        {"end", "", true, FrameResult::closed},
        {"half a length", std::string{"\4\0", 2}, false, FrameResult::late},
        {"half a length and end", std::string{"\4\0", 2}, true, FrameResult::closed},
        {"half a frame", std::string{"\4\0\0\0ab", 6}, false, FrameResult::late},
        {"half a frame and end", std::string{"\4\0\0\0ab", 6}, true, FrameResult::closed},
        {"one byte over the limit", std::string{"\x65\0\0\0", 4}, false, FrameResult::too_long},
        {"four gigabytes", "\xFF\xFF\xFF\xFF", false, FrameResult::too_long},
        {"whole", std::string{"\2\0\0\0ab", 6}, false, FrameResult::done},
    };
    for (const auto& c : cases) {
        Sockets sockets;
        sockets.say(c.said);
        if (c.then_closes) sockets.far.reset();
        std::string frame;
        EXPECT_EQ(receive_frame(sockets.near.get(), frame, 100, soon()), c.expected) << c.name;
    }
}

TEST(ReceiveFrame, ReservesNothingForWhatIsAnnounced) {
    const Sockets sockets;
    sockets.say(std::string{"\0\0\0\x04", 4});
    std::string frame;
    EXPECT_EQ(receive_frame(sockets.near.get(), frame, 64U << 20U, soon()), FrameResult::late);
    EXPECT_LE(frame.capacity(), 1U << 20U);
}

TEST(SendFrame, DoesNotWaitForEverNorRaiseSignals) {
    Sockets sockets;
    const std::string large(8U << 20U, 'x');
    EXPECT_EQ(send_frame(sockets.near.get(), "head", large, soon()), FrameResult::late);
    sockets.far.reset();
    EXPECT_EQ(send_frame(sockets.near.get(), "head", large, soon()), FrameResult::closed);
}

}  // namespace
}  // namespace webclip::sandbox
