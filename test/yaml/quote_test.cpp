#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <random>

#include "yaml/yaml.h"

namespace webclip::yaml {
namespace {

TEST(Quote, WritesOneLineOfPrintableCharacters) {
    EXPECT_EQ(quote(""), "\"\"");
    EXPECT_EQ(quote("yes"), "\"yes\"");
    EXPECT_EQ(quote("a \"b\" \\ c"), "\"a \\\"b\\\" \\\\ c\"");
    EXPECT_EQ(quote("a\nb\r\tc"), "\"a\\nb\\r\\tc\"");
    EXPECT_EQ(quote(std::string("\0\x1b\x7f", 3)), "\"\\x00\\x1B\\x7F\"");
    EXPECT_EQ(quote("\xC2\x85\xC2\x9F\xC2\xA0"), "\"\\x85\\x9F\xC2\xA0\"");
    EXPECT_EQ(quote("\u2028\u2029\uFEFF"), "\"\\u2028\\u2029\\uFEFF\"");
    EXPECT_EQ(quote("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD"), "\"\\uFFFE\\uFFFF\xEF\xBF\xBD\"");
    EXPECT_EQ(quote("日本 😀"), "\"日本 😀\"");
}

std::string utf8(char32_t c) {
    std::string out;
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6U));
        put(0x80 | (c & 0x3FU));
    } else {
        put(c < 0x10000 ? 0xE0 | (c >> 12U) : 0xF0 | (c >> 18U));
        if (c >= 0x10000) put(0x80 | ((c >> 12U) & 0x3FU));
        put(0x80 | ((c >> 6U) & 0x3FU));
        put(0x80 | (c & 0x3FU));
    }
    return out;
}

void expect_round_trip(const std::string& text) {
    const std::string written = "title: " + quote(text) + "\nnext: 1\n";
    const auto ours = parse(written);
    ASSERT_TRUE(ours) << written << ours.error().message;
    const Node* title = ours->find("title");
    ASSERT_NE(title, nullptr) << written;
    EXPECT_EQ(title->scalar, text);
    EXPECT_TRUE(title->quoted);
    EXPECT_EQ(YAML::Load(written)["title"].as<std::string>(), text);
}

TEST(Quote, EveryCodePointComesBack) {
    for (char32_t c = 0; c < 0x3000; ++c) expect_round_trip("a" + utf8(c) + "b");
    for (const char32_t c : {0xD7FFU, 0xE000U, 0xFDD0U, 0xFEFFU, 0xFFFCU, 0xFFFDU, 0xFFFEU, 0xFFFFU, 0x10000U,
                             0x1FFFEU, 0x10FFFFU}) {
        expect_round_trip(utf8(c));
    }
}

TEST(Quote, MixturesComeBack) {
    constexpr char32_t alphabet[] = {U' ',  U'"',   U'\\',  U'\'',  U'#',    U':', U'\n', U'\r',
                                     U'\t', U'-',   U'{',   U'%',   U'n',    U'x', U'0',  0x85,
                                     0xA0,  0x2028, 0xFEFF, 0x4E2D, 0x1F600, 0,    0x1B};
    std::mt19937 random{20260101};
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::size_t length = random() % 12; length > 0; --length)
            text += utf8(alphabet[random() % std::size(alphabet)]);
        expect_round_trip(text);
    }
}

}  // namespace
}  // namespace webclip::yaml
