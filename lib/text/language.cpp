#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "scripts.h"
#include "text/utf8.h"

namespace webclip::text {

namespace {

// Enough running text to tell a language; more only costs time.
constexpr std::size_t sample_bytes = std::size_t{8} * 1024;

struct FrequentWords {
    const char* language;
    const char* words;  // separated by blanks, lower case
};

// The most frequent function words that tell the languages in Latin letters apart. Words shared by several
// languages count for each of them; those of one language alone count double.
constexpr FrequentWords frequent_words[] = {
    {"en",
     "the of and to in is that it was for with as his be at by this had not are but from or have an they "
     "which you were her she all there would their we him been has when who will more no if out so what"},
    {"de",
     "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden "
     "aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur "
     "oder"},
    {"fr",
     "le la les de des et est un une du dans que qui en pour pas sur ne se ce il plus par au avec sont je "
     "son mais comme ou nous cette ont aux été leur elle c'est d'un qu'il deux ces fait vous sa même"},
    {"es",
     "el la los las de y en que un una es por con para del se al lo como más su pero sus le ha me sin sobre "
     "este ya entre cuando todo esta ser son también fue había muy años hasta desde está nos porque"},
    {"it",
     "il la di e che un una per non in con del della le si da sono dei al come lo più gli ma anche nel alla "
     "è ha delle questo i l dal o se ci suo nella essere stato tra hanno dalla dell degli molto quando"},
    {"pt",
     "o a os as de e que do da em um uma para com não por mais dos das no na se foi ao ele como mas é ou "
     "seu sua são pela pelo também até isso entre era muito já está você nos quando há ter seus"},
    {"nl",
     "de het een van en in is dat op te zijn met voor niet die aan er om ook als dan maar bij uit nog naar "
     "worden door wordt heeft over hij werd deze ik je ze was tot zich kan meer hebben geen wel of we"},
    {"sv",
     "och i att det som en på är av för med den till inte har de ett om han men var jag sig från vi så kan "
     "när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla"},
    {"da",
     "og i at det er en til af på den for med der de ikke som har han et om var jeg men sig fra vi så kan "
     "også efter eller nu sin hvor ved mod skal skulle kommer ud være havde alle blev når bliver hun år "
     "mere"},
    {"no",
     "og i at det er en til av på den for med som de ikke har han et om var jeg men seg fra vi så kan også "
     "etter eller nå sin hvor ved mot skal skulle kommer ut være hadde alle ble når blir hun år mer noe "
     "etter"},
    {"fi",
     "ja on ei se että oli hän mutta ovat joka myös kun niin tai ole sen kuin nyt jos sitä vain olla hänen "
     "mukaan jo sekä tämä ollut vuoden minä kanssa siitä mitä joita ennen noin kaikki jälkeen sanoi voi"},
    {"et",
     "ja on ei et see oli ta aga ka kui ning või mis ole seda nii siis veel ma oma pole ise kes selle välja "
     "mida üle nad ainult olid saab aasta eesti juba pärast"},
    {"pl",
     "i w na z się nie do że to jest o a jak po co ale od za przez są był dla czy tak tym oraz jego być już "
     "tylko jej ich może było które który która pod przed bardzo tego został"},
    {"cs",
     "a v se na je že s z do o i to k ve za by ale si po jako tak od jsem není byl pro když jeho až které "
     "který která bylo jsou také nebo jen již bude před aby už při mezi podle ještě"},
    {"sk",
     "a v sa na je že s z do o i to k vo za by ale si po ako tak od som nie bol pre keď jeho až ktoré ktorý "
     "ktorá bolo sú tiež alebo len už bude pred aby pri medzi podľa ešte"},
    {"hu",
     "a az és hogy nem is egy ez meg van volt de csak már még ha mint el azt ki vagy sem lehet fel amely ami "
     "után kell minden ezt lesz így pedig mert majd illetve szerint között olyan akkor"},
    {"ro",
     "și în de la a cu pe nu că o un din este care pentru au mai fost ce sau se fi sunt dar după fără prin "
     "acest această între când să al ale lui ar va cum toate foarte"},
    {"hr",
     "i u je na se da su za od s a kao o koji što to ne će ili bi ali iz nije biti ima do po samo sve bio "
     "koje više kako koja nakon može godine prema jer također te između"},
    {"tr",
     "ve bir bu da de için ile çok ne olarak daha olan gibi kadar en var o sonra ama değil ki her mi ya "
     "diye şey olduğu bunu ben yok göre ise oldu tarafından olduğunu iki zaman veya hem büyük"},
    {"vi",
     "và của là có cho được trong không một các với người những đã khi này để từ đến ra cũng như về nhưng "
     "ông năm còn tại vào sẽ phải nhiều theo trên thì ngày đó bị sau việc"},
    {"id",
     "yang dan di dari untuk dengan pada ini tidak itu dalam adalah akan ke juga oleh bisa karena sebagai "
     "telah lebih mereka ada saya kami orang tersebut anda atau dapat sudah kita tahun saat bahwa para"},
    {"ca",
     "el la els les de i en que un una és per amb del es al com més però seu seva no ha són aquest aquesta "
     "també va va ser fins des perquè molt dels on quan entre hi ho han"},
    {"lt",
     "ir yra į kad su iš ne tai buvo o apie bet kaip per už po jis nuo tik dar jau ar prie bus iki labai "
     "jie savo ši gali"},
    {"lv",
     "un ir par ka no ar uz tā tas nav kas bet pie gan vai arī bija lai kā to es tikai viņš var jau pēc "
     "līdz"},
};

using LanguageSet = std::uint32_t;
static_assert(std::size(frequent_words) <= 32);

const std::unordered_map<std::string, LanguageSet>& word_table() {
    static const auto table = [] {
        std::unordered_map<std::string, LanguageSet> languages;
        for (std::size_t i = 0; i < std::size(frequent_words); ++i) {
            std::string_view rest = frequent_words[i].words;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                languages[std::string(rest.substr(0, end))] |= LanguageSet{1} << i;
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return languages;
    }();
    return table;
}

class LatinScores {
  public:
    void add_word(const std::string& word) {
        if (word.empty()) return;
        ++words_;
        const auto found = word_table().find(word);
        if (found == word_table().end()) return;
        const LanguageSet languages = found->second;
        const bool exclusive = (languages & (languages - 1)) == 0;
        for (std::size_t i = 0; i < scores_.size(); ++i) {
            if (((languages >> i) & 1U) == 0) continue;
            scores_[i] += exclusive ? 2 : 1;
        }
    }

    std::string best() const {
        const auto winner = std::max_element(scores_.begin(), scores_.end());
        std::size_t second = 0;
        for (auto score = scores_.begin(); score != scores_.end(); ++score) {
            if (score != winner) second = std::max(second, *score);
        }
        // Three hits, one word in eight, and more than a draw: below that the text is names, lists or code.
        if (*winner < 3 || *winner * 8 < words_ || *winner == second) return {};
        return frequent_words[winner - scores_.begin()].language;
    }

  private:
    std::array<std::size_t, std::size(frequent_words)> scores_{};
    std::size_t words_ = 0;
};

std::string latin_language(std::string_view text) {
    LatinScores scores;
    std::string word;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        at += c.length;
        if (script_of(c.value) == Script::latin) {
            append_utf8(word, c.value < 0x80
                                  ? (c.value | 0x20U)
                                  : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
        } else if ((c.value == '\'' || c.value == 0x2019) && !word.empty()) {
            word += '\'';
        } else {
            scores.add_word(word);
            word.clear();
        }
    }
    scores.add_word(word);
    return scores.best();
}

// How often any character of `characters` occurs in `text`.
std::size_t count_of(std::string_view text, std::u32string_view characters) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        at += c.length;
        if (c.value >= 0x80 && characters.find(c.value) != std::u32string_view::npos) ++count;
    }
    return count;
}

std::string chinese(std::string_view text) {
    // The most frequent characters whose simplified and traditional forms differ, pair by pair.
    const std::size_t simplified =
        count_of(text,
                 U"这们来时会说国为对过发关经现开长问间进学实动应种还两个样业点头话东车书电见门马风万与专举习"
                 U"亲让认识谁语"
                 U"请读课论设许证评译该详误调谈谢变难题无从众优传伤价仅决况净减击刚创别劳务单卖历压厅县参双");
    const std::size_t traditional =
        count_of(text,
                 U"這們來時會說國為對過發關經現開長問間進學實動應種還兩個樣業點頭話東車書電見門馬風萬與專舉習"
                 U"親讓認識誰語"
                 U"請讀課論設許證評譯該詳誤調談謝變難題無從眾優傳傷價僅決況淨減擊剛創別勞務單賣歷壓廳縣參雙");
    if (simplified >= 2 && simplified >= 4 * traditional) return "zh-Hans";
    if (traditional >= 2 && traditional >= 4 * simplified) return "zh-Hant";
    return "zh";
}

std::string cyrillic(std::string_view text) {
    if (count_of(text, U"ђћџљњјЂЋЏЉЊЈ") > 0) {
        return count_of(text, U"ѓќѕЃЌЅ") > count_of(text, U"ђћЂЋ") ? "mk" : "sr";
    }
    const std::size_t letters = text.size() / 2;
    if (count_of(text, U"әғқңұһӘҒҚҢҰҺ") * 50 > letters) return "kk";
    if (count_of(text, U"өүӨҮ") * 50 > letters) return "mn";
    const std::size_t belarusian = count_of(text, U"ўЎ");
    const std::size_t ukrainian = count_of(text, U"їєґЇЄҐ");
    const std::size_t dotted = count_of(text, U"іІ");
    const std::size_t russian = count_of(text, U"ыэёЫЭЁ");
    if (dotted > 0 && dotted + ukrainian > russian / 2) {
        return belarusian > ukrainian ? "be" : "uk";
    }
    // Bulgarian has no ы, э or ё, and ъ stands for a frequent vowel.
    const std::size_t hard = count_of(text, U"ъЪ");
    return russian == 0 && hard > 0 ? "bg" : "ru";
}

std::string arabic(std::string_view text) {
    if (count_of(text, U"ٹڈڑںے") > 0) return "ur";
    return count_of(text, U"پچژگ") * 100 > text.size() / 2 ? "fa" : "ar";
}

std::string only_language_of(Script script) {
    switch (script) {
        case Script::greek: return "el";
        case Script::hebrew: return "he";
        case Script::thai: return "th";
        case Script::devanagari: return "hi";
        case Script::bengali: return "bn";
        case Script::tamil: return "ta";
        case Script::telugu: return "te";
        case Script::georgian: return "ka";
        case Script::armenian: return "hy";
        default: return {};
    }
}

constexpr std::size_t script_count = static_cast<std::size_t>(Script::other_letter) + 1;

std::array<std::size_t, script_count> count_scripts(std::string_view text) {
    std::array<std::size_t, script_count> counts{};
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        at += c.length;
        ++counts[static_cast<std::size_t>(script_of(c.value))];
    }
    return counts;
}

}  // namespace

std::string detect_language(std::string_view text) {
    std::size_t cut = std::min(text.size(), sample_bytes);
    while (cut < text.size() && cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) --cut;
    text = text.substr(0, cut);

    auto counts = count_scripts(text);
    const auto count = [&](Script script) { return counts[static_cast<std::size_t>(script)]; };
    const std::size_t han = count(Script::han);
    const std::size_t kana = count(Script::kana);
    const std::size_t hangul = count(Script::hangul);
    const std::size_t cjk = han + kana + hangul;
    // A CJK character says about as much as three letters.
    std::size_t best = 3 * cjk;
    Script winner = Script::han;
    for (const Script script : {Script::latin, Script::cyrillic, Script::greek, Script::arabic,
                                Script::hebrew, Script::thai, Script::devanagari, Script::bengali,
                                Script::tamil, Script::telugu, Script::georgian, Script::armenian}) {
        if (count(script) > best) {
            best = count(script);
            winner = script;
        }
    }
    if (best < 4) return {};
    switch (winner) {
        case Script::han:
            if (hangul > han + kana) return "ko";
            return kana * 10 > han + kana ? "ja" : chinese(text);
        case Script::latin: return latin_language(text);
        case Script::cyrillic: return cyrillic(text);
        case Script::arabic: return arabic(text);
        default: return only_language_of(winner);
    }
}

}  // namespace webclip::text
