#include "config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace webclip::config {
namespace {

using ::testing::ElementsAre;
using namespace std::chrono_literals;

Config parsed(std::string_view text) {
    return parse(text, "/etc/webclipd/webclipd.yaml", "/var/lib/webclipd", "/home/me");
}

// All problems of a wrong file, as a user sees them.
std::string problems(std::string_view text) {
    try {
        parsed(text);
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "";
}

TEST(Config, NeedsNoMoreThanThreeLines) {
    const Config config = parsed(
        "feeds:\n"
        "  - https://www.example.org/rss.xml\n"
        "  - { url: https://cn.example.com/feed, tags: [ 日本経済新聞 ], every: 30m }\n");
    ASSERT_EQ(config.sources.size(), 2U);
    EXPECT_EQ(config.sources[0].address, "https://www.example.org/rss.xml");
    EXPECT_EQ(config.sources[0].kind, model::SourceKind::feed);
    EXPECT_EQ(config.sources[1].address, "https://cn.example.com/feed");
    EXPECT_THAT(config.sources[1].settings.tags, ElementsAre("日本経済新聞"));
    EXPECT_EQ(config.sources[1].settings.every, 30min);
    EXPECT_EQ(config.archive.folder, "/var/lib/webclipd");
}

TEST(Config, AnEmptyFileGivesTheDefaults) {
    const Config config = parsed("");
    EXPECT_TRUE(config.sources.empty());
    EXPECT_EQ(config.net.connections, net::Options{}.connections);
    EXPECT_EQ(config.archive.policy.every, schedule::Policy{}.every);
}

TEST(Config, ReadsEverySection) {
    const Config config = parsed(
        "archive: data\n"
        "clips: [ ~/clips ]\n"
        "lists: [ { path: /srv/list.txt, tags: x } ]\n"
        "sitemaps: [ https://example.org/sitemap.xml ]\n"
        "include: subs.opml\n"
        "fetch: { connections: 4, page_limit: 1MiB, connect_timeout: 3s, http2: false, allow_private: [ "
        "10.0.0.0/8 ] }\n"
        "politeness: { spacing: 250ms, jitter: 0.5, retry_after_scope: domain }\n"
        "archiving: { workers: 2 }\n"
        "readers: { count: 1, decode_ratio: 20, decode_layers: 2 }\n"
        "posts: { folder: ../posts }\n"
        "log: { level: warn }\n");
    EXPECT_EQ(config.archive.folder, "/etc/webclipd/data");
    ASSERT_EQ(config.sources.size(), 3U);
    EXPECT_EQ(config.sources[0].kind, model::SourceKind::sitemap);
    EXPECT_EQ(config.sources[1].address, "/home/me/clips");
    EXPECT_EQ(config.sources[2].address, "/srv/list.txt");
    ASSERT_EQ(config.includes.size(), 1U);
    EXPECT_EQ(config.includes[0].path, "/etc/webclipd/subs.opml");
    EXPECT_EQ(config.net.connections, 4U);
    EXPECT_EQ(config.net.page_limit, ByteSize{1U << 20U});
    EXPECT_EQ(config.net.connect_timeout, 3s);
    EXPECT_FALSE(config.net.http2);
    EXPECT_EQ(config.net.host.spacing, 250ms);
    EXPECT_EQ(config.net.pause_scope, schedule::PauseScope::domain);
    EXPECT_DOUBLE_EQ(config.archive.policy.jitter, 0.5);
    EXPECT_EQ(config.archive.workers, 2U);
    EXPECT_EQ(config.sandbox.readers, 1U);
    EXPECT_EQ(config.sandbox.decode_ratio, 20U);
    EXPECT_EQ(config.sandbox.decode_layers, 2U);
    EXPECT_EQ(config.archive.posts, "/etc/posts");
    EXPECT_EQ(config.log, LogLevel::warn);
}

struct WrongFile {
    const char* text;
    const char* problems;
};

TEST(Config, SaysWhatIsWrongWhereAndWhatToDo) {
    const WrongFile cases[] = {
        {"feed: []\n", "/etc/webclipd/webclipd.yaml:1:1: unknown key \"feed\"; did you mean \"feeds\"?"},
        {"fetch:\n  conections: 3\n",
         "/etc/webclipd/webclipd.yaml:2:3: unknown key \"conections\" in \"fetch\"; did you mean "
         "\"connections\"?"},
        {"quite_something_else: 1\n",
         "/etc/webclipd/webclipd.yaml:1:1: unknown key \"quite_something_else\"; remove it"},
        {"fetch: { connections: many }\n",
         "/etc/webclipd/webclipd.yaml:1:23: \"many\" is not a whole number, zero or more"},
        {"fetch: { connect_timeout: 10 }\n",
         "/etc/webclipd/webclipd.yaml:1:27: \"10\" is not a duration; write it as 90s, 30m, 1h or 7d"},
        {"fetch: { page_limit: 8 }\n",
         "/etc/webclipd/webclipd.yaml:1:22: \"8\" is not a size; write it as 64KiB, 8MiB or 1GiB"},
        {"log: { level: loud }\n",
         "/etc/webclipd/webclipd.yaml:1:15: \"loud\" is not one of: debug, info, warn, error"},
        {"fetch: [ 1 ]\n", "/etc/webclipd/webclipd.yaml:1:8: \"fetch\" must be a mapping of keys to values"},
        {"politeness: { retry_after_scope: site }\n",
         "/etc/webclipd/webclipd.yaml:1:34: \"site\" is not one of: address, host, domain"},
        {"feeds: https://example.org/feed\n", "/etc/webclipd/webclipd.yaml:1:8: \"feeds\" must be a list"},
        {"feeds: [ example.org ]\n",
         "/etc/webclipd/webclipd.yaml:1:10: \"example.org\" is not an http or https address"},
        {"feeds: [ { tags: x } ]\n", "/etc/webclipd/webclipd.yaml:1:10: a source needs \"url\""},
        {"feeds: [ https://a.org/, \"https://a.org\" ]\n",
         "/etc/webclipd/webclipd.yaml:1:26: \"https://a.org/\" is there twice; keep one"},
        {"log: { level: info }\nlog: { level: warn }\n",
         "/etc/webclipd/webclipd.yaml:2:1: \"log\" is there twice; keep one"},
        {"politeness: { at_least: 2h, at_most: 1h }\n",
         "/etc/webclipd/webclipd.yaml:1:13: \"at_least\" is longer than \"at_most\""},
        {"readers: { decode_ratio: 0 }\n",
         "/etc/webclipd/webclipd.yaml:1:10: \"decode_ratio\" must be 1 or more"},
        {"- a\n", "/etc/webclipd/webclipd.yaml:1:1: the file must be a mapping of keys to values"},
    };
    for (const WrongFile& c : cases) EXPECT_EQ(problems(c.text), c.problems) << c.text;
}

TEST(Config, NamesASelectorThatIsNone) {
    const std::string all =
        problems("feeds: [ { url: https://e.org/, rules: { body: \"div[\", remove: [ p, \"p:\" ] } } ]\n");
    EXPECT_NE(all.find(":1:48: \"div[\" is no CSS selector: "), std::string::npos) << all;
    EXPECT_NE(all.find(":1:64: \"p:\" is no CSS selector: "), std::string::npos) << all;
}

TEST(Config, ReportsAllMistakesAtOnce) {
    const std::string all =
        problems("feed: []\nfetch: { connections: x, page_limit: y }\nlog: { level: z }\n");
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 3) << all;
}

TEST(Config, ReportsMistakesInTheOrderOfTheFile) {
    const std::string all =
        problems("log: { level: z }\nfeed: []\nfetch: { connections: x, page_limit: y }\n");
    std::size_t at = 0;
    for (const char* place : {":1:15: ", ":2:1: ", ":3:23: ", ":3:38: "}) {
        at = all.find(place, at);
        ASSERT_NE(at, std::string::npos) << place << " is missing, or out of order:\n" << all;
    }
}

TEST(Config, RefusesWhatIsNoYaml) {
    for (const char* text : {"a: [", "\ta: 1\n", "a: &x 1\nb: *x\n"})
        EXPECT_FALSE(problems(text).empty()) << text;
}

TEST(Config, NamesTheFileThatCannotBeRead) {
    try {
        load("/nowhere/webclipd.yaml", "/archive");
        FAIL() << "was read";
    } catch (const ConfigError& error) {
        EXPECT_STREQ(error.what(),
                     "/nowhere/webclipd.yaml: cannot be read; name a configuration with --config FILE");
    }
}

TEST(Config, ShowsAFileThatLoadsToTheSame) {
    const Config config = parsed(
        "feeds:\n  - { url: https://example.org/feed, tags: [ \"a: b\", '#c' ], keep: page, rules: { body: "
        "\"#x\" } }\n"
        "fetch: { allow_private: [ 10.0.0.0/8 ] }\npoliteness: { jitter: 0.25 }\n");
    const std::string shown = show(config);
    EXPECT_EQ(show(parsed(shown)), shown);
}

TEST(Config, DoesNotShowSecrets) {
    const std::string shown =
        show(parsed("feeds: [ { url: https://example.org/feed, headers: { Authorization: secret } } ]\n"));
    EXPECT_EQ(shown.find("secret"), std::string::npos);
    EXPECT_NE(shown.find("Authorization"), std::string::npos);
}

}  // namespace
}  // namespace webclip::config
