#include "byline_cjk.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

using Characters = std::vector<char32_t>;

constexpr std::size_t most_characters = 120;
constexpr std::size_t most_authors = 8;

Characters characters_of(std::string_view line) {
    Characters all;
    for (std::size_t at = 0; at < line.size() && all.size() < most_characters;) {
        const text::CodePoint point = text::code_point_at(line, at);
        all.push_back(point.value);
        at += point.length;
    }
    return all;
}

std::string utf8_of(const Characters& all, std::size_t begin, std::size_t end) {
    std::string result;
    for (std::size_t i = begin; i < end; ++i) text::append_utf8(result, all[i]);
    return result;
}

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'々' || c == U'〇';
}
bool is_kana(char32_t c) {
    return c >= 0x3041 && c <= 0x30FA;
}
bool is_hangul(char32_t c) {
    return c >= 0xAC00 && c <= 0xD7A3;
}
bool is_blank(char32_t c) {
    return c == U' ' || c == U'\u3000' || c == U'\u00A0';
}
bool contains(std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
}

// Family names, the usual ones in both scripts: what follows 记者 without one is prose ("记者从…获悉").
constexpr std::u32string_view chinese_surnames =
    U"王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡"
    U"潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾鐘姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟"
    U"秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戚莫孔向常汤湯康易乔喬赖賴文施洪辛柯庄莊"
    U"温溫牛樊葛邢安齐齊庞龐颜顏倪章鲁魯申岳俞关關裴殷左焦柳祁祝纪紀聂聶耿季管翟卓米佟盛单單尤屈成苗游闵閔";
constexpr std::u32string_view korean_surnames =
    U"김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염"
    U"여추도소석선"
    U"설마길연위표명기반라왕금옥육인맹제모탁국은편용";

struct Opener {
    std::u32string_view word;
    bool is_explicit;  // any name may follow, a pen name too, when a mark sets it off
};
constexpr Opener openers[] = {
    {U"特派记者", false}, {U"特派記者", false}, {U"特约记者", false}, {U"記者", false},     {U"记者", false},
    {U"通讯员", false},   {U"通訊員", false},   {U"特派員", false},   {U"特约撰稿", false}, {U"作者", true},
    {U"撰文", true},      {U"撰稿", true},      {U"取材・文", true},  {U"執筆者", true},    {U"執筆", true},
    {U"ライター", true},  {U"著者", true},      {U"筆者", true},      {U"投稿者", true},    {U"글쓴이", true},
    {U"글", true},        {U"文", true},
};
constexpr std::u32string_view marks = U":：/／|｜=＝·・";
constexpr std::u32string_view name_separators = U"、,，&＆/／";
// What ends a name that stands without a blank behind it.
constexpr std::u32string_view closers[] = {U"报道", U"報導", U"報道", U"摄",   U"攝",   U"摘编",
                                           U"整理", U"编辑", U"編輯", U"責任", U"责任", U"来源",
                                           U"來源", U"发布", U"發布", U"日期", U"时间", U"時間",
                                           U"点击", U"點擊", U"浏览", U"出处", U"电 ",  U"电）"};
// Words that look like names and are none.
constexpr std::u32string_view no_names[] = {U"佚名", U"本站",   U"未知",   U"不详",   U"匿名",
                                            U"网友", U"編集部", U"编辑部", U"管理员", U"原创",
                                            U"转载", U"一覧",   U"紹介",   U"简介",   U"介绍"};

bool stands_at(const Characters& all, std::size_t at, std::u32string_view word) {
    return at + word.size() <= all.size() &&
           std::equal(word.begin(), word.end(), all.begin() + static_cast<std::ptrdiff_t>(at));
}

bool is_name_character(char32_t c) {
    return is_han(c) || is_kana(c) || is_hangul(c) ||
           (c < 0x80 && (is_ascii_alnum(static_cast<char>(c)) || c == U'_' || c == U'.')) || c == U'·' ||
           c == U'・' || c == U'ー';
}

bool closes(const Characters& all, std::size_t at) {
    return std::any_of(std::begin(closers), std::end(closers),
                       [&](std::u32string_view closer) { return stands_at(all, at, closer); });
}

// The end of the name at `at`. 台北 in 王小明台北報導 goes: a place before 报道 has two characters.
std::size_t name_end(const Characters& all, std::size_t at) {
    std::size_t end = at;
    while (end < all.size() && is_name_character(all[end]) && !closes(all, end)) ++end;
    const bool is_report = end < all.size() && (stands_at(all, end, U"报道") ||
                                                stands_at(all, end, U"報導") || stands_at(all, end, U"報道"));
    return is_report && end - at >= 4 ? end - 2 : end;
}

bool reads_like_name(const Characters& all, std::size_t begin, std::size_t end, bool is_explicit) {
    const std::size_t length = end - begin;
    for (const std::u32string_view word : no_names) {
        if (stands_at(all, begin, word)) return false;
    }
    const bool is_chinese = std::all_of(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                        all.begin() + static_cast<std::ptrdiff_t>(end), is_han);
    const bool is_person = is_chinese && length >= 2 && length <= 4 && contains(chinese_surnames, all[begin]);
    constexpr std::size_t longest_pen_name = 20;
    return is_person || (is_explicit && length >= 2 && length <= longest_pen_name);
}

// The names that begin at `at`: 张三 李四, 张三、李四.
void read_names(const Characters& all, std::size_t at, bool is_explicit, std::vector<std::string>& names) {
    while (at < all.size() && names.size() < most_authors) {
        while (at < all.size() && (is_blank(all[at]) || contains(name_separators, all[at]))) ++at;
        const std::size_t end = name_end(all, at);
        // Behind a blank only what has a family name goes on the list.
        if (end == at || !reads_like_name(all, at, end, is_explicit && names.empty())) return;
        std::string name = utf8_of(all, at, end);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        at = end;
    }
}

// 홍길동 기자, 홍길동 특파원: the name stands before the word.
void read_korean(const Characters& all, std::vector<std::string>& names) {
    for (std::size_t i = 2; i < all.size() && names.size() < most_authors; ++i) {
        if (!stands_at(all, i, U"기자") && !stands_at(all, i, U"특파원")) continue;
        const std::size_t after = i + (all[i] == U'기' ? 2 : 3);
        if (after < all.size() && is_hangul(all[after])) continue;  // 기자회견
        std::size_t end = i;
        while (end > 0 && is_blank(all[end - 1])) --end;
        std::size_t begin = end;
        while (begin > 0 && is_hangul(all[begin - 1])) --begin;
        if (end - begin < 2 || end - begin > 4 || !contains(korean_surnames, all[begin])) continue;
        std::string name = utf8_of(all, begin, end);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
}

// Where the names begin behind an opener at `at`; npos if this opener is part of another word (文 in 中文).
std::size_t behind_opener(const Characters& all, std::size_t at, const Opener& opener) {
    if (!stands_at(all, at, opener.word)) return std::string::npos;
    std::size_t next = at + opener.word.size();
    while (next < all.size() && is_blank(all[next])) ++next;
    const bool is_marked = next < all.size() && contains(marks, all[next]);
    if (opener.is_explicit) {
        if (!is_marked ||
            (opener.word.size() == 1 && at > 0 && (is_han(all[at - 1]) || is_hangul(all[at - 1]))))
            return std::string::npos;
    }
    while (next < all.size() && (contains(marks, all[next]) || is_blank(all[next]))) ++next;
    return next;
}

}  // namespace

std::vector<std::string> cjk_authors(std::string_view line) {
    std::vector<std::string> names;
    if (std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; }))
        return names;
    const Characters all = characters_of(line);
    for (std::size_t at = 0; at < all.size() && names.empty(); ++at) {
        for (const Opener& opener : openers) {
            const std::size_t begin = behind_opener(all, at, opener);
            if (begin == std::string::npos) continue;
            read_names(all, begin, opener.is_explicit, names);
            break;
        }
    }
    if (names.empty()) read_korean(all, names);
    return names;
}

}  // namespace webclip::extract
