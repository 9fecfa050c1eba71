// `extract`: pages to JSON, one or a list, without an archive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "support/corpus.h"
#include "workbench.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// Debian's libgumbo aborts on it.
constexpr const char* abort_page = "<table><math><mo><![CDATA[x]]>>";

class Extract : public testing::Test {
  protected:
    // A page as the newspaper would serve it.
    std::filesystem::path page(const std::string& name) {
        std::string text = read_file(std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper/pages" / name);
        for (std::size_t at = text.find("{{base}}"); at != std::string::npos; at = text.find("{{base}}")) {
            text.replace(at, 8, "https://lantern.example");
        }
        return file(name, text);
    }
    std::filesystem::path file(const std::string& name, const std::string& text) {
        write_file(bench_.folder() / name, text);
        return bench_.folder() / name;
    }
    Outcome extract(std::vector<std::string> words) const {
        words.insert(words.begin(), {WEBCLIPD, "extract"});
        return run({.words = std::move(words)});
    }

    Workbench bench_;
};

std::set<std::string> keys(const json& value) {
    std::set<std::string> names;
    for (const auto& [name, member] : value.items()) names.insert(name);
    return names;
}

TEST_F(Extract, GivesAPageAsOneObject) {
    const Outcome outcome =
        extract({page("zh-chips.html").string(), "--url", "https://lantern.example/zh/chips.html"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const json article = json::parse(outcome.out);
    EXPECT_EQ(keys(article), (std::set<std::string>{"amp",       "byline", "canonical", "excerpt",  "html",
                                                    "images",    "lang",   "lead",      "modified", "ms",
                                                    "paywalled", "print",  "published", "section",  "site",
                                                    "tags",      "teaser", "text",      "title",    "type"}));
    EXPECT_EQ(article.at("title"), "小城里的芯片工坊");
    EXPECT_EQ(article.at("byline"), "林小满");
    EXPECT_EQ(article.at("published"), "2026-03-02T09:30:00+08:00");
    EXPECT_EQ(article.at("site"), "The Lantern");
    EXPECT_EQ(article.at("lang"), "zh-Hans");
    EXPECT_EQ(article.at("type"), "article");
    EXPECT_EQ(article.at("modified"), nullptr);
    EXPECT_EQ(article.at("teaser"), false);
    EXPECT_EQ(article.at("images"), json::array({"https://lantern.example/images/chips.png",
                                                 "https://lantern.example/images/chips-line.png"}));
    EXPECT_EQ(article.at("lead"), "https://lantern.example/images/chips.png");
    EXPECT_GE(article.at("ms").get<double>(), 0);
    EXPECT_THAT(article.at("html").get<std::string>(),
                AllOf(HasSubstr("src=\"https://lantern.example/images/chips.png\""), Not(HasSubstr("asset:")),
                      Not(HasSubstr("<script"))));
    EXPECT_THAT(article.at("text").get<std::string>(),
                AllOf(HasSubstr("\n在东江边的一座小城里，"), HasSubstr("\n“修东西教人耐心。”"),
                      Not(HasSubstr("关于我们")), Not(HasSubstr("相关阅读")), Not(HasSubstr("纯属虚构"))));
}

TEST_F(Extract, TellsWhyWhenAsked) {
    const Outcome outcome = extract(
        {page("en-ferry.html").string(), "--explain", "--url", "https://lantern.example/en/ferry.html"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_FALSE(json::parse(outcome.out).at("explain").empty());
}

TEST_F(Extract, FailsOnAPageThatAbortsTheParser) {
    const Outcome outcome =
        extract({file("abort.html", abort_page).string(), "--url", "https://example.org/"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.err, "");
    EXPECT_FALSE(json::parse(outcome.out).at("error").get<std::string>().empty());
}

TEST_F(Extract, GoesThroughAListInOrderWhateverIsInIt) {
    const std::vector<std::string> good{"zh-chips", "ja-harbour", "ko-library", "en-ferry", "en-clock"};
    std::string list;
    std::vector<std::string> titles;
    const auto add = [&](const std::string& id, const std::filesystem::path& html) {
        list +=
            json{{"id", id}, {"html", html.string()}, {"url", "https://lantern.example/" + id}}.dump() + "\n";
    };
    const std::filesystem::path abort = file("abort.html", abort_page);
    std::vector<std::string> ids;
    for (int turn = 0; turn < 4; ++turn) {
        for (const std::string& name : good) {
            ids.push_back(name);
            add(name, page(name + ".html"));
        }
        ids.insert(ids.end(), {"aborts", "is-not-there", "is-a-folder"});
        add("aborts", abort);
        add("is-not-there", bench_.folder() / "no-such-file.html");
        add("is-a-folder", bench_.folder());
    }
    const Outcome outcome = extract({"--batch", file("list.jsonl", list).string(), "--jobs", "2"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    std::istringstream lines{outcome.out};
    std::size_t at = 0;
    for (std::string line; std::getline(lines, line); ++at) {
        const json answer = json::parse(line);
        ASSERT_LT(at, ids.size());
        EXPECT_EQ(answer.at("id"), ids[at]);
        const bool bad = ids[at] == "aborts" || ids[at].starts_with("is-");
        EXPECT_EQ(answer.contains("error"), bad) << line;
        EXPECT_EQ(answer.contains("title"), !bad) << line;
        if (ids[at] == "is-not-there") {
            EXPECT_THAT(answer.at("error").get<std::string>(), HasSubstr("no-such-file.html"));
        }
    }
    EXPECT_EQ(at, ids.size());
}

TEST_F(Extract, GoesOnAfterALineThatIsNoJson) {
    const std::string list = "{\"id\": 1\n\n" + json{{"id", 2}, {"url", "https://example.org/"}}.dump() +
                             "\n" +
                             json{{"id", 3},
                                  {"html", page("en-ferry.html").string()},
                                  {"url", "https://lantern.example/en/ferry.html"}}
                                 .dump() +
                             "\n";
    const Outcome outcome = extract({"--batch", file("list.jsonl", list).string()});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    std::istringstream lines{outcome.out};
    std::vector<json> answers;
    for (std::string line; std::getline(lines, line);) answers.push_back(json::parse(line));
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_THAT(answers[0].at("error").get<std::string>(), StartsWith("line 1 is no JSON object"));
    EXPECT_EQ(answers[1].at("id"), 2);
    EXPECT_EQ(answers[1].at("error"), "line 3 lacks \"html\"");
    EXPECT_EQ(answers[2].at("title"), "The ferry has a new home");
}

TEST_F(Extract, LearnsFromAllPagesOfAHostWhenAsked) {
    const std::string offer =
        "We have reported from the valley since 1921, in good years and in bad ones, and we can only go on "
        "doing so if the people "
        "who read us every morning also pay for it, which costs less than a loaf of bread.";
    std::string list;
    for (int number = 1; number <= 6; ++number) {
        const std::string n = "number " + std::string(static_cast<std::size_t>(number), 'x');
        std::string body = "<html><title>Story ";
        body.append(n).append("</title><body><div class=text><h1>Story ").append(n);
        body.append("</h1><p>The council of the town met for the ").append(n);
        body.append(
            " time this year, and it spoke, as it had been expected to do, about the bridge and about the "
            "money.</p><p>The mayor said that report ");
        body.append(n).append(
            " was late, that nobody was to blame for it, and that the work would begin in the spring, as "
            "soon as the ground was dry.</p><p>After meeting ");
        body.append(n).append(
            " the members went to the river to see for themselves how high the water stood at the mill, and "
            "came back with wet feet.</p><p>");
        body.append(offer).append("</p></div></body></html>");
        list += json{{"html", file("story" + std::to_string(number) + ".html", body).string()},
                     {"url", "https://valley.example/" + std::to_string(number)}}
                    .dump() +
                "\n";
    }
    const std::string batch = file("list.jsonl", list).string();
    EXPECT_THAT(extract({"--batch", batch}).out, HasSubstr("since 1921"));
    const Outcome learned = extract({"--batch", batch, "--site-memory"});
    EXPECT_EQ(learned.code, 0) << learned.err;
    EXPECT_THAT(learned.out, AllOf(HasSubstr("wet feet"), Not(HasSubstr("since 1921"))));
    EXPECT_EQ(extract({batch, "--url", "https://valley.example/", "--site-memory"}).code, 2);
}

TEST_F(Extract, ReadsAPageWhoseAddressIsNone) {
    const std::filesystem::path ferry = page("en-ferry.html");
    const Outcome one = extract({ferry.string(), "--url", "https://host:port/"});
    EXPECT_EQ(one.code, 2);
    EXPECT_THAT(one.err, HasSubstr("--url \"https://host:port/\""));
    const std::string list = json{{"html", ferry.string()}, {"url", "https://host:port/"}}.dump() + "\n";
    const Outcome batch = extract({"--batch", file("list.jsonl", list).string()});
    ASSERT_EQ(batch.code, 0) << batch.err;
    const json answer = json::parse(batch.out);
    EXPECT_EQ(answer.at("title"), "The ferry has a new home");
    EXPECT_THAT(answer.at("warning").get<std::string>(), HasSubstr("https://host:port/"));
    EXPECT_FALSE(answer.contains("error"));
}

TEST_F(Extract, NamesAListThatCannotBeReadAndAnOutputThatCannotBeWritten) {
    const Outcome folder = extract({"--batch", bench_.folder().string()});
    EXPECT_EQ(folder.code, 2);
    EXPECT_THAT(folder.err, HasSubstr("cannot be read"));
    const std::string list =
        json{{"html", page("en-ferry.html").string()}, {"url", "https://e.example/"}}.dump();
    const std::string shell =
        std::string{WEBCLIPD} + " extract --batch " + file("list.jsonl", list).string() + " > /dev/full";
    const Outcome full = run({.words = {"/bin/sh", "-c", shell}});
    EXPECT_EQ(full.code, 1);
    EXPECT_THAT(full.err, HasSubstr("standard output: No space left on device"));
}

}  // namespace
}  // namespace webclip::test
