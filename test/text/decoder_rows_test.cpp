// The published decoder rows (bytes, what browsers make of them), every one.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "support/corpus.h"
#include "text/decode.h"

namespace webclip::text {
namespace {

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(hex_digit_value(hex[i]) * 16 + hex_digit_value(hex[i + 1]));
    }
    return bytes;
}

struct RowSet {
    const char* file;
    const char* encoding;
    std::size_t least_rows;
};

class DecoderRows : public testing::TestWithParam<RowSet> {};

TEST_P(DecoderRows, DecodeAsBrowsersDo) {
    WEBCLIP_NEED_CORPUS(folder, "encoding");
    std::istringstream lines(test::read_file(folder / GetParam().file));
    std::string line;
    std::getline(lines, line);  // the heading
    std::size_t rows = 0;
    std::size_t failed = 0;
    while (std::getline(lines, line)) {
        const std::vector<std::string_view> fields = split_ascii(line, '\t');
        ASSERT_EQ(fields.size(), 3U) << line;
        ++rows;
        const Decoded decoded = decode_as(from_hex(fields[1]), GetParam().encoding);
        if (decoded.text == fields[2]) continue;
        if (++failed <= 10)
            ADD_FAILURE() << "line " << fields[0] << ": " << fields[1] << " is " << decoded.text;
    }
    EXPECT_EQ(failed, 0U);
    EXPECT_GE(rows, GetParam().least_rows);
    RecordProperty("rows", static_cast<int>(rows));
}

std::string row_set_name(const testing::TestParamInfo<RowSet>& set) {
    const std::string file = set.param.file;
    const bool as_gbk = set.param.encoding == std::string_view("gbk");
    return file.substr(0, file.find('.')) + (as_gbk ? "_as_gbk" : "");
}

INSTANTIATE_TEST_SUITE_P(
    Published, DecoderRows,
    testing::Values(RowSet{"big5.tsv", "big5", 9000}, RowSet{"euc_kr.tsv", "euc-kr", 11000},
                    RowSet{"gb18030.tsv", "gb18030", 12000}, RowSet{"gb18030.tsv", "gbk", 12000},
                    RowSet{"iso_2022_jp.tsv", "iso-2022-jp", 4500}, RowSet{"jis0208.tsv", "euc-jp", 4400},
                    RowSet{"jis0212.tsv", "euc-jp", 4300}, RowSet{"shift_jis.tsv", "shift_jis", 5500}),
    row_set_name);

}  // namespace
}  // namespace webclip::text
