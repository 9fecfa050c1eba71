// Real pages, with their declarations and without any: the text must be there either way.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "support/corpus.h"
#include "support/gzip_file.h"
#include "text/decode.h"
#include "text/utf8.h"

namespace webclip::text {
namespace {

// The page as if it had never said anything of its encoding or language.
std::string without_declarations(std::string page) {
    for (const std::string_view word : {"charset", "encoding=", "lang="}) {
        for (std::size_t at = 0; (at = find_ignoring_ascii_case(page, word, at)) != std::string::npos; ++at) {
            page[at] = '-';
        }
    }
    return page;
}

MarkupKind kind_of(const std::filesystem::path& path) {
    return path.extension() == ".xml" ? MarkupKind::xml : MarkupKind::html;
}

TEST(CjkPages, ReadTheSameWithoutTheirDeclarations) {
    WEBCLIP_NEED_CORPUS(folder, "pages-cjk");
    std::size_t pages = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".html" && entry.path().extension() != ".xml") continue;
        ++pages;
        const std::string bytes = test::read_file(entry.path());
        const Decoded declared = decode(bytes, {.kind = kind_of(entry.path())});
        const Decoded guessed = decode(without_declarations(bytes), {.kind = kind_of(entry.path())});
        EXPECT_EQ(declared.replaced, 0U) << entry.path();
        EXPECT_EQ(guessed.text, decode_as(without_declarations(bytes), declared.charset).text)
            << entry.path() << ": " << declared.charset << " or " << guessed.charset;
    }
    EXPECT_GE(pages, 60U);
    RecordProperty("pages", static_cast<int>(pages));
}

TEST(CjkPages, ReadTheSameUnderAWrongHeader) {
    WEBCLIP_NEED_CORPUS(folder, "pages-cjk");
    std::size_t readings = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".html" && entry.path().extension() != ".xml") continue;
        const std::string bytes = test::read_file(entry.path());
        const Decoded right = decode(bytes, {.kind = kind_of(entry.path())});
        for (const char* wrong : {"utf-8", "iso-8859-1", "gb2312", "big5", "euc-kr", "euc-jp", "shift_jis",
                                  "windows-1251", "windows-874", "koi8-r"}) {
            const std::string header = std::string("text/html; charset=") + wrong;
            const Decoded decoded = decode(bytes, {.kind = kind_of(entry.path()), .content_type = header});
            EXPECT_TRUE(decoded.text == right.text) << entry.path() << ": " << right.charset << " said to be "
                                                    << wrong << " is read as " << decoded.charset;
            ++readings;
        }
    }
    EXPECT_GE(readings, 600U);
}

// All runs of `width` CJK characters in a row.
std::vector<std::string_view> cjk_runs(std::string_view text, std::size_t width) {
    std::vector<std::string_view> runs;
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        if (is_cjk(c.value)) {
            starts.push_back(at);
        } else {
            starts.clear();
        }
        at += c.length;
        if (starts.size() >= width)
            runs.push_back(text.substr(starts[starts.size() - width], at - starts[starts.size() - width]));
    }
    return runs;
}

// How many of the wanted text's runs stand in the page.
double share_found(std::string_view wanted, const std::string& page) {
    const std::vector<std::string_view> runs = cjk_runs(wanted, 4);
    if (runs.empty()) return 1.0;
    const auto found = std::count_if(
        runs.begin(), runs.end(), [&](std::string_view run) { return page.find(run) != std::string::npos; });
    return static_cast<double>(found) / static_cast<double>(runs.size());
}

std::string wanted_text(const nlohmann::json& row) {
    const auto truth = row.find("gt");
    return truth != row.end() && truth->is_object() ? truth->value("text", std::string()) : std::string();
}

class TruthInPages : public testing::TestWithParam<const char*> {};

TEST_P(TruthInPages, IsThereWithAndWithoutDeclarations) {
    WEBCLIP_NEED_CORPUS(folder, std::string("extract-dev/") + GetParam());
    std::istringstream index(test::read_gzip_file(folder / "index.jsonl.gz"));
    std::string line;
    std::size_t pages = 0;
    std::size_t with = 0;
    std::size_t without = 0;
    while (std::getline(index, line)) {
        const nlohmann::json row = nlohmann::json::parse(line);
        const std::string wanted = wanted_text(row);
        if (cjk_runs(wanted, 4).size() < 20) continue;
        const auto path = folder / "html" / (row.at("id").get<std::string>() + ".html.gz");
        if (!std::filesystem::exists(path)) continue;
        ++pages;
        const std::string bytes = test::read_gzip_file(path);
        if (share_found(wanted, decode(bytes, {}).text) >= 0.9) ++with;
        const double share = share_found(wanted, decode(without_declarations(bytes), {}).text);
        if (share >= 0.9) {
            ++without;
        } else {
            std::printf("%s: %.2f of the text found\n", path.filename().c_str(), share);
        }
    }
    std::printf("%s: %zu CJK pages, text found with declarations in %zu, without in %zu\n", GetParam(), pages,
                with, without);
    EXPECT_GE(pages, 20U);
    EXPECT_EQ(with, without);
    EXPECT_GE(static_cast<double>(with), 0.97 * static_cast<double>(pages));
}

INSTANTIATE_TEST_SUITE_P(Corpus, TruthInPages, testing::Values("magic", "cwce"));

}  // namespace
}  // namespace webclip::text
