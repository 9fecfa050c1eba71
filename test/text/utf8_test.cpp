#include "text/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace webclip::text {
namespace {

struct TextCase {
    const char* name;
    std::string_view input;
    std::string_view expected;
};

TEST(IsValidUtf8, AcceptsEveryScalarValue) {
    std::string all;
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c < 0xD800 || c > 0xDFFF) append_utf8(all, c);
    }
    EXPECT_TRUE(is_valid_utf8(all));
    EXPECT_EQ(to_valid_utf8(all), all);
}

TEST(IsValidUtf8, RefusesIllFormedSequencesAtEveryOffset) {
    constexpr std::string_view ill_formed[] = {"\x80",
                                               "\xBF",
                                               "\xC0\x80",
                                               "\xC1\xBF",
                                               "\xC2",
                                               "\xC2\x41",
                                               "\xE0\x9F\xBF",
                                               "\xED\xA0\x80",
                                               "\xE2\x82",
                                               "\xE2\x82\x41",
                                               "\xF0\x8F\xBF\xBF",
                                               "\xF4\x90\x80\x80",
                                               "\xF0\x9F\x98",
                                               "\xF5\x80",
                                               "\xFE",
                                               "\xFF"};
    for (const std::string_view bytes : ill_formed) {
        for (std::size_t offset = 0; offset < 48; ++offset) {
            const std::string before(offset, 'a');
            EXPECT_FALSE(is_valid_utf8(before + std::string(bytes))) << offset;
            EXPECT_FALSE(
                is_valid_utf8(before + std::string(bytes) + "tail of the text, long enough for words"));
        }
    }
    EXPECT_TRUE(is_valid_utf8(""));
}

TEST(ToValidUtf8, ReplacesMaximalSubparts) {
    const TextCase cases[] = {
        {"nothing to do", "na\u00efve \u20ac", "na\u00efve \u20ac"},
        {"lone continuation", "a\x80z", "a\uFFFDz"},
        {"truncated at the end", "a\xE2\x82", "a\uFFFD"},
        {"truncated before ASCII", "\xE2\x82z", "\uFFFDz"},
        {"overlong: every byte alone", "\xC0\xAF", "\uFFFD\uFFFD"},
        {"surrogate: every byte alone", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        {"four bytes cut after three", "\xF0\x9F\x98z", "\uFFFDz"},
        {"above U+10FFFF", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"Unicode table 3-8", "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
         "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd"},
    };
    for (const TextCase& c : cases) EXPECT_EQ(to_valid_utf8(c.input), c.expected) << c.name;
}

TEST(CodePointAt, ReadsWhatAppendWrites) {
    for (const char32_t c : {U'A', U'\u00E9', U'\u20AC', U'\uFFFD', U'\U0001F600', U'\U0010FFFF'}) {
        std::string text;
        append_utf8(text, c);
        const CodePoint read = code_point_at(text, 0);
        EXPECT_EQ(read.value, c);
        EXPECT_EQ(read.length, text.size());
    }
}

TEST(CollapseWhitespace, LeavesSingleBlanksBetweenWords) {
    const TextCase cases[] = {
        {"empty", "", ""},
        {"blanks only", " \t\r\n\u00A0\u3000", ""},
        {"ASCII runs", "  a \r\n\t b\f\vc  ", "a b c"},
        {"no-break space", "a\u00A0b", "a b"},
        {"ideographic space", "\u3000\u4E2D\u3000\u3000\u6587\u3000", "\u4E2D \u6587"},
        {"Zs and separators", "a\u1680b\u2000c\u200Ad\u2028e\u2029f\u202Fg\u205Fh", "a b c d e f g h"},
        {"not white space", "a\u200Bb \u00C2 \u3001\u2014", "a\u200Bb \u00C2 \u3001\u2014"},
    };
    for (const TextCase& c : cases) {
        EXPECT_EQ(collapse_whitespace(c.input), c.expected) << c.name;
        const std::string_view trimmed = trim(c.input);
        EXPECT_EQ(collapse_whitespace(trimmed), c.expected) << c.name;
        EXPECT_EQ(is_blank(c.input), c.expected.empty()) << c.name;
        EXPECT_TRUE(trimmed.empty() ||
                    (!is_blank(trimmed.substr(0, 1)) && !is_blank(trimmed.substr(trimmed.size() - 1))))
            << c.name;
    }
}

TEST(Trim, CutsUnicodeSpacesAtBothEnds) {
    EXPECT_EQ(trim("\u3000\u00A0 a b \u2003\n"), "a b");
    EXPECT_EQ(trim("\u4E2D\u3000"), "\u4E2D");
    EXPECT_EQ(trim("\u00E0"), "\u00E0") << "a letter whose last byte is A0";
}

TEST(Nfc, ComposesAndKeepsWhatIsComposed) {
    const TextCase cases[] = {
        {"ASCII", "plain", "plain"},
        {"combining acute", "Cafe\u0301", "Caf\u00E9"},
        {"hangul jamo", "\u1112\u1161\u11AB", "\uD55C"},
        {"compatibility ideograph", "\uF900", "\u8C48"},
        {"angstrom", "\u212B", "\u00C5"},
        {"ligature stays", "\uFB01", "\uFB01"},
    };
    for (const TextCase& c : cases) EXPECT_EQ(nfc(c.input), c.expected) << c.name;
}

TEST(Fold, MakesTextsComparable) {
    const TextCase cases[] = {
        {"ASCII", "Hello WORLD", "hello world"},
        {"sharp s", "Stra\u00DFe", "strasse"},
        {"full width", "\uFF21\uFF42\uFF11", "ab1"},
        {"half-width kana", "\uFF76\uFF9E", "\u30AC"},
        {"final sigma", "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2",
         "\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C3"},
        {"ligature", "\uFB01n", "fin"},
        {"soft hyphen goes", "co\u00ADop", "coop"},
    };
    for (const TextCase& c : cases) EXPECT_EQ(fold(c.input), c.expected) << c.name;
}

TEST(TruncateOnGrapheme, NeverCutsThroughACharacter) {
    EXPECT_EQ(truncate_on_grapheme("short", 10), "short");
    EXPECT_EQ(truncate_on_grapheme("exactly", 7), "exactly");
    EXPECT_EQ(truncate_on_grapheme("abcdef", 3), "abc");
    EXPECT_EQ(truncate_on_grapheme("abc", 0), "");
    EXPECT_EQ(truncate_on_grapheme("a\r\nb", 2), "a") << "CR LF is one";
    EXPECT_EQ(truncate_on_grapheme("ab\u4E2D\u6587", 4), "ab");
    EXPECT_EQ(truncate_on_grapheme("ab\u4E2D\u6587", 5), "ab\u4E2D");
    EXPECT_EQ(truncate_on_grapheme("xe\u0301y", 2), "x") << "a letter and its accent";
    EXPECT_EQ(truncate_on_grapheme("xe\u0301y", 4), "xe\u0301");
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    EXPECT_EQ(truncate_on_grapheme("a" + family, family.size()), "a") << "joined emoji";
    const std::string flags = "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7";
    EXPECT_EQ(truncate_on_grapheme(flags, 12), flags.substr(0, 8)) << "regional indicators go in pairs";
}

TEST(StripControls, KeepsTabAndNewline) {
    const TextCase cases[] = {
        {"C0", std::string_view("a\0b\x01\tc\nd\r\x1B", 10), "ab\tc\nd"},
        {"DEL and C1", "a\x7F\u0080\u009Fb", "ab"},
        {"separators", "a\u2028b\u2029c", "a b c"},
        {"bidi controls", "\u202Eexe\u202C\u200F.txt\u2066\u2069\u061C", "exe.txt"},
        {"joiners stay", "a\u200Db", "a\u200Db"},
    };
    for (const TextCase& c : cases) EXPECT_EQ(strip_controls(c.input), c.expected) << c.name;
}

TEST(WeightedLength, CountsCjkTwice) {
    EXPECT_EQ(weighted_length(""), 0U);
    EXPECT_EQ(weighted_length("ab c1"), 4U);
    EXPECT_EQ(weighted_length("a, b."), 2U) << "punctuation and blanks weigh nothing";
    EXPECT_EQ(weighted_length("\u00E9t\u00E9"), 3U);
    EXPECT_EQ(weighted_length("\u4E2D\u6587\u3002"), 6U) << "CJK punctuation is CJK";
    EXPECT_EQ(weighted_length("\uD55C\uAE00 ok"), 6U);
}

TEST(IsCjk, KnowsTheScripts) {
    for (const char32_t c :
         std::u32string_view(U"\u4E2D\u3042\u30AB\uD55C\u3105\u3001\uFF0C\uFF76\u3400\U00020000")) {
        EXPECT_TRUE(is_cjk(c)) << std::hex << static_cast<unsigned>(c);
    }
    for (const char32_t c : U"aZ1 \u00E9\u0416\u05D0\u2014\uFF21\U0001F600") EXPECT_FALSE(is_cjk(c));
}

TEST(WordCount, CountsRunsAndHanOneByOne) {
    EXPECT_EQ(word_count(""), 0U);
    EXPECT_EQ(word_count(" , - "), 0U);
    EXPECT_EQ(word_count("one two, three-four 5"), 5U);
    EXPECT_EQ(word_count("don't l\u2019\u00E9t\u00E9"), 2U) << "an apostrophe is inside the word";
    EXPECT_EQ(word_count("\u4E2D\u6587\u3002abc\u304B"), 4U);
    EXPECT_EQ(word_count("\uD55C\uAD6D\uC5B4 \uB2E8\uC5B4"), 2U) << "hangul words are runs";
    EXPECT_EQ(word_count("cafe\u0301s"), 1U) << "a combining accent does not end a word";
}

}  // namespace
}  // namespace webclip::text
