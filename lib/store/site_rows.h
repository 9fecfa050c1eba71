// What is known of sites and of the rules for them in the catalog.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/site_profile.h"
#include "store/catalog.h"
#include "store/database.h"
#include "store/writer.h"
#include "write_session.h"

namespace webclip::store {

inline constexpr std::int64_t most_sites = 1000;

// Nothing for a host without one, or with one that is not as save_site_profile writes it.
std::optional<model::SiteProfile> find_site_profile(Database& database, std::string_view host);
// Of more than `most_sites` those are forgotten that were not added to for longest.
void save_site_profile(WriteSession& session, const LearnedSite& site);

std::vector<RuleUse> find_rule_uses(Database& database, model::SourceId source);
void count_rule_uses(WriteSession& session, model::SourceId source,
                     const std::vector<model::RuleOutcome>& outcomes);

}  // namespace webclip::store
