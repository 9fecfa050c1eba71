// The extractor on public page sets with ground truth: the floors below which no change may fall. Scored as
// the sets' own evaluations do: aeb by 4-gram token shingles, traf by wanted and unwanted snippets, magic's
// CJK pages by character 5-grams.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corpus_pages.h"
#include "extract/extract.h"
#include "html/parse.h"
#include "support/corpus.h"
#include "text/decode.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

using Json = nlohmann::json;
using Counts = std::map<std::string, int>;

std::string text_of(const test::CorpusPage& page) {
    const auto address = url::parse(page.url);
    const text::Decoded decoded = text::decode(page.bytes, {});
    auto document = html::parse(decoded.text);
    if (!document) return {};
    const auto article =
        extract(std::move(*document), {address ? *address : *url::parse("http://localhost/"), {}, {}});
    return article ? article->text : std::string();
}

bool is_word(char32_t c) {
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return c >= 0xC0 && !(c >= 0x2000 && c < 0x2C00) && !(c >= 0x3000 && c < 0x3005) &&
           !(c >= 0x3008 && c < 0x3021) && !(c >= 0xFF00 && c < 0xFF10) && !(c >= 0xFF1A && c < 0xFF21) &&
           c != 0xD7 && c != 0xF7;
}

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> found;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, length] = text::code_point_at(text, at);
        if (is_word(value)) {
            if (!inside) found.emplace_back();
            found.back().append(text, at, length);
        }
        inside = is_word(value);
        at += length;
    }
    return found;
}

Counts shingles(const std::string& text) {
    constexpr std::size_t width = 4;
    const std::vector<std::string> tokens = words(text);
    Counts counts;
    for (std::size_t at = 0; at < tokens.size() && (at == 0 || at + width <= tokens.size()); ++at) {
        std::string key;
        for (std::size_t i = at; i < std::min(at + width, tokens.size()); ++i) key += tokens[i] + ' ';
        ++counts[key];
    }
    return counts;
}

Counts character_grams(const std::string& text) {
    constexpr std::size_t width = 5;
    const std::string folded = text::fold(text);
    std::vector<std::string> characters;
    for (std::size_t at = 0; at < folded.size();) {
        const auto [value, length] = text::code_point_at(folded, at);
        if (is_word(value) && value != '_') characters.push_back(folded.substr(at, length));
        at += length;
    }
    Counts counts;
    for (std::size_t at = 0; at < characters.size() && (at == 0 || at + width <= characters.size()); ++at) {
        std::string key;
        for (std::size_t i = at; i < std::min(at + width, characters.size()); ++i) key += characters[i];
        ++counts[key];
    }
    return counts;
}

struct Overlap {
    double precision = 0;
    double recall = 0;
    double f1() const { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }
};

Overlap compare(const Counts& truth, const Counts& found) {
    double both = 0;
    double wanted = 0;
    double got = 0;
    for (const auto& [key, count] : truth) {
        wanted += count;
        const auto other = found.find(key);
        if (other != found.end()) both += std::min(count, other->second);
    }
    for (const auto& [key, count] : found) got += count;
    return {got == 0 ? 0 : both / got, wanted == 0 ? 0 : both / wanted};
}

TEST(Corpus, NewsArticlesScoreAtLeast95) {
    WEBCLIP_NEED_CORPUS(folder, "extract-dev/aeb");
    Overlap mean;
    const auto pages = test::read_page_set(folder);
    for (const auto& page : pages) {
        const std::string text = text_of(page);
        EXPECT_FALSE(text.empty()) << page.id;
        const Overlap one = compare(shingles(page.truth.at("text")), shingles(text));
        mean.precision += one.precision / static_cast<double>(pages.size());
        mean.recall += one.recall / static_cast<double>(pages.size());
    }
    RecordProperty("f1", std::to_string(mean.f1()));
    EXPECT_GE(mean.f1(), 0.95);
}

TEST(Corpus, SnippetsScoreAtLeast90) {
    WEBCLIP_NEED_CORPUS(folder, "extract-dev/traf");
    double right = 0;
    double wrong = 0;
    double missed = 0;
    for (const auto& page : test::read_page_set(folder)) {
        const std::string text = text::collapse_whitespace(text_of(page));
        for (const Json& snippet : page.truth.value("with", Json::array())) {
            const bool has =
                text.find(text::collapse_whitespace(snippet.get<std::string>())) != std::string::npos;
            (has ? right : missed) += 1;
        }
        for (const Json& snippet : page.truth.value("without", Json::array())) {
            if (text.find(text::collapse_whitespace(snippet.get<std::string>())) != std::string::npos)
                wrong += 1;
        }
    }
    const double f1 = 2 * right / (2 * right + wrong + missed);
    RecordProperty("f1", std::to_string(f1));
    EXPECT_GE(f1, 0.90);
}

TEST(Corpus, ChineseJapaneseAndKoreanArticlesScoreAtLeast93) {
    WEBCLIP_NEED_CORPUS(folder, "extract-dev/magic");
    double sum = 0;
    int count = 0;
    for (const auto& page : test::read_page_set(folder)) {
        if (!page.is_cjk) continue;
        const std::string text = text_of(page);
        EXPECT_FALSE(text.empty()) << page.id;
        sum += compare(character_grams(page.truth.at("text")), character_grams(text)).f1();
        ++count;
    }
    ASSERT_GT(count, 0);
    RecordProperty("f1", std::to_string(sum / count));
    EXPECT_GE(sum / count, 0.93);
}

}  // namespace
}  // namespace webclip::extract
