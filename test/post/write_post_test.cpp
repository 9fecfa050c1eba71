#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include "post/post.h"
#include "yaml/yaml.h"

namespace webclip::post {
namespace {

const Timestamp day = *parse_iso8601("2024-02-25T20:00:55.000Z");

model::ClipFields fields_of(std::string_view title, std::string_view author = "王 征",
                            std::string_view from = "https://example.org/a") {
    return new_clip_fields(title, from, day, Timestamp::from_ms(1708891255000), author, {"日本経済新聞"},
                           {"news", "b"});
}

TEST(WritePost, NewClipsAreFormA) {
    EXPECT_EQ(write_post(fields_of("A \"quoted\" title"), "<p>x</p>"),
              "---\n"
              "layout: post\n"
              "title: \"A \\\"quoted\\\" title\"\n"
              "date: 2024-02-25T20:00:55.000Z\n"
              "author: 王 征\n"
              "from: https://example.org/a\n"
              "tags: [ 日本経済新聞 ]\n"
              "comments: True\n"
              "categories: [ news, b ]\n"
              "---\n"
              "<!--1708891255000-->\n"
              "[A \"quoted\" title](https://example.org/a)\n"
              "------\n"
              "\n"
              "<div>\n"
              "<p>x</p>\n"
              "</div>\n");
}

TEST(WritePost, ClipsWithoutAFeedDateSayNaN) {
    const auto fields = new_clip_fields("t", "https://example.org/", day, std::nullopt, "", {}, {});
    EXPECT_NE(write_post(fields, "")
                  .find("\n---\n<!--NaN-->\n[t](https://example.org/)\n------\n\n<div>\n\n</div>\n"),
              std::string::npos);
    EXPECT_NE(write_post(fields, "").find("\nauthor: \"\"\n"), std::string::npos);
    EXPECT_NE(write_post(fields, "").find("\ntags: [  ]\n"), std::string::npos);
    EXPECT_EQ(write_post(fields, "").find("categories"), std::string::npos);
}

// What both YAML readers at hand make of the front matter.
std::string front_matter_of(const std::string& post) {
    return post.substr(4, post.find("\n---\n") - 3);
}

std::string section_below(const std::string& post) {
    return post.substr(post.find("\n---\n") + 5);
}

const char* const hostile_texts[] = {
    "---",
    "yes",
    "no",
    "null",
    "~",
    "123",
    "1e3",
    "0x1F",
    "12:30:45",
    "2024-02-25",
    ".5",
    "{{ page.title }}",
    "{% raw %}",
    "{%raw%}{{x}}{%endraw%}",
    "a: b",
    "a #b",
    ": #",
    "#hash",
    "- item",
    "? key",
    "[a](javascript:alert(1))",
    "a](javascript:alert(1))[b",
    "back\\slash \\n \\智",
    "ends in backslash\\",
    "ends in colon:",
    "\"",
    "'",
    "\"a\" 'b'",
    "a, b",
    "[x]",
    "{x: y}",
    "&anchor",
    "*alias",
    "!tag",
    "|",
    ">",
    "%YAML",
    "@at",
    "`tick`",
    "``` fence",
    "a|b",
    "<script>alert(1)</script>",
    "<!-- -->",
    "&amp; &#93; &copy",
    "*bold* _em_ ~~gone~~ $$x$$",
    "emoji 😀 日本",
    "=",
    "<<",
    "mark \xEF\xBB\xBF inside",
    "http://example.org/",
    "a:b",
    "\xEF\xBF\xBE and \xEF\xBF\xBF",
};

TEST(WritePost, TitlesComeBackFromAnyYamlReader) {
    for (const char* text : hostile_texts) {
        SCOPED_TRACE(text);
        const model::ClipFields fields = fields_of(text);
        const std::string post = write_post(fields, "<p>x</p>");
        const std::string front = front_matter_of(post);
        const auto ours = yaml::parse(front);
        ASSERT_TRUE(ours) << front;
        EXPECT_EQ(ours->find("title")->scalar, text);
        EXPECT_EQ(YAML::Load(front)["title"].as<std::string>(), text);
        const Post read = read_post(post, "");
        EXPECT_TRUE(read.canonical);
        EXPECT_EQ(read.fields.title, text);
        EXPECT_EQ(read.fields.heading_title, fields.heading_title);
        EXPECT_EQ(read.body, "<p>x</p>");
    }
}

TEST(WritePost, AuthorsTagsAndCategoriesComeBackAsStrings) {
    for (const char* text : hostile_texts) {
        SCOPED_TRACE(text);
        auto fields = fields_of("t", text);
        fields.tags = {text, "b"};
        fields.categories = {"news", text};
        const std::string post = write_post(fields, "");
        const auto ours = yaml::parse(front_matter_of(post));
        ASSERT_TRUE(ours) << post;
        ASSERT_EQ(ours->find("author")->type, yaml::NodeType::scalar);
        EXPECT_EQ(ours->find("author")->scalar, text);
        ASSERT_EQ(ours->find("tags")->items.size(), 2U);
        EXPECT_EQ(ours->find("tags")->items[0].scalar, text);
        ASSERT_EQ(ours->find("categories")->items.size(), 2U);
        EXPECT_EQ(ours->find("categories")->items[1].scalar, text);
        const Post read = read_post(post, "");
        EXPECT_TRUE(read.canonical);
        EXPECT_EQ(read.fields.author, text);
        EXPECT_EQ(read.fields.tags, fields.tags);
        EXPECT_EQ(read.fields.categories, fields.categories);
    }
}

TEST(WritePost, WhatYaml11WouldMakeAnotherTypeIsQuoted) {
    for (const char* text : {"yes", "No", "ON", "y", "null", "~", "123", "1e3", "1_000", "0x1F", "12:30:45",
                             "2024-02-25", ".inf", ".5", "-1", "+1", "=", "<<"}) {
        const std::string post = write_post(fields_of("t", text), "");
        EXPECT_NE(post.find("\nauthor: \"" + std::string{text} + "\"\n"), std::string::npos) << text;
    }
    for (const char* text :
         {"BBC News", "王 征", "O'Neil", "AT&T", "3 men", "yes men", "C# and F", "a-b", "50%"}) {
        const std::string post = write_post(fields_of("t", text), "");
        EXPECT_NE(post.find("\nauthor: " + std::string{text} + "\n"), std::string::npos) << text;
    }
}

TEST(WritePost, NothingBelowTheFrontMatterWakesLiquid) {
    for (const char* text : {"{{ x }}", "{% raw %}", "{{{ x }}}", "{ {% x", "{{{%"}) {
        SCOPED_TRACE(text);
        const std::string link = "https://example.org/?" + std::string{text};
        const std::string post =
            write_post(fields_of(text, "a", link), "<p title=\"" + std::string{text} + "\">" + text);
        const std::string below = section_below(post);
        EXPECT_EQ(below.find("{{"), std::string::npos) << below;
        EXPECT_EQ(below.find("{%"), std::string::npos) << below;
        EXPECT_TRUE(read_post(post, "").canonical);
    }
}

struct HeadingCase {
    const char* title;
    const char* heading;
};

TEST(WritePost, HeadingsRenderAsTheirTitle) {
    for (const auto& [title, heading] : {
             HeadingCase{"plain 中文 (x) - 'y' \"z\" snake_case 2*",
                         "plain 中文 (x) - 'y' \"z\" snake_case 2&#42;"},
             HeadingCase{"[1] a](javascript:alert(1))", "&#91;1&#93; a&#93;(javascript:alert(1))"},
             HeadingCase{"`code` a|b", "&#96;code&#96; a&#124;b"},
             HeadingCase{"<b> & <i>", "&lt;b> & &lt;i>"},
             HeadingCase{"&amp; &#93;", "&amp;amp; &amp;#93;"},
             HeadingCase{"\\[x\\]", "&#92;&#91;x&#92;&#93;"},
             HeadingCase{"_em_ *b* ~~s~~ $$m$$",
                         "&#95;em&#95; &#42;b&#42; &#126;&#126;s&#126;&#126; &#36;&#36;m&#36;&#36;"},
             HeadingCase{"{{ x }} {% y %} {: .c}", "&#123;{ x }} &#123;% y %} &#123;: .c}"},
             HeadingCase{"two\nlines\xE2\x80\xA8three", "two lines three"},
         }) {
        EXPECT_EQ(fields_of(title).heading_title, heading);
    }
}

TEST(WritePost, HeadingAddressesAreSafeToClick) {
    EXPECT_EQ(fields_of("t", "", "https://example.org/a(b)?q=[x]|{y}`z`").heading_url,
              "https://example.org/a%28b%29?q=%5Bx%5D%7C%7By%7D%60z%60");
    EXPECT_EQ(fields_of("t", "", "https://example.org/中 文").heading_url,
              "https://example.org/%E4%B8%AD%20%E6%96%87");
    EXPECT_EQ(fields_of("t", "", "javascript:alert(1)").heading_url, "javascript%3Aalert%281%29");
    EXPECT_EQ(fields_of("t", "", "data:text/html,<script>").heading_url, "data%3Atext/html,%3Cscript%3E");
}

TEST(WritePost, HostileFieldsOfAnImportAreMadeSafe) {
    model::ClipFields fields;
    fields.title =
        "a\nb: c\n---\n\xE2\x80\xA8"
        "d\xC2\x85"
        "e\x1b";
    fields.heading_title = "x](javascript:alert(1))[y\n{{ z }}";
    fields.heading_url = "javascript:alert(1)\n";
    fields.from = "https://example.org/\nlayout: evil";
    fields.author = "a\n---\nb";
    fields.tags = {"a ]\nlayout: evil"};
    fields.feed_date_comment = "--><script>";
    fields.date = day;
    const std::string post = write_post(fields, "one\ntwo");
    const Post read = read_post(post, "");
    EXPECT_TRUE(read.canonical);
    EXPECT_EQ(read.fields.title, fields.title);
    EXPECT_EQ(read.fields.layout, "post");
    EXPECT_EQ(read.fields.heading_url, "javascript%3Aalert%281%29%0A");
    EXPECT_EQ(read.fields.heading_title, "x&#93;(javascript:alert(1))&#91;y &#123;{ z }}");
    EXPECT_EQ(read.fields.feed_date_comment, "");
    EXPECT_EQ(read.body, "one&#10;two");
    EXPECT_EQ(YAML::Load(front_matter_of(post))["title"].as<std::string>(), fields.title);
    EXPECT_EQ(YAML::Load(front_matter_of(post))["author"].as<std::string>(), fields.author);
    EXPECT_EQ(YAML::Load(front_matter_of(post)).size(), 7U);
}

TEST(NewClipFields, AreCleanText) {
    const auto fields = new_clip_fields(" a\n\tb\x01\xE2\x80\xA9 c ", "https://example.org/", day,
                                        std::nullopt, " x \n y", {" t ", "\n", "u"}, {});
    EXPECT_EQ(fields.title, "a b c");
    EXPECT_EQ(fields.author, "x y");
    EXPECT_EQ(fields.tags, (std::vector<std::string>{"t", "u"}));
    EXPECT_EQ(fields.feed_date_comment, "NaN");
    EXPECT_TRUE(fields.comments);
    EXPECT_TRUE(fields.date_text.empty());
}

}  // namespace
}  // namespace webclip::post
