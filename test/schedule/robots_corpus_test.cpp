// Every row of the table drawn from the reference implementation of RFC 9309.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "schedule/robots.h"
#include "support/corpus.h"

namespace webclip::schedule {
namespace {

struct Row {
    std::string name;
    std::string body;
    std::string agent;
    std::string path;
    bool allow = false;
};

std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.push_back(text[i]);
            continue;
        }
        const char c = text[++i];
        out.push_back(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
    }
    return out;
}

std::string path_of(std::string_view url) {
    const std::size_t host = url.find("//");
    if (host == std::string_view::npos) return "";
    const std::size_t slash = url.find('/', host + 2);
    return slash == std::string_view::npos ? "" : std::string{url.substr(slash)};
}

std::vector<Row> rows(const std::string& table) {
    std::vector<Row> found;
    for (const std::string_view line : split_ascii(table, '\n')) {
        const std::vector<std::string_view> cells = split_ascii(line, '\t');
        if (line.starts_with('#') || cells.size() != 5 || cells[0] == "case") continue;
        found.push_back({std::string{cells[0]}, unescape(cells[1]), std::string{cells[2]}, path_of(cells[3]),
                         cells[4] == "allow"});
    }
    return found;
}

TEST(RobotsCorpus, EveryRowOfTheStandardAndAllVendorRowsButOne) {
    WEBCLIP_NEED_CORPUS(folder, "");
    const std::vector<Row> table = rows(test::read_file(folder / "robots.tsv"));
    ASSERT_EQ(table.size(), 74U);
    // Google alone reads a rule for "/folder/index.html" as one for "/folder/".
    const std::set<std::string> vendor_rules_not_followed{"GoogleOnly_IndexHTMLisDirectory#01"};
    for (const Row& row : table) {
        const bool as_written = RobotsRules::parse(row.body).allowed(row.agent, row.path) == row.allow;
        EXPECT_EQ(as_written, !vendor_rules_not_followed.contains(row.name)) << row.name << "\n"
                                                                             << row.body << row.path;
    }
}

}  // namespace
}  // namespace webclip::schedule
