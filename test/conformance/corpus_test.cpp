// The published sets, put to the program as anyone would put them. Where a room's own tests go through a set
// in detail, this shows that the program says the same, and holds the promised figure over the whole of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "../feed/expectation.h"
#include "base/ascii.h"
#include "base/timestamp.h"
#include "driver.h"
#include "feed/parse.h"
#include "html/parse.h"
#include "markup_oracle.h"
#include "support/corpus.h"
#include "text/utf8.h"
#include "url/url.h"

namespace webclip::conformance {
namespace {

using nlohmann::json;

struct Tally {
    std::size_t right = 0;
    std::size_t total = 0;

    void add(bool is_right, const std::string& what) {
        ++total;
        right += is_right ? 1 : 0;
        if (!is_right) std::printf("  miss: %s\n", what.substr(0, 300).c_str());
    }
    double share() const { return total == 0 ? 0 : static_cast<double>(right) / static_cast<double>(total); }
};

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               const std::string& extension) {
    std::vector<std::filesystem::path> files;
    for (const auto& item : std::filesystem::recursive_directory_iterator{folder}) {
        if (item.is_regular_file() && item.path().extension() == extension) files.push_back(item.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

// The backslash escapes of the tables.
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
    return out;
}

bool is_right_url(const json& row, const json& answer) {
    if (row.value("failure", false)) return answer.value("failure", false);
    for (const char* part : {"href", "protocol", "host", "port", "pathname", "search", "hash"}) {
        if (!answer.contains(part) || answer[part] != row.at(part)) return false;
    }
    return true;
}

TEST(PublishedUrls, ParseAsTheStandardSays) {
    WEBCLIP_NEED_CORPUS(folder, "url");
    Driver driver("url");
    Tally web;
    Tally all;
    for (const json& row : json::parse(test::read_file(folder / "urltestdata.json"))) {
        if (!row.is_object()) continue;
        const json answer = driver.ask({{"input", row.at("input")}, {"base", row.value("base", json())}});
        const bool right = is_right_url(row, answer);
        const std::string protocol = row.value("protocol", std::string{"http:"});
        all.add(right, row.dump() + " gives " + answer.dump());
        if (protocol == "http:" || protocol == "https:") web.add(right, row.at("input").dump());
    }
    std::printf("urltestdata: %zu of %zu, of http and https %zu of %zu\n", all.right, all.total, web.right,
                web.total);
    EXPECT_GE(web.total, 200U);
    EXPECT_GE(web.share(), 0.99);
    EXPECT_GE(all.share(), 0.98);
}

TEST(PublishedDecoderRows, DecodeAsBrowsersDo) {
    WEBCLIP_NEED_CORPUS(folder, "encoding");
    const std::pair<const char*, const char*> sets[] = {
        {"big5.tsv", "big5"},          {"euc_kr.tsv", "euc-kr"},
        {"gb18030.tsv", "gb18030"},    {"iso_2022_jp.tsv", "iso-2022-jp"},
        {"jis0208.tsv", "euc-jp"},     {"jis0212.tsv", "euc-jp"},
        {"shift_jis.tsv", "shift_jis"}};
    Driver driver("decode");
    for (const auto& [file, label] : sets) {
        Tally tally;
        for (const std::string& line : lines_of(test::read_file(folder / file))) {
            const auto cells = split_ascii(line, '\t');
            if (cells.size() != 3 || cells[0] == "line") continue;
            const json answer = driver.ask({{"hex", cells[1]}, {"label", label}, {"kind", "text"}});
            tally.add(answer.value("text", std::string{}) == cells[2] && answer["charset"] == label, line);
        }
        std::printf("%s: %zu of %zu\n", file, tally.right, tally.total);
        EXPECT_GE(tally.total, 4000U);
        EXPECT_EQ(tally.right, tally.total) << file;
    }
}

TEST(PublishedRobots, EveryRowOfTheStandard) {
    WEBCLIP_NEED_CORPUS(folder, "");
    Driver driver("robots");
    Tally standard;
    Tally vendor;
    for (const std::string& line : lines_of(test::read_file(folder / "robots.tsv"))) {
        const auto cells = split_ascii(line, '\t');
        if (line.starts_with('#') || cells.size() != 5 || cells[0] == "case") continue;
        const json answer =
            driver.ask({{"robots", unescape(cells[1])}, {"agent", cells[2]}, {"url", cells[3]}});
        const bool right = answer.value("allowed", json()) == json(cells[4] == "allow");
        (cells[0].starts_with("GoogleOnly") ? vendor : standard).add(right, line);
    }
    std::printf("robots: %zu of %zu rows of RFC 9309, %zu of %zu rows of a vendor's own\n", standard.right,
                standard.total, vendor.right, vendor.total);
    EXPECT_GE(standard.total, 20U);
    EXPECT_EQ(standard.right, standard.total);
    // One vendor rule, "index.html means its folder", is not followed.
    EXPECT_GE(vendor.right + 1, vendor.total);
}

std::string text_of_html(const std::string& markup) {
    const auto document = html::parse_fragment(markup);
    return document ? text::collapse_whitespace(html::text_content(*document, document->root()))
                    : std::string{};
}

// The answer's field an expectation speaks of, or nothing.
const char* field_of(std::string_view name) {
    if (name == "title" || name == "title_detail/value") return "title";
    if (name == "link") return "link";
    if (name == "updated_parsed" || name == "updated") return "updated";
    if (name == "published_parsed" || name == "published") return "published";
    return nullptr;
}

struct Claim {
    const char* field = nullptr;
    json ours;
};

Claim claim_about(const json& answer, std::string_view path) {
    const bool is_entry = path.starts_with("entries/0/");
    if (!is_entry && !path.starts_with("feed/")) return {};
    const std::string_view name = path.substr(is_entry ? 10 : 5);
    const char* field = field_of(name);
    if (field == nullptr || (!is_entry && std::string_view{field} == "published")) return {};
    if (!is_entry) return {field, answer.value(field, json())};
    const json entries = answer.value("entries", json::array());
    const json entry = entries.empty() ? json::object() : entries.at(0);
    return {field, entry.value(std::string_view{field} == "link" ? "url" : field, json())};
}

bool agrees(const Claim& claim, const feed::Expectation& expected, const url::Url& address,
            bool plain_title) {
    if (!claim.ours.is_string()) return false;
    const std::string ours = claim.ours;
    const std::string_view field = claim.field;
    if (field == "title")
        return ours == text::collapse_whitespace(plain_title ? *expected.text : text_of_html(*expected.text));
    if (field == "link") {
        const auto wanted = url::resolve(*expected.text, address);
        return wanted && ours == wanted->href();
    }
    if (expected.text) {
        const auto wanted = feed::parse_date(*expected.text);
        return wanted && ours == to_iso8601(*wanted);
    }
    const auto& n = expected.numbers;
    const auto wanted =
        from_civil({.year = n[0], .month = n[1], .day = n[2], .hour = n[3], .minute = n[4], .second = n[5]});
    return wanted && ours == to_iso8601(*wanted);
}

struct FeedCase {
    std::string content_type;
    url::Url address;
};

FeedCase feed_case_of(const feed::CaseHeader& header, const std::string& name) {
    FeedCase result{{}, *url::parse("http://127.0.0.1:8097/tests/" + name)};
    for (const auto& [key, value] : header.headers) {
        if (key == "content-type") result.content_type = value;
        if (key != "content-location") continue;
        if (const auto location = url::resolve(value, result.address)) result.address = *location;
    }
    return result;
}

TEST(PublishedFeeds, TitlesLinksAndDatesOfWellFormedOnes) {
    WEBCLIP_NEED_CORPUS(folder, "feeds/wellformed");
    Driver driver("feed");
    Tally titles;
    Tally links;
    Tally dates;
    for (const auto& file : files_below(folder, ".xml")) {
        if (file.parent_path().filename() == "sanitize") continue;  // its claims are about markup
        const std::string bytes = test::read_file(file);
        const feed::CaseHeader header = feed::read_case_header(bytes);
        const std::string name = std::filesystem::relative(file, folder);
        const FeedCase feed_case = feed_case_of(header, name);
        const json answer = driver.ask({{"path", file.string()},
                                        {"url", feed_case.address.href()},
                                        {"content_type", feed_case.content_type}});
        for (const feed::Expectation& expected : header.expectations) {
            const Claim claim = claim_about(answer, expected.path);
            if (claim.field == nullptr || (!expected.text && expected.numbers.size() != 9)) continue;
            const std::string_view field = claim.field;
            if (!expected.text && field != "updated" && field != "published") continue;
            Tally& tally = field == "title" ? titles : field == "link" ? links : dates;
            const bool plain = bytes.find("type=\"text/plain\"") != std::string::npos;
            tally.add(agrees(claim, expected, feed_case.address, plain),
                      name + ": " + expected.path + ": " + claim.ours.dump());
        }
    }
    std::printf("well-formed feeds: titles %zu of %zu, links %zu of %zu, dates %zu of %zu\n", titles.right,
                titles.total, links.right, links.total, dates.right, dates.total);
    EXPECT_GE(titles.total, 80U);
    for (const Tally& tally : {titles, links, dates}) EXPECT_GE(tally.share(), 0.98);
}

// Every hostile string of a line: `payload`, `literals`, or what stands before "--" in `raw`.
std::vector<std::string> payloads_of(const json& row) {
    std::vector<std::string> payloads;
    if (row.contains("payload") && row["payload"].is_string()) payloads.push_back(row["payload"]);
    for (const json& literal : row.value("literals", json::array())) {
        if (literal.is_string()) payloads.push_back(literal);
    }
    if (row.contains("raw")) {
        const std::string raw = row["raw"];
        payloads.push_back(raw.substr(0, raw.find("\n--\n")));
    }
    return payloads;
}

TEST(PublishedXss, NothingActiveIsLeftInAnyParser) {
    WEBCLIP_NEED_CORPUS(folder, "xss");
    Driver driver("sanitize");
    std::size_t payloads = 0;
    std::size_t with_markup = 0;
    for (const auto& file : files_below(folder, ".jsonl")) {
        for (const std::string& line : lines_of(test::read_file(file))) {
            for (const std::string& payload : payloads_of(json::parse(line))) {
                const json answer = driver.ask({{"html", payload}, {"base", "https://example.org/"}});
                ASSERT_TRUE(answer.contains("html")) << payload << answer;
                const std::string clean = answer["html"];
                EXPECT_EQ(gumbo_violation(clean), "") << payload << "\n" << clean;
                EXPECT_EQ(libxml2_violation(clean), "") << payload << "\n" << clean;
                ++payloads;
                with_markup += clean.find('<') != std::string::npos ? 1 : 0;
            }
        }
    }
    std::printf("sanitize: %zu payloads, markup left in %zu of them\n", payloads, with_markup);
    EXPECT_GE(payloads, 400U);
    EXPECT_GE(with_markup, payloads / 5) << "a sanitiser that drops everything proves nothing";
}

// The oracle itself must be able to say no.
TEST(MarkupOracle, SeesWhatMustNotBeThere) {
    for (const char* markup : {"<p onclick=x>", "<script>x</script>", "<a href='java\nscript:x'>",
                               "<a href=' JAVASCRIPT:x'>", "<svg><a href=x>", "<p style=x>",
                               "<img src=data:text/html,x>", "<iframe src=https://example.org></iframe>",
                               "<form action=x>", "<a href=data:image/png,x>", "<math><mtext>", "<p id=x>"}) {
        EXPECT_NE(gumbo_violation(markup), "") << markup;
        EXPECT_NE(libxml2_violation(markup), "") << markup;
    }
    for (const char* markup :
         {"<p>text", "<a href=https://example.org rel=x>x</a>", "<img src=data:image/png;base64,x>",
          "<table><tr><td colspan=2>x</table>", ""}) {
        EXPECT_EQ(gumbo_violation(markup), "") << markup;
        EXPECT_EQ(libxml2_violation(markup), "") << markup;
    }
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

std::string numbered(std::string_view before, std::string_view after, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out.append(before).append(std::to_string(i)).append(after);
    return out;
}

// The shapes that the corpus describes: slow or hungry in a parser without limits.
std::vector<std::pair<std::string, std::string>> hostile_shapes() {
    constexpr std::size_t n = 20'000;
    return {{"deep div", repeated("<div>", n)},
            {"deep span", repeated("<span>", 10 * n)},
            {"p b id", numbered("<p><b id=", ">", n)},
            {"p of b, then p", "<p>" + numbered("<b id=", ">", n / 10) + repeated("<p>x", n)},
            {"svg g, then ends", repeated("<svg><g>", n) + repeated("</x>", n)},
            {"div, then /p", repeated("<div>", n) + repeated("</p>", n)},
            {"lists", repeated("<ul><li>", n)},
            {"forms", repeated("<form><div></form>", n)},
            {"fonts", numbered("<font color=", "><p>x</p>", n)},
            {"links", repeated("<a><div>", n)},
            {"b div", repeated("<b><div></b>", n)},
            {"bodies", numbered("<body a", "=1>", n)},
            {"attributes", "<p " + numbered("a", "=1 ", n) + ">"},
            {"isindex", repeated("<isindex>", n)},
            {"tables", repeated("<table><tr><td>", n)}};
}

TEST(HostileMarkup, EveryJobEndsWithinItsBudgetAndTheNextOneRuns) {
    Driver driver("parse");
    // A reader stops itself after 2 s of its own processor time, and its parent kills it after 10 s on the
    // clock; the rest is what a loaded machine takes to see that through.
    constexpr double most_ms = 15'000;
    const auto check = [&](const std::string& name, const json& input) {
        const json answer = driver.ask(input);
        ASSERT_TRUE(answer.contains("outcome")) << name << answer;
        std::printf("%-24s %-12s %8.1f ms\n", name.c_str(), answer["outcome"].get<std::string>().c_str(),
                    answer["ms"].get<double>());
        EXPECT_LT(answer["ms"].get<double>(), most_ms) << name;
        EXPECT_EQ(driver.ask({{"hex", hex_of("<p>next")}}).at("outcome"), "ok") << "after " << name;
    };
    for (const auto& [name, page] : hostile_shapes()) check(name, {{"hex", hex_of(page)}});
    if (const auto folder = test::corpus("hostile-html")) {
        for (const auto& file : files_below(*folder, ".html"))
            check(file.filename(), {{"path", file.string()}});
    } else {
        std::printf("no shared corpus: hostile-html is left out\n");
    }
}

}  // namespace
}  // namespace webclip::conformance
