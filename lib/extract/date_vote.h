// The vote on a date: claims of one day add up, and so do claims of one instant written in two zones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "date_text.h"

namespace webclip::extract {

struct DateClaim {
    FoundDate date;
    std::string source;  // "json-ld"
    double weight = 1;
};

struct DateElection {
    std::optional<FoundDate> date;
    double weight = 0;  // of the day
    std::string why;    // "json-ld + time; not 2024-02-20 (line)"
};

// The heaviest day, told by its most precise claim. A day and month whose order was guessed are read the
// other way round when other claims or `latest` (no page tells of its future) say so; claims later than
// `latest` by more than a day are not heard.
DateElection elect_date(std::vector<DateClaim> claims, std::optional<Timestamp> latest);

}  // namespace webclip::extract
