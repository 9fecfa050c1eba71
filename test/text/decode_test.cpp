#include "text/decode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>

#include "text/utf8.h"

namespace webclip::text {
namespace {

using namespace std::string_view_literals;

TEST(EncodingForLabel, KnowsTheStandardsLabels) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"UTF-8", "utf-8"},
        {"  utf8\n", "utf-8"},
        {"x-unicode20utf8", "utf-8"},
        {"Latin1", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"ISO-8859-9", "windows-1254"},
        {"gb2312", "gbk"},
        {"GB18030", "gb18030"},
        {"big5-hkscs", "big5"},
        {"ks_c_5601-1987", "euc-kr"},
        {"ms932", "shift_jis"},
        {"x-euc-jp", "euc-jp"},
        {"csISO2022JP", "iso-2022-jp"},
        {"tis-620", "windows-874"},
        {"koi8-ru", "koi8-u"},
        {"logical", "iso-8859-8-i"},
        {"ucs-2", "utf-16le"},
        {"unicodeFFFE", "utf-16be"},
        {"hz-gb-2312", "replacement"},
        {"iso-2022-kr", "replacement"},
        {"x-user-defined", "x-user-defined"},
        {"cseucpkdfmtjapanese", "euc-jp"},
    };
    for (const auto& [label, name] : cases) EXPECT_EQ(encoding_for_label(label), name) << label;
}

TEST(EncodingForLabel, RefusesWhatBrowsersRefuse) {
    for (const std::string_view label :
         {"", " ", "utf-7", "utf-32", "ebcdic-us", "cp037", "ibm1047", "bogus", "utf-8 x", "\xC2\xA0utf-8",
          "utf-8\v", "cesu-8", "a label that is longer than any of them"}) {
        EXPECT_EQ(encoding_for_label(label), std::nullopt) << label;
    }
}

struct DecodeCase {
    const char* name;
    std::string_view encoding;
    std::string_view bytes;
    std::string_view text;
    std::size_t replaced;
};

class DecodeAs : public testing::TestWithParam<DecodeCase> {};

TEST_P(DecodeAs, FollowsTheStandard) {
    const DecodeCase& c = GetParam();
    const Decoded decoded = decode_as(c.bytes, c.encoding);
    EXPECT_EQ(decoded.text, c.text);
    EXPECT_EQ(decoded.replaced, c.replaced);
    EXPECT_EQ(decoded.charset, c.encoding);
}

std::string case_name(const testing::TestParamInfo<DecodeCase>& named) {
    return named.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    SingleByte, DecodeAs,
    testing::Values(DecodeCase{"windows_1252_has_C1_where_it_is_undefined", "windows-1252",
                               "\x81\x8D\x8F\x90\x9D\x80"sv, "\u0081\u008D\u008F\u0090\u009D\u20AC", 0},
                    DecodeCase{"windows_1253_has_holes", "windows-1253", "\xAA\xD2\xFF\xC1"sv,
                               "\uFFFD\uFFFD\uFFFD\u0391", 3},
                    DecodeCase{"windows_1255_holam_haser", "windows-1255", "\xCA\xD9"sv, "\u05BA\uFFFD", 1},
                    DecodeCase{"windows_874_has_no_private_use", "windows-874", "\xDB\xFC\xA1"sv,
                               "\uFFFD\uFFFD\u0E01", 2},
                    DecodeCase{"koi8_u_has_belarusian_letters", "koi8-u", "\xAE\xBE\xA4"sv,
                               "\u045E\u040E\u0454", 0},
                    DecodeCase{"koi8_r_draws_there", "koi8-r", "\xAE\xBE\xC1"sv, "\u255D\u256C\u0430", 0},
                    DecodeCase{"iso_8859_16", "iso-8859-16", "\x80\xA1\xAA\xFE\xFF"sv,
                               "\u0080\u0104\u0218\u021B\u00FF", 0},
                    DecodeCase{"iso_8859_8_visual_and_logical_are_one_table", "iso-8859-8-i",
                               "\xE0\xFD\xA1"sv, "\u05D0\u200E\uFFFD", 1},
                    DecodeCase{"macintosh", "macintosh", "\x80\xDB\xF0"sv, "\u00C4\u20AC\uF8FF", 0},
                    DecodeCase{"x_user_defined", "x-user-defined", "a\x80\xFF"sv, "a\uF780\uF7FF", 0},
                    DecodeCase{"ASCII_is_ASCII", "iso-8859-5", "a\x7F<&>\n"sv, "a\x7F<&>\n", 0}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Unicode, DecodeAs,
    testing::Values(
        DecodeCase{"utf_16le", "utf-16le", "a\0\x3D\xD8\x00\xDE"sv, "a\U0001F600", 0},
        DecodeCase{"utf_16be", "utf-16be", "\0a\xD8\x3D\xDE\x00"sv, "a\U0001F600", 0},
        DecodeCase{"utf_16_odd_length", "utf-16le", "a\0b"sv, "a\uFFFD", 1},
        DecodeCase{"utf_16_lone_surrogates", "utf-16be", "\xDC\x00\xD8\x00\0a"sv, "\uFFFD\uFFFDa", 2},
        DecodeCase{"utf_16_cut_pair_is_one_error", "utf-16be", "\xD8\x3D\xDE"sv, "\uFFFD", 1},
        DecodeCase{"utf_8_maximal_subparts", "utf-8", "a\xE2\x82z\xC0\xAF"sv, "a\uFFFDz\uFFFD\uFFFD", 3},
        DecodeCase{"replacement", "replacement", "anything"sv, "\uFFFD", 1},
        DecodeCase{"replacement_of_nothing", "replacement", ""sv, "", 0}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    ChineseAndKorean, DecodeAs,
    testing::Values(
        DecodeCase{"gbk_euro", "gbk", "\x80\xA2\xE3"sv, "\u20AC\u20AC", 0},
        DecodeCase{"gb18030_edition_of_2022", "gb18030", "\xA6\xD9\xFE\x59\xA3\xA0"sv, "\uFE10\u9FB4\u3000",
                   0},
        DecodeCase{"gb18030_four_bytes", "gb18030",
                   "\x81\x30\x81\x30\x81\x35\xF4\x37\x84\x31\xA4\x39\x90\x30\x81\x30\xE3\x32\x9A\x35"sv,
                   "\u0080\uE7C7\uFFFF\U00010000\U0010FFFF", 0},
        DecodeCase{"gb18030_beyond_Unicode", "gb18030", "\xE3\x32\x9A\x36\x84\x31\xA5\x30"sv, "\uFFFD\uFFFD",
                   2},
        DecodeCase{"gb18030_bad_third_byte_is_read_anew", "gb18030", "\x81\x30<"sv, "\uFFFD0<", 1},
        DecodeCase{"gb18030_bad_fourth_byte", "gb18030", "\x81\x30\x81<"sv, "\uFFFD0\uFFFD<", 2},
        DecodeCase{"gb18030_ends_within", "gb18030", "a\x81\x30\x81"sv, "a\uFFFD", 1},
        DecodeCase{"gb18030_ASCII_trail_is_read_anew", "gb18030", "\x81<\x81\x7F\x81\xFFz\xFF"sv,
                   "\uFFFD<\uFFFD\x7F\uFFFDz\uFFFD", 4},
        DecodeCase{"big5_pairs_of_code_points", "big5", "\x88\x62\x88\x64\x88\xA3\x88\xA5"sv,
                   "\u00CA\u0304\u00CA\u030C\u00EA\u0304\u00EA\u030C", 0},
        DecodeCase{"big5_hkscs", "big5", "\x87\x40\x87\x45\xA4\xA4"sv, "\u43F0\U00027267\u4E2D", 0},
        DecodeCase{"big5_errors", "big5", "\x81<\xA1\x80\xFF\xA4"sv, "\uFFFD<\uFFFD\uFFFD\uFFFD", 4},
        DecodeCase{"euc_kr_windows_949", "euc-kr", "\xB0\xA1\x81\x41\xA2\xE6"sv, "\uAC00\uAC02\u20AC", 0},
        DecodeCase{"euc_kr_has_no_private_use", "euc-kr", "\xC9\xA1\xFE\xFE\x81\x30"sv, "\uFFFD\uFFFD\uFFFD0",
                   3}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Japanese, DecodeAs,
    testing::Values(DecodeCase{"shift_jis", "shift_jis", "\x82\xA0\xB1\x87\x40\xFA\x40\x80\\~"sv,
                               "\u3042\uFF71\u2460\u2170\u0080\\~", 0},
                    DecodeCase{"shift_jis_private_use", "shift_jis", "\xF0\x40\xF9\xFC"sv, "\uE000\uE757", 0},
                    DecodeCase{"shift_jis_errors", "shift_jis", "\x81<\x85\x40\xA0\xFD\x82"sv,
                               "\uFFFD<\uFFFD@\uFFFD\uFFFD\uFFFD", 5},
                    DecodeCase{"euc_jp", "euc-jp", "\xA4\xA2\x8E\xB1\x8F\xB0\xA1\xAD\xA1"sv,
                               "\u3042\uFF71\u4E02\u2460", 0},
                    DecodeCase{"euc_jp_has_no_vendor_rows", "euc-jp", "\x8F\xF3\xA1"sv, "\uFFFD", 1},
                    DecodeCase{"euc_jp_errors", "euc-jp", "\xA4<\x8E\xE0\x8F<\x8F\xA1<\x80\xA4"sv,
                               "\uFFFD<\uFFFD\uFFFD<\uFFFD<\uFFFD\uFFFD", 6},
                    DecodeCase{"iso_2022_jp", "iso-2022-jp", "a\x1B$B$\"\x1B(Bb\x1B(J\\~\x1B(I1\x1B(B"sv,
                               "a\u3042b\u00A5\u203E\uFF71", 0},
                    DecodeCase{"iso_2022_jp_empty_escapes_show", "iso-2022-jp", "\x1B$B\x1B(B<\x1B(Ba"sv,
                               "\uFFFD<a", 1},
                    DecodeCase{"iso_2022_jp_unknown_escape", "iso-2022-jp", "\x1B$A<"sv, "\uFFFD$A<", 1},
                    DecodeCase{"iso_2022_jp_ends_within", "iso-2022-jp", "\x1B$B$"sv, "\uFFFD", 1},
                    DecodeCase{"iso_2022_jp_ends_in_an_escape", "iso-2022-jp", "a\x1B$"sv, "a\uFFFD$", 1},
                    DecodeCase{"iso_2022_jp_high_bytes_and_shifts", "iso-2022-jp", "\x80\x0E\x0F"sv,
                               "\uFFFD\uFFFD\uFFFD", 3}),
    case_name);

TEST(DecodeAs, KeepsAsciiOfEveryEncodingThatHasIt) {
    std::string ascii;
    for (char c = 0x20; c < 0x7F; ++c) ascii += c;
    for (const std::string_view label : {"ibm866", "iso-8859-2", "koi8-r", "macintosh", "windows-1251", "gbk",
                                         "big5", "euc-kr", "euc-jp", "shift_jis", "iso-2022-jp", "utf-8"}) {
        EXPECT_EQ(decode_as(ascii, label).text, ascii) << label;
    }
}

TEST(DecodeAs, GivesValidUtf8ForAnyBytes) {
    std::string bytes;
    unsigned state = 1;
    for (std::size_t i = 0; i < 20000; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes += static_cast<char>(state >> 24U);
    }
    for (const std::string_view label :
         {"utf-8", "gb18030", "big5", "euc-kr", "euc-jp", "shift_jis", "iso-2022-jp", "utf-16le", "utf-16be",
          "windows-1252", "windows-1255", "x-user-defined", "iso-8859-16"}) {
        EXPECT_TRUE(is_valid_utf8(decode_as(bytes, label).text)) << label;
    }
}

TEST(Decode, TakesTheBomAwayAndBelievesItFirst) {
    const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
        {"\xEF\xBB\xBF<p>\xC3\xA9"sv, "utf-8", "<p>\u00E9"},
        {"\xFF\xFE<\0p\0"sv, "utf-16le", "<p"},
        {"\xFE\xFF\0<\0p"sv, "utf-16be", "<p"},
        {"\xEF\xBB\xBF"sv, "utf-8", ""},
    };
    for (const auto& [bytes, charset, text] : cases) {
        const Decoded decoded =
            decode(bytes, {.label = "shift_jis", .content_type = "text/html; charset=big5"});
        EXPECT_EQ(decoded.charset, charset);
        EXPECT_EQ(decoded.text, text);
        EXPECT_EQ(decoded.source, CharsetSource::bom);
    }
}

TEST(Decode, HasNoNulInItsText) {
    EXPECT_EQ(decode("a\0b\0"sv, {}).text, "a\uFFFDb\uFFFD");
    EXPECT_EQ(decode(""sv, {}).text, "");
}

}  // namespace
}  // namespace webclip::text
