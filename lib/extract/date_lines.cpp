#include "date_lines.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

struct Label {
    DateRole role;
    std::string_view words;  // as they stand or in lower-case ASCII, separated by |
};

// Words before a date.
constexpr Label labels[] = {
    {DateRole::modified,
     "updated|update:|modified|edited|revised|reviewed|last change|aktualisiert|geändert|Änderung|bearbeitet|"
     "stand:|stand |mis à jour|mise à jour|modifié|actualizad|atualizad|aggiornat|bijgewerkt|gewijzigd|"
     "uppdatera|opdatere|oppdatert|päivitetty|zaktualizowan|обновлен|изменен|güncellen|更新|修改|编辑于|"
     "編輯於|修订|最終|改訂|修正|수정|최종"},
    {DateRole::published,
     "published|posted|publication|released|created|written|veröffentlicht|erschienen|erstellt|publiziert|"
     "datum:|publié|paru le|publicad|pubblicat|geplaatst|gepubliceerd|publicerad|udgivet|julkaistu|"
     "opublikowan|опубликован|yayın|发布|發布|发表|發表|刊登|刊發|首发|上传|公開|掲載|配信|投稿|作成|初出|"
     "등록|입력|게시|작성|발행"},
    {DateRole::other,
     "born|geboren|copyright|©|until |bis zum |deadline|expires|gültig|joined|member since|registriert|"
     "anmeldedatum|beigetreten|accessed|retrieved|abgerufen|event date|截止|有效期|出生|生まれ|開催|放送|"
     "発売|締切|마감|생년"},
};

// Words right behind a date, where the languages put them there.
constexpr Label trailing_labels[] = {
    {DateRole::published, "发布|發布|发表|發表|公開|掲載|配信|投稿|등록|입력|게시"},
    {DateRole::modified, "更新|修改|修正|改訂|수정"},
    {DateRole::other, "開催|放送|発売|締切|截止|마감|出生|生まれ"},
};

// The role whose word stands last in the text before a date.
DateRole role_before(std::string_view text) {
    DateRole role = DateRole::plain;
    std::size_t last = 0;
    for (const Label& label : labels) {
        for (const std::string_view word : split_ascii(label.words, '|')) {
            for (std::size_t at = find_ignoring_ascii_case(text, word); at != std::string_view::npos;
                 at = find_ignoring_ascii_case(text, word, at + 1)) {
                if (role != DateRole::plain && at + word.size() <= last) continue;
                role = label.role;
                last = at + word.size();
            }
        }
    }
    return role;
}

DateRole role_behind(std::string_view text) {
    constexpr std::string_view fillers = " :0123456789";  // a clock may stand between
    text.remove_prefix(std::min(text.find_first_not_of(fillers), text.size()));
    for (const Label& label : trailing_labels) {
        for (const std::string_view word : split_ascii(label.words, '|')) {
            if (text.substr(0, word.size()) == word) return label.role;
        }
    }
    return DateRole::plain;
}

bool is_mere_label(std::string_view line) {
    return text::weighted_length(line) <= 24 && std::none_of(line.begin(), line.end(), is_ascii_digit);
}

std::string spaced_text(const Page& page, const Block& block) {
    std::string text;
    for (std::uint32_t i = block.first_text; i < block.end_text; ++i) {
        text += page.document->text(page.text_nodes[i]);
        text += ' ';
    }
    return text::collapse_whitespace(text);
}

}  // namespace

std::vector<ToldDate> told_dates(std::string_view line, std::string_view before, DayOrder order) {
    constexpr std::size_t most = 4;
    constexpr std::size_t reach = 40;
    std::vector<ToldDate> told;
    std::size_t from = 0;
    for (PlacedDate& placed : find_dates(line, order, most)) {
        const std::size_t start = std::max(from, placed.begin > reach ? placed.begin - reach : 0);
        DateRole role = role_before(line.substr(start, placed.begin - start));
        if (role == DateRole::plain) role = role_behind(line.substr(placed.end));
        if (role == DateRole::plain && placed.begin < 4 && is_mere_label(before)) role = role_before(before);
        from = placed.end;
        told.push_back({std::move(placed.date), role, placed.begin});
    }
    return told;
}

std::vector<ToldDate> told_dates(const Page& page, std::size_t block, DayOrder order) {
    const std::string line = spaced_text(page, page.blocks[block]);
    return told_dates(line, block == 0 ? std::string_view() : page.text_of(page.blocks[block - 1]), order);
}

}  // namespace webclip::extract
