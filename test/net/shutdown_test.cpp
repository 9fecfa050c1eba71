#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <new>
#include <system_error>
#include <thread>

#include "base/unique_fd.h"
#include "loopback_fetch.h"
#include "net/fetcher.h"
#include "slow_resolver.h"
#include "support/corpus.h"
#include "support/http_server.h"
#include "support/temp_dir.h"

namespace webclip::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using test::HttpServer;
using test::Script;

constexpr seconds deadline{10};  // of what takes milliseconds

TEST(FaultMatrix, Row14_SixteenTransfersInFlightEndAtOnce) {
    HttpServer server{{.addresses = 16}};
    server.script("/silent", Script{}.stall());
    server.script("/drip",
                  Script{}.send("HTTP/1.1 200 OK\r\n\r\n").drip(std::string(100'000, 'x'), milliseconds{20}));
    std::vector<std::future<Response>> futures;
    futures.reserve(200);
    steady_clock::time_point start;
    {
        Fetcher fetcher{loopback_options()};
        for (int i = 0; i < 40; ++i) {
            futures.push_back(fetcher.start(page(server.url(i % 2 == 0 ? "/silent" : "/drip", i % 16 + 1))));
        }
        ASSERT_TRUE(server.wait_for_hits("/silent", 8));
        ASSERT_TRUE(server.wait_for_hits("/drip", 8));
        start = steady_clock::now();
    }
    EXPECT_LT(steady_clock::now() - start, deadline);
    for (auto& future : futures) {
        const Response response = future.get();
        EXPECT_EQ(response.capture.error_code, "cancelled");
        EXPECT_TRUE(response.transient());
        EXPECT_EQ(response.body, "") << "half a body is none";
    }
}

TEST(Shutdown, LetsRunningRequestsFinishWithinItsGrace) {
    HttpServer server;
    server.serve("/a", {.body = "a", .delay = milliseconds{200}});
    server.serve("/hop", {.status = 302, .headers = {{"Location", "/a"}}});
    Options options = loopback_options();
    options.connections = 2;
    Fetcher fetcher{options};
    std::future<Response> running = fetcher.start(page(server.url("/hop")));
    ASSERT_TRUE(server.wait_for_hits("/a", 1));
    fetcher.begin_shutdown(seconds{10});
    EXPECT_EQ(fetcher.fetch(page(server.url("/late"))).capture.error_code, "cancelled");
    EXPECT_EQ(running.get().body, "a");
    EXPECT_EQ(server.hits("/late"), 0U);
}

TEST(Shutdown, WaitingRequestsAreCancelledAtOnceRunningOnesAtTheDeadline) {
    HttpServer server;
    server.script("/silent", Script{}.stall());
    Options options = loopback_options();
    options.host.connections = 1;
    Fetcher fetcher{options};
    std::future<Response> running = fetcher.start(page(server.url("/silent")));
    ASSERT_TRUE(server.wait_for_hits("/silent", 1));
    std::future<Response> waiting = fetcher.start(page(server.url("/silent")));
    fetcher.begin_shutdown(std::chrono::minutes{5});
    EXPECT_EQ(waiting.get().capture.error_code, "cancelled");
    EXPECT_EQ(running.wait_for(seconds{0}), std::future_status::timeout);
    const auto start = steady_clock::now();
    fetcher.begin_shutdown(milliseconds{400});
    EXPECT_EQ(running.get().capture.error_code, "cancelled");
    EXPECT_GE(steady_clock::now() - start, milliseconds{400});
}

TEST(Shutdown, ASecondDeadlineCanOnlyBeEarlier) {
    HttpServer server;
    server.script("/silent", Script{}.stall());
    Fetcher fetcher{loopback_options()};
    std::future<Response> running = fetcher.start(page(server.url("/silent")));
    ASSERT_TRUE(server.wait_for_hits("/silent", 1));
    fetcher.begin_shutdown(seconds{60});
    fetcher.begin_shutdown(milliseconds{0});
    fetcher.begin_shutdown(seconds{60});
    EXPECT_EQ(running.wait_for(deadline), std::future_status::ready);
}

TEST(FaultMatrix, Row34_SlowLookupsDoNotHoldUpTheEnd) {
    const StalledLookups lookups;
    std::vector<std::future<Response>> futures;
    futures.reserve(200);
    steady_clock::time_point start;
    {
        Options options = loopback_options();
        options.connect_timeout = seconds{60};
        options.total_timeout = seconds{60};
        Fetcher fetcher{options};
        for (int i = 0; i < 200; ++i) {
            futures.push_back(fetcher.start(page("http://" + lookups.host("h" + std::to_string(i)) + "/")));
        }
        lookups.wait_until_running(options.connections);
        start = steady_clock::now();
    }
    EXPECT_LT(steady_clock::now() - start, deadline);
    for (auto& future : futures) EXPECT_EQ(future.get().capture.error_code, "cancelled");
}

TEST(FaultMatrix, Row34_ASlowLookupEndsByTheConnectTimeOutAndHoldsUpNobody) {
    const StalledLookups lookups;
    HttpServer server;
    server.serve("/a", {.body = "a"});
    Options options = loopback_options();
    options.connect_timeout = milliseconds{300};
    Fetcher fetcher{options};
    std::future<Response> stalled = fetcher.start(page("http://" + lookups.host("one") + "/"));
    lookups.wait_until_running(1);
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
    const Response response = stalled.get();
    EXPECT_EQ(response.capture.error_code, "timeout") << response.capture.error_message;
}

TEST(FaultMatrix, Row34_LookupsInFlightAreCappedAlsoWhenNobodyWaitsForThem) {
    const StalledLookups lookups;
    Options options = loopback_options();
    options.connections = 4;
    options.connect_timeout = milliseconds{50};
    Fetcher fetcher{options};
    std::vector<std::future<Response>> futures;
    futures.reserve(100);
    for (int i = 0; i < 100; ++i)
        futures.push_back(fetcher.start(page("http://" + lookups.host("h" + std::to_string(i)) + "/")));
    // A lookup goes on when its request has timed out: four times the connections, then the rest waits.
    lookups.wait_until_running(16);
    fetcher.begin_shutdown(milliseconds{300});
    for (auto& future : futures) future.wait();
    EXPECT_EQ(lookups.running(), 16U);
}

TEST(Shutdown, StartAndStopFiveHundredTimes) {
    HttpServer server;
    server.serve("/a", {.body = "a"});
    server.script("/silent", Script{}.stall());
    const auto start = steady_clock::now();
    for (int i = 0; i < 500; ++i) {
        std::future<Response> abandoned;
        Fetcher fetcher{loopback_options()};
        switch (i % 5) {
            case 0: break;
            case 1: EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a"); break;
            case 2: abandoned = fetcher.start(page(server.url("/a"))); break;
            case 3: abandoned = fetcher.start(page(server.url("/silent"))); break;
            default: fetcher.begin_shutdown(milliseconds{0}); break;
        }
    }
    EXPECT_LT(steady_clock::now() - start, seconds{60});
}

TEST(Shutdown, ManyThreadsMayAskWhileItEnds) {
    HttpServer server;
    server.serve("*", {.body = "x"});
    Fetcher fetcher{loopback_options()};
    std::vector<std::thread> threads;
    threads.reserve(4);
    std::vector<std::vector<std::future<Response>>> futures(4);
    for (auto& mine : futures) {
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i)
                mine.push_back(fetcher.start(page(server.url("/" + std::to_string(i)))));
        });
    }
    ASSERT_TRUE(server.wait_for_hits("/0", 1));
    fetcher.begin_shutdown(milliseconds{0});
    for (std::thread& thread : threads) thread.join();
    for (auto& mine : futures) {
        for (auto& future : mine) {
            const Response response = future.get();
            EXPECT_TRUE(response.body == "x" || response.capture.error_code == "cancelled")
                << response.capture.error_code;
        }
    }
}

// As long as it lives this process may open no more descriptors.
class NoDescriptors {
  public:
    NoDescriptors() {
        EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0);
        rlimit none = before_;
        none.rlim_cur = 3;
        EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;
    NoDescriptors(NoDescriptors&&) = delete;
    NoDescriptors& operator=(NoDescriptors&&) = delete;

  private:
    rlimit before_{};
};

TEST(FaultMatrix, Row56_WithoutDescriptorsNoServerIsBlamedAndLaterRequestsWork) {
    HttpServer server;
    server.serve("/a", {.body = "a"});
    Fetcher fetcher{loopback_options()};
    {
        const NoDescriptors none;
        EXPECT_THROW(fetcher.fetch(page(server.url("/a"))), std::system_error);
        EXPECT_THROW(fetcher.fetch(page("http://name.invalid/")), std::system_error);
    }
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
}

TEST(FaultMatrix, Row56_ARobotsTxtThatCouldNotBeAskedForIsAskedForAgain) {
    HttpServer server;
    server.serve("/a", {.body = "a"});
    Options options = loopback_options();
    options.robots = true;
    Fetcher fetcher{options};
    {
        const NoDescriptors none;
        EXPECT_THROW(fetcher.fetch(page(server.url("/a"))), std::system_error);
    }
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
    EXPECT_EQ(server.hits("/robots.txt"), 1U);
}

TEST(FaultMatrix, Row56_SecretsThatCannotBeOpenedNowAreNotTakenForUnreadable) {
    const test::TempDir folder;
    test::write_file(folder / "secret", "user:password\n");
    Fetcher fetcher{loopback_options()};
    for (const auto file : {&Request::auth_file, &Request::cookies_file}) {
        Request request = page("http://127.0.0.1:1/");
        request.*file = folder / "secret";
        const NoDescriptors none;
        EXPECT_THROW(fetcher.fetch(request), std::system_error);
    }
}

// A host that takes connections and says nothing.
class SilentHost {
  public:
    SilentHost() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        EXPECT_EQ(::bind(listener_.get(), as_sockaddr(), size), 0);
        EXPECT_EQ(::listen(listener_.get(), 64), 0);
        EXPECT_EQ(::getsockname(listener_.get(), as_sockaddr(), &size), 0);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)) + "/"; }
    void wait_for_connections(std::size_t count) {
        while (taken_.size() < count) taken_.emplace_back(::accept(listener_.get(), nullptr, nullptr));
    }

  private:
    sockaddr* as_sockaddr() { return reinterpret_cast<sockaddr*>(&address_); }

    UniqueFd listener_;
    sockaddr_in address_{};
    std::vector<UniqueFd> taken_;
};

// poll(2) refuses more descriptors than the process may have: the loop cannot go on with what is under way.
TEST(FaultMatrix, Row57_ALoopThatCannotGoOnFailsWhatIsUnderWayAndThenWorks) {
    HttpServer server;
    server.serve("/a", {.body = "a"});
    SilentHost silent;
    Fetcher fetcher{loopback_options()};
    std::vector<std::future<Response>> running;
    running.reserve(8);
    for (int i = 0; i < 8; ++i) running.push_back(fetcher.start(page(silent.url())));
    silent.wait_for_connections(8);
    {
        const NoDescriptors none;
        EXPECT_THROW(fetcher.fetch(page(server.url("/a"))), std::runtime_error);
        for (auto& future : running) EXPECT_THROW(future.get(), std::runtime_error);
    }
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
}

TEST(FaultMatrix, Row57_WhatThrowsInTheLoopFailsThatRequestAlone) {
    HttpServer server{{.addresses = 2}};
    server.serve("/a", {.body = "a"});
    server.script("/silent", Script{}.stall());
    Options options = loopback_options();
    options.robots = true;
    bool has_memory = true;
    Fetcher fetcher{options,
                    {.recall = [&](const std::string&) -> std::optional<model::RobotsCopy> {
                         if (!has_memory) throw std::bad_alloc{};
                         return std::nullopt;
                     },
                     .keep = {}}};
    std::future<Response> other = fetcher.start(page(server.url("/silent", 2)));
    ASSERT_TRUE(server.wait_for_hits("/silent", 1));
    has_memory = false;
    EXPECT_THROW(fetcher.fetch(page(server.url("/a"))), std::bad_alloc);
    has_memory = true;
    EXPECT_EQ(fetcher.fetch(page(server.url("/a"))).body, "a");
    EXPECT_EQ(other.wait_for(seconds{0}), std::future_status::timeout) << "it is still under way";
}

}  // namespace
}  // namespace webclip::net
