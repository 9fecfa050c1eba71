#include "date_names.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace webclip::feed {
namespace {

struct MonthName {
    std::string_view prefix;
    int month;
};

// A token that starts with the prefix names the month. Longer prefixes stand before shorter ones that they
// contain. English, German, French, Spanish, Italian, Portuguese, Dutch; then Hungarian, Greek (with the
// accents that feeds misplace) and Russian.
constexpr std::array month_names{
    MonthName{"jan", 1},   MonthName{"feb", 2},  MonthName{"mar", 3},  MonthName{"apr", 4},
    MonthName{"may", 5},   MonthName{"june", 6}, MonthName{"july", 7}, MonthName{"jun", 6},
    MonthName{"jul", 7},   MonthName{"aug", 8},  MonthName{"sep", 9},  MonthName{"oct", 10},
    MonthName{"nov", 11},  MonthName{"dec", 12}, MonthName{"jän", 1},  MonthName{"mär", 3},
    MonthName{"mrz", 3},   MonthName{"mai", 5},  MonthName{"okt", 10}, MonthName{"dez", 12},
    MonthName{"fév", 2},   MonthName{"fev", 2},  MonthName{"avr", 4},  MonthName{"juin", 6},
    MonthName{"juil", 7},  MonthName{"aoû", 8},  MonthName{"aou", 8},  MonthName{"déc", 12},
    MonthName{"ene", 1},   MonthName{"abr", 4},  MonthName{"ago", 8},  MonthName{"dic", 12},
    MonthName{"gen", 1},   MonthName{"mag", 5},  MonthName{"giu", 6},  MonthName{"lug", 7},
    MonthName{"set", 9},   MonthName{"ott", 10}, MonthName{"out", 10}, MonthName{"mrt", 3},
    MonthName{"maart", 3}, MonthName{"mei", 5},  MonthName{"már", 3},  MonthName{"ápr", 4},
    MonthName{"máj", 5},   MonthName{"máuj", 5}, MonthName{"jún", 6},  MonthName{"júl", 7},
    MonthName{"szep", 9},  MonthName{"Ιαν", 1},  MonthName{"Φεβ", 2},  MonthName{"Μάρ", 3},
    MonthName{"Μαρ", 3},   MonthName{"Μάώ", 3},  MonthName{"Μαώ", 3},  MonthName{"Απρ", 4},
    MonthName{"Άπρ", 4},   MonthName{"Μάι", 5},  MonthName{"Μαΐ", 5},  MonthName{"Μαϊ", 5},
    MonthName{"Μαι", 5},   MonthName{"Μάϊ", 5},  MonthName{"Ιούν", 6}, MonthName{"Ιουν", 6},
    MonthName{"Ιόν", 6},   MonthName{"Ιον", 6},  MonthName{"Ιούλ", 7}, MonthName{"Ιουλ", 7},
    MonthName{"Ιόλ", 7},   MonthName{"Ιολ", 7},  MonthName{"Αύγ", 8},  MonthName{"Αυγ", 8},
    MonthName{"Σεπ", 9},   MonthName{"Οκτ", 10}, MonthName{"Νοέ", 11}, MonthName{"Νοε", 11},
    MonthName{"Δεκ", 12},  MonthName{"янв", 1},  MonthName{"фев", 2},  MonthName{"мар", 3},
    MonthName{"апр", 4},   MonthName{"май", 5},  MonthName{"мая", 5},  MonthName{"июн", 6},
    MonthName{"июл", 7},   MonthName{"авг", 8},  MonthName{"сен", 9},  MonthName{"окт", 10},
    MonthName{"ноя", 11},  MonthName{"дек", 12},
};

struct ZoneName {
    std::string_view name;
    int minutes;
};

constexpr std::array zone_names{
    ZoneName{"ut", 0},     ZoneName{"utc", 0},    ZoneName{"gmt", 0},     ZoneName{"z", 0},
    ZoneName{"wet", 0},    ZoneName{"zulu", 0},   ZoneName{"est", -300},  ZoneName{"edt", -240},
    ZoneName{"et", -300},  ZoneName{"cst", -360}, ZoneName{"cdt", -300},  ZoneName{"ct", -360},
    ZoneName{"mst", -420}, ZoneName{"mdt", -360}, ZoneName{"mt", -420},   ZoneName{"pst", -480},
    ZoneName{"pdt", -420}, ZoneName{"pt", -480},  ZoneName{"akst", -540}, ZoneName{"akdt", -480},
    ZoneName{"hst", -600}, ZoneName{"ast", -240}, ZoneName{"adt", -180},  ZoneName{"nst", -210},
    ZoneName{"ndt", -150}, ZoneName{"brt", -180}, ZoneName{"art", -180},  ZoneName{"clt", -240},
    ZoneName{"cot", -300}, ZoneName{"pet", -300}, ZoneName{"bst", 60},    ZoneName{"west", 60},
    ZoneName{"cet", 60},   ZoneName{"mez", 60},   ZoneName{"met", 60},    ZoneName{"cest", 120},
    ZoneName{"mesz", 120}, ZoneName{"mest", 120}, ZoneName{"eet", 120},   ZoneName{"sast", 120},
    ZoneName{"eest", 180}, ZoneName{"msk", 180},  ZoneName{"msd", 240},   ZoneName{"ist", 330},
    ZoneName{"npt", 345},  ZoneName{"ict", 420},  ZoneName{"wib", 420},   ZoneName{"hkt", 480},
    ZoneName{"sgt", 480},  ZoneName{"myt", 480},  ZoneName{"pht", 480},   ZoneName{"cct", 480},
    ZoneName{"awst", 480}, ZoneName{"jst", 540},  ZoneName{"kst", 540},   ZoneName{"acst", 570},
    ZoneName{"acdt", 630}, ZoneName{"aest", 600}, ZoneName{"aedt", 660},  ZoneName{"nzst", 720},
    ZoneName{"nzdt", 780},
};

constexpr std::array<std::string_view, 7> weekday_prefixes{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

}  // namespace

std::optional<int> month_of(std::string_view name) {
    const auto found = std::find_if(month_names.begin(), month_names.end(), [name](const MonthName& known) {
        return name.starts_with(known.prefix);
    });
    if (found == month_names.end()) return std::nullopt;
    return found->month;
}

std::optional<int> zone_minutes(std::string_view name) {
    const auto found = std::find_if(zone_names.begin(), zone_names.end(),
                                    [name](const ZoneName& known) { return name == known.name; });
    if (found != zone_names.end()) return found->minutes;
    if (name.size() == 1 && is_ascii_lower(name.front())) return 0;
    return std::nullopt;
}

bool is_weekday(std::string_view name) {
    return std::any_of(weekday_prefixes.begin(), weekday_prefixes.end(),
                       [name](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace webclip::feed
