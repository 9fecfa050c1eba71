#include "schedule/pauses.h"

#include <algorithm>
#include <vector>

#include "url/registrable_domain.h"
#include "url/url.h"

namespace webclip::schedule {

std::string pause_key(PauseScope scope, const url::Url& address) {
    switch (scope) {
        case PauseScope::address: return address.without_fragment().href();
        case PauseScope::host: break;
        case PauseScope::domain: return url::registrable_domain(address.hostname());
    }
    return std::string{address.hostname()};
}

void Pauses::set(const std::string& key, Timestamp until, Timestamp now) {
    Timestamp& end = ends_.try_emplace(key, until).first->second;
    end = std::max(end, until);
    if (ends_.size() > most) forget(now);
}

std::optional<Milliseconds> Pauses::left(const std::string& key, Timestamp now) const {
    const auto found = ends_.find(key);
    if (found == ends_.end() || found->second <= now) return std::nullopt;
    return found->second - now;
}

// What is over; where that is not enough, the half that ends soonest.
void Pauses::forget(Timestamp now) {
    std::erase_if(ends_, [now](const auto& pause) { return pause.second <= now; });
    if (ends_.size() <= most) return;
    std::vector<Timestamp> ends;
    ends.reserve(ends_.size());
    for (const auto& [key, end] : ends_) ends.push_back(end);
    const auto middle = ends.begin() + static_cast<std::ptrdiff_t>(ends.size() / 2);
    std::nth_element(ends.begin(), middle, ends.end());
    std::size_t to_go = ends.size() / 2;
    std::erase_if(ends_,
                  [&](const auto& pause) { return pause.second <= *middle && to_go > 0 && to_go-- > 0; });
}

}  // namespace webclip::schedule
