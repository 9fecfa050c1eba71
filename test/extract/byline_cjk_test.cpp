#include "byline_cjk.h"

#include <string>

#include <gtest/gtest.h>

namespace webclip::extract {
namespace {

struct AuthorCase {
    const char* name;
    const char* line;
    const char* authors;  // "、" between them
};

std::string together(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : "、") + name;
    return all;
}

class CjkAuthors : public ::testing::TestWithParam<AuthorCase> {};

TEST_P(CjkAuthors, AreThoseTheLineNames) {
    EXPECT_EQ(together(cjk_authors(GetParam().line)), GetParam().authors);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, CjkAuthors,
    ::testing::Values(AuthorCase{"reporter", "记者 张三", "张三"},
                      AuthorCase{"two_reporters", "本报记者 王建宏 张文攀", "王建宏、张文攀"},
                      AuthorCase{"dateline", "新华社北京2月25日电（记者张三、李四）春运", "张三、李四"},
                      AuthorCase{"place_and_report", "〔記者王小明／台北報導〕台北市", "王小明"},
                      AuthorCase{"place_glued", "記者王小明台北報導", "王小明"},
                      AuthorCase{"bracketed", "【记者李明 综合报道】", "李明"},
                      AuthorCase{"text_by", "文／王五", "王五"},
                      AuthorCase{"text_by_bar", "文｜陈晓", "陈晓"},
                      AuthorCase{"author", "2005-04-05 来源：转载 作者：山石", "山石"},
                      AuthorCase{"pen_name", "作者：眉间尺 发布时间：2005", "眉间尺"},
                      AuthorCase{"japanese", "取材・文＝山田太郎", "山田太郎"},
                      AuthorCase{"japanese_writer", "ライター：佐藤ゆき", "佐藤ゆき"},
                      AuthorCase{"korean", "홍길동 기자 hong@example.org", "홍길동"},
                      AuthorCase{"korean_dateline", "(서울=예시통신) 홍길동 기자 = 정부는", "홍길동"},
                      AuthorCase{"korean_correspondent", "(도쿄=예시통신) 이영희 특파원 = 일본", "이영희"},
                      AuthorCase{"editor_is_no_author", "責任編輯：陳大文", ""},
                      AuthorCase{"editor_simplified", "责任编辑：李四", ""},
                      AuthorCase{"source_is_no_author", "来源：新京报", ""},
                      AuthorCase{"prose_about_reporters", "记者从有关部门获悉，春运今天开始", ""},
                      AuthorCase{"press_conference", "대통령 기자회견 전문", ""},
                      AuthorCase{"chinese_language", "中文：简体", ""},
                      AuthorCase{"no_name", "作者：佚名", ""}, AuthorCase{"latin", "By Jane Doe", ""}),
    [](const ::testing::TestParamInfo<AuthorCase>& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace webclip::extract
