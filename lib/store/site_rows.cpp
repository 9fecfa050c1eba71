#include "site_rows.h"

#include "record_text.h"

namespace webclip::store {
namespace {

constexpr std::string_view select_profile = "SELECT profile_json FROM site_profiles WHERE host = ?";
constexpr std::string_view upsert_profile =
    "INSERT INTO site_profiles (host, profile_json, updated_at_ms) VALUES (?, ?, ?)"
    " ON CONFLICT (host) DO UPDATE SET profile_json = excluded.profile_json,"
    " updated_at_ms = excluded.updated_at_ms";
// An archive of single pages from everywhere must not grow by a profile for each of their hosts.
constexpr std::string_view forget_oldest =
    "DELETE FROM site_profiles WHERE updated_at_ms <="
    " (SELECT updated_at_ms FROM site_profiles ORDER BY updated_at_ms DESC LIMIT 1 OFFSET ?)";
constexpr std::string_view select_uses =
    "SELECT rule, tried, matched FROM rule_uses WHERE source_id = ? ORDER BY rule";
constexpr std::string_view count_use =
    "INSERT INTO rule_uses (source_id, rule, tried, matched) VALUES (?, ?, 1, ?)"
    " ON CONFLICT (source_id, rule) DO UPDATE SET tried = tried + 1, matched = matched + excluded.matched";

}  // namespace

std::optional<model::SiteProfile> find_site_profile(Database& database, std::string_view host) {
    auto row = database.query(select_profile, host);
    return row.step() ? site_profile_from_json(row.text()) : std::nullopt;
}

void save_site_profile(WriteSession& session, const LearnedSite& site) {
    session.database.query(upsert_profile, site.host, site_profile_to_json(site.profile), session.now).run();
    session.database.query(forget_oldest, most_sites).run();
}

std::vector<RuleUse> find_rule_uses(Database& database, model::SourceId source) {
    std::vector<RuleUse> uses;
    auto row = database.query(select_uses, source);
    while (row.step()) {
        RuleUse use;
        use.rule = row.text();
        use.tried = row.integer();
        use.matched = row.integer();
        uses.push_back(std::move(use));
    }
    return uses;
}

void count_rule_uses(WriteSession& session, model::SourceId source,
                     const std::vector<model::RuleOutcome>& outcomes) {
    for (const model::RuleOutcome& outcome : outcomes)
        session.database.query(count_use, source, outcome.rule, outcome.matched).run();
}

}  // namespace webclip::store
