#include <gtest/gtest.h>

#include <string_view>

#include "text/utf8.h"

namespace webclip::text {
namespace {

struct LanguageCase {
    std::string_view language;
    std::string_view text;
};

TEST(DetectLanguage, TellsRunningTexts) {
    const LanguageCase cases[] = {
        {"en", "The council said on Monday that the bridge would stay closed until the end of the month."},
        {"de", "Der Rat teilte am Montag mit, dass die Brücke bis zum Ende des Monats geschlossen bleibt."},
        {"fr",
         "Le conseil a annoncé lundi que le pont resterait fermé jusqu’à la fin du mois pour des travaux."},
        {"es",
         "El consejo dijo el lunes que el puente seguirá cerrado hasta el final del mes por las obras."},
        {"it",
         "Il consiglio ha detto lunedì che il ponte resterà chiuso fino alla fine del mese per i lavori."},
        {"pt", "O conselho disse na segunda-feira que a ponte não vai abrir até o fim do mês para as obras."},
        {"nl",
         "De raad zei maandag dat de brug tot het einde van de maand gesloten blijft voor het verkeer."},
        {"sv",
         "Rådet sade på måndagen att bron ska vara stängd till slutet av månaden och att det inte är klart."},
        {"da",
         "Rådet sagde mandag, at broen skal være lukket til slutningen af måneden, og at det ikke er nok."},
        {"fi", "Neuvosto sanoi maanantaina, että silta on kiinni kuukauden loppuun, mutta se ei ole varmaa."},
        {"pl",
         "Rada powiedziała w poniedziałek, że most jest zamknięty do końca miesiąca i nie będzie otwarty."},
        {"cs",
         "Rada v pondělí oznámila, že most je uzavřen do konce měsíce a že se nebude otevírat ani pro "
         "chodce, ale jen pro vlaky."},
        {"hu",
         "A tanács hétfőn azt mondta, hogy a híd a hónap végéig zárva van, és nem lehet tudni, mi lesz."},
        {"tr",
         "Meclis pazartesi günü köprünün ay sonuna kadar kapalı olduğunu ve bunun için bir karar daha "
         "çıktığını söyledi."},
        {"vi", "Hội đồng cho biết hôm thứ Hai rằng cây cầu sẽ không được mở cho đến cuối tháng này."},
        {"id",
         "Dewan mengatakan pada hari Senin bahwa jembatan itu akan tetap ditutup dan tidak bisa dilalui "
         "untuk sementara."},
        {"ru",
         "Совет сообщил в понедельник, что мост будет закрыт до конца месяца, и это не последние сроки."},
        {"uk", "Рада повідомила в понеділок, що міст буде закрито до кінця місяця, і це ще не все."},
        {"bg", "Съветът съобщи в понеделник, че мостът ще бъде затворен до края на месеца."},
        {"el", "Το συμβούλιο είπε ότι η γέφυρα θα μείνει κλειστή."},
        {"he", "המועצה הודיעה כי הגשר יישאר סגור"},
        {"ar", "قال المجلس يوم الاثنين إن الجسر سيبقى مغلقا حتى نهاية الشهر"},
        {"th", "สภาระบุว่าสะพานจะปิดจนถึงสิ้นเดือน"},
        {"ja", "市議会は月曜日、橋を月末まで閉鎖すると発表した。"},
        {"ko", "시의회는 월요일에 다리가 월말까지 폐쇄된다고 밝혔다."},
        {"zh-Hans", "市议会周一说，这座桥将关闭到月底，请市民们绕行。"},
        {"zh-Hant", "市議會週一說，這座橋將關閉到月底，請市民們繞行。"},
    };
    for (const LanguageCase& c : cases) EXPECT_EQ(detect_language(c.text), c.language) << c.text;
}

TEST(DetectLanguage, StaysSilentWhenThereIsTooLittle) {
    for (const std::string_view text : {"", "   ", "12345 67890", "Ok", "Lorem", "foo(bar); baz = qux;"}) {
        EXPECT_EQ(detect_language(text), "") << text;
    }
}

TEST(DetectLanguage, IgnoresForeignQuotationsInChinese) {
    EXPECT_EQ(detect_language("苹果公司发布了 iPhone 新产品，这是 Apple 今年的第三次发布会。"), "zh-Hans");
}

}  // namespace
}  // namespace webclip::text
