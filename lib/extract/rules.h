// What the user says of a site's pages, applied: the configuration's selectors (model::Rules) and those of
// site-config files (model::SiteRule). A rule that matches nothing leaves the automatic result.
#pragma once

#include <string>
#include <vector>

#include "base/expected.h"
#include "blocks.h"
#include "extract/extract.h"
#include "html/document.h"
#include "html/select.h"

namespace webclip::extract {

struct CompiledRule {
    html::Selector selector;
    std::string name;  // "body: div.story"
};

// Of each kind in the order in which they are tried; the first that matches counts, of `remove` all.
struct CompiledRules {
    std::vector<CompiledRule> title;
    std::vector<CompiledRule> byline;
    std::vector<CompiledRule> date;
    std::vector<CompiledRule> body;
    std::vector<CompiledRule> remove;
    std::vector<CompiledRule> next_page;
    std::vector<CompiledRule> single_page;
};

// Fails for a selector of `rules` that is none.
Expected<CompiledRules, ExtractError> compile_rules(const model::Rules& rules,
                                                    const std::vector<model::SiteRule>& site_rules);

// Applies rules to one page and keeps account of them.
class RuleBook {
  public:
    RuleBook(const CompiledRules& rules, Explanation* explanation)
        : rules_(rules), explanation_(explanation) {}

    void remove(html::Document& document);
    // The blocks inside what a body rule matches; empty when there is none.
    std::vector<bool> blocks(const Page& page);
    // Title, byline and date over those in `article`.
    void metadata(const html::Document& document, model::Article& article);
    // Next and single page over those in `facts`: of the page's host, and not the page itself.
    void links(const html::Document& document, const url::Url& address, const url::Url& base,
               PageFacts& facts);

    std::vector<model::RuleOutcome> outcomes() && { return std::move(outcomes_); }

  private:
    // The first element that a rule of the list matches and `value` finds something in.
    template <typename Value>
    std::string first_value(const html::Document& document, const std::vector<CompiledRule>& list,
                            Value value);
    void note(const CompiledRule& rule, bool matched);

    const CompiledRules& rules_;
    Explanation* explanation_;
    std::vector<model::RuleOutcome> outcomes_;
};

}  // namespace webclip::extract
