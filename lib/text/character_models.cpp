#include "character_models.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "mapping.h"
#include "scripts.h"

namespace webclip::text {

namespace {

// The characters that make up nearly half of running text in each language.
constexpr std::u32string_view frequent_simplified =
    U"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用"
    U"道行所然家种"
    U"事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与"
    U"长把机十民第"
    U"公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果"
    U"加西斯月话"
    U"合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更"
    U"别打女变四神"
    U"总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司"
    U"五基眼书非则"
    U"网新闻据记者表示公司市场经济企业投资中国北京上海图片手机版权所有";
constexpr std::u32string_view frequent_traditional =
    U"的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用"
    U"道行所然家種"
    U"事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與"
    U"長把機十民第"
    U"公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果"
    U"加西斯月話"
    U"合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更"
    U"別打女變四神"
    U"總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司"
    U"五基眼書非則"
    U"網新聞據記者表示公司市場經濟企業投資臺灣台北香港圖片";
constexpr std::u32string_view frequent_kanji =
    U"日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川"
    U"千水半男西電"
    U"校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主"
    U"題意不作用度"
    U"強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住無真有口少町料工建空"
    U"急止送切転研"
    U"足究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅"
    U"洋旅服夕借曜"
    U"的分対部政性合市内相定回選米実関決全表戦経最現調化当約取引";
constexpr std::u32string_view frequent_hangul =
    U"이다는에의가을고로한하은지를도서기사대자인그리해시어나일수아부들라있정있것과보원전제장상주만년으와"
    U"스비성경면안게조구우신여국조동오선관세공유연적할무위등용회업정까했더중금방발문음물개계미모내민간진"
    U"생통거당소단실현식학중재최치분월평후또때서울한국뉴스기자";

// Membership in the tables above, and in the level of everyday characters of each national standard.
class CharacterClasses {
  public:
    enum Class : std::uint8_t { rare = 0, everyday = 1, frequent = 2 };

    CharacterClasses(std::u32string_view frequent_characters, const Index& index, std::size_t first_pointer,
                     std::size_t last_pointer)
        : classes_(0x10000, rare) {
        for (std::size_t i = first_pointer; i <= last_pointer && i < index.size(); ++i) {
            if (index[i] < classes_.size()) classes_[index[i]] = everyday;
        }
        for (const char32_t c : frequent_characters) classes_[c] = frequent;
    }

    Class operator[](char32_t c) const { return c < classes_.size() ? classes_[c] : rare; }

  private:
    std::vector<Class> classes_;
};

// GB 2312 level 1: lead bytes B0…D7, trail bytes A1…FE. Trail bytes below A1 are GBK's additions and thus
// rare.
const CharacterClasses& simplified_classes() {
    static const CharacterClasses classes = [] {
        Index level_1;
        for (std::size_t lead = 0xB0; lead <= 0xD7; ++lead) {
            for (std::size_t trail = 0xA1; trail <= 0xFE; ++trail) {
                level_1.push_back(gb18030_index()[(lead - 0x81) * 190 + trail - 0x41]);
            }
        }
        return CharacterClasses(frequent_simplified, level_1, 0, level_1.size() - 1);
    }();
    return classes;
}

// Big5 level 1: A440…C67E.
const CharacterClasses& traditional_classes() {
    static const CharacterClasses classes(frequent_traditional, big5_index(), std::size_t{0xA4 - 0x81} * 157,
                                          std::size_t{0xC6 - 0x81} * 157 + 0x7E - 0x40);
    return classes;
}

// JIS X 0208 level 1: rows 16 to 47.
const CharacterClasses& japanese_classes() {
    static const CharacterClasses classes(frequent_kanji, jis0208_index(), std::size_t{15} * 94,
                                          std::size_t{47} * 94 - 1);
    return classes;
}

// KS X 1001's 2,350 syllables: lead bytes B0…C8, trail bytes A1…FE.
const CharacterClasses& korean_classes() {
    static const CharacterClasses classes = [] {
        Index syllables;
        for (std::size_t lead = 0xB0; lead <= 0xC8; ++lead) {
            for (std::size_t trail = 0xA1; trail <= 0xFE; ++trail) {
                syllables.push_back(euc_kr_index()[(lead - 0x81) * 190 + trail - 0x41]);
            }
        }
        return CharacterClasses(frequent_hangul, syllables, 0, syllables.size() - 1);
    }();
    return classes;
}

double ranked(CharacterClasses::Class rank, double frequent, double everyday, double rare) {
    if (rank == CharacterClasses::frequent) return frequent;
    return rank == CharacterClasses::everyday ? everyday : rare;
}

bool is_common_cjk_punctuation(char32_t c) {
    constexpr std::u32string_view common =
        U"，。、：；！？“”‘’（）《》【】「」『』—…·・～　〈〉％－／＞＜｜→●■★※";
    return common.find(c) != std::u32string_view::npos || (c >= 0xFF10 && c <= 0xFF19);
}

constexpr bool is_half_width_kana(char32_t c) {
    return c >= 0xFF61 && c <= 0xFF9F;
}

double score_han(CjkModel model, char32_t c) {
    switch (model) {
        case CjkModel::simplified: return ranked(simplified_classes()[c], 3.0, 1.0, -0.8);
        case CjkModel::traditional: return ranked(traditional_classes()[c], 3.0, 1.0, -0.8);
        case CjkModel::japanese: return ranked(japanese_classes()[c], 2.0, 0.6, -1.0);
        case CjkModel::korean: return -0.8;
    }
    return 0;
}

double score_kana(CjkModel model, char32_t c) {
    if (model != CjkModel::japanese) return -0.2;
    if (is_half_width_kana(c)) return -0.7;
    return c <= 0x309F ? 2.5 : 1.8;  // hiragana, katakana
}

bool is_latin_letter(char32_t c) {
    return script_of(c) == Script::latin;
}
bool is_upper(char32_t c) {
    return u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
    return u_islower(static_cast<UChar32>(c)) != 0;
}

// What a quotation mark, dash, blank or sign is worth where it stands; nothing if `c` is none of these.
std::optional<double> score_typography(char32_t before, char32_t c, char32_t after) {
    constexpr std::u32string_view opening = U"“„‚«‘";
    constexpr std::u32string_view closing = U"”»’“…";
    constexpr std::u32string_view others = U"\u00A0\u00AD–—·©®™°€£§•›‹№×½¿¡¹²³";
    const auto is_one_of = [c](std::u32string_view marks) {
        return marks.find(c) != std::u32string_view::npos;
    };
    const auto is_blank_or_mark = [](char32_t neighbour) { return script_of(neighbour) == Script::none; };
    if (c == U'’' && is_word_character(script_of(before)) && is_word_character(script_of(after))) return 1.5;
    if (is_one_of(opening) && is_blank_or_mark(before) && !is_blank_or_mark(after)) return 1.0;
    if (is_one_of(closing) && !is_blank_or_mark(before) && is_blank_or_mark(after)) return 1.0;
    if ((c == U'¿' || c == U'¡') && is_blank_or_mark(before) && !is_blank_or_mark(after)) return 1.5;
    if ((c == U'–' || c == U'—') && before == after) return 1.0;
    if (is_one_of(opening) || is_one_of(closing) || is_one_of(others)) return 0.3;
    return std::nullopt;
}

// "à", "è", "y a été": letters that are words of their own in Romance languages.
bool is_one_letter_word(char32_t c) {
    constexpr std::u32string_view words = U"àèéóòáêôÀÈÉ";
    return words.find(c) != std::u32string_view::npos;
}

constexpr AlphabetModel western{U"éèàçêôùâîûëïäöüßñáíóúãõåøæœ", 0, 0};
constexpr AlphabetModel central{U"ąćęłńóśźżčďěňřšťůžýáíéúőűöüäôľĺŕâăîşţđ", 0, 0};
constexpr AlphabetModel turkish{U"şğıİçöüŞâî", 0, 0};
constexpr AlphabetModel baltic{U"ąčęėįšųūžāēģīķļņšõäöü", 0, 0};
constexpr AlphabetModel vietnamese{U"ăâđêôơưàáèéìíòóùú\u0300\u0301\u0303\u0309\u0323", 0, 0};
constexpr AlphabetModel cyrillic{U"оеаинтсрвлкмдпуяыьі", 0x0400, 0x045F};
constexpr AlphabetModel greek{U"αοιετσνηυρπκμλςίάόέή", 0x0384, 0x03CE};
constexpr AlphabetModel hebrew{U"יוהלאתרמבשנםדעח", 0x05D0, 0x05EA};
constexpr AlphabetModel arabic{U"اليمنورتبةدسعكفقح", 0x0621, 0x06D2};
constexpr AlphabetModel thai{U"านรอกเงมย\u0E31\u0E35\u0E48\u0E49", 0x0E01, 0x0E5B};

// Thai vowels and tones over and under the line need a letter before them, the vowels written first a letter
// after them. Nearly every high byte is a Thai letter, so that only their order tells Thai from anything
// else.
bool breaks_thai_spelling(char32_t before, char32_t c, char32_t after) {
    const auto is_mark = [](char32_t x) {
        return x == 0x0E31 || (x >= 0x0E34 && x <= 0x0E3A) || (x >= 0x0E47 && x <= 0x0E4E);
    };
    const auto is_consonant = [](char32_t x) { return x >= 0x0E01 && x <= 0x0E2E; };
    if (is_mark(c)) return !is_consonant(before) && !is_mark(before);
    if (c >= 0x0E40 && c <= 0x0E44) return !is_consonant(after);
    return false;
}

struct Usual {
    std::string_view language;
    Encoding encoding;
};
constexpr Usual usual[] = {
    {"zh", Encoding::gb18030},      {"zh", Encoding::big5},         {"ja", Encoding::shift_jis},
    {"ja", Encoding::euc_jp},       {"ko", Encoding::euc_kr},       {"ru", Encoding::windows_1251},
    {"ru", Encoding::koi8_r},       {"uk", Encoding::windows_1251}, {"bg", Encoding::windows_1251},
    {"sr", Encoding::windows_1251}, {"be", Encoding::windows_1251}, {"el", Encoding::windows_1253},
    {"tr", Encoding::windows_1254}, {"he", Encoding::windows_1255}, {"ar", Encoding::windows_1256},
    {"fa", Encoding::windows_1256}, {"lt", Encoding::windows_1257}, {"lv", Encoding::windows_1257},
    {"et", Encoding::windows_1257}, {"vi", Encoding::windows_1258}, {"th", Encoding::windows_874},
    {"pl", Encoding::windows_1250}, {"cs", Encoding::windows_1250}, {"sk", Encoding::windows_1250},
    {"hu", Encoding::windows_1250}, {"ro", Encoding::windows_1250}, {"hr", Encoding::windows_1250},
    {"sl", Encoding::windows_1250}, {"pl", Encoding::iso_8859_2},   {"cs", Encoding::iso_8859_2},
    {"hu", Encoding::iso_8859_2},   {"en", Encoding::windows_1252}, {"de", Encoding::windows_1252},
    {"fr", Encoding::windows_1252}, {"es", Encoding::windows_1252}, {"pt", Encoding::windows_1252},
    {"it", Encoding::windows_1252}, {"nl", Encoding::windows_1252}, {"sv", Encoding::windows_1252},
    {"da", Encoding::windows_1252}, {"no", Encoding::windows_1252}, {"fi", Encoding::windows_1252},
};

}  // namespace

CjkModel model_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::big5: return CjkModel::traditional;
        case Encoding::euc_kr: return CjkModel::korean;
        case Encoding::euc_jp:
        case Encoding::iso_2022_jp:
        case Encoding::shift_jis: return CjkModel::japanese;
        default: return CjkModel::simplified;
    }
}

double cjk_score(CjkModel model, char32_t c) {
    if (is_common_cjk_punctuation(c)) return 1.0;
    switch (script_of(c)) {
        case Script::han: return score_han(model, c);
        case Script::kana: return score_kana(model, c);
        case Script::hangul:
            return model == CjkModel::korean ? ranked(korean_classes()[c], 3.0, 1.0, -0.5) : -2.0;
        case Script::cjk_punctuation: return 0.2;
        case Script::none: return c >= 0xE000 && c <= 0xF8FF ? -3.0 : 0.0;
        case Script::latin: return 0.0;
        default: return -0.5;
    }
}

double AlphabetModel::score(char32_t before, char32_t c, char32_t after) const {
    if (c == 0) return -8.0;
    if (c <= 0x9F) return -3.0;  // C1 controls
    return first_ == 0 ? score_latin(before, c, after) : score_own_script(before, c, after);
}

double AlphabetModel::score_own_script(char32_t before, char32_t c, char32_t after) const {
    if (breaks_thai_spelling(before, c, after)) return -3.0;
    if (!is_own_letter(c)) {
        if (const auto typography = score_typography(before, c, after)) return *typography;
        return is_own_letter(before) || is_own_letter(after) ? -2.0 : -0.5;
    }
    // Letters of two scripts do not stand in one word.
    if (is_latin_letter(before) || is_latin_letter(after)) return -2.0;
    if (is_upper(c) && is_lower(before)) return -2.0;
    // A letter alone is most often a symbol of another encoding.
    if (!is_own_letter(before) && !is_own_letter(after)) return 0.0;
    return frequent_.find(c) != std::u32string_view::npos ? 2.0 : 0.7;
}

double AlphabetModel::score_latin(char32_t before, char32_t c, char32_t after) const {
    const bool in_word = is_latin_letter(before) || is_latin_letter(after);
    const bool frequent = frequent_.find(c) != std::u32string_view::npos;
    if (!is_latin_letter(c) && !frequent) {
        if (const auto typography = score_typography(before, c, after)) return *typography;
        return is_latin_letter(before) && is_latin_letter(after) ? -2.0 : -0.3;
    }
    if (is_upper(c) && is_lower(before)) return -1.5;
    // Words hold letters beyond ASCII one by one; a row of them is text in another script.
    if (before >= 0x80 && after >= 0x80 && is_latin_letter(before) && is_latin_letter(after)) return -1.0;
    if (is_upper(after) && is_lower(c)) return -1.0;
    if (!in_word) return is_one_letter_word(c) ? 1.0 : -0.2;
    const bool frequent_capital =
        is_upper(c) && frequent_.find(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))) !=
                           std::u32string_view::npos;
    if (frequent) return 1.5;
    return frequent_capital ? 0.8 : -0.3;
}

const AlphabetModel& alphabet_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::windows_1250:
        case Encoding::iso_8859_2:
        case Encoding::iso_8859_16: return central;
        case Encoding::windows_1254:
        case Encoding::iso_8859_3: return turkish;
        case Encoding::windows_1257:
        case Encoding::iso_8859_4:
        case Encoding::iso_8859_10:
        case Encoding::iso_8859_13: return baltic;
        case Encoding::windows_1258: return vietnamese;
        case Encoding::windows_1251:
        case Encoding::koi8_r:
        case Encoding::koi8_u:
        case Encoding::ibm866:
        case Encoding::iso_8859_5:
        case Encoding::x_mac_cyrillic: return cyrillic;
        case Encoding::windows_1253:
        case Encoding::iso_8859_7: return greek;
        case Encoding::windows_1255:
        case Encoding::iso_8859_8:
        case Encoding::iso_8859_8_i: return hebrew;
        case Encoding::windows_1256:
        case Encoding::iso_8859_6: return arabic;
        case Encoding::windows_874: return thai;
        default: return western;
    }
}

bool is_usual_for(Encoding encoding, std::string_view language) {
    if (language.size() < 2 || (language.size() > 2 && language[2] != '-')) return false;
    const std::string primary = to_ascii_lower(language.substr(0, 2));
    return std::any_of(std::begin(usual), std::end(usual), [&](const Usual& entry) {
        return entry.encoding == encoding && entry.language == primary;
    });
}

}  // namespace webclip::text
