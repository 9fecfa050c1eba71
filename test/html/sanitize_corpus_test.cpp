// The sanitiser on vectors of attack, tag soup and whole pages, under oracles that do not know its code.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "html/parse.h"
#include "html/sanitize.h"
#include "html/serialize.h"
#include "read_back.h"
#include "sanitize_oracle.h"
#include "support/corpus.h"
#include "support/temp_dir.h"
#include "tag_soup.h"
#include "zipped_page.h"

namespace webclip::html {
namespace {

const url::Url& base() {
    static const url::Url address = url::parse("https://example.org/dir/page").value();
    return address;
}

std::string read_and_written(std::string_view markup) {
    const auto document = parse_fragment(markup);
    return document ? serialize_children(*document, document->body()) : std::string{"not parsed"};
}

void expect_clean(const std::string& clean, const std::string& what) {
    EXPECT_EQ(violations(clean), std::vector<std::string>{}) << what << "\nbecame " << clean;
    EXPECT_EQ(read_and_written(clean), clean) << what;
    EXPECT_EQ(sanitize_fragment(clean, base()), clean) << what;
}

// Sanitised, checked by Gumbo.
std::string clean_fragment(const std::string& markup) {
    std::string clean = sanitize_fragment(markup, base());
    expect_clean(clean, markup);
    return clean;
}

// html5lib must read each as the tree that Gumbo reads.
void expect_same_tree_in_html5lib(const std::vector<std::string>& fragments) {
    const test::TempDir folder;
    std::string bytes;
    for (const std::string& fragment : fragments) bytes += fragment + '\0';
    const std::filesystem::path file = folder.path() / "fragments";
    const std::filesystem::path answer = folder.path() / "answer";
    test::write_file(file, bytes);
    const std::string command =
        "/usr/bin/python3 '" WEBCLIP_HTML5LIB_ORACLE "' '" + file.string() + "' > '" + answer.string() + "'";
    const int status =
        std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe): a fixed program
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127)
        GTEST_SKIP() << "python3-html5lib is not installed";
    EXPECT_EQ(WEXITSTATUS(status), 0) << test::read_file(answer).substr(0, 4000);
}

std::vector<std::string> vectors_in(const nlohmann::json& line) {
    if (line.contains("payload")) return {line["payload"].get<std::string>()};
    if (line.contains("literals")) return line["literals"].get<std::vector<std::string>>();
    const auto raw = line["raw"].get<std::string>();
    return {raw.substr(0, raw.find("\n--\n"))};
}

TEST(SanitizeCorpus, NoAttackPasses) {
    WEBCLIP_NEED_CORPUS(folder, "xss");
    std::vector<std::string> clean;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() != ".jsonl") continue;
        ++files;
        std::ifstream lines{entry.path()};
        for (std::string line; std::getline(lines, line);) {
            for (const std::string& vector : vectors_in(nlohmann::json::parse(line))) {
                clean.push_back(clean_fragment(vector));
            }
        }
    }
    EXPECT_EQ(files, 8U);
    EXPECT_GE(clean.size(), 1000U);
    RecordProperty("vectors", static_cast<int>(clean.size()));
    expect_same_tree_in_html5lib(clean);
}

TEST(SanitizeCorpus, TagSoupBecomesAFixedPoint) {
    std::vector<std::string> clean;
    for (std::uint32_t seed = 0; seed < 20000; ++seed) {
        clean.push_back(clean_fragment(seed % 4 == 0 ? tag_soup(seed) : article_soup(seed)));
        if (HasFailure()) return;
    }
    clean.resize(6000);  // html5lib is slow
    expect_same_tree_in_html5lib(clean);
}

TEST(SanitizeCorpus, WhatSurelyReadsBackDoes) {
    std::size_t sure = 0;
    for (std::uint32_t seed = 0; seed < 20000; ++seed) {
        auto document = parse_fragment(article_soup(seed));
        ASSERT_TRUE(document.has_value());
        sanitize(*document, document->body(), base());
        const std::string markup = serialize_children(*document, document->body());
        if (!surely_reads_back(*document, document->body())) continue;
        ++sure;
        EXPECT_EQ(read_and_written(markup), markup);
    }
    EXPECT_GT(sure, 10000U);
}

TEST(SanitizeCorpus, PagesBecomeAFixedPoint) {
    WEBCLIP_NEED_CORPUS(folder, "extract-dev/magic/html");
    std::vector<std::string> clean;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        auto page = parse(read_zipped(entry.path()));
        ASSERT_TRUE(page.has_value()) << entry.path();
        if (page->body() == no_node) continue;
        clean.push_back(sanitized_html(*page, page->body(), base()));
        expect_clean(clean.back(), entry.path().filename());
    }
    EXPECT_GE(clean.size(), 50U);
    clean.resize(40);  // html5lib is slow
    expect_same_tree_in_html5lib(clean);
}

}  // namespace
}  // namespace webclip::html
