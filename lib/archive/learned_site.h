// What a page that is archived now adds to what is known of its host.
#pragma once

#include <optional>
#include <string>

#include "extract/site_memory.h"
#include "store/catalog.h"
#include "store/writer.h"

namespace webclip::archive {

// Nothing without a host. Asked right before the commit: of two jobs that learn at the same time from one
// state the second one's page is all that stays, and the other is learned when it is seen again.
inline std::optional<store::LearnedSite> learned_site(const store::Catalog& catalog, const std::string& host,
                                                      const model::PageNotes& notes) {
    if (host.empty()) return std::nullopt;
    auto known = catalog.site_profile(host).value_or(model::SiteProfile{});
    return store::LearnedSite{host, extract::learn(std::move(known), notes)};
}

}  // namespace webclip::archive
