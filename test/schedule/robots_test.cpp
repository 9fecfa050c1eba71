#include "schedule/robots.h"
#include "support/cpu_clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace webclip::schedule {
namespace {

bool allowed(std::string_view body, std::string_view path, std::string_view agent = "webclipd") {
    return RobotsRules::parse(body).allowed(agent, path);
}

struct PatternCase {
    const char* pattern;
    const char* path;
    bool matches;
};

// RFC 9309 §2.2.2 and §2.2.3.
TEST(RobotsPattern, Table) {
    const PatternCase cases[] = {
        {"/", "/", true},
        {"/", "", true},
        {"/", "/anything?at=all", true},
        {"/fish", "/fish", true},
        {"/fish", "/fishheads/yummy.html", true},
        {"/fish", "/Fish", false},
        {"/fish", "/catfish", false},
        {"/fish/", "/fish", false},
        {"/*", "/", true},
        {"*", "/x", true},
        {"/fish*", "/fish", true},
        {"/*.php", "/index.php?x", true},
        {"/*.php", "/", false},
        {"/*.php$", "/a/b.php", true},
        {"/*.php$", "/a/b.php?", false},
        {"/*.php$", "/.php.php", true},
        {"/fish*.php", "/fishheads/cat.php?p", true},
        {"/a**b", "/a--b", true},
        {"/a*b*c$", "/abcbc", true},
        {"/a*b*c$", "/abcbd", false},
        {"/*abab$", "/ababab", true},
        {"/*aab", "/aaaaab", true},
        {"/$", "/", true},
        {"/$", "/x", false},
        {"$", "/", false},
        {"*$", "/anything", true},
        {"/a$b", "/a$b", true},
        {"/a$b", "/a%24b", true},
        {"/a%24", "/a$", true},
        {"/a%2A", "/a*", true},
        {"/a%2a", "/a%2Ax", true},
        {"/a%2A", "/ab", false},
        {"/%7Euser", "/~user", true},
        {"/~user", "/%7euser", true},
        {"/a%2Fb", "/a/b", false},
        {"/a%2fb", "/a%2Fb", true},
        {"/\xE3\x83\x84", "/%e3%83%84", true},
        {"/%E3%83%84", "/%E3%83%84", true},
        {"/%zz", "/%zz", true},
        {"/%", "/%", true},
        {"/%4", "/%4", true},
        {"fish", "/fish", false},
    };
    for (const PatternCase& test : cases) {
        const std::string body = std::string{"User-agent: *\nDisallow: "} + test.pattern + "\n";
        EXPECT_EQ(!allowed(body, test.path), test.matches) << test.pattern << " against " << test.path;
    }
}

TEST(RobotsRules, TheLongestRuleWins) {
    const char* body = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\n";
    EXPECT_FALSE(allowed(body, "/a/x"));
    EXPECT_TRUE(allowed(body, "/a/b/x"));
    EXPECT_FALSE(allowed(body, "/a/b/c/x"));
    EXPECT_TRUE(allowed(body, "/b"));
}

TEST(RobotsRules, AllowWinsBetweenEqualsInEitherOrder) {
    EXPECT_TRUE(allowed("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    EXPECT_TRUE(allowed("User-agent: *\nAllow: /a\nDisallow: /a\n", "/a"));
    EXPECT_TRUE(allowed("User-agent: *\nAllow: /%61\nDisallow: /a\n", "/a"))
        << "lengths are those of the normal form";
}

TEST(RobotsRules, GroupsForOneAgentAreMerged) {
    const char* body =
        "User-agent: webclipd\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: "
        "WebClipD\nDisallow: /b\n";
    EXPECT_FALSE(allowed(body, "/a"));
    EXPECT_FALSE(allowed(body, "/b"));
    EXPECT_TRUE(allowed(body, "/c"));
}

TEST(RobotsRules, TheGroupForEveryoneCountsOnlyWithoutAnOwnOne) {
    const char* body = "User-agent: *\nDisallow: /\nUser-agent: webclipd\nDisallow: /private\n";
    EXPECT_TRUE(allowed(body, "/a"));
    EXPECT_FALSE(allowed(body, "/private"));
    EXPECT_FALSE(allowed(body, "/a", "other"));
    EXPECT_TRUE(allowed("User-agent: webclipd\nUser-agent: *\nDisallow:\n", "/a"));
}

TEST(RobotsRules, AnOwnGroupWithoutRulesAllowsEverything) {
    EXPECT_TRUE(allowed("User-agent: *\nDisallow: /\n\nUser-agent: webclipd\nDisallow:\n", "/a"));
}

TEST(RobotsRules, TheProductTokenIsComparedNotTheVersionOrComment) {
    const char* body = "User-agent: webclipd/0.1 (+https://example.org)\nDisallow: /\n";
    EXPECT_FALSE(allowed(body, "/a", "webclipd"));
    EXPECT_FALSE(allowed(body, "/a", "WEBCLIPD/2.0 (+https://example.net)"));
    EXPECT_TRUE(allowed(body, "/a", "webclip"));
    EXPECT_TRUE(allowed(body, "/a", "webclipd-images"));
    EXPECT_TRUE(allowed(body, "/a", ""));
    EXPECT_FALSE(allowed("User-agent: * (all)\nDisallow: /\n", "/a"));
}

TEST(RobotsRules, UnderstandsEveryLineEndAndAByteOrderMark) {
    for (const char* end : {"\n", "\r", "\r\n", "\n\n"}) {
        const std::string body = std::string{"\xEF\xBB\xBFUser-agent: webclipd"} + end + "Disallow: /a" + end;
        EXPECT_FALSE(allowed(body, "/a"));
        EXPECT_TRUE(allowed(body, "/b"));
    }
}

TEST(RobotsRules, ForgivesSpacesCommentsAMissingColonAndMisspellings) {
    EXPECT_FALSE(allowed("  user-agent :  webclipd  # us\n\tdisallow\t:\t/a # not this\n", "/a"));
    EXPECT_FALSE(allowed("user-agent webclipd\ndisallow /a\n", "/a"));
    EXPECT_TRUE(allowed("user-agent: *\ndisallow /a /b\n", "/a")) << "three words are no rule";
    EXPECT_FALSE(allowed("useragent: *\ndissallow: /a\n", "/a"));
    EXPECT_TRUE(allowed("user-agent: *\ndisallow: # /a\n", "/a"));
    EXPECT_TRUE(allowed("user-agent: *\nnonsense: /a\n", "/a"));
}

TEST(RobotsRules, RulesBeforeAnyGroupMeanNothing) {
    EXPECT_TRUE(allowed("Disallow: /\nUser-agent: *\nAllow: /\n", "/a"));
}

TEST(RobotsRules, RobotsTxtItselfMayAlwaysBeFetched) {
    EXPECT_TRUE(RobotsRules::deny_all().allowed("webclipd", "/robots.txt"));
    EXPECT_FALSE(RobotsRules::deny_all().allowed("webclipd", "/"));
    EXPECT_TRUE(RobotsRules::allow_all().allowed("webclipd", "/"));
}

TEST(RobotsRules, CrawlDelayIsTheLongestOneSaidToUs) {
    using std::chrono::milliseconds;
    const RobotsRules rules = RobotsRules::parse(
        "User-agent: webclipd\nCrawl-delay: 2.5\nDisallow:\nUser-agent: webclipd\nCrawl-delay: 1\nDisallow: "
        "/x\n"
        "User-agent: *\nCrawl-delay: 99999999999\nAllow: /\n");
    EXPECT_EQ(rules.crawl_delay("webclipd"), milliseconds{2500});
    EXPECT_EQ(rules.crawl_delay("other"), std::chrono::hours{24});
    for (const char* junk : {"", "-1", "x", "1x", "nan", "inf", "1e400", "0x10"}) {
        const std::string body = std::string{"User-agent: *\nCrawl-delay: "} + junk + "\nDisallow: /\n";
        EXPECT_FALSE(RobotsRules::parse(body).crawl_delay("webclipd")) << junk;
        EXPECT_FALSE(allowed(body, "/a")) << junk;
    }
}

TEST(RobotsRules, CollectsSitemapsWhereverTheyStand) {
    const RobotsRules rules = RobotsRules::parse(
        "Sitemap: https://example.org/a.xml\nUser-agent: a\nSITEMAP: https://example.org/b.xml\nUser-agent: "
        "webclipd\n"
        "Disallow: /\nSitemap:\n");
    EXPECT_EQ(rules.sitemaps(),
              (std::vector<std::string>{"https://example.org/a.xml", "https://example.org/b.xml"}));
    EXPECT_FALSE(rules.allowed("a", "/")) << "a sitemap line does not end the list of agents";
}

TEST(RobotsRules, LooksAtHalfAMebibyteOfWholeLines) {
    const std::string filler(300'000, '#');
    const std::string body =
        "User-agent: *\n" + filler + "\nDisallow: /seen\n" + filler + "\nDisallow: /unseen\n";
    EXPECT_FALSE(allowed(body, "/seen"));
    EXPECT_TRUE(allowed(body, "/unseen"));

    std::string cut = "User-agent: *\n";
    const std::string rule = "Disallow: /folder\n";
    cut += std::string((std::size_t{512} << 10U) - cut.size() - 12, '#') + "\n" + rule;
    EXPECT_TRUE(allowed(cut, "/x")) << "'Disallow: /' is all that is left of the last line: it is not a rule";
}

TEST(RobotsRules, HtmlInPlaceOfRulesAllows) {
    EXPECT_TRUE(allowed(
        "<!DOCTYPE html>\n<html><body style=\"color: red\">Disallow: / is what we would say</body></html>\n",
        "/a"));
}

TEST(RobotsRules, AnswersHostileFilesQuickly) {
    const auto start = test::CpuClock::now();
    // Each of these takes minutes with back-tracking or with a quadratic search.
    std::string stars = "User-agent: *\nDisallow: /";
    for (int i = 0; i < 100'000; ++i) stars += "*a";
    stars += "b$\n";
    EXPECT_TRUE(allowed(stars, "/" + std::string(8'000, 'a')));

    std::string halves = "User-agent: *\n";
    while (halves.size() < 500'000) halves += "Disallow: /*" + std::string(4'000, 'a') + "b\n";
    EXPECT_TRUE(allowed(halves, "/" + std::string(8'000, 'a')));

    std::string many = "User-agent: *\n";
    while (many.size() < 500'000) many += "Allow:*ab\n";
    EXPECT_TRUE(allowed(many, "/" + std::string(2'000, 'a')));
    EXPECT_LT(test::CpuClock::now() - start, std::chrono::seconds{10} * test::slowness);
}

TEST(RobotsRules, APathBeyondAnyAddressInUseIsDeniedWhereAnythingIs) {
    const std::string path = "/" + std::string(9'000, 'a');
    EXPECT_FALSE(allowed("User-agent: *\nDisallow: /b\n", path));
    EXPECT_TRUE(allowed("User-agent: *\nAllow: /b\n", path));
    EXPECT_TRUE(allowed("", path));
}

}  // namespace
}  // namespace webclip::schedule
