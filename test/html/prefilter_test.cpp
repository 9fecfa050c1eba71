#include "prefilter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "gumbo_dump.h"
#include "support/corpus.h"
#include "tag_soup.h"
#include "zipped_page.h"

namespace webclip::html {
namespace {

std::string filtered(std::string_view markup) {
    return prefilter(markup).markup;
}

void expect_same_tree(std::string_view markup, const std::string& name,
                      GumboArena::Context context = GumboArena::Context::document) {
    const std::string whole = gumbo_dump(markup, context);
    const std::string after = gumbo_dump(filtered(markup), context);
    EXPECT_FALSE(whole.empty()) << name;
    if (whole == after) return;
    const auto difference = std::mismatch(whole.begin(), whole.end(), after.begin(), after.end());
    const auto at = static_cast<std::size_t>(difference.first - whole.begin());
    const std::size_t from = at < 40 ? 0 : at - 40;
    ADD_FAILURE() << name << " differs at " << at << ": \"" << whole.substr(from, 120) << "\" became \""
                  << after.substr(from, 120) << '"';
}

TEST(Prefilter, EmptiesScriptsStylesAndComments) {
    struct Case {
        const char* name;
        const char* markup;
        const char* expected;
    };
    const std::vector<Case> cases = {
        {"script", "a<script x='>'>b</p></script>c", "a<script x='>'></script>c"},
        {"style", "<STYLE>b</STYLE >c", "<STYLE></STYLE >c"},
        {"comment", "a<!-- b -->c", "a<!---->c"},
        {"comment closed by --!>", "a<!-- b --!>c", "a<!---->c"},
        {"abrupt comments", "<!-->a<!--->b", "<!---->a<!---->b"},
        {"conditional comment", "<!--[if IE]><p>x</p><![endif]-->y", "<!---->y"},
        {"revealed conditional", "<![if !IE]><p>x</p><![endif]>y", "<![if !IE]><p>x</p><![endif]>y"},
        {"formula", "<script type=math/tex>a<b</script>", "<script type=math/tex>a<b</script>"},
        {"script end in a script comment", "<script><!-- <script> </script> --></script>x",
         "<script></script>x"},
        {"script end in a string", "<script>'</script>'</script>", "<script></script>'</script>"},
        {"end tag in an attribute", "<p title='</script><!--'>a<!--b-->",
         "<p title='</script><!--'>a<!---->"},
        {"comment in a script", "<script><!-- x --></script><!--y-->", "<script></script><!---->"},
        {"open script", "a<script>b<p>", "a<script>"},
        {"open style", "a<style>b<p>", "a<style>"},
        {"open comment", "a<!-- b", "a<!-- b"},
        {"open tag", "a<script x='", "a<script x='"},
        {"textarea", "<textarea><!--a--><script>b</script></textarea>",
         "<textarea><!--a--><script>b</script></textarea>"},
        {"title", "<title><!--a--></title><!--b-->", "<title><!--a--></title><!---->"},
        {"iframe", "<iframe><style>x</style></iframe>", "<iframe><style>x</style></iframe>"},
        {"plaintext", "<plaintext><script>x</script>", "<plaintext><script>x</script>"},
        {"style in svg", "<svg><style>a<b></style></svg><style>c</style>",
         "<svg><style>a<b></style></svg><style>c</style>"},
        {"cdata in svg", "<svg><style><![CDATA[<b>]]></style></svg><style>c</style>",
         "<svg><style><![CDATA[<b>]]></style></svg><style></style>"},
        {"svg with a title", "<svg><title>a</title><g></g></svg><style>c</style>",
         "<svg><title>a</title><g></g></svg><style></style>"},
        {"style in select", "<select><style><option></style></select>",
         "<select><style><option></style></select>"},
        {"after select", "<select><option></select><style>c</style>",
         "<select><option></select><style></style>"},
        {"empty end tag in math", "<math>a</></math><script>b</script>",
         "<math>a</></math><script>b</script>"},
        {"not a script", "<scripts>a</scripts><script-x>b</script-x>",
         "<scripts>a</scripts><script-x>b</script-x>"},
        {"bogus comment", "</ <script>a<b></script>", "</ <script>a<b></script>"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(filtered(each.markup), each.expected) << each.name;
        expect_same_tree(each.markup, each.name);
    }
}

TEST(Prefilter, KeepsTheTreeOfTagSoup) {
    for (std::uint32_t seed = 0; seed < 100000; ++seed) {
        const std::string page = tag_soup(seed);
        expect_same_tree(page, page);
        expect_same_tree(page, page, GumboArena::Context::body_fragment);
        if (HasFailure()) return;
    }
}

void expect_same_trees(const std::filesystem::path& folder, std::size_t at_least) {
    std::size_t pages = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        expect_same_tree(read_zipped(entry.path()),
                         entry.path().filename());  // reads plain files as they are
        ++pages;
    }
    EXPECT_GE(pages, at_least);
}

class PrefilterOnPages : public ::testing::TestWithParam<const char*> {};

TEST_P(PrefilterOnPages, KeepsTheTree) {
    WEBCLIP_NEED_CORPUS(folder, std::string{"extract-dev/"} + GetParam() + "/html");
    expect_same_trees(folder, 1);
}

INSTANTIATE_TEST_SUITE_P(Corpus, PrefilterOnPages,
                         ::testing::Values("aeb", "cwce", "defuddle", "goose", "hdate", "magic", "magicforum",
                                           "np4k", "postlight", "rdb", "traf", "wcxb"),
                         [](const auto& set) { return std::string{set.param}; });

TEST(Prefilter, KeepsTheTreeOfUndecodedPages) {
    WEBCLIP_NEED_CORPUS(folder, "pages-cjk");
    expect_same_trees(folder, 1);
}

}  // namespace
}  // namespace webclip::html
