// The tables of web-platform-tests, and every address of the shared clips.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "support/corpus.h"
#include "url/url.h"

namespace webclip::url {
namespace {

nlohmann::json read_table(const std::filesystem::path& file) {
    return nlohmann::json::parse(test::read_file(file));
}

std::string text_of(const nlohmann::json& row, const char* key) {
    return row.contains(key) && row[key].is_string() ? row[key].get<std::string>() : std::string{};
}

Expected<Url, UrlError> parse_row(const nlohmann::json& row) {
    if (!row.contains("base") || row["base"].is_null()) return parse(text_of(row, "input"));
    const auto base = parse(text_of(row, "base"));
    return base ? resolve(text_of(row, "input"), *base) : base;
}

void expect_parts(const nlohmann::json& row, const Url& url) {
    EXPECT_EQ(url.href(), text_of(row, "href"));
    EXPECT_EQ(std::string{url.scheme()} + ":", text_of(row, "protocol"));
    EXPECT_EQ(url.username(), text_of(row, "username"));
    EXPECT_EQ(url.password(), text_of(row, "password"));
    EXPECT_EQ(url.host(), text_of(row, "host"));
    EXPECT_EQ(url.hostname(), text_of(row, "hostname"));
    EXPECT_EQ(url.port() ? std::to_string(*url.port()) : "", text_of(row, "port"));
    EXPECT_EQ(url.pathname(), text_of(row, "pathname"));
    EXPECT_EQ(url.search(), text_of(row, "search"));
    EXPECT_EQ(url.hash(), text_of(row, "hash"));
    if (row.contains("origin")) {
        EXPECT_EQ(url.origin(), text_of(row, "origin"));
    }
    const auto again = parse(url.href());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->href(), url.href());
}

TEST(UrlCorpus, EveryRowOfUrltestdataParsesAsTheStandardSays) {
    WEBCLIP_NEED_CORPUS(folder, "url");
    int rows = 0;
    for (const auto& row : read_table(folder / "urltestdata.json")) {
        if (!row.is_object()) continue;
        SCOPED_TRACE(row.dump());
        ++rows;
        const auto url = parse_row(row);
        if (row.value("failure", false)) {
            EXPECT_FALSE(url) << url->href();
        } else if (url) {
            expect_parts(row, *url);
        } else {
            ADD_FAILURE() << url.error().message;
        }
    }
    EXPECT_GE(rows, 400);
}

TEST(UrlCorpus, EveryRowOfToasciiGivesTheDomain) {
    WEBCLIP_NEED_CORPUS(folder, "url");
    for (const auto& row : read_table(folder / "toascii.json")) {
        if (!row.is_object()) continue;
        SCOPED_TRACE(row.dump());
        const auto url = parse("https://" + text_of(row, "input") + "/x");
        if (row["output"].is_null()) {
            EXPECT_FALSE(url) << url->href();
        } else if (url) {
            EXPECT_EQ(url->host(), text_of(row, "output"));
        } else {
            ADD_FAILURE() << url.error().message;
        }
    }
}

TEST(UrlCorpus, QueriesArePercentEncodedAsUtf8) {
    WEBCLIP_NEED_CORPUS(folder, "url");
    for (const auto& row : read_table(folder / "percent-encoding.json")) {
        if (!row.is_object()) continue;
        SCOPED_TRACE(row.dump());
        const auto url = parse("https://doesnotmatter.invalid/?" + text_of(row, "input"));
        ASSERT_TRUE(url);
        EXPECT_EQ(url->search(), "?" + row["output"]["utf-8"].get<std::string>());
    }
}

void expect_stable(const Url& url) {
    const Url once = normalize(url);
    EXPECT_EQ(normalize(once).href(), once.href());
    EXPECT_TRUE(once.hash().empty());
}

TEST(UrlCorpus, NormalizeIsIdempotent) {
    WEBCLIP_NEED_CORPUS(folder, "url");
    for (const auto& row : read_table(folder / "urltestdata.json")) {
        if (!row.is_object()) continue;
        SCOPED_TRACE(row.dump());
        if (const auto url = parse_row(row)) expect_stable(*url);
    }
}

TEST(UrlCorpus, EveryAddressOfTheClipsParsesAndNormalizesOnce) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    std::ifstream index{folder / "index.tsv"};
    std::string line;
    std::getline(index, line);
    int addresses = 0;
    while (std::getline(index, line)) {
        std::size_t at = 0;
        for (int column = 0; column < 7; ++column) at = line.find('\t', at) + 1;
        const std::string address = line.substr(at, line.find('\t', at) - at);
        if (address.empty()) continue;
        SCOPED_TRACE(address);
        const auto url = parse(address);
        ASSERT_TRUE(url) << url.error().message;
        expect_stable(*url);
        ++addresses;
    }
    EXPECT_GE(addresses, 500);
}

}  // namespace
}  // namespace webclip::url
