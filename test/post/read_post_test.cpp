#include "post/post.h"
#include "support/cpu_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace webclip::post {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string iso(const Post& post) {
    return post.fields.date ? to_iso8601(*post.fields.date) : "none";
}

std::string form_a(const std::string& title_line, const std::string& heading = "[T](https://example.org/a)",
                   const std::string& body = "<p>x</p>") {
    return "---\nlayout: post\n" + title_line +
           "\ndate: 2024-02-25T20:00:55.000Z\nauthor: A\nfrom: https://example.org/a\ntags: [ t ]\ncomments: "
           "True\n---\n"
           "<!--1708891255000-->\n" +
           heading + "\n------\n\n<div>\n" + body + "\n</div>\n";
}

TEST(ReadPost, FormA) {
    const Post post = read_post(form_a("title: \"T\""), "2024-02-25-T.md");
    EXPECT_EQ(post.form, Form::a);
    EXPECT_TRUE(post.canonical);
    EXPECT_THAT(post.warnings, IsEmpty());
    EXPECT_EQ(post.fields.title, "T");
    EXPECT_EQ(post.fields.heading_title, "T");
    EXPECT_EQ(post.fields.from, "https://example.org/a");
    EXPECT_EQ(post.fields.heading_url, "https://example.org/a");
    EXPECT_EQ(iso(post), "2024-02-25T20:00:55.000Z");
    EXPECT_EQ(post.fields.feed_date_comment, "1708891255000");
    EXPECT_EQ(post.fields.author, "A");
    EXPECT_THAT(post.fields.tags, ElementsAre("t"));
    EXPECT_THAT(post.fields.categories, IsEmpty());
    EXPECT_TRUE(post.fields.comments);
    EXPECT_EQ(post.body, "<p>x</p>");
}

TEST(ReadPost, FormAWithTwoCategoriesAndWithoutComments) {
    const std::string text =
        "---\nlayout: post\ntitle: \"T\"\ndate: 2020-07-22T13:58:36.278Z\nauthor: 美国之音\n"
        "from: http://www.example.org//cn/中国\ntags: [ 美国之音 ]\ncategories: [ news, 美国之音 ]\n---\n"
        "<!--1595454083000-->\n[T](http://www.example.org//cn/%E4%B8%AD%E5%9B%BD)\n------\n\n<div>\n\n</"
        "div>\n";
    const Post post = read_post(text, "x.md");
    EXPECT_TRUE(post.canonical);
    EXPECT_FALSE(post.fields.comments);
    EXPECT_THAT(post.fields.categories, ElementsAre("news", "美国之音"));
    EXPECT_EQ(post.fields.from, "http://www.example.org//cn/中国");
    EXPECT_EQ(post.fields.heading_url, "http://www.example.org//cn/%E4%B8%AD%E5%9B%BD");
    EXPECT_EQ(post.body, "");
    EXPECT_EQ(write_post(post.fields, post.body), text);
}

// Form A to the letter, with values no YAML writer would have made: all come back as they were.
TEST(ReadPost, WhatThePublicPipelineWroteComesBack) {
    for (const std::string& text : {
             form_a("title: \"say \\\"hi\\\"\"", "[say \"hi\"](https://example.org/a)"),
             form_a("title: \"水平\\智力\\定\"", "[水平\\智力\\定](https://example.org/a)"),
             form_a("title: \"C:\\new\\table\"", "[C:\\new\\table](https://example.org/a)"),
             form_a("title: \"---\"", "[---](https://example.org/a)"),
             form_a("title: \"a](b) [c\"", "[a](b) [c](https://example.org/a)"),
             form_a("title: \"\"", "[](https://example.org/a)"),
             form_a("title: \"{{ x }}\"", "[{{ x }}](https://example.org/a)", "<p>{% x %}</p>"),
             form_a("title: \"a  b \"", "[a b](https://example.org/a)"),
             form_a("title: \"T\"", "[T](https://example.org/a?(b))", "<p>---</p>\r"),
             form_a("title: \"T\"\nlayout: x"),  // not form A: see below
         }) {
        const Post post = read_post(text, "2024-02-25-x.md");
        EXPECT_EQ(post.form, Form::a);
        const bool doubled = text.find("layout: x") != std::string::npos;
        EXPECT_EQ(post.canonical, !doubled) << text;
        if (!doubled) {
            EXPECT_EQ(write_post(post.fields, post.body), text);
        }
    }
}

TEST(ReadPost, UnquotedValuesMayBeOdd) {
    std::string text = form_a("title: \"T\"");
    for (const auto& [plain, odd] :
         {std::pair{"author: A", "author: @a: b #c "}, std::pair{"tags: [ t ]", "tags: [ a: b, 'c ]"},
          std::pair{"from: https://example.org/a", "from: https://example.org/\"a\" #b"}}) {
        text.replace(text.find(plain), std::string_view{plain}.size(), odd);
    }
    const Post post = read_post(text, "");
    EXPECT_TRUE(post.canonical);
    EXPECT_EQ(post.fields.author, "@a: b #c ");
    EXPECT_THAT(post.fields.tags, ElementsAre("a: b", "'c"));
    EXPECT_EQ(post.fields.from, "https://example.org/\"a\" #b");
    EXPECT_EQ(write_post(post.fields, post.body), text);
}

struct Oddity {
    const char* name;
    std::string text;
    Form form;
    const char* title;
    const char* body;
    const char* warning;
};

class Oddities : public testing::TestWithParam<Oddity> {};

TEST_P(Oddities, AreReadAndWarnedOf) {
    const Oddity& odd = GetParam();
    const Post post = read_post(odd.text, "2024-02-25-of the name.md");
    EXPECT_EQ(post.form, odd.form);
    EXPECT_EQ(post.fields.title, odd.title);
    EXPECT_EQ(post.body, odd.body);
    EXPECT_THAT(post.warnings, Contains(HasSubstr(odd.warning)));
    EXPECT_EQ(iso(post), "2024-02-25T20:00:55.000Z");
    EXPECT_EQ(post.fields.from, "https://example.org/a");
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    text.replace(text.find(what), what.size(), by);
    return text;
}

std::string with_crlf(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string{"\r\n"} : std::string{c};
    return out;
}

INSTANTIATE_TEST_SUITE_P(
    FormA, Oddities,
    testing::Values(
        Oddity{"UnescapedInnerQuote", form_a("title: \"a \"b\" c\""), Form::a, "a \"b\" c", "<p>x</p>",
               "title: unescaped quote"},
        Oddity{"LoneBackslash", form_a("title: \"a\\智\"", "[a\\智](https://example.org/a)"), Form::a,
               "a\\智", "<p>x</p>", "title: backslash"},
        Oddity{"RawNewlineInTitleAndFrom",
               replaced(form_a("title: \"a b\n\""), "from: https://example.org/a",
                        "from: https://example.org/\na"),
               Form::a, "a b", "<p>x</p>", "title: line break in the value"},
        Oddity{"RawNewlineInTitle", form_a("title: \"a b\n\""), Form::a, "a b", "<p>x</p>",
               "front matter is not one key a line"},
        Oddity{"EmptyTitle", form_a("title: \"\"", "[](https://example.org/a)"), Form::a, "", "<p>x</p>",
               "title: empty"},
        Oddity{"NoTitle", replaced(form_a("title: \"T\""), "title: \"T\"\n", ""), Form::a, "T", "<p>x</p>",
               "title: missing, taken from the heading"},
        Oddity{"NaN", replaced(form_a("title: \"T\""), "1708891255000", "NaN"), Form::a, "T", "<p>x</p>",
               "feed date: NaN"},
        Oddity{"CommentThatIsNoNumber", replaced(form_a("title: \"T\""), "1708891255000", "x"), Form::a, "T",
               "<p>x</p>", "feed date: unreadable"},
        Oddity{"Crlf", with_crlf(form_a("title: \"T\"")), Form::a, "T", "<p>x</p>", "CRLF"},
        Oddity{"ByteOrderMark", "\xEF\xBB\xBF" + form_a("title: \"T\""), Form::a, "T", "<p>x</p>",
               "byte order mark"},
        Oddity{"MalformedUtf8", form_a("title: \"T\"", "[T](https://example.org/a)", "\xFF"), Form::a, "T",
               "\xEF\xBF\xBD", "not UTF-8"},
        Oddity{"Liquid", form_a("title: \"T\"", "[T](https://example.org/a)", "{{ x }}"), Form::a, "T",
               "{{ x }}", "Liquid"},
        Oddity{"CarriageReturnInBody", form_a("title: \"T\"", "[T](https://example.org/a)", "a\r\rb"),
               Form::a, "T", "a\r\rb", "body: carriage returns"},
        Oddity{"ControlsInBody", form_a("title: \"T\"", "[T](https://example.org/a)", "a\x01"), Form::a, "T",
               "a\x01", "body: control characters"},
        Oddity{"LineSeparatorInBody", form_a("title: \"T\"", "[T](https://example.org/a)", "a\xE2\x80\xA8"),
               Form::a, "T", "a\xE2\x80\xA8", "U+2028"},
        Oddity{"FenceInBody", form_a("title: \"T\"", "[T](https://example.org/a)", "<p>a</p>\n---\n<p>b</p>"),
               Form::a, "T", "<p>a</p>\n---\n<p>b</p>", "body: more than one line"},
        Oddity{"HeadingNoLink", form_a("title: \"T\"", "only text"), Form::a, "T", "<p>x</p>",
               "heading: not a link"},
        Oddity{"HeadingOverLines", form_a("title: \"T\"", "[T\n\n](https://example.org/a)"), Form::a, "T",
               "<p>x</p>", "heading: line break"},
        Oddity{"NoFrom", replaced(form_a("title: \"T\""), "from: https://example.org/a\n", ""), Form::a, "T",
               "<p>x</p>", "from: missing, taken from the heading"},
        Oddity{"NoDate", replaced(form_a("title: \"T\""), "date: 2024-02-25T20:00:55.000Z\n", ""), Form::a,
               "T", "<p>x</p>", "date: missing, taken from the comment"},
        Oddity{"BadDate", replaced(form_a("title: \"T\""), "2024-02-25T20:00:55.000Z", "yesterday"), Form::a,
               "T", "<p>x</p>", "date: unreadable"},
        Oddity{"ForeignKey", replaced(form_a("title: \"T\""), "author: A", "author: A\npin: 1"), Form::a, "T",
               "<p>x</p>", "key \"pin\" is not of this form"},
        Oddity{"KeyTwice", replaced(form_a("title: \"T\""), "author: A", "author: A\nauthor: B"), Form::a,
               "T", "<p>x</p>", "key \"author\" stands twice"},
        Oddity{"KeysInAnotherOrder",
               replaced(replaced(form_a("title: \"T\""), "layout: post\n", ""), "---\n<!--",
                        "layout: post\nx-y: 1\n---\n<!--"),
               Form::a, "T", "<p>x</p>", "key \"x-y\""}),
    [](const testing::TestParamInfo<Oddity>& row) { return row.param.name; });

TEST(ReadPost, FormN) {
    const Post post = read_post(
        "<!--1593561600000-->\n[a [b] c](https://example.org/x_(y))\n------\n\n<div><p>x</p></div>\n",
        "1048204_a.md");
    EXPECT_EQ(post.form, Form::n);
    EXPECT_EQ(post.fields.title, "a [b] c");
    EXPECT_EQ(post.fields.from, "https://example.org/x_(y)");
    EXPECT_EQ(post.fields.heading_url, "https://example.org/x_(y)");
    EXPECT_EQ(iso(post), "2020-07-01T00:00:00.000Z");
    EXPECT_EQ(post.body, "<div><p>x</p></div>");
    EXPECT_THAT(post.warnings, IsEmpty());
    EXPECT_FALSE(post.canonical);
}

TEST(ReadPost, FormNWithoutCommentTakesTheDateOfItsFirstLine) {
    const Post post = read_post(
        "[T](https://example.org/)\n------\n日期：Sun, 21 Jun 2020 17:36:21 +0000\n\n<p>x</p>\n", "4_T.md");
    EXPECT_EQ(post.form, Form::n);
    EXPECT_EQ(iso(post), "2020-06-21T17:36:21.000Z");
    EXPECT_EQ(post.fields.date_text, "Sun, 21 Jun 2020 17:36:21 +0000");
    EXPECT_EQ(post.fields.feed_date_comment, "");
    EXPECT_THAT(post.body, HasSubstr("<p>x</p>"));
}

TEST(ReadPost, FormNWithCrlf) {
    const Post post = read_post(
        with_crlf("<!--1593561600000-->\n[T](https://example.org/)\n------\n\n<p>x</p>\n"), "1_T.md");
    EXPECT_EQ(post.form, Form::n);
    EXPECT_EQ(post.fields.title, "T");
    EXPECT_EQ(post.body, "<p>x</p>");
}

const std::string front_b =
    "---\nlayout: post\ntitle: \"T\"\ndate: 2020-07-12T11:01:46+01:00\nauthor: Nei.st\nfrom: "
    "https://example.org/t\n"
    "tags: [ Nei.st ]\ncategories: [ Nei.st ]\n---\n";

TEST(ReadPost, FormB) {
    const Post post =
        read_post(front_b + "\n<article>\n <p>\n  x\n </p>\n---- \n</article>\n\n", "2020-07-12-T.md");
    EXPECT_EQ(post.form, Form::b);
    EXPECT_EQ(post.fields.title, "T");
    EXPECT_EQ(iso(post), "2020-07-12T10:01:46.000Z");
    EXPECT_EQ(post.fields.date_text, "2020-07-12T11:01:46+01:00");
    EXPECT_EQ(post.fields.feed_date_comment, "");
    EXPECT_EQ(post.fields.heading_title, "");
    EXPECT_FALSE(post.fields.comments);
    EXPECT_EQ(post.body, "<article>\n <p>\n  x\n </p>\n---- \n</article>");
    EXPECT_THAT(post.warnings, IsEmpty());
}

TEST(ReadPost, DatesOfFormB) {
    for (const auto& [written, read] : {std::pair{"2017-07-13", "2017-07-13T00:00:00.000Z"},
                                        std::pair{"2019-04-20T14:47:48Z", "2019-04-20T14:47:48.000Z"},
                                        std::pair{"2019-12-11T16:04:12+00:00", "2019-12-11T16:04:12.000Z"},
                                        std::pair{"2019-12-11T01:04:12+02:00", "2019-12-10T23:04:12.000Z"},
                                        std::pair{"2019-12-11 16:04:12 +0800", "2019-12-11T08:04:12.000Z"},
                                        std::pair{"2019-12-11 16:04", "2019-12-11T16:04:00.000Z"}}) {
        const Post post = read_post(replaced(front_b, "2020-07-12T11:01:46+01:00", written) + "<p>x</p>", "");
        EXPECT_EQ(iso(post), read) << written;
        EXPECT_EQ(post.fields.date_text, written);
    }
}

TEST(ReadPost, FormBbIsOnePost) {
    const Post post = read_post(
        front_b + "\n<p>short</p>\n" + front_b + "\n<p>the fuller one</p>\n" + front_b + "\n<p>x</p>\n", "");
    EXPECT_EQ(post.form, Form::bb);
    EXPECT_EQ(post.body, "<p>the fuller one</p>");
    EXPECT_THAT(post.warnings, Contains("the post stands 3 times in its file"));
}

TEST(ReadPost, FormW) {
    const Post post = read_post(
        "---\nlayout: table\ntitle: \"2023年03月\"\ndate: 2023-03-01\nauthor: \"WeChatScope\"\n"
        "from: \"https://example.org/api?days=\"\ntags: [ 微信 ]\ncategories: [ 微信 ]\ndata: "
        "\"data/weixin_2023-03.json\"\n---\n",
        "2023-03-01-x.md");
    EXPECT_EQ(post.form, Form::w);
    EXPECT_EQ(post.fields.layout, "table");
    EXPECT_EQ(post.fields.author, "WeChatScope");
    EXPECT_EQ(post.fields.from, "https://example.org/api?days=");
    EXPECT_EQ(post.data_file, "data/weixin_2023-03.json");
    EXPECT_EQ(post.body, "");
    EXPECT_THAT(post.warnings, IsEmpty());
}

TEST(ReadPost, FreePostsAreYamlAndMarkdown) {
    const Post post = read_post(
        "---\ntitle: 'It''s \"here\"'\ndate: 2021-05-06 07:08:09 +0800\nauthors:\n  - name: A\n  - B\n"
        "tags:\n  - one\n  - \"two, three\"\ncategories: [x, 'y z']\nlink: "
        "https://example.org/z\ndescription: >\n  folded\n  text\n"
        "comments: true\n---\n\n# Heading\n\ntext\n\n---\n\nmore\n",
        "2021-05-06-its-here.md");
    EXPECT_EQ(post.form, Form::free);
    EXPECT_EQ(post.fields.title, "It's \"here\"");
    EXPECT_EQ(iso(post), "2021-05-05T23:08:09.000Z");
    EXPECT_EQ(post.fields.author, "A, B");
    EXPECT_THAT(post.fields.tags, ElementsAre("one", "two, three"));
    EXPECT_THAT(post.fields.categories, ElementsAre("x", "y z"));
    EXPECT_EQ(post.fields.from, "https://example.org/z");
    EXPECT_TRUE(post.fields.comments);
    EXPECT_EQ(post.body, "");
    EXPECT_EQ(post.body_markdown, "\n# Heading\n\ntext\n\n---\n\nmore\n");
    EXPECT_THAT(post.warnings, IsEmpty());
}

TEST(ReadPost, FreePostsTakeWhatIsMissingFromTheName) {
    const Post post = read_post("---\ntags: a b\n---\ntext\n", "2021-05-06-the title.md");
    EXPECT_EQ(post.form, Form::free);
    EXPECT_EQ(post.fields.title, "the title");
    EXPECT_EQ(iso(post), "2021-05-06T00:00:00.000Z");
    EXPECT_THAT(post.fields.tags, ElementsAre("a", "b"));
    EXPECT_THAT(post.warnings, Contains("from: none"));
}

TEST(ReadPost, FreePostsWithBrokenYamlAreReadLineByLine) {
    const Post post = read_post("---\ntitle: a: b\nfrom: https://example.org/\n---\ntext\n", "x.md");
    EXPECT_EQ(post.form, Form::free);
    EXPECT_EQ(post.fields.title, "a: b");
    EXPECT_EQ(post.fields.from, "https://example.org/");
    EXPECT_THAT(post.warnings, Contains(HasSubstr("front matter is not YAML, line 1")));
}

TEST(ReadPost, PlainMarkdownIsFree) {
    const Post post = read_post("Title\n------\n\ntext\n", "note.md");
    EXPECT_EQ(post.form, Form::free);
    EXPECT_EQ(post.fields.title, "note");
    EXPECT_EQ(post.body_markdown, "Title\n------\n\ntext\n");
}

TEST(ReadPost, FrontMatterThatNeverCloses) {
    const Post post = read_post("---\ntitle: T\nfrom: https://example.org/\n\n<p>x</p>\n------\n", "x.md");
    EXPECT_EQ(post.fields.title, "T");
    EXPECT_EQ(post.fields.from, "https://example.org/");
    EXPECT_THAT(post.body, HasSubstr("<p>x</p>"));
    EXPECT_THAT(post.warnings, Contains("front matter is not closed"));
}

TEST(ReadPost, NothingIsRejected) {
    for (const char* text : {"", "\n", "---", "---\n", "---\n---", "---\n---\n", "<!--", "<!---->",
                             "<!---->\n", "[", "[](", "[]()", "[]()\n------", "---\n:\n---\n",
                             "---\n- a\n---\n", "---\n[\n---\n", "\xFF\xFE", "---\r\n---\r\n"}) {
        const Post post = read_post(text, "");
        EXPECT_FALSE(post.canonical) << text;
        EXPECT_FALSE(post.warnings.empty()) << text;
    }
}

std::string repeated(std::string_view unit, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += unit;
    return out;
}

TEST(ReadPost, HostileFilesTakeLinearTime) {
    const auto start = test::CpuClock::now();
    constexpr std::size_t n = 200'000;
    for (const std::string& text :
         {"---\n" + repeated("a: b\n", n) + "---\n", "---\n" + repeated("no key\n", n),
          "---\nt: x\n" + repeated("more\n", n) + "---\n", repeated("---\n", n),
          repeated("---\nfrom: x\n", n), repeated("---\nfrom: x\n---\n<p>\n", n),
          "---\ntitle: " + repeated("[", n), "---\ntitle: \"" + repeated("\\\"", n) + "\"\n---\n",
          "---\ntags: [" + repeated("a,", n) + "]\n---\n", repeated("[", n) + "\n------\n", repeated("](", n),
          "<!--1-->\n" + repeated("](\n", n), "---\n" + repeated("- ", n) + "\n---\n", repeated("<!--", n)}) {
        EXPECT_LE(read_post(text, "x.md").warnings.size(), 64U);
    }
    EXPECT_LT(test::CpuClock::now() - start, std::chrono::seconds{5} * test::slowness);
}

}  // namespace
}  // namespace webclip::post
