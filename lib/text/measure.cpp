#include <array>

#include "scripts.h"
#include "text/utf8.h"

namespace webclip::text {

namespace {

struct Range {
    char32_t first;
    char32_t last;
    Script script;
};

// Sorted. What is missing between two ranges and above U+02FF is `other_letter`.
constexpr Range ranges[] = {
    {0x0000, 0x002F, Script::none},       {0x0030, 0x0039, Script::digit},
    {0x003A, 0x0040, Script::none},       {0x0041, 0x005A, Script::latin},
    {0x005B, 0x0060, Script::none},       {0x0061, 0x007A, Script::latin},
    {0x007B, 0x00A9, Script::none},       {0x00AA, 0x00AA, Script::latin},
    {0x00AB, 0x00B4, Script::none},       {0x00B5, 0x00B5, Script::latin},
    {0x00B6, 0x00B9, Script::none},       {0x00BA, 0x00BA, Script::latin},
    {0x00BB, 0x00BF, Script::none},       {0x00C0, 0x00D6, Script::latin},
    {0x00D7, 0x00D7, Script::none},       {0x00D8, 0x00F6, Script::latin},
    {0x00F7, 0x00F7, Script::none},       {0x00F8, 0x02AF, Script::latin},
    {0x02B0, 0x036F, Script::none},       {0x0370, 0x03FF, Script::greek},
    {0x0400, 0x0481, Script::cyrillic},   {0x0482, 0x0489, Script::none},
    {0x048A, 0x052F, Script::cyrillic},   {0x0531, 0x0556, Script::armenian},
    {0x0559, 0x055F, Script::none},       {0x0560, 0x0588, Script::armenian},
    {0x0591, 0x05CF, Script::none},       {0x05D0, 0x05F2, Script::hebrew},
    {0x05F3, 0x061F, Script::none},       {0x0620, 0x064A, Script::arabic},
    {0x064B, 0x065F, Script::none},       {0x0660, 0x0669, Script::digit},
    {0x066A, 0x0670, Script::none},       {0x0671, 0x06D3, Script::arabic},
    {0x06D4, 0x06DD, Script::none},       {0x06DE, 0x06EF, Script::arabic},
    {0x06F0, 0x06F9, Script::digit},      {0x06FA, 0x06FF, Script::arabic},
    {0x0750, 0x077F, Script::arabic},     {0x0900, 0x0903, Script::none},
    {0x0904, 0x0939, Script::devanagari}, {0x093A, 0x0957, Script::none},
    {0x0958, 0x0961, Script::devanagari}, {0x0962, 0x0965, Script::none},
    {0x0966, 0x096F, Script::digit},      {0x0970, 0x097F, Script::devanagari},
    {0x0980, 0x0983, Script::none},       {0x0984, 0x09B9, Script::bengali},
    {0x09BA, 0x09D7, Script::none},       {0x09DC, 0x09FF, Script::bengali},
    {0x0B80, 0x0B82, Script::none},       {0x0B83, 0x0BB9, Script::tamil},
    {0x0BBA, 0x0BFF, Script::none},       {0x0C00, 0x0C04, Script::none},
    {0x0C05, 0x0C39, Script::telugu},     {0x0C3A, 0x0C57, Script::none},
    {0x0E01, 0x0E30, Script::thai},       {0x0E31, 0x0E31, Script::none},
    {0x0E32, 0x0E33, Script::thai},       {0x0E34, 0x0E3F, Script::none},
    {0x0E40, 0x0E46, Script::thai},       {0x0E47, 0x0E4F, Script::none},
    {0x0E50, 0x0E59, Script::digit},      {0x10A0, 0x10FF, Script::georgian},
    {0x1100, 0x11FF, Script::hangul},     {0x1E00, 0x1EFF, Script::latin},
    {0x1F00, 0x1FFF, Script::greek},      {0x2000, 0x2BFF, Script::none},
    {0x2C60, 0x2C7F, Script::latin},      {0x2DE0, 0x2DFF, Script::none},
    {0x2E00, 0x2E7F, Script::none},       {0x2E80, 0x2FDF, Script::han},
    {0x2FF0, 0x3000, Script::none},       {0x3001, 0x3004, Script::cjk_punctuation},
    {0x3005, 0x3007, Script::han},        {0x3008, 0x3020, Script::cjk_punctuation},
    {0x3021, 0x3029, Script::han},        {0x302A, 0x3030, Script::cjk_punctuation},
    {0x3031, 0x3035, Script::kana},       {0x3036, 0x3037, Script::cjk_punctuation},
    {0x3038, 0x303B, Script::han},        {0x303C, 0x303F, Script::cjk_punctuation},
    {0x3041, 0x3096, Script::kana},       {0x3099, 0x309C, Script::cjk_punctuation},
    {0x309D, 0x309F, Script::kana},       {0x30A0, 0x30A0, Script::cjk_punctuation},
    {0x30A1, 0x30FA, Script::kana},       {0x30FB, 0x30FB, Script::cjk_punctuation},
    {0x30FC, 0x30FF, Script::kana},       {0x3105, 0x312F, Script::bopomofo},
    {0x3131, 0x318E, Script::hangul},     {0x3190, 0x319F, Script::cjk_punctuation},
    {0x31A0, 0x31BF, Script::bopomofo},   {0x31C0, 0x31EF, Script::cjk_punctuation},
    {0x31F0, 0x31FF, Script::kana},       {0x3200, 0x33FF, Script::cjk_punctuation},
    {0x3400, 0x4DBF, Script::han},        {0x4DC0, 0x4DFF, Script::none},
    {0x4E00, 0x9FFF, Script::han},        {0xA960, 0xA97F, Script::hangul},
    {0xAC00, 0xD7FF, Script::hangul},     {0xD800, 0xF8FF, Script::none},
    {0xF900, 0xFAFF, Script::han},        {0xFB00, 0xFB06, Script::latin},
    {0xFB1D, 0xFB4F, Script::hebrew},     {0xFB50, 0xFDFB, Script::arabic},
    {0xFDFC, 0xFE0F, Script::none},       {0xFE10, 0xFE1F, Script::cjk_punctuation},
    {0xFE20, 0xFE2F, Script::none},       {0xFE30, 0xFE4F, Script::cjk_punctuation},
    {0xFE50, 0xFE6F, Script::none},       {0xFE70, 0xFEFC, Script::arabic},
    {0xFEFF, 0xFEFF, Script::none},       {0xFF01, 0xFF0F, Script::cjk_punctuation},
    {0xFF10, 0xFF19, Script::digit},      {0xFF1A, 0xFF20, Script::cjk_punctuation},
    {0xFF21, 0xFF3A, Script::latin},      {0xFF3B, 0xFF40, Script::cjk_punctuation},
    {0xFF41, 0xFF5A, Script::latin},      {0xFF5B, 0xFF65, Script::cjk_punctuation},
    {0xFF66, 0xFF9F, Script::kana},       {0xFFA0, 0xFFDC, Script::hangul},
    {0xFFE0, 0xFFFF, Script::none},       {0x1AFF0, 0x1B16F, Script::kana},
    {0x1D000, 0x1D24F, Script::none},     {0x1F000, 0x1FAFF, Script::none},
    {0x20000, 0x323AF, Script::han},      {0xE0000, 0x10FFFF, Script::none},
};

constexpr bool are_sorted() {
    for (std::size_t i = 1; i < std::size(ranges); ++i) {
        if (ranges[i - 1].last >= ranges[i].first || ranges[i].first > ranges[i].last) return false;
    }
    return true;
}
static_assert(are_sorted());

constexpr Script search(char32_t code_point) {
    std::size_t low = 0;
    std::size_t high = std::size(ranges);
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (ranges[middle].last < code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const bool found = low < std::size(ranges) && ranges[low].first <= code_point;
    return found ? ranges[low].script : Script::other_letter;
}

constexpr auto small = [] {
    std::array<Script, 0x300> scripts{};
    for (char32_t c = 0; c < scripts.size(); ++c) scripts[c] = search(c);
    return scripts;
}();

bool is_cjk_script(Script script) {
    return script == Script::han || script == Script::kana || script == Script::hangul ||
           script == Script::bopomofo || script == Script::cjk_punctuation;
}

// An apostrophe or a combining mark inside a word does not end it: "don't", "l’été", vowel signs.
bool joins_words(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x00AD || (c >= 0x0300 && c <= 0x036F) ||
           (c >= 0x0591 && c <= 0x05C7) || (c >= 0x064B && c <= 0x0670) || (c >= 0x0900 && c <= 0x0E4F) ||
           c == 0x200C || c == 0x200D;
}

}  // namespace

Script script_of(char32_t code_point) {
    if (code_point < small.size()) return small[code_point];
    if (code_point >= 0x4E00 && code_point <= 0x9FFF) return Script::han;
    return search(code_point);
}

bool is_cjk(char32_t code_point) {
    return code_point >= 0x1100 && is_cjk_script(script_of(code_point));
}

std::size_t weighted_length(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            length += small[byte] == Script::none ? 0 : 1;
            ++at;
            continue;
        }
        const CodePoint c = code_point_at(text, at);
        const Script script = script_of(c.value);
        if (script != Script::none) length += is_cjk_script(script) ? 2 : 1;
        at += c.length;
    }
    return length;
}

std::size_t word_count(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        const Script script = script_of(c.value);
        if (script == Script::han || script == Script::kana || script == Script::bopomofo) {
            ++words;
            inside = false;
        } else if (is_word_character(script)) {
            words += inside ? 0 : 1;
            inside = true;
        } else {
            inside = inside && joins_words(c.value);
        }
        at += c.length;
    }
    return words;
}

}  // namespace webclip::text
