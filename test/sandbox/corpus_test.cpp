// Pages and attacks of the shared corpus: what a reader makes of them passes the daemon's own look.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sandbox/reader_pool.h"
#include "support/corpus.h"

namespace webclip::sandbox {
namespace {

// Every string in a value, however deep.
void collect_strings(const nlohmann::json& value, std::vector<std::string>& into) {
    const nlohmann::json flat = value.flatten();
    for (const auto& [key, item] : flat.items()) {
        if (item.is_string()) into.push_back(item.get<std::string>());
    }
}

bool is_known_end(const ReadFailure& failure) {
    return failure.code == "parse_crash" || failure.code == "parse_limit" || failure.code == "no_article";
}

TEST(Corpus, AttacksPassNoLookUnclean) {
    WEBCLIP_NEED_CORPUS(folder, "xss");
    ReaderPool pool{Options{}};
    std::vector<std::string> vectors;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        if (file.path().extension() != ".jsonl") continue;
        std::ifstream lines{file.path()};
        for (std::string line; std::getline(lines, line);)
            collect_strings(nlohmann::json::parse(line), vectors);
    }
    ASSERT_GT(vectors.size(), 500U);
    for (const std::string& vector : vectors) {
        const auto clean = pool.sanitize(vector, "https://x.example/");
        EXPECT_TRUE(clean || is_known_end(clean.error())) << vector << "\n" << clean.error().message;
        const auto article = pool.read_fragment(vector, "https://x.example/");
        EXPECT_TRUE(article || is_known_end(article.error())) << vector << "\n" << article.error().message;
        const std::string around =
            "<!doctype html><article><p>Some words of an article around it.</p>" + vector + "</article>";
        const auto page = pool.read_page({{around, "", "text/html", "https://x.example/"}, "", {}, false});
        EXPECT_TRUE(page || is_known_end(page.error())) << vector << "\n" << page.error().message;
    }
}

TEST(Corpus, PagesEndAsArticlesOrKnownFailures) {
    WEBCLIP_NEED_CORPUS(folder, "extract-dev/aeb/html");
    ReaderPool pool{Options{}};
    std::size_t pages = 0;
    std::size_t articles = 0;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        const std::string bytes = test::read_file(file.path());
        const auto page = pool.read_page({{bytes, "gzip", "text/html", "https://x.example/"}, "", {}, false});
        EXPECT_TRUE(page || is_known_end(page.error())) << file.path() << "\n"
                                                        << page.error().code << ": " << page.error().message;
        ++pages;
        if (page) ++articles;
    }
    EXPECT_GT(articles * 10, pages * 9) << "of " << pages;
}

}  // namespace
}  // namespace webclip::sandbox
