#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "declaration.h"
#include "support/corpus.h"
#include "text/decode.h"

namespace webclip::text {
namespace {

using namespace std::string_view_literals;

struct PrescanCase {
    std::string data;
    std::string encoding;
};

// The html5lib format: "#data", bytes, "#encoding", a label, a blank line.
std::vector<PrescanCase> read_cases(const std::string& bytes) {
    std::vector<PrescanCase> cases;
    for (std::size_t at = 0; (at = bytes.find("#data\n", at)) != std::string::npos;) {
        const std::size_t data = at + 6;
        const std::size_t heading = bytes.find("\n#encoding\n", data);
        if (heading == std::string::npos) break;
        const std::size_t label = heading + 11;
        const std::size_t end = std::min(bytes.find('\n', label), bytes.size());
        cases.push_back({bytes.substr(data, heading - data), bytes.substr(label, end - label)});
        at = end;
    }
    return cases;
}

std::string lower_name(std::string_view label) {
    return std::string(encoding_for_label(label).value_or(std::string_view("unknown")));
}

class PublishedPrescan : public testing::TestWithParam<const char*> {};

// The standard's algorithm alone: a BOM, else the prescan, else windows-1252.
TEST_P(PublishedPrescan, FindsWhatBrowsersFind) {
    WEBCLIP_NEED_CORPUS(folder, "encoding");
    const std::vector<PrescanCase> cases = read_cases(test::read_file(folder / GetParam()));
    ASSERT_FALSE(cases.empty());
    for (const PrescanCase& c : cases) {
        const bool bom = c.data.substr(0, 3) == "\xEF\xBB\xBF";
        const std::string found =
            bom ? "utf-8" : std::string(name_of(prescan_meta(c.data).value_or(Encoding::windows_1252)));
        EXPECT_EQ(found, lower_name(c.encoding)) << c.data.substr(0, 200);
    }
}

// The whole decision. Deviations: bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever they declare
// (the page of Yahoo Japan is published here as UTF-8 and says euc-jp), and undeclared ASCII is called utf-8,
// not windows-1252.
TEST_P(PublishedPrescan, AgreesWithTheWholeDecision) {
    WEBCLIP_NEED_CORPUS(folder, "encoding");
    for (const PrescanCase& c : read_cases(test::read_file(folder / GetParam()))) {
        const CharsetGuess guess = sniff_charset(c.data, {});
        if (guess.source == CharsetSource::valid_utf8) {
            const bool beyond_ascii =
                std::any_of(c.data.begin(), c.data.end(), [](char byte) { return byte < 0; });
            const std::optional<Encoding> declared = prescan_meta(c.data);
            EXPECT_TRUE(beyond_ascii || !declared || declared == Encoding::utf_8) << c.data;
        } else {
            EXPECT_EQ(guess.charset, lower_name(c.encoding)) << c.data.substr(0, 200);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Html5lib, PublishedPrescan,
                         testing::Values("encoding_tests1.dat", "encoding_tests2.dat",
                                         "encoding_test-yahoo-jp.dat"));

TEST(PublishedPrescan, ScriptedDeclarationsAreOutOfReach) {
    GTEST_SKIP() << "encoding_scripted_tests1.dat: its one case writes the declaration by a script, and no "
                    "script is ever run";
}

struct SniffCase {
    const char* name;
    std::string_view bytes;
    DecodeHints hints;
    std::string_view charset;
    CharsetSource source;
};

class SniffCharset : public testing::TestWithParam<SniffCase> {};

TEST_P(SniffCharset, FollowsTheOrder) {
    const SniffCase& c = GetParam();
    const CharsetGuess guess = sniff_charset(c.bytes, c.hints);
    EXPECT_EQ(guess.charset, c.charset);
    EXPECT_EQ(guess.source, c.source);
}

constexpr std::string_view gbk_page =
    "<meta charset=iso-8859-1><p>\xD6\xD0\xB9\xFA\xB5\xC4\xBE\xAD\xBC\xC3\xD4\xDA\xB7\xA2\xD5\xB9\xA3\xAC\xCE"
    "\xD2\xC3\xC7\xB6\xBC\xD6\xAA\xB5\xC0\xA1\xA3"sv;

INSTANTIATE_TEST_SUITE_P(
    Order, SniffCharset,
    testing::Values(
        SniffCase{"given_label",
                  "<meta charset=utf-8>\xC3\xA9",
                  {.label = "koi8-r"},
                  "koi8-r",
                  CharsetSource::given},
        SniffCase{
            "unknown_label_is_no_label", "\xC3\xA9", {.label = "utf-7"}, "utf-8", CharsetSource::valid_utf8},
        SniffCase{"valid_utf8_beats_header_and_meta",
                  "<meta charset=gbk>\xE4\xB8\xAD",
                  {.content_type = "text/html; charset=iso-8859-1"},
                  "utf-8",
                  CharsetSource::valid_utf8},
        SniffCase{"valid_utf8_cut_within_a_character",
                  "\xE4\xB8\xAD\xE6\x96",
                  {},
                  "utf-8",
                  CharsetSource::valid_utf8},
        SniffCase{"header_beats_meta",
                  "<meta charset=koi8-r>\xE9t\xE9",
                  {.content_type = "text/html;charset=\"ISO-8859-15\""},
                  "iso-8859-15",
                  CharsetSource::http_header},
        SniffCase{"ASCII_takes_its_declared_name",
                  "<meta charset=shift_jis>plain",
                  {},
                  "shift_jis",
                  CharsetSource::declaration},
        SniffCase{"ASCII_undeclared", "plain", {}, "utf-8", CharsetSource::valid_utf8},
        SniffCase{"ASCII_said_to_be_utf_16",
                  "<p>plain</p>",
                  {.content_type = "text/html; charset=utf-16"},
                  "utf-8",
                  CharsetSource::valid_utf8},
        SniffCase{
            "utf_7_never", "<meta charset=utf-7>+ADw-script+AD4-", {}, "utf-8", CharsetSource::valid_utf8},
        SniffCase{"ebcdic_never",
                  "plain",
                  {.content_type = "text/html; charset=IBM037"},
                  "utf-8",
                  CharsetSource::valid_utf8},
        SniffCase{"iso_2022_jp_undeclared",
                  "<p>\x1B$B$\"$$\x1B(B</p>",
                  {},
                  "iso-2022-jp",
                  CharsetSource::statistics},
        SniffCase{"iso_2022_jp_declared",
                  "<meta charset=iso-2022-jp>\x1B$B$\"$$\x1B(B",
                  {},
                  "iso-2022-jp",
                  CharsetSource::declaration},
        SniffCase{"utf_16_without_a_mark", "<\0p\0>\0a\0b\0c\0"sv, {}, "utf-16le", CharsetSource::statistics},
        SniffCase{"xml_declaration",
                  "<?xml version='1.0' encoding='ISO-8859-2'?><a>\xB1</a>",
                  {.kind = MarkupKind::xml},
                  "iso-8859-2",
                  CharsetSource::declaration},
        SniffCase{"meta_means_nothing_in_xml",
                  "<a><meta charset=koi8-r/>na\xEFve caf\xE9</a>",
                  {.kind = MarkupKind::xml},
                  "windows-1252",
                  CharsetSource::statistics},
        SniffCase{"xml_declaration_in_a_page",
                  "<?xml version='1.0' encoding='windows-1251'?><p>\xEF\xF0",
                  {},
                  "windows-1251",
                  CharsetSource::declaration},
        SniffCase{"wrong_declaration_loses", gbk_page, {}, "gb18030", CharsetSource::statistics},
        SniffCase{"wrong_header_loses",
                  gbk_page,
                  {.content_type = "text/html; charset=utf-8"},
                  "gb18030",
                  CharsetSource::statistics},
        SniffCase{"declared_replacement_loses_to_readable_text",
                  gbk_page,
                  {.content_type = "text/html; charset=hz-gb-2312"},
                  "gb18030",
                  CharsetSource::statistics},
        SniffCase{"declared_replacement_with_escapes_stands",
                  "<meta charset=iso-2022-kr>\x1B$)C\x0E!!",
                  {},
                  "replacement",
                  CharsetSource::declaration}),
    [](const auto& named) { return std::string(named.param.name); });

TEST(SniffCharset, FindsADeclarationAfterManyKilobytes) {
    const std::string script = "<script>" + std::string(50'000, 'x') + "</script>";
    EXPECT_EQ(sniff_charset(script + "<meta charset=koi8-u>\xC1", {}).charset, "koi8-u");
    const std::string beyond = "<script>" + std::string(70'000, 'x') + "</script>";
    EXPECT_NE(sniff_charset(beyond + "<meta charset=koi8-u>\xC1", {}).charset, "koi8-u");
}

TEST(SniffCharset, TakesLinearTimeOnHostileMarkup) {
    for (const std::string_view piece :
         {"<!--"sv, "<meta "sv, "<a =\""sv, "<meta charset"sv, "</"sv, "\x81"sv}) {
        std::string page;
        while (page.size() < 4'000'000) page += piece;
        EXPECT_FALSE(sniff_charset(page, {}).charset.empty());
    }
}

// The same sentences, undeclared, in the encodings their languages have been written in.
TEST(SniffCharset, TellsLegacyEncodingsByTheirText) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"gb18030",
         "\xCA\xD0\xD5\xFE\xB8\xAE\xB9\xAB\xB2\xBC\xC1\xCB\xD0\xC2\xB5\xC4\xBC\xC6\xBB\xAE\xA1\xA3"},
        {"big5", "\xA5\xAB\xAC\x46\xA9\xB2\xA4\xBD\xA7\x47\xA4\x46\xB7\x73\xAA\xBA\xAD\x70\xB5\x65\xA1\x43"},
        {"euc-kr",
         "\xBD\xC3\xB4\xC2 \xBB\xF5\xB7\xCE\xBF\xEE \xB0\xE8\xC8\xB9\xC0\xBB \xB9\xDF\xC7\xA5"
         "\xC7\xDF\xB4\xD9."},
        {"euc-jp",
         "\xBB\xD4\xA4\xCF\xBF\xB7\xA4\xB7\xA4\xA4\xB7\xD7\xB2\xE8\xA4\xF2\xC8\xAF\xC9\xBD\xA4\xB7"
         "\xA4\xBF\xA1\xA3"},
        {"shift_jis",
         "\x8E\x73\x82\xCD\x90\x56\x82\xB5\x82\xA2\x8C\x76\x89\xE6\x82\xF0\x94\xAD\x95\x5C\x82"
         "\xB5\x82\xBD\x81\x42"},
        {"windows-1251",
         "\xC3\xEE\xF0\xEE\xE4 \xEE\xE1\xFA\xFF\xE2\xE8\xEB \xED\xEE\xE2\xFB\xE9 "
         "\xEF\xEB\xE0\xED"},
        {"koi8-r", "\xE7\xCF\xD2\xCF\xC4 \xCF\xC2\xDF\xD1\xD7\xC9\xCC \xCE\xCF\xD7\xD9\xCA \xD0\xCC\xC1\xCE"},
        {"windows-1253",
         "\xCF \xE4\xDE\xEC\xEF\xF2 \xE1\xED\xE1\xEA\xEF\xDF\xED\xF9\xF3\xE5 \xF4\xEF "
         "\xF3\xF7\xDD\xE4\xE9\xEF"},
        {"windows-1255",
         "\xE4\xF2\xE9\xF8\xE9\xE9\xE4 \xE4\xE5\xE3\xE9\xF2\xE4 \xF2\xEC "
         "\xFA\xEB\xF0\xE9\xFA \xE7\xE3\xF9\xE4"},
        {"windows-1254",
         "\xDE"
         "ehir y\xF6netimi yeni plan\xFD a\xE7\xFDklad\xFD, \xE7o\xF0u ki\xFEi i\xE7in"},
        {"windows-1250",
         "M\xECsto ozn\xE1milo nov\xFD pl\xE1n, \xF8"
         "ekl p\xF8"
         "edseda \xFE\xE1k\xF9"},
        {"windows-1250",
         "A f\xF5v\xE1ros bejelentette az \xFAj tervet, amely szerint h\xE9tf\xF5t\xF5l megsz\xFBnik a "
         "d\xEDj. Az \xFCgyfelek \xF6r\xF6mmel fogadt\xE1k."},
        {"windows-1252",
         "As op\xE7\xF5"
         "es s\xE3o muitas, e os lim\xF5"
         "es tamb\xE9m: p\xF5"
         "e-se tudo \xE0 mesa."},
        {"windows-1252", "La ville a annonc\xE9 le projet \xE0 l\x92\xE9t\xE9, d\xE9j\xE0 pr\xEAt"},
        {"windows-874", "\xE0\xC1\xD7\xCD\xA7\xBB\xC3\xD0\xA1\xD2\xC8\xE1\xBC\xB9\xE3\xCB\xC1\xE8"},
    };
    for (const auto& [charset, text] : cases) {
        const CharsetGuess guess = sniff_charset(text, {.kind = MarkupKind::plain});
        EXPECT_EQ(guess.charset, charset);
        EXPECT_EQ(guess.source, CharsetSource::statistics);
    }
}

}  // namespace
}  // namespace webclip::text
