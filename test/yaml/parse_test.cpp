#include <gtest/gtest.h>

#include "yaml/yaml.h"

namespace webclip::yaml {
namespace {

Node read(std::string_view text) {
    auto root = parse(text);
    if (root) return std::move(*root);
    ADD_FAILURE() << root.error().place.line << ":" << root.error().place.column << ": "
                  << root.error().message;
    return {};
}

TEST(Parse, KeepsOrderDuplicatesAndPlaces) {
    const Node root =
        read("feeds:\n  - https://example.org/rss\n  - { url: x, tags: [ 日本, b ] }\nfeeds:\n");
    ASSERT_EQ(root.type, NodeType::mapping);
    ASSERT_EQ(root.entries.size(), 2U);
    EXPECT_EQ(root.entries[0].key.scalar, "feeds");
    EXPECT_EQ(root.entries[1].key.scalar, "feeds");
    EXPECT_EQ(root.entries[1].key.place.line, 4);
    EXPECT_EQ(root.entries[1].value.type, NodeType::null);

    const Node& feeds = root.entries[0].value;
    EXPECT_EQ(root.find("feeds"), &feeds);
    EXPECT_EQ(root.find("feed"), nullptr);
    ASSERT_EQ(feeds.type, NodeType::sequence);
    ASSERT_EQ(feeds.items.size(), 2U);
    EXPECT_EQ(feeds.items[0].scalar, "https://example.org/rss");
    EXPECT_EQ(feeds.items[0].place.line, 2);
    EXPECT_EQ(feeds.items[0].place.column, 5);
    const Node* tags = feeds.items[1].find("tags");
    ASSERT_NE(tags, nullptr);
    ASSERT_EQ(tags->items.size(), 2U);
    EXPECT_EQ(tags->items[0].scalar, "日本");
    EXPECT_EQ(tags->items[1].place.line, 3);
    EXPECT_EQ(tags->items[1].place.column, 31) << "columns count bytes";
}

struct ScalarCase {
    const char* text;
    NodeType type;
    const char* scalar;
    bool quoted;
};

TEST(Parse, TellsQuotedScalarsFromPlainOnes) {
    for (const auto& [text, type, scalar, quoted] : {
             ScalarCase{"yes", NodeType::scalar, "yes", false},
             ScalarCase{"'yes'", NodeType::scalar, "yes", true},
             ScalarCase{"\"a\\tb\\u4e2d\"", NodeType::scalar, "a\tb中", true},
             ScalarCase{"\"a\\Nb\\_c\\xE4\\Ld\"", NodeType::scalar,
                        "a\xC2\x85"
                        "b\xC2\xA0"
                        "c\xC3\xA4\xE2\x80\xA8"
                        "d",
                        true},
             ScalarCase{"'it''s'", NodeType::scalar, "it's", true},
             ScalarCase{"!!str 5", NodeType::scalar, "5", true},
             ScalarCase{"!!int 5", NodeType::scalar, "5", false},
             ScalarCase{"'~'", NodeType::scalar, "~", true},
             ScalarCase{"''", NodeType::scalar, "", true},
             ScalarCase{"~", NodeType::null, "", false},
             ScalarCase{"null", NodeType::null, "", false},
             ScalarCase{"", NodeType::null, "", false},
             ScalarCase{"# only a comment\n", NodeType::null, "", false},
             ScalarCase{"--- a\n...\n", NodeType::scalar, "a", false},
             ScalarCase{"\xEF\xBB\xBF"
                        "a",
                        NodeType::scalar, "a", false},
             ScalarCase{"a\n...\n", NodeType::scalar, "a", false},
             ScalarCase{"a\n# comment\n\n", NodeType::scalar, "a", false},
             ScalarCase{"\n\n", NodeType::null, "", false},
             ScalarCase{"|+\n keep\n\n", NodeType::scalar, "keep\n\n", true},
             ScalarCase{"|\n clip", NodeType::scalar, "clip", true},
             ScalarCase{"|\n two\n lines\n", NodeType::scalar, "two\nlines\n", true},
             ScalarCase{">-\n folded\n line\n", NodeType::scalar, "folded line", true},
             ScalarCase{"a\r\n b", NodeType::scalar, "a b", false},
         }) {
        const Node node = read(text);
        EXPECT_EQ(node.type, type) << text;
        EXPECT_EQ(node.scalar, scalar) << text;
        EXPECT_EQ(node.quoted, quoted) << text;
    }
}

struct ErrorCase {
    const char* text;
    int line;
    int column;
    const char* message;
};

TEST(Parse, RefusesWithThePlace) {
    for (const auto& [text, line, column, message] : {
             ErrorCase{"a: &x 1\nb: *x\n", 1, 4, "anchors are not accepted"},
             ErrorCase{"a: *x\n", 1, 4, "the referenced anchor is not defined"},
             ErrorCase{"a: !custom 1\n", 1, 4, "tag \"!custom\" is not accepted"},
             ErrorCase{"a: !!python/object:os.system 1\n", 1, 4,
                       "tag \"tag:yaml.org,2002:python/object:os.system\" is not accepted"},
             ErrorCase{"a: 1\n---\nb: 2\n", 2, 1, "more than one document"},
             ErrorCase{"a:\n  - \x04\n", 2, 5, "control character"},
             ErrorCase{"a: \xFF\n", 1, 4, "not UTF-8"},
             ErrorCase{"a: \xED\xA0\x80\n", 1, 4, "not UTF-8"},
             ErrorCase{"a: \xE4\xBD", 1, 4, "not UTF-8"},
             ErrorCase{"a:\n\tb: 1\n", 2, 3, "illegal map value"},
             ErrorCase{"a: \"open", 1, 9, "illegal EOF in scalar"},
             ErrorCase{"a: \"open\n", 2, 1, "illegal document indicator in scalar"},
             ErrorCase{"a: 'open\nb: 1\n\n", 4, 1, "illegal document indicator in scalar"},
             ErrorCase{"a: [1\n", 2, 1, "end of sequence flow not found"},
             ErrorCase{"a: b: c\n", 1, 5, "illegal map value"},
         }) {
        const auto root = parse(text);
        ASSERT_FALSE(root) << text;
        EXPECT_EQ(root.error().message, message) << text;
        EXPECT_EQ(root.error().place.line, line) << text;
        EXPECT_EQ(root.error().place.column, column) << text;
    }
}

TEST(Parse, KeepsItsLimits) {
    EXPECT_TRUE(parse("[[[1]]]", {.bytes = 7, .depth = 3, .nodes = 4}));
    EXPECT_EQ(parse("[[[1]]]", {.bytes = 6}).error().message, "too long");
    EXPECT_EQ(parse("[[[1]]]", {.depth = 2}).error().message, "nested too deeply");
    EXPECT_EQ(parse("[[[1]]]", {.nodes = 3}).error().message, "too many nodes");
    EXPECT_EQ(parse("{a: {b: {c: 1}}}", {.depth = 2}).error().message, "nested too deeply");
}

}  // namespace
}  // namespace webclip::yaml
