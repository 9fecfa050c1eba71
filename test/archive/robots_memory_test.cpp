#include "archive/robots_memory.h"

#include <gtest/gtest.h>

#include "store/database.h"
#include "working_archive.h"

namespace webclip::archive {
namespace {

using test::WorkingArchive;

TEST(RobotsMemory, AHostIsAskedOnceOverTheStartsOfTheDaemon) {
    test::HttpServer server;
    server.serve("/robots.txt", {.body = "User-agent: *\nDisallow: /private\n"});
    server.serve(
        "*", {.headers = {{"Content-Type", "text/html"}}, .body = test::page_with("Flood", test::prose())});
    WorkingArchive archive;
    EXPECT_TRUE(archive.archive(server.url("/a")).clip);  // the writer wrote what came before it, too

    net::Options options;
    options.allow_private = {"127.0.0.0/8"};
    options.host.spacing = Milliseconds{0};
    net::Fetcher next{options, robots_memory(archive.options().folder, archive.writer())};
    net::Request request;
    request.url = server.url("/b");
    EXPECT_TRUE(next.fetch(request).ok());
    request.url = server.url("/private");
    EXPECT_EQ(next.fetch(request).capture.error_code, "robots");
    EXPECT_EQ(server.hits("/robots.txt"), 1U);
}

TEST(RobotsMemory, WithoutItsRowsTheHostIsAskedAgain) {
    test::HttpServer server;
    server.serve("*", {.body = ""});
    WorkingArchive archive;
    const net::RobotsMemory memory = robots_memory(archive.options().folder, archive.writer());
    memory.keep("https://example.org", {.body = "x", .fetched_at = now()});
    archive.writer().flush().get();
    EXPECT_TRUE(memory.recall("https://example.org"));

    // Damage: the rows cannot be read, which costs a request and nothing else.
    store::Database{archive.options().folder / "catalog.db", store::Access::read_write}.execute(
        "DROP TABLE robots");
    EXPECT_FALSE(memory.recall("https://example.org"));
    memory.keep("https://example.org", {.body = "x", .fetched_at = now()});
    archive.writer().flush().get();
}

}  // namespace
}  // namespace webclip::archive
