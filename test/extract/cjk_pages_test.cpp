// Chinese, Japanese and Korean pages as a reader sees them: cjk_pages.json says of each its title, who wrote
// it and when, how sentences of the article begin (the first and the last among them), what must not be taken
// for it, how many pictures stand in it and what is written under them. Facts were read off the pages, not
// off what the extractor made of them; the pages themselves are no part of the project.
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "html/parse.h"
#include "support/corpus.h"
#include "text/decode.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

using Json = nlohmann::json;

struct Tally {
    int right = 0;
    std::vector<std::string> wrong;
};
using Tallies = std::map<std::string, Tally>;  // by kind of fact

model::Article article_of(const std::string& bytes) {
    auto document = html::parse(text::decode(bytes, {}).text);
    if (!document) return {};
    auto article = extract(*std::move(document), {*url::parse("http://localhost/"), {}, {}});
    return article ? *std::move(article) : model::Article{};
}

bool has(const std::string& text, const std::string& phrase) {
    return text.find(text::collapse_whitespace(phrase)) != std::string::npos;
}

void check(const Json& page, const model::Article& article, Tallies& tallies) {
    const std::string file = page.at("file");
    const auto count = [&](const char* kind, bool is_right, const std::string& found) {
        Tally& tally = tallies[kind];
        if (is_right) {
            ++tally.right;
        } else {
            tally.wrong.push_back(file + ": " + found);
        }
    };
    const std::string text = text::collapse_whitespace(article.text);
    count("title", text::collapse_whitespace(article.title) == page.at("title").get<std::string>(),
          article.title);
    if (page.contains("byline"))
        count("byline", article.byline == page["byline"].get<std::string>(), article.byline);
    if (page.contains("date"))
        count("date", article.published_text.starts_with(page["date"].get<std::string>()),
              article.published_text);
    for (const std::string phrase : page.at("text")) count("text", has(text, phrase), phrase + " is missing");
    for (const std::string phrase : page.value("never", Json::array()))
        count("never", !has(text, phrase), phrase + " is there");
    for (const std::string phrase : page.value("captions", Json::array()))
        count("captions", has(article.html, phrase), phrase + " is missing");
    if (page.contains("pictures"))
        count("pictures", article.images.size() == page["pictures"].get<std::size_t>(),
              std::to_string(article.images.size()) + " of " + page["pictures"].dump());
}

// Floors, as in corpus_test.cpp: raised with every gain.
TEST(CjkPages, AreWhatAReaderSees) {
    WEBCLIP_NEED_CORPUS(folder, "pages-cjk");
    Tallies tallies;
    for (const Json& page : Json::parse(test::read_file(WEBCLIP_CJK_PAGES))) {
        const std::string file = page.at("file");
        check(page, article_of(test::read_file(folder / file)), tallies);
    }
    const std::map<std::string, int> floors{{"title", 30}, {"byline", 1},   {"date", 32},    {"text", 64},
                                            {"never", 1},  {"captions", 7}, {"pictures", 19}};
    for (const auto& [kind, tally] : tallies) {
        RecordProperty(kind, tally.right);
        std::string wrong;
        for (const std::string& one : tally.wrong) wrong += "\n  " + one;
        EXPECT_GE(tally.right, floors.at(kind)) << kind << wrong;
    }
}

}  // namespace
}  // namespace webclip::extract
