// The configuration's CSS selectors, applied (model::Rules).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "blocks.h"
#include "extract/extract.h"
#include "html/document.h"
#include "html/select.h"

namespace webclip::extract {

struct CompiledRules {
    std::optional<html::Selector> title;
    std::optional<html::Selector> byline;
    std::optional<html::Selector> date;
    std::optional<html::Selector> body;
    std::vector<html::Selector> remove;
};

Expected<CompiledRules, ExtractError> compile_rules(const model::Rules& rules);

void remove_by_rules(html::Document& document, const CompiledRules& rules, Explanation* explanation);
// The blocks inside what the body rule matches; empty when there is no rule or it matches nothing.
std::vector<bool> blocks_by_rules(const Page& page, const CompiledRules& rules, Explanation* explanation);
// Title, byline and date of the rules over those in `article`, where they match.
void metadata_by_rules(const html::Document& document, const CompiledRules& rules, model::Article& article,
                       Explanation* explanation);

}  // namespace webclip::extract
